package org.cotangent.runtime;

import java.util.StringJoiner;

/**
 * What code that was compiled with {@code -Acotangent.checkNaN=true} calls when a value is NaN or
 * infinite. It throws when all that the value was computed from is finite: then it appeared here.
 */
public final class NonFinite {
  private NonFinite() {}

  /**
   * Judges a value of the forward sweep.
   *
   * @param place the statement's file and line
   * @param statement the statement
   * @param value the value, NaN or infinite
   * @param read how many of the pairs were read; the others were computed
   * @param pairs names and values, in order of evaluation
   * @throws NonFiniteException when all that was read is finite
   */
  public static void forward(
      String place, String statement, double value, int read, Object... pairs) {
    if (isFinite(read, pairs)) {
      String[] found = first(value, read, pairs);
      String what = found[0].isEmpty() ? "it" : found[0];
      throw new NonFiniteException(
          place,
          statement,
          place
              + ": "
              + kind(found[1])
              + " in the forward sweep: "
              + what
              + " gave "
              + found[1]
              + ", in  "
              + statement
              + values(read, pairs));
    }
  }

  /**
   * Judges a value of the reverse sweep.
   *
   * @param place the file and line of the statement whose adjoint is computed
   * @param statement that statement
   * @param adjoint the variable or element whose adjoint the value is; empty for that of a part
   * @param value the value, NaN or infinite
   * @param read how many of the pairs were read; the others were computed
   * @param pairs names and values, in order of evaluation
   * @throws NonFiniteException when all that was read is finite
   */
  public static void reverse(
      String place, String statement, String adjoint, double value, int read, Object... pairs) {
    if (isFinite(read, pairs)) {
      String[] found = first(value, read, pairs);
      throw new NonFiniteException(
          place,
          statement,
          place
              + ": "
              + kind(found[1])
              + " in the reverse sweep: the adjoint of "
              + (adjoint.isEmpty() ? "a part" : "'" + adjoint + "'")
              + ", from  "
              + statement
              + (found[0].isEmpty() ? "" : "  " + found[0] + " gave " + found[1])
              + values(read, pairs));
    }
  }

  private static boolean isFinite(int read, Object[] pairs) {
    for (int k = 0; k < read; k++) {
      if (!isFinite(pairs[2 * k + 1])) {
        return false;
      }
    }
    return true;
  }

  private static boolean isFinite(Object value) {
    if (value instanceof Double || value instanceof Float) {
      return Double.isFinite(((Number) value).doubleValue());
    }
    if (value == null || value instanceof Number || value instanceof Character) {
      return true;
    }
    for (double number : Flat.read(value)) {
      if (!Double.isFinite(number)) {
        return false;
      }
    }
    return true;
  }

  /** The first computed value that is not finite: its name, and what it is. */
  private static String[] first(double value, int read, Object[] pairs) {
    for (int k = read; 2 * k < pairs.length; k++) {
      if (!isFinite(pairs[2 * k + 1])) {
        return new String[] {(String) pairs[2 * k], pairs[2 * k + 1].toString()};
      }
    }
    return new String[] {"", Double.toString(value)};
  }

  private static String kind(String value) {
    return value.equals("NaN") ? "NaN" : "infinity";
  }

  private static String values(int read, Object[] pairs) {
    StringJoiner text = new StringJoiner(", ", "  (", ")");
    text.setEmptyValue("");
    for (int k = 0; k < read; k++) {
      Object value = pairs[2 * k + 1];
      boolean scalar = value instanceof Number || value instanceof Character;
      if (scalar) {
        text.add(pairs[2 * k] + " = " + value);
      }
    }
    return text.toString();
  }
}
