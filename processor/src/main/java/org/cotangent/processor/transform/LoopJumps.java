package org.cotangent.processor.transform;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;

/** The jumps in a loop's body, seen from the loop: those that end an iteration, or the loop. */
final class LoopJumps {
  private final String label;

  LoopJumps(Stmt.CountedFor loop) {
    this.label = loop.label();
  }

  /** The jumps that leave the loop. */
  List<Stmt> leaving(Stmt.Block body) {
    List<Stmt> found = new ArrayList<>();
    leaving(body, false, Set.of(), found);
    return found;
  }

  private void leaving(Stmt stmt, boolean inLoop, Set<String> labels, List<Stmt> found) {
    if (stmt instanceof Stmt.Return) {
      found.add(stmt);
    } else if (stmt instanceof Stmt.Break jump) {
      if (jump.label() == null ? !inLoop : !labels.contains(jump.label())) {
        found.add(stmt);
      }
    } else if (stmt instanceof Stmt.Continue jump) {
      if (jump.label() != null && !jump.label().equals(label) && !labels.contains(jump.label())) {
        found.add(stmt);
      }
    }
    Set<String> inner = new HashSet<>(labels);
    String own = labelOf(stmt);
    if (own != null) {
      inner.add(own);
    }
    for (Stmt.Block block : Stmts.blocks(stmt)) {
      for (Stmt each : block.statements()) {
        leaving(each, inLoop || isLoop(stmt), inner, found);
      }
    }
  }

  private static boolean isLoop(Stmt stmt) {
    return stmt instanceof Stmt.CountedFor || stmt instanceof Stmt.While;
  }

  private static String labelOf(Stmt stmt) {
    if (stmt instanceof Stmt.CountedFor loop) {
      return loop.label();
    }
    if (stmt instanceof Stmt.While loop) {
      return loop.label();
    }
    return stmt instanceof Stmt.Labelled block ? block.label() : null;
  }

  /** The body as statements outside of the loop: what ended an iteration leaves a block. */
  List<Stmt> toBlock(Stmt.Block body) {
    Set<String> used = new HashSet<>();
    Stmts.walk(body, stmt -> used.add(labelOf(stmt)));
    String end = "iteration";
    for (int k = 2; used.contains(end); k++) {
      end = "iteration" + k;
    }
    Stmt.Block rewritten = rewrite(body, false, end);
    return Stmts.breaksTo(rewritten, end)
        ? List.of(new Stmt.Labelled(end, rewritten, Span.NONE))
        : rewritten.statements();
  }

  private Stmt.Block rewrite(Stmt.Block block, boolean inLoop, String end) {
    List<Stmt> out = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      if (stmt instanceof Stmt.Continue jump
          && (jump.label() == null ? !inLoop : jump.label().equals(label))) {
        out.add(new Stmt.Break(end, jump.span()));
      } else {
        boolean loop = inLoop || isLoop(stmt);
        out.add(Stmts.withBlocks(stmt, inner -> rewrite(inner, loop, end)));
      }
    }
    return Stmts.withStatements(block, out);
  }
}
