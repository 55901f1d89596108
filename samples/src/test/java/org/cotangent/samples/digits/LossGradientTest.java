package org.cotangent.samples.digits;

import static com.google.common.truth.Truth.assertThat;

import java.util.Random;
import java.util.function.DoubleSupplier;
import org.cotangent.runtime.Tape;
import org.cotangent.samples.Check;
import org.cotangent.samples.Oracle;
import org.junit.jupiter.api.Test;

/** The gradients that the demo trains with, against differences. */
final class LossGradientTest {
  private static final double LAMBDA = 0.01;

  private final Random random = new Random(7);
  private final double[] images = Check.vector(random, 5 * Digits.PIXELS);
  private final int[] labels = {3, 0, 9, 3, 7};
  private final int[] order = {4, 2, 0, 3, 1};

  @Test
  void softmaxRegression() {
    double[] weights = Check.vector(random, 640);
    double[] bias = Check.vector(random, 10);
    for (int count : new int[] {1, 3}) {
      DoubleSupplier loss =
          () -> SoftmaxRegression.loss(weights, bias, images, labels, order, 1, count, LAMBDA);
      double[] weightsAdjoint = new double[640];
      double[] biasAdjoint = new double[10];
      double value =
          SoftmaxRegressionDerivatives.lossBackward(
              weights,
              weightsAdjoint,
              bias,
              biasAdjoint,
              images,
              labels,
              order,
              1,
              count,
              LAMBDA,
              1.0);
      assertThat(value).isEqualTo(loss.getAsDouble());
      Check.differences(weightsAdjoint, Oracle.gradient(weights, loss));
      Check.differences(biasAdjoint, Oracle.gradient(bias, loss));
    }
  }

  @Test
  void twoLayerNet() {
    double[] hiddenWeights = scaled(Check.vector(random, 32 * 64), 0.25);
    double[] hiddenBias = Check.vector(random, 32);
    double[] outputWeights = Check.vector(random, 320);
    double[] outputBias = Check.vector(random, 10);
    Tape tape = new Tape();
    for (int count : new int[] {1, 3}) {
      DoubleSupplier loss =
          () ->
              TwoLayerNet.loss(
                  hiddenWeights,
                  hiddenBias,
                  outputWeights,
                  outputBias,
                  images,
                  labels,
                  order,
                  1,
                  count,
                  LAMBDA);
      double[] hiddenWeightsAdjoint = new double[32 * 64];
      double[] hiddenBiasAdjoint = new double[32];
      double[] outputWeightsAdjoint = new double[320];
      double[] outputBiasAdjoint = new double[10];
      double value =
          TwoLayerNetDerivatives.lossBackward(
              hiddenWeights,
              hiddenWeightsAdjoint,
              hiddenBias,
              hiddenBiasAdjoint,
              outputWeights,
              outputWeightsAdjoint,
              outputBias,
              outputBiasAdjoint,
              images,
              labels,
              order,
              1,
              count,
              LAMBDA,
              1.0,
              tape);
      assertThat(value).isEqualTo(loss.getAsDouble());
      Check.differences(hiddenWeightsAdjoint, Oracle.gradient(hiddenWeights, loss));
      Check.differences(hiddenBiasAdjoint, Oracle.gradient(hiddenBias, loss));
      Check.differences(outputWeightsAdjoint, Oracle.gradient(outputWeights, loss));
      Check.differences(outputBiasAdjoint, Oracle.gradient(outputBias, loss));
    }
  }

  private static double[] scaled(double[] x, double factor) {
    return Check.plus(new double[x.length], factor, x);
  }
}
