package org.cotangent.samples.classics;

import org.cotangent.Differentiable;

/**
 * The rectifier: what is positive passes, what is not becomes 0. The derivative is 1 or 0, and at 0
 * that of the branch that ran.
 */
public final class Relu {
  private Relu() {}

  /**
   * One number. The parameter is called {@code value}, so the primal's component of the generated
   * record is {@code result}.
   *
   * @param value any number
   * @return {@code value} if it is more than 0, else 0
   */
  @Differentiable
  public static double relu(double value) {
    return value > 0 ? value : 0;
  }

  /**
   * A neuron with a rectifier, squared: relu(w'x)^2 / 2. By w: relu(w'x) x; by x: relu(w'x) w.
   *
   * @param w {@code double[n]}, n from 0 on
   * @param x {@code double[n]}
   * @return at least 0
   */
  @Differentiable
  public static double energy(double[] w, double[] x) {
    double sum = 0;
    for (int i = 0; i < w.length; i++) {
      sum += w[i] * x[i];
    }
    double active = relu(sum);
    return active * active / 2;
  }
}
