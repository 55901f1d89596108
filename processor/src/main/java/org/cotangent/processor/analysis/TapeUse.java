package org.cotangent.processor.analysis;

import org.cotangent.processor.ir.Callee;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;

/** Which code pushes, pops, borrows from the tape, or hands it on. */
public final class TapeUse {
  private TapeUse() {}

  /** Whether a statement or anything inside it does. */
  public static boolean anywhere(Stmt stmt) {
    boolean[] found = {false};
    Stmts.walk(stmt, inner -> found[0] = found[0] || directly(inner));
    return found[0];
  }

  /** Whether the statement itself does, apart from the statements inside it. */
  public static boolean directly(Stmt stmt) {
    if (stmt instanceof Stmt.Push
        || stmt instanceof Stmt.TapeCopy
        || stmt instanceof Stmt.TapeLoop
        || stmt instanceof Stmt.Release) {
      return true;
    }
    if (stmt instanceof Stmt.CallStatement call
        && call.callee() instanceof Callee.Generated callee
        && callee.tape()) {
      return true;
    }
    boolean[] found = {false};
    for (Expr expr : Stmts.expressions(stmt)) {
      Exprs.walk(
          expr,
          node ->
              found[0] |=
                  node instanceof Expr.Pop
                      || node instanceof Expr.Room
                      || node instanceof Expr.Stack
                      || node instanceof Expr.Mark
                      || node instanceof Expr.KeptArray
                      || node instanceof Expr.Scratch
                      || node instanceof Expr.Lent);
    }
    return found[0];
  }
}
