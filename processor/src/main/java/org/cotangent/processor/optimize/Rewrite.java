package org.cotangent.processor.optimize;

import java.util.Iterator;
import java.util.function.UnaryOperator;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;

/** Rebuilds a statement from its own expressions and from the blocks inside it. */
final class Rewrite {
  private Rewrite() {}

  /** The expressions of the statement itself go through {@code f}, the blocks inside through g. */
  static Stmt shallow(Stmt stmt, UnaryOperator<Expr> f, UnaryOperator<Stmt.Block> g) {
    if (Stmts.blocks(stmt).isEmpty()) {
      return Stmts.mapExpressions(stmt, f);
    }
    Iterator<Stmt.Block> blocks = Stmts.blocks(stmt).iterator();
    Stmt head = Stmts.mapExpressions(Stmts.withBlocks(stmt, block -> Stmt.Block.EMPTY), f);
    return Stmts.withBlocks(head, empty -> g.apply(blocks.next()));
  }
}
