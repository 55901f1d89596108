package org.cotangent.processor.testing;

import static com.google.common.truth.Truth.assertWithMessage;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.List;

/** How numbers are compared. */
final class Tolerance {
  private Tolerance() {}

  /**
   * Compares derivatives.
   *
   * @param expected by parameter; null for data
   * @param slack by parameter and number, what may be added to the tolerance
   * @param relative to the largest expected number, so that what cancels may have its rounding
   *     error
   */
  static void assertClose(
      String what,
      List<String> names,
      List<double[]> actual,
      List<double[]> expected,
      List<double[]> slack,
      double relative) {
    double scale = Double.MIN_NORMAL;
    for (double[] numbers : expected) {
      for (double number : numbers == null ? new double[0] : numbers) {
        scale = Double.isFinite(number) ? Math.max(scale, Math.abs(number)) : scale;
      }
    }
    for (int p = 0; p < names.size(); p++) {
      if (expected.get(p) == null) {
        continue;
      }
      double[] a = actual.get(p);
      double[] e = expected.get(p);
      boolean close = a.length == e.length;
      for (int i = 0; close && i < a.length; i++) {
        double allowed = relative * scale + slack.get(p)[i];
        close = Double.compare(a[i], e[i]) == 0 || Math.abs(a[i] - e[i]) <= allowed;
      }
      assertWithMessage(
              "%s: derivative by %s is %s, expected %s",
              what, names.get(p), Arrays.toString(a), Arrays.toString(e))
          .that(close)
          .isTrue();
    }
  }

  /** Asserts that two values, scalars or arrays of any rank, are the same bit for bit. */
  static void assertSameBits(String what, Object actual, Object expected) {
    assertWithMessage(what)
        .that(Arrays.deepToString(new Object[] {bits(actual)}))
        .isEqualTo(Arrays.deepToString(new Object[] {bits(expected)}));
  }

  /** The value with each number as hexadecimal text, so that a failure shows the last bit. */
  private static Object bits(Object value) {
    if (value instanceof Double number) {
      return Double.toHexString(number);
    }
    if (value instanceof Float number) {
      return Float.toHexString(number);
    }
    if (value == null || !value.getClass().isArray()) {
      return value;
    }
    Object[] texts = new Object[Array.getLength(value)];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = bits(Array.get(value, i));
    }
    return texts;
  }
}
