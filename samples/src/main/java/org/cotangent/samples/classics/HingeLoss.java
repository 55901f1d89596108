package org.cotangent.samples.classics;

import org.cotangent.Differentiable;

/**
 * The loss of a multi-class support vector machine: every class whose score comes within 1 of the
 * right one's costs the overlap.
 *
 * <p>The gradient by the row of such a class is x; by the row of the right class it is -x times the
 * number of such classes.
 */
public final class HingeLoss {
  private HingeLoss() {}

  /**
   * Sums max(0, score - right score + 1) over the wrong classes.
   *
   * @param w {@code double[k][n]}, a row of weights for each class, k at least 1
   * @param x {@code double[n]}, n from 0 on
   * @param label the right class, from 0 to k - 1
   * @return at least 0
   */
  @Differentiable
  public static double loss(double[][] w, double[] x, int label) {
    double right = dot(w[label], x);
    double loss = 0;
    for (int k = 0; k < w.length; k++) {
      if (k == label) {
        continue;
      }
      loss += Math.max(0, dot(w[k], x) - right + 1);
    }
    return loss;
  }

  private static double dot(double[] u, double[] v) {
    double sum = 0;
    for (int i = 0; i < u.length; i++) {
      sum += u[i] * v[i];
    }
    return sum;
  }
}
