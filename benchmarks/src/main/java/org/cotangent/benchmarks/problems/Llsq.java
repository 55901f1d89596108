package org.cotangent.benchmarks.problems;

import org.cotangent.Differentiable;

/** Least squares: a polynomial with coefficients x is fitted to the sign function on [-1, 1]. */
final class Llsq {
  private Llsq() {}

  /** Half the sum of the squared errors at {@code n} points, {@code n} at least 2. */
  @Differentiable
  static double error(double[] x, int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      double t = -1 + i * 2.0 / (n - 1);
      double rest = Math.signum(t);
      double power = 1;
      for (int j = 0; j < x.length; j++) {
        rest -= x[j] * power;
        power *= t;
      }
      sum += rest * rest;
    }
    return 0.5 * sum;
  }
}
