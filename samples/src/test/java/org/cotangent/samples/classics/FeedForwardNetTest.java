package org.cotangent.samples.classics;

import static com.google.common.truth.Truth.assertThat;

import java.util.Random;
import java.util.stream.Stream;
import org.cotangent.runtime.Tape;
import org.cotangent.samples.Check;
import org.cotangent.samples.Oracle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class FeedForwardNetTest {
  static Stream<int[]> shapes() {
    return Stream.of(
        new int[] {2},
        new int[] {1, 1},
        new int[] {0, 2},
        new int[] {2, 2, 1},
        new int[] {3, 5, 4, 2},
        new int[] {4, 3, 3, 3, 3});
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void deltaRecursion(int[] sizes) {
    Random random = new Random(sizes.length);
    int weightCount = 0;
    int biasCount = 0;
    for (int l = 1; l < sizes.length; l++) {
      weightCount += sizes[l] * sizes[l - 1];
      biasCount += sizes[l];
    }
    double[] weights = Check.vector(random, weightCount);
    double[] biases = Check.vector(random, biasCount);
    double[] input = Check.vector(random, sizes[0]);
    double[] target = Check.vector(random, sizes[sizes.length - 1]);
    double[] byWeights = new double[weightCount];
    double[] byBiases = new double[biasCount];
    backpropagate(weights, biases, sizes, input, target, byWeights, byBiases);

    FeedForwardNetDerivatives.ErrorGradient gradient =
        FeedForwardNetDerivatives.errorGradient(weights, biases, sizes, input, target);
    assertThat(gradient.value())
        .isEqualTo(FeedForwardNet.error(weights, biases, sizes, input, target));
    Check.exact(gradient.weights(), byWeights);
    Check.exact(gradient.biases(), byBiases);
    Check.differences(
        gradient.weights(),
        Oracle.gradient(
            weights, () -> FeedForwardNet.error(weights, biases, sizes, input, target)));

    double[] start = Check.vector(random, weightCount);
    double[] weightsAdjoint = start.clone();
    double[] biasesAdjoint = new double[biasCount];
    FeedForwardNetDerivatives.errorBackward(
        weights, weightsAdjoint, biases, biasesAdjoint, sizes, input, target, 7, new Tape());
    Check.exact(weightsAdjoint, Check.plus(start, 7, byWeights));
    Check.exact(biasesAdjoint, Check.plus(new double[biasCount], 7, byBiases));
  }

  /** The recursion as in the books, layer by layer. */
  private static void backpropagate(
      double[] weights,
      double[] biases,
      int[] sizes,
      double[] input,
      double[] target,
      double[] byWeights,
      double[] byBiases) {
    int layers = sizes.length;
    double[][] a = new double[layers][];
    int[] firstWeight = new int[layers + 1];
    int[] firstBias = new int[layers + 1];
    a[0] = input;
    for (int l = 1; l < layers; l++) {
      firstWeight[l + 1] = firstWeight[l] + sizes[l] * sizes[l - 1];
      firstBias[l + 1] = firstBias[l] + sizes[l];
      a[l] = new double[sizes[l]];
      for (int k = 0; k < sizes[l]; k++) {
        double sum = biases[firstBias[l] + k];
        for (int j = 0; j < sizes[l - 1]; j++) {
          sum += weights[firstWeight[l] + k * sizes[l - 1] + j] * a[l - 1][j];
        }
        a[l][k] = 1 / (1 + Math.exp(-sum));
      }
    }
    double[] upstream = Check.plus(a[layers - 1], -1, target);
    for (int l = layers - 1; l > 0; l--) {
      double[] below = new double[sizes[l - 1]];
      for (int k = 0; k < sizes[l]; k++) {
        double delta = upstream[k] * a[l][k] * (1 - a[l][k]);
        byBiases[firstBias[l] + k] = delta;
        for (int j = 0; j < sizes[l - 1]; j++) {
          int weight = firstWeight[l] + k * sizes[l - 1] + j;
          byWeights[weight] = delta * a[l - 1][j];
          below[j] += weights[weight] * delta;
        }
      }
      upstream = below;
    }
  }
}
