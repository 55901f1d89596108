import org.cotangent.Differentiable;

final class Smoothing {
  private Smoothing() {}

  @Differentiable
  static void smooth(double[] u, double rate) {
    for (int i = 1; i < u.length; i++) {
      u[i] = u[i] + rate * u[i - 1] * u[i];
    }
  }
}
