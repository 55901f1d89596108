package org.cotangent.benchmarks.problems;

/** The adjoint of {@link Llsq}, written by hand. */
final class LlsqByHand {
  private double[] powers = {};

  /**
   * Adds seed times the gradient.
   *
   * <p>The points are independent: each is reversed at once. Its powers are kept, so that the
   * reverse loop is free of the chain of products.
   */
  double backward(double[] x, double[] xAdjoint, int n, double seed) {
    if (powers.length < x.length) {
      powers = new double[x.length];
    }
    double[] powers = this.powers;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      double t = -1 + i * 2.0 / (n - 1);
      double rest = Math.signum(t);
      double power = 1;
      for (int j = 0; j < x.length; j++) {
        powers[j] = power;
        rest -= x[j] * power;
        power *= t;
      }
      sum += rest * rest;
      double factor = seed * rest;
      for (int j = 0; j < x.length; j++) {
        xAdjoint[j] -= factor * powers[j];
      }
    }
    return 0.5 * sum;
  }
}
