package errors;

import org.cotangent.Differentiable;

/** What compiles with a warning. */
final class CutDerivatives {
  private CutDerivatives() {}

  @Differentiable
  static double cast(double x, double[] a) {
    int i = (int) x; // warn AD401: (int) x
    long l = (long) (x * x); // warn AD401: (long) (x * x)
    return a[i] * x * l;
  }

  @Differentiable
  static double integerDivision(double x, int n) {
    return x * (1 / n); // warn AD402: 1 / n
  }
}
