package errors;

import org.cotangent.Differentiable;

/** Rows that are replaced in a parameter. */
final class Names {
  private Names() {}

  @Differentiable
  static double stored(double[][] m) {
    m[0] = m[1]; // expect AD312: m[0]
    return m[0][0];
  }

  @Differentiable
  static double storedByAHelper(double[][] m) {
    swap(m, 0, 1); // expect AD312: swap(m, 0, 1)
    return m[0][0];
  }

  private static void swap(double[][] m, int i, int j) {
    double[] row = m[i];
    m[i] = m[j];
    m[j] = row;
  }
}
