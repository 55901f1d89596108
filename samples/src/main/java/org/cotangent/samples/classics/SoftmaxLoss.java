package org.cotangent.samples.classics;

import org.cotangent.Differentiable;

/**
 * Linear scores, softmax, cross-entropy and an L2 term: {@code J = -log p[label] + lambda |W|^2}
 * with {@code p = softmax(W x + b)}.
 *
 * <p>With y = 1 at the label and 0 elsewhere, dJ/db = p - y and dJ/dW = (p - y) x' + 2 lambda W.
 */
public final class SoftmaxLoss {
  private SoftmaxLoss() {}

  /**
   * The loss of one example.
   *
   * @param w {@code double[k][n]}, a row for each class
   * @param b {@code double[k]}, k at least 1
   * @param x {@code double[n]}, n from 0 on
   * @param label the right class, from 0 to k - 1
   * @param lambda weight of the L2 term, at least 0
   * @return nats, at least 0
   */
  @Differentiable(wrt = {"w", "b"})
  public static double example(double[][] w, double[] b, double[] x, int label, double lambda) {
    return crossEntropy(w, b, x, label) + lambda * sumOfSquares(w);
  }

  /**
   * The mean loss of a mini-batch; its gradient is the mean of the examples'.
   *
   * @param w {@code double[k][n]}, a row for each class
   * @param b {@code double[k]}, k at least 1
   * @param xs {@code double[m][n]}, an example a row, m at least 1
   * @param labels {@code int[m]}, from 0 to k - 1
   * @param lambda weight of the L2 term, at least 0
   * @return nats an example, at least 0
   */
  @Differentiable(wrt = {"w", "b"})
  public static double batch(double[][] w, double[] b, double[][] xs, int[] labels, double lambda) {
    double sum = 0;
    for (int i = 0; i < xs.length; i++) {
      sum += crossEntropy(w, b, xs[i], labels[i]);
    }
    return sum / xs.length + lambda * sumOfSquares(w);
  }

  private static double crossEntropy(double[][] w, double[] b, double[] x, int label) {
    double[] scores = new double[b.length];
    for (int k = 0; k < b.length; k++) {
      scores[k] = b[k];
      for (int j = 0; j < x.length; j++) {
        scores[k] += w[k][j] * x[j];
      }
    }
    double max = scores[0];
    for (int k = 1; k < scores.length; k++) {
      if (scores[k] > max) {
        max = scores[k];
      }
    }
    double sum = 0;
    for (double score : scores) {
      sum += Math.exp(score - max);
    }
    return max + Math.log(sum) - scores[label];
  }

  private static double sumOfSquares(double[][] w) {
    double sum = 0;
    for (double[] row : w) {
      for (double weight : row) {
        sum += weight * weight;
      }
    }
    return sum;
  }
}
