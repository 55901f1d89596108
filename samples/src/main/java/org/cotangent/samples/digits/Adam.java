package org.cotangent.samples.digits;

/**
 * The Adam optimiser: steps against the gradient, each weight scaled by the size of its own recent
 * gradients. Kingma and Ba, "Adam: a method for stochastic optimization", 2015, algorithm 1.
 */
final class Adam {
  private static final double MEAN_DECAY = 0.9;
  private static final double SQUARE_DECAY = 0.999;
  private static final double EPSILON = 1e-8;

  private final double[][] means;
  private final double[][] squares;
  private int steps;

  /**
   * Makes an optimiser for arrays of given lengths.
   *
   * @param parameters the arrays to be stepped; only their lengths are read here
   */
  Adam(double[][] parameters) {
    means = new double[parameters.length][];
    squares = new double[parameters.length][];
    for (int p = 0; p < parameters.length; p++) {
      means[p] = new double[parameters[p].length];
      squares[p] = new double[parameters[p].length];
    }
  }

  /**
   * Takes one step.
   *
   * @param rate the learning rate, more than 0
   * @param parameters the arrays to change, of the lengths given at the start
   * @param gradients the gradient of each, of the same lengths; only read
   */
  void step(double rate, double[][] parameters, double[][] gradients) {
    steps++;
    double meanScale = 1 / (1 - Math.pow(MEAN_DECAY, steps));
    double squareScale = 1 / (1 - Math.pow(SQUARE_DECAY, steps));
    for (int p = 0; p < parameters.length; p++) {
      double[] parameter = parameters[p];
      double[] gradient = gradients[p];
      double[] mean = means[p];
      double[] square = squares[p];
      for (int i = 0; i < parameter.length; i++) {
        double g = gradient[i];
        mean[i] = MEAN_DECAY * mean[i] + (1 - MEAN_DECAY) * g;
        square[i] = SQUARE_DECAY * square[i] + (1 - SQUARE_DECAY) * g * g;
        parameter[i] -= rate * mean[i] * meanScale / (Math.sqrt(square[i] * squareScale) + EPSILON);
      }
    }
  }
}
