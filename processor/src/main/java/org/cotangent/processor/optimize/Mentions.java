package org.cotangent.processor.optimize;

import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cotangent.processor.analysis.TapeUse;
import org.cotangent.processor.ir.Companion;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Variable;

/**
 * Which of a method's chunks mentions and assigns what. Everything outside of chunks counts as one
 * more place, to which the parameters belong too.
 */
final class Mentions {
  private final Place outside = new Place();
  private final Map<Stmt, Place> chunks = new IdentityHashMap<>();
  private final Map<Variable, Place> first = new HashMap<>();
  private final Set<Variable> shared = new HashSet<>();
  private final Set<Variable> assignedInChunks = new HashSet<>();
  private final Set<Variable> indices = new HashSet<>();

  /** The variables of one place, in order of first mention. */
  static final class Place {
    private final Set<Variable> mentioned = new LinkedHashSet<>();
    private final Set<Variable> assigned = new LinkedHashSet<>();
    private final Set<Variable> declared = new LinkedHashSet<>();
    private boolean usesTape;

    Set<Variable> mentioned() {
      return mentioned;
    }

    /** What is assigned or declared. */
    Set<Variable> assigned() {
      return assigned;
    }

    Set<Variable> declared() {
      return declared;
    }

    boolean usesTape() {
      return usesTape;
    }
  }

  Mentions(Companion.GeneratedFunction function, Stmt.Block body, List<Stmt.Block> blocks) {
    blocks.forEach(chunk -> chunks.put(chunk, new Place()));
    function.parameters().forEach(parameter -> mention(parameter, outside));
    visit(body, outside);
  }

  /** The chunk that a block is, or null. */
  Place chunk(Stmt stmt) {
    return chunks.get(stmt);
  }

  /** Whether a chunk assigns what another place mentions. */
  boolean needsFrame(Variable variable) {
    return shared.contains(variable) && assignedInChunks.contains(variable);
  }

  /** Whether this is the index of a counted loop. */
  boolean isIndex(Variable variable) {
    return indices.contains(variable);
  }

  private void visit(Stmt stmt, Place around) {
    Place place = chunks.getOrDefault(stmt, around);
    directly(stmt, place);
    for (Stmt.Block block : Stmts.blocks(stmt)) {
      for (Stmt inner : block.statements()) {
        visit(inner, place);
      }
    }
  }

  private void directly(Stmt stmt, Place place) {
    for (Expr expr : Stmts.expressions(stmt)) {
      Exprs.variables(expr).forEach(variable -> mention(variable, place));
    }
    if (stmt instanceof Stmt.Declare declare) {
      place.declared.add(declare.variable());
      assign(declare.variable(), place);
    } else if (stmt instanceof Stmt.Assign assign
        && assign.target() instanceof Expr.VariableRead target) {
      assign(target.variable(), place);
    } else if (stmt instanceof Stmt.CallStatement call && call.target() != null) {
      assign(call.target(), place);
    } else if (stmt instanceof Stmt.CountedFor loop) {
      indices.add(loop.index());
      place.declared.add(loop.index());
      mention(loop.index(), place);
    }
    place.usesTape |= TapeUse.directly(stmt);
  }

  private void assign(Variable variable, Place place) {
    mention(variable, place);
    place.assigned.add(variable);
    if (place != outside) {
      assignedInChunks.add(variable);
    }
  }

  private void mention(Variable variable, Place place) {
    place.mentioned.add(variable);
    if (first.computeIfAbsent(variable, v -> place) != place) {
      shared.add(variable);
    }
  }
}
