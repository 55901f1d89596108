package org.cotangent.samples.classics;

import org.cotangent.Differentiable;

/**
 * A feed-forward net of any depth with sigmoid neurons and a squared error: the net on which
 * backpropagation was first taught.
 *
 * <p>Its derivatives are the delta recursion: at the last layer delta = (a - target) a (1 - a),
 * before it delta = (W' delta) a (1 - a); then dE/db = delta and dE/dW = delta a' with the
 * activations a of the layer before. Rumelhart, Hinton and Williams, "Learning representations by
 * back-propagating errors", 1986.
 */
public final class FeedForwardNet {
  private FeedForwardNet() {}

  /**
   * Half the squared distance between the net's answer and the target.
   *
   * @param weights the matrices of all layers one after the other, each row-major: for layer l
   *     {@code double[sizes[l] x sizes[l - 1]]}
   * @param biases the offsets of all layers one after the other: for layer l {@code
   *     double[sizes[l]]}
   * @param sizes {@code int[layers + 1]}: numbers of neurons, the inputs first; at least the inputs
   * @param input {@code double[sizes[0]]}
   * @param target {@code double[last of sizes]}
   * @return the error, at least 0
   */
  @Differentiable(wrt = {"weights", "biases"})
  public static double error(
      double[] weights, double[] biases, int[] sizes, double[] input, double[] target) {
    int neurons = 0;
    for (int size : sizes) {
      neurons += size;
    }
    // The activations of all layers, one after the other.
    double[] a = new double[neurons];
    for (int i = 0; i < sizes[0]; i++) {
      a[i] = input[i];
    }
    int before = 0;
    int here = sizes[0];
    int weight = 0;
    int bias = 0;
    for (int l = 1; l < sizes.length; l++) {
      for (int k = 0; k < sizes[l]; k++) {
        double sum = biases[bias];
        for (int j = 0; j < sizes[l - 1]; j++) {
          sum += weights[weight] * a[before + j];
          weight++;
        }
        a[here + k] = sigmoid(sum);
        bias++;
      }
      before = here;
      here += sizes[l];
    }
    double error = 0;
    for (int k = 0; k < target.length; k++) {
      double distance = a[before + k] - target[k];
      error += distance * distance;
    }
    return error / 2;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
