package org.cotangent.samples.classics;

import org.cotangent.Differentiable;

/**
 * A neuron with two inputs: {@code 1 / (1 + exp(-(w0 x0 + w1 x1 + w2)))}.
 *
 * <p>At w = (2, -3, -3) and x = (-1, -2) the sum is 1, so the gradient by w starts with -0.1966,
 * -0.3932, 0.1966: s (1 - s) times the inputs and 1.
 */
public final class Neuron {
  private Neuron() {}

  /**
   * What the neuron answers.
   *
   * @param w {@code double[3]}: two weights and the offset
   * @param x {@code double[2]}: the inputs
   * @return between 0 and 1
   */
  @Differentiable
  public static double answer(double[] w, double[] x) {
    double sum = w[0] * x[0] + w[1] * x[1] + w[2];
    return 1 / (1 + Math.exp(-sum));
  }
}
