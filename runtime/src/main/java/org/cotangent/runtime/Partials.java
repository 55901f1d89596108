package org.cotangent.runtime;

/**
 * Partial derivatives that are too long to be written in line.
 *
 * <p>Where calculus leaves a choice there are two versions: the plain name gives a finite member of
 * the subdifferential where there is one (the policy {@code SUBGRADIENT}), the name ending in
 * {@code Strict} the formula in IEEE arithmetic (the policy {@code STRICT}). {@code
 * docs/conventions.md} has the whole table.
 *
 * <p>No method throws. NaN in an argument that matters gives NaN. Unless said otherwise, results
 * are within a few units in the last place of the exact value wherever that is a normal number.
 */
public final class Partials {

  private Partials() {}

  /**
   * The derivative of {@code Math.pow(x, y)} by {@code x}: {@code y * pow(x, y - 1)}.
   *
   * @param x the base, any value
   * @param y the exponent, any value
   * @return 0 where {@code y} is 0, even if {@code x} is NaN; 0 instead of an infinite value where
   *     {@code x} is 0
   */
  public static double powByBase(double x, double y) {
    double partial = powByBaseStrict(x, y);
    return x == 0 && Double.isInfinite(partial) ? 0 : partial;
  }

  /**
   * The derivative of {@code Math.pow(x, y)} by {@code x}: {@code y * pow(x, y - 1)}, as it comes.
   *
   * @param x the base, any value
   * @param y the exponent, any value
   * @return 0 where {@code y} is 0, even if {@code x} is NaN; infinite where {@code x} is 0 and
   *     {@code y < 1}
   */
  public static double powByBaseStrict(double x, double y) {
    return y == 0 ? 0 : y * Math.pow(x, y - 1);
  }

  /**
   * The derivative of {@code Math.pow(x, y)} by {@code y}: {@code result * log(x)}.
   *
   * @param x the base, any value
   * @param y the exponent, any value
   * @param result {@code Math.pow(x, y)}
   * @return 0 where {@code x} is 0 and {@code y > 0}, and where {@code x < 0}
   */
  public static double powByExponent(double x, double y, double result) {
    return x < 0 || (x == 0 && y > 0) ? 0 : result * Math.log(x);
  }

  /**
   * The derivative of {@code Math.pow(x, y)} by {@code y}: {@code result * log(x)}, as it comes.
   *
   * @param x the base, any value
   * @param y the exponent, any value
   * @param result {@code Math.pow(x, y)}
   * @return NaN where {@code x < 0}, and where {@code x} is 0 and {@code y > 0}
   */
  public static double powByExponentStrict(double x, double y, double result) {
    return result * Math.log(x);
  }

  /**
   * The derivative of {@code Math.tanh(x)}, which is {@code (1 - result) (1 + result)}. For large
   * {@code |x|} that difference has no correct digit left; with {@code u = exp(-2 |x|)} it is
   * {@code 4u / (1 + u)^2}, which has them all. Up to 0.9 it loses no more than a digit.
   *
   * @param x any value
   * @param result {@code Math.tanh(x)}
   * @return a value in [0, 1]; 0 only where the exact value is below the smallest double
   */
  public static double tanh(double x, double result) {
    if (Math.abs(result) < 0.9) {
      return (1 - result) * (1 + result); // no second exponential where most arguments are
    }
    double u = Math.exp(-2 * Math.abs(x));
    return 4 * u / ((1 + u) * (1 + u));
  }

  /**
   * The derivative of {@code Math.hypot(x, y)} by one of its arguments: {@code x / result}.
   *
   * @param x the argument to differentiate by
   * @param result {@code Math.hypot(x, y)}
   * @return a value in [-1, 1]; 0 at (0, 0)
   */
  public static double hypotBy(double x, double result) {
    return result == 0 ? 0 : x / result;
  }

  /**
   * The derivative of {@code Math.atan2(y, x)} by {@code y}: {@code x / (x * x + y * y)}, without
   * overflow or underflow of the squares.
   *
   * @param y the ordinate, any value
   * @param x the abscissa, any value
   * @return 0 at (0, 0) and where an argument is infinite and none is NaN
   */
  public static double atan2ByY(double y, double x) {
    return overSquaredNorm(x, x, y);
  }

  /**
   * The derivative of {@code Math.atan2(y, x)} by {@code x}: {@code -y / (x * x + y * y)}, without
   * overflow or underflow of the squares.
   *
   * @param y the ordinate, any value
   * @param x the abscissa, any value
   * @return 0 at (0, 0) and where an argument is infinite and none is NaN
   */
  public static double atan2ByX(double y, double x) {
    return overSquaredNorm(-y, x, y);
  }

  /** {@code a / (x * x + y * y)}, where {@code a} is one of x, y, -x, -y. */
  private static double overSquaredNorm(double a, double x, double y) {
    double scale = Math.max(Math.abs(x), Math.abs(y));
    if (scale == 0 || scale == Double.POSITIVE_INFINITY) {
      return 0;
    }
    double u = x / scale;
    double v = y / scale;
    return a / scale / (u * u + v * v) / scale;
  }

  /**
   * The derivative of {@code Math.IEEEremainder(dividend, divisor)} by its divisor: minus the
   * rounded quotient, {@code -(dividend - result) / divisor}. By its dividend it is 1.
   *
   * @param dividend any value
   * @param divisor any value
   * @param result {@code Math.IEEEremainder(dividend, divisor)}
   * @return a whole number (as exact as the quotient fits a double); NaN where {@code result} is
   *     NaN
   */
  public static double ieeeRemainderByDivisor(double dividend, double divisor, double result) {
    // 0 - q, not -q: a zero derivative is then +0.
    return 0 - Math.rint((dividend - result) / divisor);
  }

  /**
   * A quotient by a divisor whose reciprocal is known: a product, which takes a fraction of the
   * time. Where the reciprocal is no number, because the divisor is 0 or nearly, it is divided.
   *
   * @param dividend any value
   * @param divisor any value
   * @param reciprocal {@code 1 / divisor}
   * @return {@code dividend / divisor}
   */
  public static double quotient(double dividend, double divisor, double reciprocal) {
    return Math.abs(reciprocal) <= Double.MAX_VALUE ? dividend * reciprocal : dividend / divisor;
  }
}
