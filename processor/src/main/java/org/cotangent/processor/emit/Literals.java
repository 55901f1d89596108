package org.cotangent.processor.emit;

import java.util.Locale;
import org.cotangent.processor.ir.Expr.Literal;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Type.Primitive;

/**
 * Spells literals: as the user did, if that denotes the very value, else as short as the place
 * allows.
 */
final class Literals {

  /**
   * Whole numbers from here on keep their exponent: {@code 1e8} reads better than {@code
   * 100000000}.
   */
  private static final double MAX_SHORT = 1e7;

  /** What the place around a literal does to its type. */
  enum Place {
    /** The type of the literal matters. */
    TYPED,
    /** A whole number is converted to the literal's type: beside an operand of that type, say. */
    PROMOTED,
    /**
     * The whole right-hand side of an assignment to the literal's type: constants are narrowed as
     * well.
     */
    ASSIGNED
  }

  private Literals() {}

  /** The text of a literal that is not one of {@link #constantName}; it may start with a minus. */
  static String text(Literal literal, Place place) {
    Object value = literal.value();
    if (value == null) {
      return "null";
    }
    if (literal.text() != null && denotes(literal.text(), literal)) {
      return literal.text();
    }
    if (value instanceof String string) {
      return quoted(string, '"');
    }
    if (value instanceof Boolean) {
      return value.toString();
    }
    if (value instanceof Character character && literal.type() == Primitive.CHAR) {
      return quoted(character.toString(), '\'');
    }
    if (value instanceof Number number && literal.type() instanceof Primitive primitive) {
      return number(number, primitive, place);
    }
    throw new IllegalStateException("not a literal: " + literal);
  }

  /** The name in its wrapper class of a value that has no literal, such as {@code NaN}, or null. */
  static String constantName(Literal literal) {
    Object value = literal.value();
    if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      if (Double.isNaN(number)) {
        return "NaN";
      }
      if (Double.isInfinite(number)) {
        return number > 0 ? "POSITIVE_INFINITY" : "NEGATIVE_INFINITY";
      }
    }
    boolean smallest =
        literal.type() == Primitive.INT && Integer.valueOf(Integer.MIN_VALUE).equals(value)
            || literal.type() == Primitive.LONG && Long.valueOf(Long.MIN_VALUE).equals(value);
    return smallest ? "MIN_VALUE" : null;
  }

  private static String number(Number number, Primitive type, Place place) {
    boolean bare = place != Place.TYPED;
    double value = number.doubleValue();
    return switch (type) {
      case DOUBLE -> bare && isShort(value) ? Long.toString((long) value) : Decimals.of(value);
      case FLOAT ->
          isShort(value)
              ? (long) value + (bare ? "" : "f")
              : Decimals.of(number.floatValue()) + "f";
      case LONG -> number + (bare && number.longValue() == number.intValue() ? "" : "L");
      case BYTE, SHORT -> (place == Place.ASSIGNED ? "" : "(" + type + ") ") + number;
      default -> number.toString();
    };
  }

  /** Whether an int literal converts to exactly this value. */
  private static boolean isShort(double value) {
    return value == Math.rint(value)
        && Math.abs(value) < MAX_SHORT
        && !(value == 0 && 1 / value < 0);
  }

  /** Whether the user's spelling has the literal's type and value. */
  private static boolean denotes(String text, Literal literal) {
    Type type = literal.type();
    Object value = literal.value();
    if (text.isEmpty()) {
      return false;
    }
    char last = Character.toLowerCase(text.charAt(text.length() - 1));
    boolean hex = text.toLowerCase(Locale.ROOT).contains("0x");
    try {
      if (type == Primitive.INT && value instanceof Integer number) {
        boolean unsigned = text.startsWith("0");
        return whole(text) == (unsigned ? Integer.toUnsignedLong(number) : number.longValue());
      }
      if (type == Primitive.LONG && value instanceof Long number) {
        return last == 'l' && whole(text.substring(0, text.length() - 1)) == number;
      }
      if (type == Primitive.DOUBLE && value instanceof Double number) {
        boolean marked = hex ? text.matches(".*[pP].*") : text.matches(".*[.eEdD].*");
        return marked
            && (hex ? !text.matches(".*[pP].*[fF]") : last != 'f')
            && number.equals(Double.valueOf(text.replace("_", "")));
      }
      if (type == Primitive.FLOAT && value instanceof Float number) {
        boolean marked = last == 'f' && (!hex || text.matches(".*[pP].*"));
        return marked && number.equals(Float.valueOf(text.replace("_", "")));
      }
    } catch (NumberFormatException notANumber) {
      return false; // the value is spelled by us then
    }
    return false;
  }

  /** The value of an int or long literal without suffix: decimal, hexadecimal, octal or binary. */
  private static long whole(String text) {
    String digits = text.replace("_", "").toLowerCase(Locale.ROOT);
    if (digits.startsWith("0x")) {
      return Long.parseUnsignedLong(digits.substring(2), 16);
    }
    if (digits.startsWith("0b")) {
      return Long.parseUnsignedLong(digits.substring(2), 2);
    }
    if (digits.startsWith("0") && digits.length() > 1) {
      return Long.parseUnsignedLong(digits.substring(1), 8);
    }
    return Long.parseLong(digits);
  }

  private static String quoted(String string, char quote) {
    StringBuilder text = new StringBuilder().append(quote);
    for (char c : string.toCharArray()) {
      switch (c) {
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        case '\\' -> text.append("\\\\");
        default -> text.append(c == quote ? "\\" + c : printable(c));
      }
    }
    return text.append(quote).toString();
  }

  private static String printable(char c) {
    return c < ' ' || c > '~' ? String.format(Locale.ROOT, "\\u%04x", (int) c) : String.valueOf(c);
  }
}
