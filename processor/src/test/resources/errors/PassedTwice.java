package errors;

import org.cotangent.Differentiable;

/** One array for two parameters, one of which is written. */
final class PassedTwice {
  private PassedTwice() {}

  private static void multiply(double[] u, double[] v) {
    for (int i = 0; i < u.length; i++) {
      u[i] *= v[i];
    }
  }

  @Differentiable
  static double passedTwice(double[] a) {
    multiply(a, a); // expect AD310: multiply(a, a)
    return a[0];
  }
}
