package org.cotangent.samples.classics;

import org.cotangent.Differentiable;

/**
 * Logistic regression. A positive example x costs {@code -log sigma(w'x)}, whose gradient by w is
 * -(1 - sigma(w'x)) x: the worse the answer, the stronger the pull.
 */
public final class LogisticRegression {
  private LogisticRegression() {}

  /**
   * The loss of one positive example.
   *
   * @param w {@code double[n]}, n from 0 on
   * @param x {@code double[n]}
   * @return {@code -log sigma(w'x)} in nats
   */
  @Differentiable(wrt = "w")
  public static double loss(double[] w, double[] x) {
    double score = 0;
    for (int i = 0; i < w.length; i++) {
      score += w[i] * x[i];
    }
    return Math.log1p(Math.exp(-score));
  }

  /**
   * The loss of positive and negative examples together. The gradient is the sum of -t (1 - sigma(t
   * w'x)) x over the examples with their signs t.
   *
   * @param w {@code double[n]}, n from 0 on
   * @param xs {@code double[m][n]}, an example a row, m from 0 on
   * @param signs {@code int[m]}, 1 or -1
   * @return the sum of the losses in nats
   */
  @Differentiable(wrt = "w")
  public static double sum(double[] w, double[][] xs, int[] signs) {
    double sum = 0;
    for (int e = 0; e < xs.length; e++) {
      double score = 0;
      int i = 0;
      while (i < w.length) {
        score += w[i] * xs[e][i];
        i++;
      }
      sum += Math.log1p(Math.exp(-signs[e] * score));
    }
    return sum;
  }
}
