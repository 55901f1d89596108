package org.cotangent.processor.transform;

import org.cotangent.processor.ir.BinaryOp;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.UnaryOp;

/**
 * Arithmetic on adjoints, written as a person would: no factor 1, no double minus, a product with a
 * reciprocal is a quotient. Only adjoints are rearranged so, never a value of the primal.
 */
final class Algebra {
  private Algebra() {}

  /** {@code a * b}. */
  static Expr times(Expr a, Expr b) {
    if (isOne(b)) {
      return a;
    }
    if (isOne(a)) {
      return b;
    }
    if (a instanceof Expr.Unary unary && unary.op() == UnaryOp.NEGATE) {
      return negate(times(unary.operand(), b));
    }
    if (b instanceof Expr.Unary unary && unary.op() == UnaryOp.NEGATE) {
      return negate(times(a, unary.operand()));
    }
    if (b instanceof Expr.Conditional choice
        && (isZero(choice.whenTrue()) || isZero(choice.whenFalse()))) {
      return new Expr.Conditional(
          choice.condition(),
          isZero(choice.whenTrue()) ? choice.whenTrue() : times(a, choice.whenTrue()),
          isZero(choice.whenFalse()) ? choice.whenFalse() : times(a, choice.whenFalse()),
          Type.promote(a.type(), choice.type()));
    }
    if (b instanceof Expr.Binary quotient
        && quotient.op() == BinaryOp.DIV
        && quotient.type().isFloating()) {
      return divide(times(a, quotient.left()), quotient.right());
    }
    if (b instanceof Expr.Literal || isScaled(b)) {
      if (a instanceof Expr.Binary product
          && product.op() == BinaryOp.MUL
          && product.left().type().isFloating()) {
        return binary(BinaryOp.MUL, times(product.left(), b), product.right());
      }
      return binary(BinaryOp.MUL, b, a);
    }
    return binary(BinaryOp.MUL, a, b);
  }

  /**
   * Whether an expression starts with a number, as {@code 2 * x} does: such a factor goes first.
   */
  private static boolean isScaled(Expr expr) {
    return expr instanceof Expr.Binary product
        && product.op() == BinaryOp.MUL
        && (product.left() instanceof Expr.Literal || isScaled(product.left()));
  }

  /** {@code a / b}. */
  static Expr divide(Expr a, Expr b) {
    if (a instanceof Expr.Unary unary && unary.op() == UnaryOp.NEGATE) {
      return negate(divide(unary.operand(), b));
    }
    if (isOne(b)) {
      return a;
    }
    return binary(BinaryOp.DIV, a, b);
  }

  /** {@code -a}. */
  static Expr negate(Expr a) {
    if (a instanceof Expr.Unary unary && unary.op() == UnaryOp.NEGATE) {
      return unary.operand();
    }
    if (a instanceof Expr.Conditional choice
        && (isZero(choice.whenTrue()) || isZero(choice.whenFalse()))) {
      return new Expr.Conditional(
          choice.condition(),
          isZero(choice.whenTrue()) ? choice.whenTrue() : negate(choice.whenTrue()),
          isZero(choice.whenFalse()) ? choice.whenFalse() : negate(choice.whenFalse()),
          choice.type());
    }
    return new Expr.Unary(UnaryOp.NEGATE, a, a.type());
  }

  /**
   * {@code a + b}; a sum with a negative keeps the minus for the printer to turn into a difference.
   */
  static Expr plus(Expr a, Expr b) {
    return binary(BinaryOp.ADD, a, b);
  }

  static Expr binary(BinaryOp op, Expr a, Expr b) {
    if (op == BinaryOp.ADD || op == BinaryOp.SUB) {
      Expr folded = fold(op, a, b);
      if (folded != null) {
        return folded;
      }
    }
    return new Expr.Binary(op, a, b, Type.promote(a.type(), b.type()));
  }

  /** The value in another floating type; the minus stays outside, for {@code -=}. */
  static Expr convert(Expr value, Type type) {
    if (value.type() == type || type == Type.Primitive.DOUBLE) {
      return value;
    }
    if (value instanceof Expr.Unary unary && unary.op() == UnaryOp.NEGATE) {
      return new Expr.Unary(UnaryOp.NEGATE, convert(unary.operand(), type), type);
    }
    if (value instanceof Expr.Literal literal && literal.value() instanceof Number number) {
      return Expr.Literal.of(number.floatValue(), type);
    }
    return new Expr.Cast(type, value);
  }

  /** The sum or difference of two small whole numbers, and of anything whole and zero. */
  private static Expr fold(BinaryOp op, Expr a, Expr b) {
    if (a.type() != Type.Primitive.INT || b.type() != Type.Primitive.INT) {
      return null;
    }
    if (Exprs.isNumber(b, 0)) {
      return a;
    }
    if (a instanceof Expr.Literal left
        && b instanceof Expr.Literal right
        && left.value() instanceof Integer x
        && right.value() instanceof Integer y) {
      long value = op == BinaryOp.ADD ? (long) x + y : (long) x - y;
      return (int) value == value ? Exprs.intLiteral((int) value) : null;
    }
    return null;
  }

  static boolean isOne(Expr expr) {
    return Exprs.isNumber(expr, 1.0);
  }

  static boolean isZero(Expr expr) {
    return Exprs.isNumber(expr, 0.0);
  }

  /**
   * Whether a divisor can be seen not to be a floating zero: a number other than 0, or a whole
   * number's value.
   */
  static boolean isSafeDivisor(Expr divisor) {
    if (!divisor.type().isFloating()) {
      return true;
    }
    if (divisor instanceof Expr.Cast cast && !cast.operand().type().isFloating()) {
      return true;
    }
    Object value =
        divisor instanceof Expr.Literal literal
            ? literal.value()
            : divisor instanceof Expr.Constant constant ? constant.value() : null;
    return value instanceof Number number && number.doubleValue() != 0;
  }
}
