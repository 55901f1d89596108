package org.cotangent.processor.rules;

import java.util.Locale;
import java.util.OptionalDouble;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.UnaryOp;

/**
 * The partial of {@code pow(x, c)} by {@code x} for a constant {@code c}. It needs no test of the
 * exponent while the program runs, and for small whole exponents no power:
 *
 * <pre>
 *   Math.pow(x, 2)    2 * x
 *   Math.pow(x, 2.5)  2.5 * Math.pow(x, 1.5)
 * </pre>
 */
final class ConstantExponent {

  private ConstantExponent() {}

  /** The value of the argument when it is a number known at compile time. */
  static OptionalDouble value(Expr argument) {
    if (argument instanceof Expr.Literal literal) {
      return number(literal.value());
    }
    if (argument instanceof Expr.Constant constant) {
      return number(constant.value());
    }
    if (argument instanceof Expr.Unary unary && unary.op() == UnaryOp.NEGATE) {
      OptionalDouble operand = value(unary.operand());
      return operand.isPresent() ? OptionalDouble.of(-operand.getAsDouble()) : operand;
    }
    if (argument instanceof Expr.Cast cast && cast.type() == Type.Primitive.DOUBLE) {
      return value(cast.operand());
    }
    return OptionalDouble.empty();
  }

  private static OptionalDouble number(Object value) {
    if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
      return OptionalDouble.of(number.doubleValue());
    }
    return OptionalDouble.empty();
  }

  /** The partial as text over {@code x}, in the notation of the table. */
  static String partial(double c, boolean strict) {
    if (c == 0 || c == 1) {
      return text(c);
    }
    if (c == 2) {
      return "2 * x";
    }
    if (c == 3) {
      return "3 * x * x";
    }
    String formula =
        c == -1
            ? "-1 / (x * x)"
            : c == 0.5 && !strict
                ? "0.5 / Math.sqrt(x)"
                : text(c) + " * Math.pow(x, " + text(c - 1) + ")";
    // Below 1 the partial is infinite at 0.
    return c < 1 && !strict ? "x == 0 ? 0 : " + formula : formula;
  }

  private static String text(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? Integer.toString((int) value)
        : Double.toString(value).toLowerCase(Locale.ROOT);
  }
}
