package org.cotangent.processor.emit;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.function.Predicate;

/**
 * The shortest decimal that denotes a number exactly.
 *
 * <p>Not {@link Double#toString}: up to JDK 18 that sometimes gives one digit too many, and the
 * same input must give the same bytes on every JDK.
 */
final class Decimals {

  /** Enough digits for every double. */
  private static final int MAX_DIGITS = 17;

  private Decimals() {}

  /**
   * A literal of type double, such as {@code 0.1}, {@code 2.0} or {@code 1e-10}, for a finite
   * value.
   */
  static String of(double value) {
    if (value == 0) {
      return 1 / value < 0 ? "-0.0" : "0.0";
    }
    BigDecimal exact = new BigDecimal(value);
    return text(shortest(exact, decimal -> decimal.doubleValue() == value));
  }

  /** A literal of type float without its suffix, for a finite value. */
  static String of(float value) {
    if (value == 0) {
      return 1 / value < 0 ? "-0.0" : "0.0";
    }
    BigDecimal exact = new BigDecimal(value);
    return text(shortest(exact, decimal -> Float.parseFloat(decimal.toString()) == value));
  }

  private static BigDecimal shortest(BigDecimal exact, Predicate<BigDecimal> same) {
    for (int digits = 1; digits < MAX_DIGITS; digits++) {
      BigDecimal rounded = exact.round(new MathContext(digits));
      if (same.test(rounded)) {
        return rounded;
      }
    }
    return exact.round(new MathContext(MAX_DIGITS));
  }

  /** Plain from a thousandth to ten million, with an exponent beyond. */
  private static String text(BigDecimal decimal) {
    BigDecimal digits = decimal.stripTrailingZeros();
    int exponent = digits.precision() - digits.scale() - 1;
    if (exponent >= -3 && exponent < 7) {
      String plain = digits.toPlainString();
      return plain.contains(".") ? plain : plain + ".0";
    }
    String mantissa = digits.movePointLeft(exponent).toPlainString();
    return mantissa + "e" + exponent;
  }
}
