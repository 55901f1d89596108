import java.util.function.DoubleUnaryOperator;
import org.cotangent.Differentiable;

final class Area {
  private Area() {}

  @Differentiable
  static double under(double slope, double end) {
    return integrate(x -> slope * x * x, end, 100);
  }

  private static double integrate(DoubleUnaryOperator f, double end, int steps) {
    double h = end / steps;
    double sum = 0;
    for (int i = 0; i < steps; i++) {
      sum += f.applyAsDouble((i + 0.5) * h);
    }
    return sum * h;
  }
}
