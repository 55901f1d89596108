package org.cotangent.samples.classics;

import org.cotangent.Differentiable;

/** Textbook formulas of one or two variables, with their derivatives in the comments. */
public final class Formulas {
  private Formulas() {}

  /**
   * By x1: x2; by x2: x1 + cos x2.
   *
   * @param x1 any number
   * @param x2 an angle in radians
   * @return {@code x1 x2 + sin x2}
   */
  @Differentiable
  public static double productPlusSine(double x1, double x2) {
    return x1 * x2 + Math.sin(x2);
  }

  /**
   * By x1: 1 / x1 + x2; by x2: x1 - cos x2.
   *
   * @param x1 more than 0
   * @param x2 an angle in radians
   * @return {@code ln x1 + x1 x2 - sin x2}
   */
  @Differentiable
  public static double logPlusProductMinusSine(double x1, double x2) {
    return Math.log(x1) + x1 * x2 - Math.sin(x2);
  }

  /**
   * By x: (1 + 2 x^2) exp(x^2).
   *
   * @param x any number; the result overflows from about 26 on
   * @return {@code x exp(x^2)}
   */
  @Differentiable
  public static double timesExpOfSquare(double x) {
    double square = x * x;
    return x * Math.exp(square);
  }

  /**
   * By x: 2 x cos(x^2).
   *
   * @param x any number
   * @return {@code sin(x^2)}, the square in radians
   */
  @Differentiable
  public static double sineOfSquare(double x) {
    return Math.sin(x * x);
  }
}
