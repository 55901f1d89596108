package org.cotangent.processor.transform;

import java.util.HashSet;
import java.util.Set;
import org.cotangent.processor.analysis.Layout;
import org.cotangent.processor.ir.Callee;
import org.cotangent.processor.ir.MethodKey;
import org.cotangent.processor.ir.SourceUnit;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;

/**
 * Which methods run outside of all loops whose tape is kept. What is around a loop that runs again
 * does not count: there the tape starts anew with each iteration.
 */
final class LoopDepths {
  private final Outline.Result outline;
  private final Set<MethodKey> outside = new HashSet<>();
  private final Set<MethodKey> inside = new HashSet<>();

  LoopDepths(Outline.Result outline) {
    this.outline = outline;
    for (SourceUnit.Target target : outline.unit().targets()) {
      visit(target.function().key(), false);
    }
  }

  /** Whether no call of the method stands in such a loop, not even by a detour. */
  boolean isOutside(MethodKey method) {
    return outside.contains(method) && !inside.contains(method);
  }

  private void visit(MethodKey method, boolean inLoop) {
    if ((inLoop ? inside : outside).add(method)) {
      boolean again = outline.replays().containsKey(method);
      boolean starts = inLoop && !again;
      outline.unit().function(method).ifPresent(function -> visit(function.body(), starts, again));
    }
  }

  private void visit(Stmt stmt, boolean inLoop, boolean again) {
    if (stmt instanceof Stmt.CallStatement call && call.callee() instanceof Callee.Local local) {
      visit(local.key(), inLoop);
    }
    boolean inner = inLoop || Layout.isLoop(stmt) && !again;
    for (Stmt.Block block : Stmts.blocks(stmt)) {
      block.statements().forEach(each -> visit(each, inner, again));
    }
  }
}
