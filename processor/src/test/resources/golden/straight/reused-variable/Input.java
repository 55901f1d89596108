import org.cotangent.Differentiable;

final class Reuse {
  private Reuse() {}

  @Differentiable
  static double f(double x) {
    double t = Math.sin(x);
    t = t * x;
    t *= t;
    return t + x;
  }
}
