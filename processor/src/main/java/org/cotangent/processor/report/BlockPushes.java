package org.cotangent.processor.report;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Variable;

/** Code in which whatever is stored in blocks and arrays of the tape is pushed instead. */
final class BlockPushes {
  private BlockPushes() {}

  static Stmt.Block of(Stmt.Block body) {
    Set<Variable> stacks = new HashSet<>();
    Stmts.walk(
        body,
        stmt -> {
          if (stmt instanceof Stmt.Declare declare && isKept(declare.init())) {
            stacks.add(declare.variable());
          }
        });
    return stacks.isEmpty()
        ? body
        : Stmts.expand(
            body, (original, stmt) -> List.of(isStore(stmt, stacks) ? pushed(stmt) : stmt));
  }

  private static boolean isKept(Expr init) {
    return init instanceof Expr.Stack || init instanceof Expr.KeptArray;
  }

  private static boolean isStore(Stmt stmt, Set<Variable> stacks) {
    return stmt instanceof Stmt.Assign assign
        && assign.target() instanceof Expr.ArrayRead place
        && place.array() instanceof Expr.VariableRead stack
        && stacks.contains(stack.variable());
  }

  private static Stmt pushed(Stmt stmt) {
    return new Stmt.Push(((Stmt.Assign) stmt).value(), stmt.span());
  }
}
