import org.cotangent.Differentiable;

final class Leaky {
  private Leaky() {}

  @Differentiable(wrt = "x")
  static double relu(double x, double slope) {
    double y;
    if (x > 0) {
      y = x;
    } else {
      y = slope * x;
    }
    return y;
  }
}
