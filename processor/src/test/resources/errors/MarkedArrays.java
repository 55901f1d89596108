import org.cotangent.Differentiable;
import org.cotangent.NonDifferentiable;

final class MarkedArrays {
  static void shift(@NonDifferentiable double[] values, double by) {
    values[0] = by;
  }

  static double first(@NonDifferentiable double[] values) {
    return values[0];
  }

  @Differentiable
  static double f(double[] x) {
    double y = first(x) * x[0];
    shift(x, x[1]); // expect AD211: shift(x, x[1])
    return x[0] * y;
  }
}
