package org.cotangent.runtime;

import java.util.function.DoubleUnaryOperator;

/**
 * How far rounding inside of a function makes its values jump.
 *
 * <p>High differences of values at equal distances lose what is smooth and keep what is rounding.
 * More and Wild, Estimating computational noise, SIAM Journal on Scientific Computing 33 (2011).
 */
final class Noise {
  private static final int VALUES = 10;
  private static final int LOWEST_ORDER = 3;
  private static final int HIGHEST_ORDER = 6;

  private Noise() {}

  /**
   * The standard deviation of the noise near 0.
   *
   * @param f the function along a line
   * @param smallest the smallest step that differences will be taken with
   */
  static double of(DoubleUnaryOperator f, double smallest) {
    double noise = 0;
    // No power of two: values rounded to a grid would all fall on it.
    for (double distance : new double[] {0.618 * smallest, 9.73 * smallest}) {
      // A kink or an edge on one side does not count: noise is on both.
      double right = near(f, distance);
      double left = near(f, -distance);
      noise = Math.max(noise, left < right || Double.isNaN(right) ? left : right);
    }
    return Double.isNaN(noise) ? 0 : noise;
  }

  private static double near(DoubleUnaryOperator f, double distance) {
    double[] values = new double[VALUES];
    for (int k = 0; k < VALUES; k++) {
      values[k] = f.applyAsDouble((k + 1) * distance);
    }
    double least = Double.NaN;
    double factor = 1; // (k!)^2 / (2k)!
    for (int order = 1; order <= HIGHEST_ORDER; order++) {
      factor *= order / (2.0 * (2 * order - 1));
      double sum = 0;
      for (int k = 0; k < VALUES - order; k++) {
        values[k] = values[k + 1] - values[k];
        sum += values[k] * values[k];
      }
      double deviation = Math.sqrt(factor * sum / (VALUES - order));
      if (order >= LOWEST_ORDER && !(deviation >= least)) {
        least = deviation;
      }
    }
    return least;
  }
}
