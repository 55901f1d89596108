package org.cotangent.benchmarks.matrices;

import org.cotangent.runtime.Matrix;
import org.cotangent.runtime.Scope;
import org.cotangent.runtime.backend.Precision;

/** Training of {@link Nets} by their generated gradients. */
final class OwnNet implements Peer.Net {
  private final Matrix[] weights;
  private final Matrix[] biases;
  private final Matrix x;
  private final int[] labels;

  OwnNet(int[] sizes, float[][] weights, float[] x, int[] labels) {
    int layers = sizes.length - 1;
    this.weights = new Matrix[layers];
    this.biases = new Matrix[layers];
    for (int i = 0; i < layers; i++) {
      this.weights[i] = Matrix.ofFloats(sizes[i], sizes[i + 1], weights[i]);
      this.biases[i] = Matrix.zeros(1, sizes[i + 1], Precision.FLOAT);
    }
    this.x = Matrix.ofFloats(labels.length, sizes[0], x);
    this.labels = labels;
  }

  @Override
  public double step(double rate) {
    return weights.length == 2 ? stepOfTwo(rate) : stepOfThree(rate);
  }

  @SuppressWarnings("try") // the scope closes what is made within it
  private double stepOfTwo(double rate) {
    try (Scope scope = Scope.open()) {
      NetsDerivatives.TwoGradient gradient =
          NetsDerivatives.twoGradient(weights[0], biases[0], weights[1], biases[1], x, labels);
      weights[0].addInPlace(-rate, gradient.w1());
      biases[0].addInPlace(-rate, gradient.b1());
      weights[1].addInPlace(-rate, gradient.w2());
      biases[1].addInPlace(-rate, gradient.b2());
      return gradient.value();
    }
  }

  @SuppressWarnings("try") // the scope closes what is made within it
  private double stepOfThree(double rate) {
    try (Scope scope = Scope.open()) {
      NetsDerivatives.ThreeGradient gradient =
          NetsDerivatives.threeGradient(
              weights[0], biases[0], weights[1], biases[1], weights[2], biases[2], x, labels);
      weights[0].addInPlace(-rate, gradient.w1());
      biases[0].addInPlace(-rate, gradient.b1());
      weights[1].addInPlace(-rate, gradient.w2());
      biases[1].addInPlace(-rate, gradient.b2());
      weights[2].addInPlace(-rate, gradient.w3());
      biases[2].addInPlace(-rate, gradient.b3());
      return gradient.value();
    }
  }

  @Override
  public void close() {
    for (int i = 0; i < weights.length; i++) {
      weights[i].close();
      biases[i].close();
    }
    x.close();
  }
}
