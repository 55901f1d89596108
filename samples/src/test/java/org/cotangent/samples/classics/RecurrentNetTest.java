package org.cotangent.samples.classics;

import static com.google.common.truth.Truth.assertThat;

import java.util.Random;
import org.cotangent.runtime.Tape;
import org.cotangent.samples.Check;
import org.cotangent.samples.Oracle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RecurrentNetTest {
  /** The parameters of a net, or their derivatives. */
  private record Net(double[][] wx, double[][] wh, double[][] wy, double[] bh, double[] by) {
    static Net zero(int n, int k) {
      return new Net(
          new double[n][k], new double[n][n], new double[k][n], new double[n], new double[k]);
    }

    static Net random(Random random, int n, int k) {
      return new Net(
          Check.matrix(random, n, k),
          Check.matrix(random, n, n),
          Check.matrix(random, k, n),
          Check.vector(random, n),
          Check.vector(random, k));
    }

    double loss(int[] inputs, int[] targets) {
      return RecurrentNet.loss(wx, wh, wy, bh, by, inputs, targets);
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 3, 4", "1, 1, 1", "1, 0, 3", "2, 3, 4", "12, 5, 6"})
  void backpropagationThroughTime(int steps, int n, int k) {
    Random random = new Random(100 * steps + 10 * n + k);
    Net net = Net.random(random, n, k);
    int[] inputs = Check.integers(random, steps, k);
    int[] targets = Check.integers(random, steps, k);
    Net expected = backpropagate(net, inputs, targets);

    RecurrentNetDerivatives.LossGradient gradient =
        RecurrentNetDerivatives.lossGradient(
            net.wx(), net.wh(), net.wy(), net.bh(), net.by(), inputs, targets);
    assertThat(gradient.value()).isEqualTo(net.loss(inputs, targets));
    Check.exact(gradient.wx(), expected.wx());
    Check.exact(gradient.wh(), expected.wh());
    Check.exact(gradient.wy(), expected.wy());
    Check.exact(gradient.bh(), expected.bh());
    Check.exact(gradient.by(), expected.by());
    Check.differences(gradient.wh(), Oracle.gradient(net.wh(), () -> net.loss(inputs, targets)));
    Check.differences(gradient.bh(), Oracle.gradient(net.bh(), () -> net.loss(inputs, targets)));
  }

  @ParameterizedTest
  @CsvSource({"0, 3, 4", "7, 3, 5"})
  void backwardAddsToTheAdjoints(int steps, int n, int k) {
    Random random = new Random(steps);
    Net net = Net.random(random, n, k);
    int[] inputs = Check.integers(random, steps, k);
    int[] targets = Check.integers(random, steps, k);
    Net expected = backpropagate(net, inputs, targets);
    Net adjoint = Net.zero(n, k);
    Tape tape = new Tape();
    // Seeds 1.5 and -0.5 make 1 in all.
    for (double seed : new double[] {1.5, -0.5}) {
      double value =
          RecurrentNetDerivatives.lossBackward(
              net.wx(),
              adjoint.wx(),
              net.wh(),
              adjoint.wh(),
              net.wy(),
              adjoint.wy(),
              net.bh(),
              adjoint.bh(),
              net.by(),
              adjoint.by(),
              inputs,
              targets,
              seed,
              tape);
      assertThat(value).isEqualTo(net.loss(inputs, targets));
    }
    Check.exact(adjoint.wx(), expected.wx());
    Check.exact(adjoint.wh(), expected.wh());
    Check.exact(adjoint.wy(), expected.wy());
    Check.exact(adjoint.bh(), expected.bh());
    Check.exact(adjoint.by(), expected.by());
  }

  /** Forward through time, then back, by hand. */
  private static Net backpropagate(Net net, int[] inputs, int[] targets) {
    int steps = inputs.length;
    int n = net.bh().length;
    int k = net.by().length;
    double[][] h = new double[steps + 1][n];
    double[][] p = new double[steps][k];
    for (int t = 0; t < steps; t++) {
      for (int i = 0; i < n; i++) {
        h[t + 1][i] = Math.tanh(net.wx()[i][inputs[t]] + net.bh()[i] + dot(net.wh()[i], h[t]));
      }
      double sum = 0;
      for (int c = 0; c < k; c++) {
        p[t][c] = Math.exp(net.by()[c] + dot(net.wy()[c], h[t + 1]));
        sum += p[t][c];
      }
      for (int c = 0; c < k; c++) {
        p[t][c] /= sum;
      }
    }
    Net by = Net.zero(n, k);
    double[] fromLater = new double[n];
    for (int t = steps - 1; t >= 0; t--) {
      double[] hidden = fromLater;
      for (int c = 0; c < k; c++) {
        double score = p[t][c] - (c == targets[t] ? 1 : 0);
        by.by()[c] += score;
        for (int i = 0; i < n; i++) {
          by.wy()[c][i] += score * h[t + 1][i];
          hidden[i] += net.wy()[c][i] * score;
        }
      }
      fromLater = new double[n];
      for (int i = 0; i < n; i++) {
        double sum = hidden[i] * (1 - h[t + 1][i] * h[t + 1][i]);
        by.bh()[i] += sum;
        by.wx()[i][inputs[t]] += sum;
        for (int j = 0; j < n; j++) {
          by.wh()[i][j] += sum * h[t][j];
          fromLater[j] += net.wh()[i][j] * sum;
        }
      }
    }
    return by;
  }

  private static double dot(double[] u, double[] v) {
    double sum = 0;
    for (int i = 0; i < u.length; i++) {
      sum += u[i] * v[i];
    }
    return sum;
  }
}
