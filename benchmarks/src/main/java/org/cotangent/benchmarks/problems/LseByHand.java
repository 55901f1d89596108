package org.cotangent.benchmarks.problems;

/** The adjoint of {@link Lse}, written by hand. */
final class LseByHand {
  private double[] terms = {};

  /**
   * Adds seed times the gradient, the softmax.
   *
   * <p>The exponentials are kept, and the maximum has no adjoint: it cancels.
   */
  double backward(double[] x, double[] xAdjoint, double seed) {
    if (terms.length < x.length) {
      terms = new double[x.length];
    }
    double[] terms = this.terms;
    double most = x[0];
    for (int i = 1; i < x.length; i++) {
      if (x[i] > most) {
        most = x[i];
      }
    }
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      double term = Math.exp(x[i] - most);
      terms[i] = term;
      sum += term;
    }
    double factor = seed / sum;
    for (int i = 0; i < x.length; i++) {
      xAdjoint[i] += factor * terms[i];
    }
    return most + Math.log(sum);
  }
}
