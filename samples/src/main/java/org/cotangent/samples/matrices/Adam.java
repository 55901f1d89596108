package org.cotangent.samples.matrices;

import org.cotangent.runtime.Matrix;

/**
 * The Adam optimiser for matrices: steps against the gradient, each weight scaled by the size of
 * its own recent gradients. Kingma and Ba, "Adam: a method for stochastic optimization", 2015,
 * algorithm 1. The weights and what it remembers of gradients are changed where they are stored: on
 * a device nothing is copied.
 */
final class Adam {
  private static final double MEAN_DECAY = 0.9;
  private static final double SQUARE_DECAY = 0.999;

  private final Matrix[] parameters;
  private final Matrix[] means;
  private final Matrix[] squares;
  private int steps;

  /**
   * Makes an optimiser.
   *
   * @param parameters what {@link #step} changes
   */
  Adam(Matrix... parameters) {
    this.parameters = parameters;
    means = zerosLike(parameters);
    squares = zerosLike(parameters);
  }

  private static Matrix[] zerosLike(Matrix[] matrices) {
    Matrix[] zeros = new Matrix[matrices.length];
    for (int i = 0; i < zeros.length; i++) {
      Matrix matrix = matrices[i];
      zeros[i] = Matrix.zeros(matrix.rows(), matrix.columns(), matrix.precision());
    }
    return zeros;
  }

  /**
   * Takes one step.
   *
   * @param rate the learning rate, more than 0
   * @param gradients the gradient of each parameter, in their order and of their shapes
   */
  void step(double rate, Matrix... gradients) {
    steps++;
    double[] meanDecay = {MEAN_DECAY};
    double[] squareDecay = {SQUARE_DECAY};
    double meanScale = 1 / (1 - Math.pow(MEAN_DECAY, steps));
    double squareScale = 1 / (1 - Math.pow(SQUARE_DECAY, steps));
    double[] scales = {rate * meanScale, squareScale};
    for (int p = 0; p < parameters.length; p++) {
      means[p].mapInPlace(
          "(mean, gradient; decay) -> decay * mean + (1 - decay) * gradient",
          meanDecay,
          gradients[p]);
      squares[p].mapInPlace(
          "(square, gradient; decay) -> decay * square + (1 - decay) * gradient * gradient",
          squareDecay,
          gradients[p]);
      parameters[p].mapInPlace(
          "(parameter, mean, square; rate, scale) ->"
              + " parameter - rate * mean / (sqrt(scale * square) + 1e-8)",
          scales,
          means[p],
          squares[p]);
    }
  }
}
