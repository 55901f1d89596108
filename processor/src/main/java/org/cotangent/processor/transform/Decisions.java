package org.cotangent.processor.transform;

import java.util.Set;
import org.cotangent.processor.analysis.Journal;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;

/** Writes down what the plan of a method decided, for the report. */
final class Decisions {
  private Decisions() {}

  /**
   * Notes the decisions about a body.
   *
   * @param fused the loops whose iterations are reversed one by one
   */
  static void note(Journal journal, Stmt.Block body, SavePlan plan, Set<Stmt> fused) {
    if (!journal.isOn()) {
      return;
    }
    Stmts.walk(
        body,
        stmt -> {
          if (fused.contains(stmt)) {
            journal.decide(
                stmt.span(),
                Journal.Kind.FUSED,
                "its iterations meet in sums only: each is reversed as soon as it has run, and"
                    + " nothing of it is kept");
          }
          if (plan.undo(stmt).isPresent()) {
            journal.decide(
                stmt.span(),
                Journal.Kind.UNDONE,
                "the old value is computed from the new one, instead of being kept");
          }
          if (stmt instanceof Stmt.Block block) {
            recomputed(journal, block, plan);
          }
          Stmts.blocks(stmt).forEach(block -> recomputed(journal, block, plan));
        });
  }

  private static void recomputed(Journal journal, Stmt.Block block, SavePlan plan) {
    for (Stmt stmt : block.statements()) {
      if (stmt instanceof Stmt.Declare declare
          && plan.exit(block).recomputed().contains(declare.variable())) {
        journal.decide(
            stmt.span(),
            Journal.Kind.RECOMPUTED,
            declare.variable().name()
                + " is found again in the reverse sweep from what is still there, instead of being"
                + " kept");
      }
    }
  }
}
