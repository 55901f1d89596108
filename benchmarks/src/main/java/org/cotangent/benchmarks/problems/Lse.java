package org.cotangent.benchmarks.problems;

import org.cotangent.Differentiable;

/** The logarithm of a sum of exponentials, with the maximum subtracted. */
final class Lse {
  private Lse() {}

  /** log(exp(x0) + exp(x1) + ...), for at least one number. */
  @Differentiable
  static double logSumExp(double[] x) {
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
}
