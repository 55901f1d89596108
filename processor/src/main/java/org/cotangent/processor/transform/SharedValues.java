package org.cotangent.processor.transform;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cotangent.processor.analysis.Journal;
import org.cotangent.processor.analysis.Layout;
import org.cotangent.processor.analysis.Optimization;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Printer;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;

/**
 * What expensive functions gave the primal, for partial derivatives that contain the same: where
 * {@code double cosine = Math.cos(angle)} stands beside {@code double sine = Math.sin(angle)}, the
 * derivative of the sine is {@code cosine}.
 *
 * <p>A variable is used if it is bound once, to that very expression, in a block around the
 * statement, and if nothing that the expression reads changes between the two. It may stand behind
 * the statement, as long as no loop is around the statement alone.
 */
final class SharedValues {
  private final Layout layout;
  private final Journal journal;
  private final Map<Expr, List<Stmt.Declare>> calls = new HashMap<>();

  /** Looks for the values of a body. */
  SharedValues(Stmt.Block body, Layout layout, Journal journal) {
    this.layout = layout;
    this.journal = journal;
    Stmts.walk(
        body,
        stmt -> {
          if (stmt instanceof Stmt.Declare declare
              && declare.init() instanceof Expr.Intrinsic call
              && !Recompute.isCheapCall(call)
              && call.type().equals(declare.variable().type())
              && layout.assignmentCount(declare.variable()) == 1) {
            calls.computeIfAbsent(call, key -> new ArrayList<>()).add(declare);
          }
        });
  }

  /** The adjoint of a statement with variables in place of what they hold. */
  List<Stmt> in(Stmt stmt, List<Stmt> code) {
    if (calls.isEmpty()) {
      return code;
    }
    return code.stream()
        .map(each -> Stmts.mapExpressions(each, expr -> Exprs.rewrite(expr, e -> share(stmt, e))))
        .toList();
  }

  private Expr share(Stmt stmt, Expr node) {
    if (node instanceof Expr.Intrinsic) {
      for (Stmt.Declare declare : calls.getOrDefault(node, List.of())) {
        if (holds(declare, stmt)) {
          journal.decide(
              stmt.span(),
              Optimization.SHARED_VALUES,
              "its derivative takes `"
                  + Printer.print(node)
                  + "` from `"
                  + declare.variable().name()
                  + "`, which the method computes anyway");
          return Exprs.read(declare.variable());
        }
      }
    }
    return node;
  }

  /** Whether the variable has the value that its expression has at a statement. */
  private boolean holds(Stmt.Declare declare, Stmt stmt) {
    Stmt block = layout.parent(declare);
    Stmt at = stmt;
    while (at != null && layout.parent(at) != block) {
      at = layout.parent(at);
    }
    if (at == null) {
      return false; // not in sight
    }
    // A loop between the block and the statement may change something after the statement, too.
    boolean loops = !layout.loopsBetween(declare.variable(), stmt).isEmpty();
    if (layout.start(declare) <= layout.start(stmt)) {
      // What the statement itself writes may stand for its result.
      int to = loops ? layout.end(at) : layout.start(stmt) + 1;
      return layout.isUnchanged(declare.init(), layout.start(declare), to);
    }
    // A loop may be reversed as soon as it has run: what stands behind it is not there yet.
    return !loops
        && layout.isUnchanged(declare.init(), layout.start(stmt), layout.start(declare))
        && isReached((Stmt.Block) block, at, declare);
  }

  /** Whether a declaration is reached whenever a statement above it in its block is. */
  private static boolean isReached(Stmt.Block block, Stmt above, Stmt.Declare declare) {
    List<Stmt> all = block.statements();
    int from = 0;
    while (all.get(from) != above) {
      from++;
    }
    int to = from;
    while (all.get(to) != declare) {
      to++;
    }
    return !Stmts.hasBreak(Stmt.Block.of(all.subList(from, to)));
  }
}
