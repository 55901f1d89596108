package org.cotangent.processor.transform;

import java.util.Optional;
import org.cotangent.processor.ir.BinaryOp;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.UnaryOp;
import org.cotangent.processor.ir.Variable;

/**
 * Assignments that can be taken back: {@code p++} by {@code p--}, {@code sign = -sign} by itself.
 *
 * <p>The reverse sweep then computes the old value from the new one instead of keeping it. Sums of
 * whole numbers wrap, so taking one back gives the old value whatever overflowed; a floating-point
 * sum has lost digits, and only its sign can be changed back.
 */
final class UndoneUpdates {
  private final Recompute recompute;
  private final boolean wanted;

  /**
   * @param wanted whether anything is to be taken back
   */
  UndoneUpdates(Recompute recompute, boolean wanted) {
    this.recompute = recompute;
    this.wanted = wanted;
  }

  /**
   * What a variable was before an assignment, as an expression of what it is afterwards and of
   * values that the reverse sweep has at hand; empty when there is none.
   */
  Optional<Expr> before(Stmt stmt) {
    if (!wanted
        || !(stmt instanceof Stmt.Assign assign)
        || !(assign.target() instanceof Expr.VariableRead own)) {
      return Optional.empty();
    }
    if (assign.value() instanceof Expr.Unary unary) {
      return isItsOwnInverse(unary.op())
              && unary.operand().equals(own)
              && unary.type().equals(own.type())
          ? Optional.of(unary)
          : Optional.empty();
    }
    return assign.value() instanceof Expr.Binary binary && isWhole(own.type(), binary)
        ? before(stmt, own, binary)
        : Optional.empty();
  }

  private static boolean isItsOwnInverse(UnaryOp op) {
    return op == UnaryOp.NEGATE || op == UnaryOp.NOT || op == UnaryOp.COMPLEMENT;
  }

  /** Whether nothing is lost: an {@code int} or a {@code long}, with another that is no wider. */
  private static boolean isWhole(Type type, Expr.Binary binary) {
    boolean own = type == Type.Primitive.INT || type == Type.Primitive.LONG;
    return own && binary.type().equals(type);
  }

  private Optional<Expr> before(Stmt stmt, Expr.VariableRead own, Expr.Binary binary) {
    boolean left = binary.left().equals(own);
    if (!left && !binary.right().equals(own)) {
      return Optional.empty();
    }
    Expr other = left ? binary.right() : binary.left();
    if (!isAtHand(other, own.variable(), stmt)) {
      return Optional.empty();
    }
    return switch (binary.op()) {
      case ADD -> Optional.of(new Expr.Binary(BinaryOp.SUB, own, other, own.type()));
      case SUB ->
          Optional.of(
              new Expr.Binary(
                  left ? BinaryOp.ADD : BinaryOp.SUB,
                  left ? own : other,
                  left ? other : own,
                  own.type()));
      case XOR -> Optional.of(new Expr.Binary(BinaryOp.XOR, own, other, own.type()));
      default -> Optional.empty();
    };
  }

  private boolean isAtHand(Expr other, Variable own, Stmt stmt) {
    return !Exprs.variables(other).contains(own)
        && Recompute.isCheap(other)
        && recompute.isAvailable(other, stmt);
  }
}
