import org.cotangent.Differentiable;

/** The squared error of a line. */
final class Regression {
  record Params(double[] w, double b) {}

  @Differentiable
  static double loss(Params p, double[] x, double y) {
    double predicted = p.b();
    for (int i = 0; i < x.length; i++) {
      predicted += p.w()[i] * x[i];
    }
    double error = predicted - y;
    return error * error;
  }
}
