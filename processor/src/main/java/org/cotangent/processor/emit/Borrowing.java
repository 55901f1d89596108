package org.cotangent.processor.emit;

import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Stmt;

/** Finds the methods that borrow scratch arrays from the tape, and so have to give them back. */
final class Borrowing {

  private Borrowing() {}

  /** Whether some statement takes a scratch array; it stands only as a whole right-hand side. */
  static boolean borrows(Stmt statement) {
    if (statement instanceof Stmt.Declare declare) {
      return declare.init() instanceof Expr.Scratch;
    } else if (statement instanceof Stmt.Assign assign) {
      return assign.value() instanceof Expr.Scratch;
    } else if (statement instanceof Stmt.Block block) {
      return block.statements().stream().anyMatch(Borrowing::borrows);
    } else if (statement instanceof Stmt.If branch) {
      return borrows(branch.then()) || borrows(branch.otherwise());
    } else if (statement instanceof Stmt.CountedFor loop) {
      return borrows(loop.body());
    } else if (statement instanceof Stmt.While loop) {
      return borrows(loop.body()) || borrows(loop.update());
    }
    return false;
  }
}
