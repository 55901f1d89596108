import org.cotangent.Differentiable;

/** A polynomial whose coefficients nobody else sees. */
final class Polynomial {
  private final double[] coefficients;

  Polynomial(double... coefficients) {
    this.coefficients = coefficients;
  }

  @Differentiable
  double at(double x) {
    double y = 0;
    for (int i = coefficients.length - 1; i >= 0; i--) {
      y = y * x + coefficients[i];
    }
    return y;
  }
}
