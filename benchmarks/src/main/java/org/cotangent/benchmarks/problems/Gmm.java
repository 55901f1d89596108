package org.cotangent.benchmarks.problems;

import org.cotangent.Differentiable;
import org.cotangent.NonDifferentiable;

/** The posterior of a mixture of Gaussians, with a Wishart prior on the inverse covariances. */
final class Gmm {
  private Gmm() {}

  /**
   * The logarithm of the posterior, as ADBench defines it.
   *
   * @param alpha double[k], the logarithms of the weights
   * @param mu double[k][d], the centres
   * @param q double[k][d], the logarithms of the diagonals of the factors of the inverse
   *     covariances
   * @param l double[k][d (d - 1) / 2], their parts below the diagonal, column by column
   * @param x double[n][d], the points
   */
  @Differentiable
  static double objective(
      double[] alpha,
      double[][] mu,
      double[][] q,
      double[][] l,
      @NonDifferentiable double[][] x,
      int m,
      @NonDifferentiable double gamma) {
    int k = alpha.length;
    int d = x[0].length;
    int n = x.length;
    double[][] diagonal = new double[k][d];
    double[] sumQ = new double[k];
    for (int c = 0; c < k; c++) {
      for (int j = 0; j < d; j++) {
        diagonal[c][j] = Math.exp(q[c][j]);
        sumQ[c] += q[c][j];
      }
    }
    double total = 0;
    for (int i = 0; i < n; i++) {
      total += logDensity(x[i], alpha, mu, diagonal, sumQ, l);
    }
    double prior = 0;
    for (int c = 0; c < k; c++) {
      double squares = 0;
      for (int j = 0; j < d; j++) {
        squares += diagonal[c][j] * diagonal[c][j];
      }
      for (int j = 0; j < l[c].length; j++) {
        squares += l[c][j] * l[c][j];
      }
      prior += m * sumQ[c] - 0.5 * gamma * gamma * squares;
    }
    return constant(n, d, k, m, gamma) + total - n * logSumExp(alpha) + prior;
  }

  /** The logarithm of the sum over the Gaussians at one point. */
  private static double logDensity(
      double[] point,
      double[] alpha,
      double[][] mu,
      double[][] diagonal,
      double[] sumQ,
      double[][] l) {
    int k = alpha.length;
    int d = point.length;
    double[] terms = new double[k];
    double[] centred = new double[d];
    double[] product = new double[d];
    for (int c = 0; c < k; c++) {
      double[] centre = mu[c];
      double[] scale = diagonal[c];
      double[] lower = l[c];
      for (int j = 0; j < d; j++) {
        centred[j] = point[j] - centre[j];
        product[j] = scale[j] * centred[j];
      }
      int p = 0;
      for (int i = 0; i < d; i++) {
        for (int j = i + 1; j < d; j++) {
          product[j] += lower[p] * centred[i];
          p++;
        }
      }
      double squares = 0;
      for (int j = 0; j < d; j++) {
        squares += product[j] * product[j];
      }
      terms[c] = alpha[c] + sumQ[c] - 0.5 * squares;
    }
    return logSumExp(terms);
  }

  private static double logSumExp(double[] x) {
    double most = x[0];
    for (int i = 1; i < x.length; i++) {
      most = Math.max(most, x[i]);
    }
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += Math.exp(x[i] - most);
    }
    return most + Math.log(sum);
  }

  /** What does not depend on the parameters. */
  @NonDifferentiable
  static double constant(int n, int d, int k, int m, double gamma) {
    int freedom = d + m + 1;
    double logGamma = 0.25 * d * (d - 1) * Math.log(Math.PI);
    for (int j = 1; j <= d; j++) {
      logGamma += logGammaOfHalf(freedom + 1 - j);
    }
    double wishart = freedom * d * (Math.log(gamma) - 0.5 * Math.log(2)) - logGamma;
    return -n * d * 0.5 * Math.log(2 * Math.PI) + k * wishart;
  }

  /** The logarithm of the gamma function at {@code twice / 2}, {@code twice} at least 1. */
  private static double logGammaOfHalf(int twice) {
    double sum = twice % 2 == 0 ? 0 : 0.5 * Math.log(Math.PI);
    for (int t = twice - 2; t > 0; t -= 2) {
      sum += Math.log(0.5 * t);
    }
    return sum;
  }
}
