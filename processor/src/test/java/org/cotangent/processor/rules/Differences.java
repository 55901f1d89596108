package org.cotangent.processor.rules;

import java.util.function.DoubleUnaryOperator;

/**
 * Numerical derivatives by central differences, extrapolated to a step of zero (Ridders, Accurate
 * computation of F'(x) and F'(x) F''(x), Advances in Engineering Software 4, 1982).
 */
final class Differences {
  private static final int ROWS = 10;
  private static final double SHRINK = 1.4;

  private Differences() {}

  /**
   * A derivative.
   *
   * @param value the estimate
   * @param error how far the best extrapolations are apart
   */
  record Estimate(double value, double error) {}

  /** The derivative at {@code x}; the function is smooth on {@code [x - step, x + step]}. */
  static Estimate derivative(DoubleUnaryOperator f, double x, double step) {
    double[][] table = new double[ROWS][ROWS];
    Estimate best = new Estimate(Double.NaN, Double.POSITIVE_INFINITY);
    double h = step;
    for (int row = 0; row < ROWS; row++, h /= SHRINK) {
      double up = x + h;
      double down = x - h;
      table[row][0] = (f.applyAsDouble(up) - f.applyAsDouble(down)) / (up - down);
      double factor = SHRINK * SHRINK;
      for (int column = 1; column <= row; column++, factor *= SHRINK * SHRINK) {
        double before = table[row][column - 1];
        double above = table[row - 1][column - 1];
        table[row][column] = (before * factor - above) / (factor - 1);
        double error =
            Math.max(Math.abs(table[row][column] - before), Math.abs(table[row][column] - above));
        if (error < best.error()) {
          best = new Estimate(table[row][column], error);
        }
      }
    }
    return best;
  }
}
