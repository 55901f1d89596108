package org.cotangent.benchmarks.problems;

import java.util.Arrays;

/** The adjoint of {@link Gmm}, written by hand. */
final class GmmByHand {
  private final int k;
  private final int d;
  private final double[][] diagonal;
  private final double[][] diagonalAdjoint;
  private final double[] sumQ;
  private final double[] sumQAdjoint;
  private final double[][] centred;
  private final double[][] product;
  private final double[] terms;
  private final double[] centredAdjoint;

  /** Makes the memory for k Gaussians in d dimensions. */
  GmmByHand(int k, int d) {
    this.k = k;
    this.d = d;
    diagonal = new double[k][d];
    diagonalAdjoint = new double[k][d];
    sumQ = new double[k];
    sumQAdjoint = new double[k];
    centred = new double[k][d];
    product = new double[k][d];
    terms = new double[k];
    centredAdjoint = new double[d];
  }

  /**
   * Adds seed times the gradient.
   *
   * <p>The points are independent, so each is reversed at once: O(k d) of memory, and what it needs
   * is still in the cache.
   */
  double backward(
      double[] alpha,
      double[] alphaAdjoint,
      double[][] mu,
      double[][] muAdjoint,
      double[][] q,
      double[][] qAdjoint,
      double[][] l,
      double[][] lAdjoint,
      double[][] x,
      int m,
      double gamma,
      double seed) {
    int n = x.length;
    for (int c = 0; c < k; c++) {
      double sum = 0;
      for (int j = 0; j < d; j++) {
        diagonal[c][j] = Math.exp(q[c][j]);
        sum += q[c][j];
      }
      sumQ[c] = sum;
      Arrays.fill(diagonalAdjoint[c], 0);
    }
    Arrays.fill(sumQAdjoint, 0);
    double total = 0;
    for (int i = 0; i < n; i++) {
      for (int c = 0; c < k; c++) {
        terms[c] = alpha[c] + sumQ[c] - 0.5 * squares(x[i], mu[c], diagonal[c], l[c], c);
      }
      double most = terms[0];
      for (int c = 1; c < k; c++) {
        most = Math.max(most, terms[c]);
      }
      double sum = 0;
      for (int c = 0; c < k; c++) {
        terms[c] = Math.exp(terms[c] - most);
        sum += terms[c];
      }
      total += most + Math.log(sum);
      double factor = seed / sum;
      for (int c = 0; c < k; c++) {
        double weight = terms[c] * factor;
        alphaAdjoint[c] += weight;
        sumQAdjoint[c] += weight;
        reverse(weight, diagonal[c], diagonalAdjoint[c], l[c], lAdjoint[c], muAdjoint[c], c);
      }
    }
    double logSum = softmax(alpha, alphaAdjoint, -n * seed);
    double prior = 0;
    for (int c = 0; c < k; c++) {
      prior += prior(c, q[c], qAdjoint[c], l[c], lAdjoint[c], m, gamma, seed);
    }
    return Gmm.constant(n, d, k, m, gamma) + total - n * logSum + prior;
  }

  private double squares(double[] point, double[] mu, double[] diagonal, double[] l, int c) {
    double[] centred = this.centred[c];
    double[] product = this.product[c];
    for (int j = 0; j < d; j++) {
      double difference = point[j] - mu[j];
      centred[j] = difference;
      product[j] = diagonal[j] * difference;
    }
    int p = 0;
    for (int i = 0; i < d; i++) {
      double factor = centred[i];
      for (int j = i + 1; j < d; j++) {
        product[j] += l[p++] * factor;
      }
    }
    double squares = 0;
    for (int j = 0; j < d; j++) {
      squares += product[j] * product[j];
    }
    return squares;
  }

  private void reverse(
      double weight,
      double[] diagonal,
      double[] diagonalAdjoint,
      double[] l,
      double[] lAdjoint,
      double[] muAdjoint,
      int c) {
    double[] centred = this.centred[c];
    double[] product = this.product[c];
    double[] centredAdjoint = this.centredAdjoint;
    for (int j = 0; j < d; j++) {
      double productAdjoint = -weight * product[j];
      product[j] = productAdjoint;
      diagonalAdjoint[j] += productAdjoint * centred[j];
      centredAdjoint[j] = productAdjoint * diagonal[j];
    }
    int p = 0;
    for (int i = 0; i < d; i++) {
      double factor = centred[i];
      double sum = 0;
      for (int j = i + 1; j < d; j++) {
        lAdjoint[p] += product[j] * factor;
        sum += product[j] * l[p];
        p++;
      }
      centredAdjoint[i] += sum;
    }
    for (int j = 0; j < d; j++) {
      muAdjoint[j] -= centredAdjoint[j];
    }
  }

  private double prior(
      int c,
      double[] q,
      double[] qAdjoint,
      double[] l,
      double[] lAdjoint,
      int m,
      double gamma,
      double seed) {
    double factor = gamma * gamma * seed;
    double squares = 0;
    for (int j = 0; j < d; j++) {
      double root = diagonal[c][j];
      squares += root * root;
      qAdjoint[j] += (diagonalAdjoint[c][j] - factor * root) * root + sumQAdjoint[c] + m * seed;
    }
    for (int j = 0; j < l.length; j++) {
      squares += l[j] * l[j];
      lAdjoint[j] -= factor * l[j];
    }
    return m * sumQ[c] - 0.5 * gamma * gamma * squares;
  }

  private double softmax(double[] x, double[] xAdjoint, double seed) {
    double most = x[0];
    for (int i = 1; i < x.length; i++) {
      most = Math.max(most, x[i]);
    }
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      terms[i] = Math.exp(x[i] - most);
      sum += terms[i];
    }
    double factor = seed / sum;
    for (int i = 0; i < x.length; i++) {
      xAdjoint[i] += factor * terms[i];
    }
    return most + Math.log(sum);
  }
}
