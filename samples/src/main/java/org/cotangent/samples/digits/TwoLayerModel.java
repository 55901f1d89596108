package org.cotangent.samples.digits;

import java.util.Random;
import org.cotangent.runtime.Tape;

/** {@link TwoLayerNet} with the arrays it is trained in. Starts at small random weights. */
final class TwoLayerModel implements Model {
  private static final double LAMBDA = 1e-4;

  private final double[] hiddenWeights = new double[TwoLayerNet.HIDDEN * TwoLayerNet.PIXELS];
  private final double[] hiddenBias = new double[TwoLayerNet.HIDDEN];
  private final double[] outputWeights = new double[TwoLayerNet.CLASSES * TwoLayerNet.HIDDEN];
  private final double[] outputBias = new double[TwoLayerNet.CLASSES];
  private final double[] hiddenWeightsAdjoint = new double[hiddenWeights.length];
  private final double[] hiddenBiasAdjoint = new double[hiddenBias.length];
  private final double[] outputWeightsAdjoint = new double[outputWeights.length];
  private final double[] outputBiasAdjoint = new double[outputBias.length];
  private final Tape tape = new Tape();

  /**
   * Draws the first weights.
   *
   * @param random where they come from; the same state gives the same weights
   */
  TwoLayerModel(Random random) {
    spread(hiddenWeights, TwoLayerNet.PIXELS, TwoLayerNet.HIDDEN, random);
    spread(outputWeights, TwoLayerNet.HIDDEN, TwoLayerNet.CLASSES, random);
  }

  /**
   * Uniform within +-sqrt(6 / (in + out)). Glorot and Bengio, "Understanding the difficulty of
   * training deep feedforward neural networks", 2010, equation 16.
   */
  private static void spread(double[] weights, int in, int out, Random random) {
    double bound = Math.sqrt(6.0 / (in + out));
    for (int i = 0; i < weights.length; i++) {
      weights[i] = bound * (2 * random.nextDouble() - 1);
    }
  }

  @Override
  public String name() {
    return "two-layer network 64-32-10";
  }

  @Override
  public double target() {
    return 0.91;
  }

  @Override
  public double[][] parameters() {
    return new double[][] {hiddenWeights, hiddenBias, outputWeights, outputBias};
  }

  @Override
  public double[][] gradients() {
    return new double[][] {
      hiddenWeightsAdjoint, hiddenBiasAdjoint, outputWeightsAdjoint, outputBiasAdjoint
    };
  }

  @Override
  public double addGradient(Digits digits, int[] order, int first, int count) {
    return TwoLayerNetDerivatives.lossBackward(
        hiddenWeights,
        hiddenWeightsAdjoint,
        hiddenBias,
        hiddenBiasAdjoint,
        outputWeights,
        outputWeightsAdjoint,
        outputBias,
        outputBiasAdjoint,
        digits.images(),
        digits.labels(),
        order,
        first,
        count,
        LAMBDA,
        1.0,
        tape);
  }

  @Override
  public int predict(Digits digits, int image) {
    return TwoLayerNet.predict(
        hiddenWeights, hiddenBias, outputWeights, outputBias, digits.images(), image);
  }
}
