package org.cotangent.samples.digits;

import org.cotangent.runtime.Tape;

/** {@link SoftmaxRegression} with the arrays it is trained in. Starts at zero. */
final class SoftmaxModel implements Model {
  private static final double LAMBDA = 1e-4;

  private final double[] weights = new double[SoftmaxRegression.CLASSES * SoftmaxRegression.PIXELS];
  private final double[] bias = new double[SoftmaxRegression.CLASSES];
  private final double[] weightsAdjoint = new double[weights.length];
  private final double[] biasAdjoint = new double[bias.length];
  private final Tape tape = new Tape();

  @Override
  public String name() {
    return "softmax regression 64-10";
  }

  @Override
  public double target() {
    return 0.88;
  }

  @Override
  public double[][] parameters() {
    return new double[][] {weights, bias};
  }

  @Override
  public double[][] gradients() {
    return new double[][] {weightsAdjoint, biasAdjoint};
  }

  @Override
  public double addGradient(Digits digits, int[] order, int first, int count) {
    return SoftmaxRegressionDerivatives.lossBackward(
        weights,
        weightsAdjoint,
        bias,
        biasAdjoint,
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
    return SoftmaxRegression.predict(weights, bias, digits.images(), image);
  }
}
