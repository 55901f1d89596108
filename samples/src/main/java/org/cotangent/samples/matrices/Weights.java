package org.cotangent.samples.matrices;

import java.util.Random;
import org.cotangent.runtime.Matrix;
import org.cotangent.runtime.Scope;
import org.cotangent.runtime.backend.Precision;

/** First values of weights: random, so that the neurons of a layer learn different things. */
final class Weights {
  private Weights() {}

  /**
   * Normally distributed weights.
   *
   * @param deviation their standard deviation
   * @param random gives a seed; the same state gives the same weights
   * @return rows x columns, float
   */
  static Matrix random(int rows, int columns, double deviation, Random random) {
    try (Scope scope = Scope.open()) {
      Matrix doubles = Matrix.gaussian(rows, columns, random.nextLong()).scale(deviation);
      return scope.keep(doubles.toPrecision(Precision.FLOAT));
    }
  }

  /** A row of zeros, in float. */
  static Matrix bias(int columns) {
    return Matrix.zeros(1, columns, Precision.FLOAT);
  }
}
