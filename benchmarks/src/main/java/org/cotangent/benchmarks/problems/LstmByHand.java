package org.cotangent.benchmarks.problems;

import java.util.Arrays;

/** The adjoint of {@link Lstm}, written by hand. */
final class LstmByHand {
  /**
   * What is kept of one unit at one step: a before, hidden before, cell before, and five results.
   */
  private static final int KEPT = 8;

  private final int layers;
  private final int b;
  private final double[] kept;
  private final double[] outputs;
  private final double[] hidden;
  private final double[] cell;
  private final double[] a;

  /** Makes the memory for texts of c characters. */
  LstmByHand(int layers, int b, int c) {
    this.layers = layers;
    this.b = b;
    kept = new double[(c - 1) * layers * b * KEPT];
    outputs = new double[(c - 1) * (2 * b + 1)];
    hidden = new double[layers * b];
    cell = new double[layers * b];
    a = new double[b];
  }

  /** Adds seed times the gradient. No exponential is computed twice. */
  double backward(
      double[][] main,
      double[][] mainAdjoint,
      double[][] extra,
      double[][] extraAdjoint,
      double[][] state,
      double[][] sequence,
      double seed) {
    int c = sequence.length;
    for (int i = 0; i < layers; i++) {
      System.arraycopy(state[2 * i], 0, hidden, i * b, b);
      System.arraycopy(state[2 * i + 1], 0, cell, i * b, b);
    }
    double total = 0;
    for (int t = 0; t < c - 1; t++) {
      double[] in = extra[0];
      for (int j = 0; j < b; j++) {
        a[j] = sequence[t][j] * in[j];
      }
      for (int i = 0; i < layers; i++) {
        forward(main[2 * i], main[2 * i + 1], i, (t * layers + i) * b * KEPT);
      }
      total += predict(extra[1], extra[2], sequence[t + 1], t * (2 * b + 1));
    }
    // From here on hidden and cell hold adjoints.
    Arrays.fill(hidden, 0);
    Arrays.fill(cell, 0);
    double totalAdjoint = -seed / ((c - 1) * b);
    for (int t = c - 2; t >= 0; t--) {
      unpredict(extra[1], extraAdjoint[1], extraAdjoint[2], sequence[t + 1], t, totalAdjoint);
      for (int i = layers - 1; i >= 0; i--) {
        reverse(
            main[2 * i],
            mainAdjoint[2 * i],
            mainAdjoint[2 * i + 1],
            i,
            (t * layers + i) * b * KEPT);
      }
      double[] inAdjoint = extraAdjoint[0];
      for (int j = 0; j < b; j++) {
        inAdjoint[j] += a[j] * sequence[t][j];
      }
    }
    return -total / ((c - 1) * b);
  }

  private void forward(double[] weights, double[] biases, int layer, int start) {
    int at = start;
    for (int j = 0; j < b; j++) {
      int unit = layer * b + j;
      double input = a[j];
      double before = hidden[unit];
      double cellBefore = cell[unit];
      double forget = sigmoid(input * weights[j] + biases[j]);
      double in = sigmoid(before * weights[b + j] + biases[b + j]);
      double out = sigmoid(input * weights[2 * b + j] + biases[2 * b + j]);
      double change = Math.tanh(before * weights[3 * b + j] + biases[3 * b + j]);
      double cellAfter = cellBefore * forget + in * change;
      double bent = Math.tanh(cellAfter);
      double after = out * bent;
      cell[unit] = cellAfter;
      hidden[unit] = after;
      a[j] = after;
      kept[at] = input;
      kept[at + 1] = before;
      kept[at + 2] = cellBefore;
      kept[at + 3] = forget;
      kept[at + 4] = in;
      kept[at + 5] = out;
      kept[at + 6] = change;
      kept[at + 7] = bent;
      at += KEPT;
    }
  }

  private double predict(double[] weights, double[] biases, double[] next, int at) {
    double sum = 0;
    for (int j = 0; j < b; j++) {
      double y = a[j] * weights[j] + biases[j];
      double power = Math.exp(y);
      outputs[at + j] = a[j];
      outputs[at + b + j] = power;
      a[j] = y;
      sum += power;
    }
    outputs[at + 2 * b] = sum;
    double z = Math.log(2 + sum);
    double total = 0;
    for (int j = 0; j < b; j++) {
      total += next[j] * (a[j] - z);
    }
    return total;
  }

  /** Leaves the adjoint of the last layer's output in a. */
  private void unpredict(
      double[] weights,
      double[] weightsAdjoint,
      double[] biasesAdjoint,
      double[] next,
      int step,
      double totalAdjoint) {
    int at = step * (2 * b + 1);
    double bits = 0;
    for (int j = 0; j < b; j++) {
      bits += next[j];
    }
    double sumAdjoint = -bits * totalAdjoint / (2 + outputs[at + 2 * b]);
    for (int j = 0; j < b; j++) {
      double yAdjoint = next[j] * totalAdjoint + sumAdjoint * outputs[at + b + j];
      weightsAdjoint[j] += yAdjoint * outputs[at + j];
      biasesAdjoint[j] += yAdjoint;
      a[j] = yAdjoint * weights[j];
    }
  }

  private void reverse(
      double[] weights, double[] weightsAdjoint, double[] biasesAdjoint, int layer, int start) {
    int at = start;
    for (int j = 0; j < b; j++) {
      int unit = layer * b + j;
      double input = kept[at];
      double before = kept[at + 1];
      double forget = kept[at + 3];
      double in = kept[at + 4];
      double out = kept[at + 5];
      double change = kept[at + 6];
      double bent = kept[at + 7];
      double afterAdjoint = hidden[unit] + a[j];
      double cellAdjoint = cell[unit] + afterAdjoint * out * (1 - bent * bent);
      double forgetAdjoint = cellAdjoint * kept[at + 2] * forget * (1 - forget);
      double inAdjoint = cellAdjoint * change * in * (1 - in);
      double outAdjoint = afterAdjoint * bent * out * (1 - out);
      double changeAdjoint = cellAdjoint * in * (1 - change * change);
      cell[unit] = cellAdjoint * forget;
      hidden[unit] = inAdjoint * weights[b + j] + changeAdjoint * weights[3 * b + j];
      a[j] = forgetAdjoint * weights[j] + outAdjoint * weights[2 * b + j];
      weightsAdjoint[j] += forgetAdjoint * input;
      weightsAdjoint[b + j] += inAdjoint * before;
      weightsAdjoint[2 * b + j] += outAdjoint * input;
      weightsAdjoint[3 * b + j] += changeAdjoint * before;
      biasesAdjoint[j] += forgetAdjoint;
      biasesAdjoint[b + j] += inAdjoint;
      biasesAdjoint[2 * b + j] += outAdjoint;
      biasesAdjoint[3 * b + j] += changeAdjoint;
      at += KEPT;
    }
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
