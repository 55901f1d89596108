package org.cotangent.processor.emit;

import org.cotangent.processor.ir.BinaryOp;
import org.cotangent.processor.ir.Expr;

/**
 * Where parentheses are needed, by Java's rules, and where a person would set them although Java
 * needs none.
 *
 * <p>The tree is never regrouped: {@code a + (b + c)} keeps its parentheses, since floating-point
 * addition is not associative.
 */
final class Precedence {

  /** Names, literals, calls, element accesses. */
  static final int PRIMARY = 16;

  /** Unary operators and casts. */
  static final int UNARY = 14;

  /** Conditional expressions. */
  static final int CONDITIONAL = 2;

  private Precedence() {}

  /** Whether a left operand, printed with this precedence, needs parentheses. */
  static boolean parenthesiseLeft(BinaryOp op, Expr operand, int precedence) {
    return precedence < op.precedence() || isClearer(op, operand, true);
  }

  /** Whether a right operand, printed with this precedence, needs parentheses. */
  static boolean parenthesiseRight(BinaryOp op, Expr operand, int precedence) {
    boolean shortCircuit = op == BinaryOp.CONDITIONAL_AND || op == BinaryOp.CONDITIONAL_OR;
    if (shortCircuit && operand instanceof Expr.Binary binary && binary.op() == op) {
      return false; // evaluated from left to right either way
    }
    return precedence <= op.precedence() || isClearer(op, operand, false);
  }

  /** Whether few readers know by heart how the two operators bind. */
  private static boolean isClearer(BinaryOp op, Expr operand, boolean left) {
    if (!(operand instanceof Expr.Binary binary)) {
      return false;
    }
    BinaryOp inner = binary.op();
    if (isBitwise(op)) {
      return !(left && inner == op);
    }
    if (isShift(op) || isShift(inner)) {
      return true;
    }
    if (op.isComparison() && inner.isComparison()) {
      return true;
    }
    if (op == BinaryOp.CONDITIONAL_OR && inner == BinaryOp.CONDITIONAL_AND) {
      return true;
    }
    return op.precedence() == inner.precedence() && (op == BinaryOp.REM || inner == BinaryOp.REM);
  }

  private static boolean isShift(BinaryOp op) {
    return op.precedence() == BinaryOp.SHL.precedence();
  }

  private static boolean isBitwise(BinaryOp op) {
    return op == BinaryOp.AND || op == BinaryOp.XOR || op == BinaryOp.OR;
  }
}
