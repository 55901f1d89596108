package org.cotangent.samples.classics;

import org.cotangent.Differentiable;

/** The quadratic form {@code w'Aw}: its gradient by w is (A + A') w, by A it is w w'. */
public final class QuadraticForm {
  private QuadraticForm() {}

  /**
   * Sums w[i] a[i][j] w[j].
   *
   * @param w {@code double[n]}, n from 0 on
   * @param a {@code double[n][n]}, symmetric or not
   * @return {@code w'Aw}
   */
  @Differentiable
  public static double form(double[] w, double[][] a) {
    double sum = 0;
    for (int i = 0; i < w.length; i++) {
      double[] row = a[i];
      for (int j = 0; j < w.length; j++) {
        sum += w[i] * row[j] * w[j];
      }
    }
    return sum;
  }
}
