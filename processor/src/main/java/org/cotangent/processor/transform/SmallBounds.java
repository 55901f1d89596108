package org.cotangent.processor.transform;

import org.cotangent.processor.analysis.Layout;
import org.cotangent.processor.ir.BinaryOp;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Stmt;

/**
 * Which bounds of counted loops are visibly far from the largest and the smallest whole number, so
 * that one step more cannot overflow: numbers, lengths of arrays, indices of loops around, and
 * these plus or minus a number.
 */
final class SmallBounds {
  private static final long LIMIT = 1 << 16;

  private final Layout layout;

  SmallBounds(Layout layout) {
    this.layout = layout;
  }

  /** Whether the loop can be run backwards by plain arithmetic on its bounds. */
  boolean areSmall(Stmt.CountedFor loop) {
    return isSmall(loop.from()) && isSmall(loop.bound());
  }

  boolean isSmall(Expr expr) {
    if (expr instanceof Expr.Binary sum && (sum.op() == BinaryOp.ADD || sum.op() == BinaryOp.SUB)) {
      return !(sum.left() instanceof Expr.Binary) && isSmall(sum.left()) && isNumber(sum.right());
    }
    return expr instanceof Expr.ArrayLength
        || isNumber(expr)
        || expr instanceof Expr.VariableRead read
            && layout.declaration(read.variable()) instanceof Stmt.CountedFor loop
            && areSmall(loop);
  }

  private static boolean isNumber(Expr expr) {
    Object value =
        expr instanceof Expr.Literal literal
            ? literal.value()
            : expr instanceof Expr.Constant constant ? constant.value() : null;
    return (value instanceof Integer || value instanceof Long)
        && Math.abs(((Number) value).longValue()) <= LIMIT;
  }
}
