package org.cotangent.runtime.opencl;

import java.util.Locale;

/** Reads sizes as {@code 1000000}, {@code 512k}, {@code 500m} or {@code 2g}. */
final class MemorySize {
  private MemorySize() {}

  static long parse(String text) {
    String trimmed = text.trim().toLowerCase(Locale.ROOT);
    int shift = "kmg".indexOf(trimmed.isEmpty() ? ' ' : trimmed.charAt(trimmed.length() - 1));
    String digits = shift < 0 ? trimmed : trimmed.substring(0, trimmed.length() - 1);
    long number = Long.parseLong(digits);
    long factor = 1L << 10 * (shift + 1);
    if (number < 0 || number > Long.MAX_VALUE / factor) {
      throw new NumberFormatException(text);
    }
    return number * factor;
  }
}
