package errors;

import org.cotangent.Differentiable;

/** Arrays under several names. */
final class Names {
  private Names() {}

  @Differentiable
  static double assignedTwice(double[] a, double[] b, boolean c) {
    double[] t = a;
    if (c) {
      t = b; // expect AD311: t = b
    }
    t[0] *= 2;
    return a[0] * b[0];
  }

  @Differentiable
  static double stored(double[][] m) {
    m[0] = m[1]; // expect AD312: m[0]
    return m[0][0];
  }

  @Differentiable
  static double[] returned(double[] x) {
    x[0] *= 2;
    return x; // expect AD313: return x
  }

  @Differentiable
  static double boundLate(double[] a, boolean c) {
    double[] t;
    if (c) {
      t = new double[1]; // expect AD314: t = new
    } else {
      t = new double[2]; // expect AD311: t = new
    }
    t[0] = a[0];
    return t[0] * a[0];
  }

  @Differentiable
  static double chosenAtRunTime(double[] a, double[] b, boolean c) {
    double[] t = c ? a : b; // expect AD315: double[] t
    t[0] *= 2;
    return a[0] * b[0];
  }
}
