package errors;

import org.cotangent.DerivativeOf;
import org.cotangent.Differentiable;

/** One array for two parameters, one of which is written, of a derivative written by hand. */
final class PassedTwice {
  private PassedTwice() {}

  static void multiply(double[] u, double[] v) {
    for (int i = 0; i < u.length; i++) {
      u[i] *= v[i];
    }
  }

  @DerivativeOf(type = PassedTwice.class, method = "multiply", writes = "u")
  static void multiplyDerivative(double[] u, double[] uAdjoint, double[] v, double[] vAdjoint) {
    for (int i = 0; i < u.length; i++) {
      vAdjoint[i] += uAdjoint[i] * u[i];
      uAdjoint[i] *= v[i];
    }
  }

  @Differentiable
  static double passedTwice(double[] a) {
    multiply(a, a); // expect AD310: multiply(a, a)
    return a[0];
  }
}
