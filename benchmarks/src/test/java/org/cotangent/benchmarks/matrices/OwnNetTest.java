package org.cotangent.benchmarks.matrices;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The nets that are measured, against loops. */
final class OwnNetTest {
  private static final int BATCH = 6;
  private static final double RATE = 0.1;

  @Test
  void aNetOfTwoLayersTrainsAsLoopsDo() {
    check(new int[] {7, 5, 4});
  }

  @Test
  void aNetOfThreeLayersTrainsAsLoopsDo() {
    check(new int[] {7, 6, 5, 4});
  }

  private static void check(int[] sizes) {
    Random random = new Random(1);
    int layers = sizes.length - 1;
    float[][] given = new float[layers][];
    double[][][] weights = new double[layers][][];
    for (int l = 0; l < layers; l++) {
      given[l] = new float[sizes[l] * sizes[l + 1]];
      weights[l] = new double[sizes[l]][sizes[l + 1]];
      for (int i = 0; i < given[l].length; i++) {
        given[l][i] = (float) random.nextGaussian();
        weights[l][i / sizes[l + 1]][i % sizes[l + 1]] = given[l][i];
      }
    }
    float[] x = new float[BATCH * sizes[0]];
    double[][] inputs = new double[BATCH][sizes[0]];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.nextGaussian();
      inputs[i / sizes[0]][i % sizes[0]] = x[i];
    }
    int[] labels = random.ints(BATCH, 0, sizes[layers]).toArray();
    double[][] biases = new double[layers][];
    for (int l = 0; l < layers; l++) {
      biases[l] = new double[sizes[l + 1]];
    }
    double first = 0;
    double last = 0;
    try (Peer.Net net = new OwnNet(sizes, given, x, labels)) {
      for (int step = 0; step < 20; step++) {
        double loss = step(weights, biases, inputs, labels);
        last = net.step(RATE);
        first = step == 0 ? last : first;
        assertWithMessage("step %s", step).that(last).isWithin(1e-4 * (1 + loss)).of(loss);
      }
    }
    assertThat(last).isLessThan(first);
  }

  /** One step for each example in turn, on gradients summed up by hand; returns the loss. */
  private static double step(
      double[][][] weights, double[][] biases, double[][] inputs, int[] labels) {
    int layers = weights.length;
    double[][][] weightSums = new double[layers][][];
    double[][] biasSums = new double[layers][];
    for (int l = 0; l < layers; l++) {
      weightSums[l] = new double[weights[l].length][biases[l].length];
      biasSums[l] = new double[biases[l].length];
    }
    double loss = 0;
    for (int example = 0; example < inputs.length; example++) {
      double[][] values = new double[layers + 1][];
      values[0] = inputs[example];
      for (int l = 0; l < layers; l++) {
        values[l + 1] = biases[l].clone();
        for (int j = 0; j < values[l + 1].length; j++) {
          for (int i = 0; i < values[l].length; i++) {
            values[l + 1][j] += values[l][i] * weights[l][i][j];
          }
          if (l + 1 < layers) {
            values[l + 1][j] = Math.max(0, values[l + 1][j]);
          }
        }
      }
      double sum = 0;
      for (double logit : values[layers]) {
        sum += Math.exp(logit);
      }
      loss += (Math.log(sum) - values[layers][labels[example]]) / inputs.length;
      double[] adjoint = new double[values[layers].length];
      for (int j = 0; j < adjoint.length; j++) {
        double probability = Math.exp(values[layers][j]) / sum;
        adjoint[j] = (probability - (j == labels[example] ? 1 : 0)) / inputs.length;
      }
      for (int l = layers - 1; l >= 0; l--) {
        double[] before = new double[values[l].length];
        for (int j = 0; j < adjoint.length; j++) {
          biasSums[l][j] += adjoint[j];
          for (int i = 0; i < before.length; i++) {
            weightSums[l][i][j] += values[l][i] * adjoint[j];
            before[i] += weights[l][i][j] * adjoint[j];
          }
        }
        for (int i = 0; i < before.length; i++) {
          before[i] = l > 0 && values[l][i] <= 0 ? 0 : before[i];
        }
        adjoint = before;
      }
    }
    for (int l = 0; l < layers; l++) {
      for (int j = 0; j < biases[l].length; j++) {
        biases[l][j] -= RATE * biasSums[l][j];
        for (int i = 0; i < weights[l].length; i++) {
          weights[l][i][j] -= RATE * weightSums[l][i][j];
        }
      }
    }
    return loss;
  }
}
