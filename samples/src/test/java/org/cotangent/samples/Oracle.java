package org.cotangent.samples;

import java.util.function.DoubleSupplier;
import java.util.function.DoubleUnaryOperator;

/**
 * Derivatives from values alone: central differences at halved steps, extrapolated to step 0.
 * Ridders, "Accurate computation of F'(x) and F'(x) F''(x)", 1982. On smooth functions of moderate
 * size it is good to about 1e-12; a kink must be further away than the first step.
 */
public final class Oracle {
  /** How far from the point a function is evaluated at most. */
  public static final double FIRST_STEP = 1.0 / 32;

  private static final int LEVELS = 6;

  private Oracle() {}

  /** The derivative of f at x. */
  public static double derivative(DoubleUnaryOperator f, double x) {
    double[] before = new double[LEVELS];
    double best = Double.NaN;
    double leastError = Double.POSITIVE_INFINITY;
    double step = FIRST_STEP;
    for (int level = 0; level < LEVELS; level++) {
      double[] row = new double[LEVELS];
      row[0] = (f.applyAsDouble(x + step) - f.applyAsDouble(x - step)) / (2 * step);
      double power = 1;
      for (int k = 1; k <= level; k++) {
        power *= 4;
        row[k] = row[k - 1] + (row[k - 1] - before[k - 1]) / (power - 1);
        double error = Math.max(Math.abs(row[k] - row[k - 1]), Math.abs(row[k] - before[k - 1]));
        if (error <= leastError) {
          leastError = error;
          best = row[k];
        }
      }
      before = row;
      step /= 2;
    }
    return best;
  }

  /**
   * The gradient by an array.
   *
   * @param x is changed for each evaluation and left as it was
   * @param f reads {@code x} and gives the value
   */
  public static double[] gradient(double[] x, DoubleSupplier f) {
    double[] gradient = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      double kept = x[i];
      int index = i;
      gradient[i] =
          derivative(
              moved -> {
                x[index] = moved;
                return f.getAsDouble();
              },
              kept);
      x[i] = kept;
    }
    return gradient;
  }

  /** The gradient by a matrix, see {@link #gradient(double[], DoubleSupplier)}. */
  public static double[][] gradient(double[][] x, DoubleSupplier f) {
    double[][] gradient = new double[x.length][];
    for (int i = 0; i < x.length; i++) {
      gradient[i] = gradient(x[i], f);
    }
    return gradient;
  }
}
