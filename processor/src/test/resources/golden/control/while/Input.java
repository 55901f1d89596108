import org.cotangent.Differentiable;

final class Newton {
  private Newton() {}

  @Differentiable
  static double squareRoot(double a) {
    double x = a;
    while (Math.abs(x * x - a) > 1e-12 * a) {
      x = (x + a / x) / 2;
    }
    return x;
  }
}
