package org.cotangent.processor.transform;

import java.util.ArrayList;
import java.util.List;
import org.cotangent.processor.ir.BinaryOp;
import org.cotangent.processor.ir.Expr;

/** A term of a sum. */
record Term(Expr expr, boolean negative) {
  /**
   * Splits {@code own + a - b} into its other terms; false when {@code own} is not a plain term of
   * the sum.
   */
  static boolean spine(Expr value, Expr own, boolean negative, List<Term> terms) {
    if (value.equals(own)) {
      return !negative;
    }
    if (value instanceof Expr.Cast cast && cast.type().isFloating()) {
      return spine(cast.operand(), own, negative, terms);
    }
    if (value instanceof Expr.Binary sum
        && (sum.op() == BinaryOp.ADD || sum.op() == BinaryOp.SUB)) {
      boolean right = negative ^ (sum.op() == BinaryOp.SUB);
      List<Term> leftTerms = new ArrayList<>();
      if (spine(sum.left(), own, negative, leftTerms)) {
        terms.addAll(leftTerms);
        terms.add(new Term(sum.right(), right));
        return true;
      }
      List<Term> rightTerms = new ArrayList<>();
      if (spine(sum.right(), own, right, rightTerms)) {
        terms.add(new Term(sum.left(), negative));
        terms.addAll(rightTerms);
        return true;
      }
    }
    return false;
  }
}
