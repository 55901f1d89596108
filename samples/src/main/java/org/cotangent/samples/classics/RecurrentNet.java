package org.cotangent.samples.classics;

import org.cotangent.Differentiable;

/**
 * A recurrent net that guesses the next sign of a sequence, unrolled over time: each step shares
 * its weights with all others, so their derivatives add up from the last step back to the first
 * (backpropagation through time).
 *
 * <p>{@code h[t] = tanh(Wx[., input[t]] + Wh h[t-1] + bh)}, {@code p[t] = softmax(Wy h[t] + by)},
 * and the loss is the sum of {@code -log p[t][target[t]]}.
 */
public final class RecurrentNet {
  private RecurrentNet() {}

  /**
   * How many nats the sequence surprises the net by.
   *
   * @param wx {@code double[n][k]}, from sign to hidden state: a column for each sign
   * @param wh {@code double[n][n]}, from hidden state to the next
   * @param wy {@code double[k][n]}, from hidden state to scores
   * @param bh {@code double[n]}, n from 0 on
   * @param by {@code double[k]}, k at least 1
   * @param inputs {@code int[steps]}, signs from 0 to k - 1; steps from 0 on
   * @param targets {@code int[steps]}, the signs to be guessed, from 0 to k - 1
   * @return the sum over all steps, at least 0
   */
  @Differentiable
  public static double loss(
      double[][] wx,
      double[][] wh,
      double[][] wy,
      double[] bh,
      double[] by,
      int[] inputs,
      int[] targets) {
    int n = bh.length;
    int k = by.length;
    double[] hidden = new double[n];
    double[] next = new double[n];
    double[] scores = new double[k];
    double loss = 0;
    for (int t = 0; t < inputs.length; t++) {
      for (int i = 0; i < n; i++) {
        double sum = wx[i][inputs[t]] + bh[i];
        for (int j = 0; j < n; j++) {
          sum += wh[i][j] * hidden[j];
        }
        next[i] = Math.tanh(sum);
      }
      for (int i = 0; i < n; i++) {
        hidden[i] = next[i];
      }
      for (int i = 0; i < k; i++) {
        scores[i] = by[i];
        for (int j = 0; j < n; j++) {
          scores[i] += wy[i][j] * hidden[j];
        }
      }
      loss += logSumExp(scores) - scores[targets[t]];
    }
    return loss;
  }

  private static double logSumExp(double[] scores) {
    double max = scores[0];
    for (double score : scores) {
      if (score > max) {
        max = score;
      }
    }
    double sum = 0;
    for (double score : scores) {
      sum += Math.exp(score - max);
    }
    return max + Math.log(sum);
  }
}
