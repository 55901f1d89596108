package org.cotangent.processor.testing;

import com.sun.source.tree.Tree;

/** Java's operators on interpreted values, with the derivative of each. */
final class Operators {
  private final boolean strict;

  /**
   * @param strict whether infinities and NaN come as IEEE arithmetic makes them
   */
  Operators(boolean strict) {
    this.strict = strict;
  }

  /** A binary operator; a compound assignment's kind stands for its operator. */
  Object binary(Tree.Kind kind, Object a, Object b) {
    boolean compares = kind == Tree.Kind.EQUAL_TO || kind == Tree.Kind.NOT_EQUAL_TO;
    if (!compares && (a instanceof String || b instanceof String)) {
      return "" + Values.toJava(a) + Values.toJava(b);
    }
    if (a instanceof Boolean left && b instanceof Boolean right) {
      return ofBooleans(kind, left, right);
    }
    if (!Values.isNumeric(Values.typeOf(a))) {
      return (kind == Tree.Kind.EQUAL_TO) == (a == b);
    }
    String operator = operator(kind);
    if (operator.equals("<<") || operator.equals(">>") || operator.equals(">>>")) {
      return shift(operator, a, Values.toLong(b));
    }
    String type = Values.promote(Values.typeOf(a), Values.typeOf(b));
    Object left = Values.convert(a, type);
    Object right = Values.convert(b, type);
    return switch (type) {
      case "int" -> ofInts(operator, (Integer) left, (Integer) right);
      case "long" -> ofLongs(operator, (Long) left, (Long) right);
      default -> ofDuals(operator, (Dual) left, (Dual) right);
    };
  }

  /** {@code -x}, {@code +x}, {@code ~x} or {@code !x}. */
  Object unary(Tree.Kind kind, Object x) {
    if (kind == Tree.Kind.LOGICAL_COMPLEMENT) {
      return !(Boolean) x;
    }
    Object promoted = Values.convert(x, Values.promote(Values.typeOf(x)));
    if (kind == Tree.Kind.UNARY_PLUS) {
      return promoted;
    }
    boolean minus = kind == Tree.Kind.UNARY_MINUS;
    if (promoted instanceof Dual dual) {
      return new Dual(-dual.value(), null, dual.single()).plus(-1, dual, strict);
    }
    if (promoted instanceof Long number) {
      return minus ? -number : ~number;
    }
    int number = (Integer) promoted;
    return minus ? -number : ~number;
  }

  private Object ofDuals(String operator, Dual a, Dual b) {
    double x = a.value();
    double y = b.value();
    double value =
        switch (operator) {
          case "+" -> x + y;
          case "-" -> x - y;
          case "*" -> x * y;
          case "/" -> x / y;
          case "%" -> x % y;
          default -> Double.NaN;
        };
    // Rounding the exact double to float is what float arithmetic gives for each of these
    // operators.
    double rounded = a.single() ? (float) value : value;
    Dual result = new Dual(rounded, null, a.single());
    return switch (operator) {
      case "+" -> result.plus(1, a, strict).plus(1, b, strict);
      case "-" -> result.plus(1, a, strict).plus(-1, b, strict);
      case "*" -> result.plus(y, a, strict).plus(x, b, strict);
      case "/" -> result.plus(1 / y, a, strict).plus(-x / y / y, b, strict);
      case "%" -> result.plus(1, a, strict).plus(-((x - value) / y), b, strict);
      case "<" -> x < y;
      case "<=" -> x <= y;
      case ">" -> x > y;
      case ">=" -> x >= y;
      case "==" -> x == y;
      case "!=" -> x != y;
      default -> throw new IllegalArgumentException(operator);
    };
  }

  private static Object ofInts(String operator, int x, int y) {
    return switch (operator) {
      case "+" -> x + y;
      case "-" -> x - y;
      case "*" -> x * y;
      case "/" -> x / y;
      case "%" -> x % y;
      case "&" -> x & y;
      case "|" -> x | y;
      case "^" -> x ^ y;
      default -> compare(operator, x, y);
    };
  }

  private static Object ofLongs(String operator, long x, long y) {
    return switch (operator) {
      case "+" -> x + y;
      case "-" -> x - y;
      case "*" -> x * y;
      case "/" -> x / y;
      case "%" -> x % y;
      case "&" -> x & y;
      case "|" -> x | y;
      case "^" -> x ^ y;
      default -> compare(operator, x, y);
    };
  }

  private static boolean compare(String operator, long x, long y) {
    return switch (operator) {
      case "<" -> x < y;
      case "<=" -> x <= y;
      case ">" -> x > y;
      case ">=" -> x >= y;
      case "==" -> x == y;
      case "!=" -> x != y;
      default -> throw new IllegalArgumentException(operator);
    };
  }

  private static Object shift(String operator, Object a, long distance) {
    Object promoted = Values.convert(a, Values.promote(Values.typeOf(a)));
    if (promoted instanceof Long number) {
      return switch (operator) {
        case "<<" -> number << distance;
        case ">>" -> number >> distance;
        default -> number >>> distance;
      };
    }
    int number = (Integer) promoted;
    return switch (operator) {
      case "<<" -> number << distance;
      case ">>" -> number >> distance;
      default -> number >>> distance;
    };
  }

  private static boolean ofBooleans(Tree.Kind kind, boolean a, boolean b) {
    return switch (operator(kind)) {
      case "&" -> a & b;
      case "|" -> a | b;
      case "^", "!=" -> a != b;
      case "==" -> a == b;
      default -> throw new IllegalArgumentException(kind.toString());
    };
  }

  static String operator(Tree.Kind kind) {
    return switch (kind) {
      case PLUS, PLUS_ASSIGNMENT, PREFIX_INCREMENT, POSTFIX_INCREMENT -> "+";
      case MINUS, MINUS_ASSIGNMENT, PREFIX_DECREMENT, POSTFIX_DECREMENT -> "-";
      case MULTIPLY, MULTIPLY_ASSIGNMENT -> "*";
      case DIVIDE, DIVIDE_ASSIGNMENT -> "/";
      case REMAINDER, REMAINDER_ASSIGNMENT -> "%";
      case AND, AND_ASSIGNMENT -> "&";
      case OR, OR_ASSIGNMENT -> "|";
      case XOR, XOR_ASSIGNMENT -> "^";
      case LEFT_SHIFT, LEFT_SHIFT_ASSIGNMENT -> "<<";
      case RIGHT_SHIFT, RIGHT_SHIFT_ASSIGNMENT -> ">>";
      case UNSIGNED_RIGHT_SHIFT, UNSIGNED_RIGHT_SHIFT_ASSIGNMENT -> ">>>";
      case LESS_THAN -> "<";
      case LESS_THAN_EQUAL -> "<=";
      case GREATER_THAN -> ">";
      case GREATER_THAN_EQUAL -> ">=";
      case EQUAL_TO -> "==";
      case NOT_EQUAL_TO -> "!=";
      default -> throw new IllegalArgumentException(kind.toString());
    };
  }
}
