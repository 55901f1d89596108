package org.cotangent.processor.transform;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cotangent.processor.analysis.Journal;
import org.cotangent.processor.analysis.Optimization;
import org.cotangent.processor.ir.Callee;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Function;
import org.cotangent.processor.ir.Printer;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Variable;

/**
 * Writes down what the plan of a method decided, for the report: what is not kept, and why what is
 * kept has to be.
 */
final class Decisions {
  private final Variants variants;
  private final Journal journal;
  private final Prepared method;
  private final SavePlan.CalleeNeeds calls;
  private final SavePlan plan;
  private final Set<Stmt> fused;

  /**
   * @param fused the loops whose iterations are reversed one by one
   */
  Decisions(Variants variants, Variants.Version version, SavePlan plan, Set<Stmt> fused) {
    this.variants = variants;
    this.journal = variants.journal();
    this.method = variants.prepare(version);
    this.calls = variants.context(version);
    this.plan = plan;
    this.fused = fused;
  }

  /** Notes the decisions about the body, if somebody reads them. */
  void note() {
    if (journal.isOn()) {
      Readers readers = new Readers(method, plan, calls);
      block(method.body(), readers);
      Stmts.walk(method.body(), stmt -> note(stmt, readers));
    }
  }

  /** Notes what runs again. */
  static void note(Journal journal, Replay replay) {
    String what =
        replay instanceof Replay.Loop loop
            ? "its iterations run again in the reverse sweep, from "
                + (loop.snapshots() == 0
                    ? "as many snapshots as the running program chooses"
                    : loop.snapshots() + (loop.snapshots() == 1 ? " snapshot" : " snapshots"))
                + "; nothing else of them is kept"
            : "it runs again in the reverse sweep: only what it overwrites is kept";
    journal.decide(replay.span(), Journal.Kind.RUN_AGAIN, what);
  }

  private void note(Stmt stmt, Readers readers) {
    if (fused.contains(stmt)) {
      journal.decide(
          stmt.span(),
          Optimization.FUSED_LOOPS,
          "its iterations meet in sums only: each is reversed as soon as it has run, and nothing of"
              + " it is kept");
    }
    for (Variable array : plan.covered(stmt)) {
      journal.decide(
          stmt.span(),
          Optimization.COVERING_WRITES,
          "all of "
              + code(array)
              + " is overwritten: its old elements are kept here, and not again by what overwrites"
              + " it later");
    }
    if (plan.undo(stmt).isPresent()) {
      journal.decide(
          stmt.span(),
          Optimization.UNDONE_UPDATES,
          "the old value of "
              + code(((Stmt.Assign) stmt).target())
              + " is computed from the new one, instead of being kept");
    } else if (plan.saves(stmt) && method.layout().isInLoop(stmt)) {
      saved(stmt, readers);
    }
    if (stmt instanceof Stmt.CallStatement call && call.callee() instanceof Callee.Local local) {
      called(call, local);
    }
    Stmts.blocks(stmt).forEach(inner -> block(inner, readers));
  }

  private void saved(Stmt stmt, Readers readers) {
    Variable root = null;
    if (stmt instanceof Stmt.Assign assign) {
      root = Exprs.root(assign.target());
    } else if (stmt instanceof Stmt.CallStatement call) {
      root = call.target();
    } else if (stmt instanceof Stmt.Fill fill) {
      root = Exprs.root(fill.array());
    } else if (stmt instanceof Stmt.ArrayCopy copy) {
      root = Exprs.root(copy.target());
    }
    if (root != null) {
      boolean element = !(stmt instanceof Stmt.CallStatement) && root.type().isArray();
      String what = element ? "old elements of " : "the old value of ";
      keep(stmt, what + code(root) + (element ? " are kept" : " is kept") + readers.of(root));
    }
  }

  private void keep(Stmt stmt, String text) {
    journal.decide(stmt.span(), Journal.Kind.KEPT, text);
  }

  private void block(Stmt.Block block, Readers readers) {
    SavePlan.Exit exit = plan.exit(block);
    for (Stmt stmt : block.statements()) {
      if (!(stmt instanceof Stmt.Declare declare)) {
        continue;
      }
      Variable variable = declare.variable();
      if (exit.recomputed().contains(variable) && variable.type().isArray()) {
        journal.decide(
            stmt.span(),
            Journal.Kind.NAMED_AGAIN,
            code(variable)
                + " is a name of an array that is still there when the loop is reversed");
      } else if (exit.recomputed().contains(variable)) {
        journal.decide(
            stmt.span(),
            Optimization.RECOMPUTED_VALUES,
            code(variable)
                + " is computed again in the reverse sweep, from what is still there, instead of"
                + " being kept");
      } else if (exit.pushed().contains(variable)) {
        keep(
            stmt,
            code(variable)
                + " is kept"
                + readers.of(variable)
                + plan.whyKept(variable)
                    .map(why -> "; it is not computed again, since " + why)
                    .orElse(""));
      }
    }
  }

  // ---------------------------------------------------------------- calls

  private void called(Stmt.CallStatement call, Callee.Local local) {
    Set<Integer> kept = plan.kept(call);
    for (int k : variants.effects().writes(local)) {
      String array = code(Exprs.root(call.arguments().get(k)));
      if (kept.contains(k)) {
        keep(
            call,
            "what "
                + name(local)
                + " overwrites of "
                + array
                + " is kept, and put back: it is read"
                + " by an adjoint, or wanted by a caller");
      } else if (variants.wants(Optimization.UNREAD_ARRAYS)) {
        journal.decide(
            call.span(),
            Optimization.UNREAD_ARRAYS,
            "what "
                + name(local)
                + " overwrites of "
                + array
                + " is not put back: no adjoint reads"
                + " the old elements");
      }
    }
    if (plan.hasReverse(call) && variants.wants(Optimization.INLINED_HELPERS)) {
      whyNotInPlace(variants.function(local.key()))
          .ifPresent(
              why ->
                  keep(
                      call,
                      name(local)
                          + " is called, in two halves, and not differentiated in place: "
                          + why));
    }
  }

  private Optional<String> whyNotInPlace(Function function) {
    if (variants.replay(function.key()) != null || function.span().line() == 0) {
      return Optional.empty();
    }
    boolean[] found = new boolean[4];
    Stmts.walk(
        function.body(),
        stmt -> {
          found[0] |= stmt instanceof Stmt.CountedFor || stmt instanceof Stmt.While;
          found[1] |=
              stmt instanceof Stmt.CallStatement call
                  && call.callee() instanceof Callee.Local local
                  && local.key().equals(function.key());
          found[2] |= stmt instanceof Stmt.CallStatement;
          found[3] |= !variants.effects().written(stmt).isEmpty();
        });
    List<String> reasons =
        List.of("it has a loop", "it calls itself", "it calls others", "it writes arrays");
    for (int k = 0; k < reasons.size(); k++) {
      if (found[k]) {
        return Optional.of(reasons.get(k));
      }
    }
    return Optional.of("that is for small methods that only compute with numbers");
  }

  private static String name(Callee.Local callee) {
    return "`" + callee.key().name() + "`";
  }

  private static String code(Variable variable) {
    return "`" + variable.name() + "`";
  }

  private static String code(Expr expr) {
    return "`" + Printer.print(expr) + "`";
  }
}
