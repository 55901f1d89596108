package org.cotangent.processor.optimize;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Variable;

/**
 * Removes assignments to generated scalars whose value nobody reads: {@code xAdjoint = 0} before
 * the end, trip counts of loops that are not reversed. Backward liveness over the structured
 * program.
 */
final class DeadCode {
  private final Predicate<Variable> removable;

  private DeadCode(Predicate<Variable> removable) {
    this.removable = removable;
  }

  /**
   * Cleans a body.
   *
   * @param removable the variables whose assignments may be removed
   */
  static Stmt.Block apply(Stmt.Block body, Predicate<Variable> removable) {
    DeadCode pass = new DeadCode(removable);
    Stmt.Block before;
    Stmt.Block after = body;
    do {
      before = after;
      after = pass.dropUnread(pass.block(before, new LinkedHashSet<>()));
    } while (!after.equals(before));
    return after;
  }

  // ---------------------------------------------------------------- never read at all

  /** Drops variables that only their own assignments read, as a counter reads itself. */
  private Stmt.Block dropUnread(Stmt.Block body) {
    Set<Variable> read = new LinkedHashSet<>();
    Stmts.walk(
        body,
        stmt -> {
          if (stmt instanceof Stmt.Assign assign
              && assign.target() instanceof Expr.VariableRead target) {
            Set<Variable> others = new LinkedHashSet<>(Exprs.variables(assign.value()));
            others.remove(target.variable());
            read.addAll(others);
            if (!isPure(assign.value())) {
              read.add(target.variable()); // the assignment stays, and so does the declaration
            }
          } else if (stmt instanceof Stmt.Declare declare) {
            if (declare.init() != null) {
              read.addAll(Exprs.variables(declare.init()));
            }
          } else {
            Stmts.expressions(stmt).forEach(expr -> read.addAll(Exprs.variables(expr)));
            if (stmt instanceof Stmt.CallStatement call && call.target() != null) {
              read.add(call.target());
            }
          }
        });
    return Stmts.expand(
        body,
        (original, stmt) -> {
          Variable target = target(stmt);
          boolean dead = target != null && removable.test(target) && !read.contains(target);
          return dead && isPure(value(stmt)) ? List.of() : List.of(stmt);
        });
  }

  private static Variable target(Stmt stmt) {
    if (stmt instanceof Stmt.Declare declare) {
      return declare.variable();
    }
    return stmt instanceof Stmt.Assign assign && assign.target() instanceof Expr.VariableRead read
        ? read.variable()
        : null;
  }

  private static Expr value(Stmt stmt) {
    return stmt instanceof Stmt.Declare declare ? declare.init() : ((Stmt.Assign) stmt).value();
  }

  /** Whether evaluating an expression leaves the tape, and what it lends, alone. */
  static boolean isPure(Expr expr) {
    if (expr == null) {
      return true;
    }
    boolean[] pure = {true};
    Exprs.walk(
        expr,
        node ->
            pure[0] &=
                !(node instanceof Expr.Pop
                    || node instanceof Expr.Room
                    || node instanceof Expr.KeptArray
                    || node instanceof Expr.Scratch));
    return pure[0];
  }

  // ---------------------------------------------------------------- not read any more

  /**
   * Rebuilds a block; {@code live} holds what is read behind it, and afterwards what is read from
   * its start on.
   */
  private Stmt.Block block(Stmt.Block block, Set<Variable> live) {
    List<Stmt> out = new ArrayList<>();
    for (int k = block.statements().size() - 1; k >= 0; k--) {
      Stmt kept = statement(block.statements().get(k), live);
      if (kept != null) {
        out.add(kept);
      }
    }
    Collections.reverse(out);
    return Stmts.withStatements(block, out);
  }

  private Stmt statement(Stmt stmt, Set<Variable> live) {
    if (stmt instanceof Stmt.Block s) {
      return block(s, live);
    }
    if (stmt instanceof Stmt.If s) {
      Set<Variable> other = new LinkedHashSet<>(live);
      Stmt.Block then = block(s.then(), live);
      Stmt.Block otherwise = block(s.otherwise(), other);
      live.addAll(other);
      live.addAll(Exprs.variables(s.condition()));
      return then == s.then() && otherwise == s.otherwise()
          ? stmt
          : new Stmt.If(s.condition(), then, otherwise, s.span());
    }
    if (stmt instanceof Stmt.CountedFor || stmt instanceof Stmt.While) {
      return loop(stmt, live);
    }
    Variable target = target(stmt);
    if (target != null && !target.type().isArray()) {
      boolean dead =
          removable.test(target)
              && !live.contains(target)
              && isPure(value(stmt))
              && !(stmt instanceof Stmt.Declare);
      if (dead) {
        return null;
      }
      live.remove(target);
      if (value(stmt) != null) {
        live.addAll(Exprs.variables(value(stmt)));
      }
      return stmt;
    }
    live.addAll(Stmts.mentioned(stmt));
    return stmt;
  }

  /** What a loop reads, its next trip reads too; a break may leave from anywhere. */
  private Stmt loop(Stmt stmt, Set<Variable> live) {
    live.addAll(
        Stmts.expressions(stmt).stream()
            .collect(LinkedHashSet::new, (set, e) -> set.addAll(Exprs.variables(e)), Set::addAll));
    Set<Variable> behind = new LinkedHashSet<>(live);
    // Whatever the loop mentions may be read by its next trip: coarse, but one look is enough.
    Set<Variable> mentioned = new LinkedHashSet<>(Stmts.mentioned(stmt));
    mentioned.removeAll(Stmts.declared(stmt));
    behind.addAll(mentioned);
    live.addAll(behind);
    return Stmts.withBlocks(stmt, inner -> block(inner, new LinkedHashSet<>(behind)));
  }
}
