package org.cotangent.processor.emit;

import org.cotangent.processor.ir.BinaryOp;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Expr.Binary;
import org.cotangent.processor.ir.Expr.Cast;
import org.cotangent.processor.ir.Expr.Literal;
import org.cotangent.processor.ir.Expr.Unary;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.UnaryOp;

/** The plainest tree with the same value, bit for bit, for the outermost node of an expression. */
final class Tidy {

  private Tidy() {}

  /** Drops casts to the type that is there already, and prints {@code a + -b} as {@code a - b}. */
  static Expr node(Expr expr) {
    if (expr instanceof Cast cast && cast.operand().type().equals(cast.type())) {
      return node(cast.operand());
    }
    if (expr instanceof Binary binary && binary.op() == BinaryOp.ADD) {
      Expr subtrahend = negated(binary.right(), binary.type());
      if (subtrahend != null) {
        return new Binary(BinaryOp.SUB, binary.left(), subtrahend, binary.type());
      }
    }
    return expr;
  }

  /**
   * The expression e such that adding the given one is subtracting e, or null. IEEE 754 defines a -
   * b as a + (-b), and integers wrap around the same way; only an int that is negated before it is
   * widened is something else (at 0 beside a double, at the smallest int beside a long).
   */
  static Expr negated(Expr expr, Type sum) {
    Expr plain = node(expr);
    boolean sameArithmetic = plain.type().isFloating() || plain.type().equals(sum);
    if (!sameArithmetic || !(sum.isFloating() || sum.isIntegral())) {
      return null;
    }
    if (plain instanceof Unary unary && unary.op() == UnaryOp.NEGATE) {
      return unary.operand();
    }
    return plain instanceof Literal literal && literal.value() instanceof Number number
        ? opposite(literal, number)
        : null;
  }

  /**
   * The positive literal for a negative one, or null; the smallest int and long have no opposite.
   */
  private static Literal opposite(Literal literal, Number number) {
    if (!(number.doubleValue() < 0)) {
      return null;
    } else if (number instanceof Double value) {
      return new Literal(-value, literal.type(), null);
    } else if (number instanceof Float value) {
      return new Literal(-value, literal.type(), null);
    } else if (number instanceof Integer value && value != Integer.MIN_VALUE) {
      return new Literal(-value, literal.type(), null);
    } else if (number instanceof Long value && value != Long.MIN_VALUE) {
      return new Literal(-value, literal.type(), null);
    }
    return null;
  }
}
