package org.cotangent.processor.report;

import org.cotangent.processor.ir.BinaryOp;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Type.Primitive;

/** How often a counted loop runs, as an expression; it is below 0 for some loops that never run. */
final class TripCount {
  private TripCount() {}

  static Expr of(Stmt.CountedFor loop) {
    boolean up = loop.step() > 0;
    Expr length = up ? minus(loop.bound(), loop.from()) : minus(loop.from(), loop.bound());
    boolean including = loop.relation() == BinaryOp.LE || loop.relation() == BinaryOp.GE;
    int step = Math.abs(loop.step());
    Expr rounded = plus(length, (including ? 1 : 0) + step - 1);
    return step == 1 ? rounded : binary(BinaryOp.DIV, rounded, Exprs.intLiteral(step));
  }

  /** How many whole numbers there are from one up to below another; maybe less than 0. */
  static Expr between(Expr from, Expr to) {
    return minus(to, from);
  }

  /** The last value of an index that starts somewhere and takes so many steps of one. */
  static Expr last(Expr from, Expr count) {
    Long start = constant(from);
    if (start != null) {
      return plus(count, start - 1);
    }
    if (count instanceof Expr.Binary length
        && length.op() == BinaryOp.SUB
        && length.right().equals(from)) {
      return plus(length.left(), -1);
    }
    return plus(binary(BinaryOp.ADD, from, count), -1);
  }

  /** Differences of constants, and of sums with one, are shortened. */
  private static Expr minus(Expr left, Expr right) {
    Long constant = constant(right);
    if (constant != null) {
      return plus(left, -constant);
    }
    if (right instanceof Expr.Binary sum
        && sum.op() == BinaryOp.ADD
        && constant(sum.right()) != null) {
      return plus(minus(left, sum.left()), -constant(sum.right()));
    }
    if (right instanceof Expr.Binary sum
        && sum.op() == BinaryOp.SUB
        && constant(sum.right()) != null) {
      return plus(minus(left, sum.left()), constant(sum.right()));
    }
    if (left.equals(right)) {
      return Exprs.intLiteral(0);
    }
    return binary(BinaryOp.SUB, left, right);
  }

  /** A sum with a constant. */
  static Expr plus(Expr left, long right) {
    Long constant = constant(left);
    if (constant != null) {
      return number(constant + right);
    }
    if (left instanceof Expr.Binary sum && constant(sum.right()) != null) {
      if (sum.op() == BinaryOp.ADD) {
        return plus(sum.left(), constant(sum.right()) + right);
      }
      if (sum.op() == BinaryOp.SUB) {
        return plus(sum.left(), right - constant(sum.right()));
      }
    }
    if (right == 0) {
      return left;
    }
    return right > 0
        ? binary(BinaryOp.ADD, left, number(right))
        : binary(BinaryOp.SUB, left, number(-right));
  }

  private static Expr number(long value) {
    return value == (int) value
        ? Exprs.intLiteral((int) value)
        : Expr.Literal.of(value, Primitive.LONG);
  }

  /** The value of a whole literal, or null. */
  static Long constant(Expr expr) {
    return expr instanceof Expr.Literal literal
            && (literal.value() instanceof Integer || literal.value() instanceof Long)
        ? Long.valueOf(((Number) literal.value()).longValue())
        : null;
  }

  private static Expr binary(BinaryOp op, Expr left, Expr right) {
    return new Expr.Binary(op, left, right, left.type());
  }
}
