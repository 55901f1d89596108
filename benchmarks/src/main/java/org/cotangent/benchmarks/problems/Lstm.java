package org.cotangent.benchmarks.problems;

import org.cotangent.Differentiable;
import org.cotangent.NonDifferentiable;

/** A network with long short-term memory that predicts the next character of a text. */
final class Lstm {
  private Lstm() {}

  /**
   * The loss, as ADBench defines it; all weights are elementwise.
   *
   * @param main double[2 layers][4 b]: weights and biases of each layer, in the blocks forget, in,
   *     out, change
   * @param extra double[3][b]: weights on the way in, weights and biases on the way out
   * @param state double[2 layers][b]: hidden values and cells of each layer at the beginning
   * @param sequence double[c][b]: the bits of the characters
   */
  @Differentiable
  static double loss(
      double[][] main,
      double[][] extra,
      @NonDifferentiable double[][] state,
      @NonDifferentiable double[][] sequence) {
    int layers = state.length / 2;
    int b = extra[0].length;
    int c = sequence.length;
    double[][] hidden = new double[layers][];
    double[][] cell = new double[layers][];
    for (int i = 0; i < layers; i++) {
      hidden[i] = state[2 * i].clone();
      cell[i] = state[2 * i + 1].clone();
    }
    double[] a = new double[b];
    double[] y = new double[b];
    double total = 0;
    for (int t = 0; t < c - 1; t++) {
      for (int j = 0; j < b; j++) {
        a[j] = sequence[t][j] * extra[0][j];
      }
      for (int i = 0; i < layers; i++) {
        double[] weights = main[2 * i];
        double[] biases = main[2 * i + 1];
        for (int j = 0; j < b; j++) {
          double forget = sigmoid(a[j] * weights[j] + biases[j]);
          double in = sigmoid(hidden[i][j] * weights[b + j] + biases[b + j]);
          double out = sigmoid(a[j] * weights[2 * b + j] + biases[2 * b + j]);
          double change = Math.tanh(hidden[i][j] * weights[3 * b + j] + biases[3 * b + j]);
          cell[i][j] = cell[i][j] * forget + in * change;
          hidden[i][j] = out * Math.tanh(cell[i][j]);
          a[j] = hidden[i][j];
        }
      }
      double sum = 0;
      for (int j = 0; j < b; j++) {
        y[j] = a[j] * extra[1][j] + extra[2][j];
        sum += Math.exp(y[j]);
      }
      double z = Math.log(2 + sum);
      for (int j = 0; j < b; j++) {
        total += sequence[t + 1][j] * (y[j] - z);
      }
    }
    return -total / ((c - 1) * b);
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
