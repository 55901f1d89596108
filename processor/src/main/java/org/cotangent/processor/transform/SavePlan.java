package org.cotangent.processor.transform;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.cotangent.processor.analysis.Effects;
import org.cotangent.processor.analysis.Layout;
import org.cotangent.processor.analysis.Storage;
import org.cotangent.processor.ir.Callee;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Variable;

/**
 * Where the reverse sweep finds the values of the primal.
 *
 * <p>A value is <i>to be recorded</i> when the adjoint of an earlier statement reads it and a later
 * statement overwrites it: in {@code y = x * x; x = 2;} the adjoint of the first statement needs
 * the old {@code x}. Values that nothing overwrites are read where they are. The set of what is
 * still needed flows along the program (Hascoet, Naumann, Pascual: "To be recorded" analysis in
 * reverse-mode automatic differentiation, FGCS 21(8), 2005). The end of a loop's body overwrites
 * the variables that the body declares.
 */
final class SavePlan {

  /**
   * What the end of a block inside a loop does for its variables.
   *
   * @param pushed go to the tape, in this order
   * @param recomputed are bound again at the start of the reverse block, in this order
   */
  record Exit(List<Variable> pushed, List<Variable> recomputed) {
    static final Exit NONE = new Exit(List.of(), List.of());
  }

  private final Storage storage;
  private final Effects effects;
  private final Layout layout;
  private final Recompute recompute;
  private final Snippets snippets;
  private final DistinctWrites distinct;
  private final CalleeNeeds calleeNeeds;
  private final Set<Stmt> fused;
  private final CoveringWrites covering;
  private final UndoneUpdates undone;
  private final Map<Variable, Integer> beingCovered = new HashMap<>();
  private final Map<Stmt, Set<Variable>> covered = new IdentityHashMap<>();
  private final Set<Stmt> saves = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Map<Stmt, Exit> exits = new IdentityHashMap<>();
  private final Map<Stmt, Set<Integer>> kept = new IdentityHashMap<>();
  private final Map<Stmt, Set<Need>> neededAtLoop = new IdentityHashMap<>();
  private Set<Need> neededAtEnd = Set.of();
  private int decisions;

  /** What the reverse sweep of a called method of this file does to the caller's arrays. */
  interface CalleeNeeds {
    /** Whether a call has code in the reverse sweep when these argument arrays must be put back. */
    boolean hasReverse(Stmt.CallStatement call, Set<Integer> kept);

    /**
     * The positions of the array arguments whose elements, as the call leaves them, the callee's
     * reverse sweep reads.
     */
    Set<Integer> readsElements(Stmt.CallStatement call);

    /** Whether the callee's reverse sweep is given an argument again: an array, or a number. */
    boolean isPassedAgain(Stmt.CallStatement call, int position);
  }

  private SavePlan(
      Storage storage,
      Effects effects,
      Layout layout,
      Recompute recompute,
      Snippets snippets,
      CalleeNeeds calleeNeeds,
      Set<Stmt> fused,
      CoveringWrites covering,
      UndoneUpdates undone) {
    this.fused = fused;
    this.undone = undone;
    this.covering = covering;
    this.storage = storage;
    this.effects = effects;
    this.layout = layout;
    this.recompute = recompute;
    this.snippets = snippets;
    this.calleeNeeds = calleeNeeds;
    this.distinct = new DistinctWrites(layout, storage, snippets);
  }

  /**
   * Plans a body.
   *
   * @param atEntry what is needed of the state before the body already (array places that a caller
   *     wants put back)
   * @param fused loops of the method's own block whose iterations are reversed one by one
   */
  static SavePlan of(
      Stmt.Block body,
      Set<Need> atEntry,
      Storage storage,
      Effects effects,
      Layout layout,
      Recompute recompute,
      Snippets snippets,
      CalleeNeeds calleeNeeds,
      Set<Stmt> fused,
      CoveringWrites covering,
      UndoneUpdates undone) {
    SavePlan plan =
        new SavePlan(
            storage, effects, layout, recompute, snippets, calleeNeeds, fused, covering, undone);
    int before;
    do {
      before = plan.decisions;
      Set<Need> state = new LinkedHashSet<>(atEntry);
      plan.flow(body, state, false);
      plan.neededAtEnd = state;
    } while (plan.decisions > before);
    return plan;
  }

  /** Whether the reverse sweep has the value again that the statement overwrites. */
  boolean saves(Stmt stmt) {
    return saves.contains(stmt);
  }

  /** How it computes that value from the new one; empty when the old one is kept. */
  Optional<Expr> undo(Stmt stmt) {
    return saves(stmt) ? undone.before(stmt) : Optional.empty();
  }

  /** Why a variable that is kept is not computed again; empty when nothing is. */
  Optional<String> whyKept(Variable variable) {
    return recompute.hindrance(variable);
  }

  /** What happens at the end of a block inside a loop. */
  Exit exit(Stmt.Block block) {
    return exits.getOrDefault(block, Exit.NONE);
  }

  /** The positions of the array arguments whose old elements the callee has to put back. */
  Set<Integer> kept(Stmt.CallStatement call) {
    return kept.getOrDefault(call, Set.of());
  }

  /** The arrays whose old elements are kept from a statement on that overwrites all of them. */
  Set<Variable> covered(Stmt stmt) {
    return covered.getOrDefault(stmt, Set.of());
  }

  /** What the reverse sweep reads of the state after the last statement. */
  Set<Need> neededAtEnd() {
    return neededAtEnd;
  }

  /** Whether anything happens in the reverse sweep for a statement. */
  boolean hasReverse(Stmt stmt) {
    if (!snippets.of(stmt).isEmpty() || saves.contains(stmt)) {
      return true;
    }
    if (stmt instanceof Stmt.CallStatement call && calleeNeeds.hasReverse(call, kept(call))) {
      return true;
    }
    for (Stmt.Block block : Stmts.blocks(stmt)) {
      Exit exit = exit(block);
      if (!exit.pushed().isEmpty()) {
        return true;
      }
      for (Stmt inner : block.statements()) {
        if (hasReverse(inner)) {
          return true;
        }
      }
    }
    return false;
  }

  private void flow(Stmt.Block block, Set<Need> state, boolean inLoop) {
    List<CoveringWrites.Run> runs = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      for (CoveringWrites.Run run : covering.startingAt(stmt)) {
        boolean read = state.remove(new Need.Elements(run.array()));
        if (state.remove(new Need.Entry(run.array())) || read) {
          runs.add(run);
          covered.computeIfAbsent(stmt, key -> new LinkedHashSet<>()).add(run.array());
          beingCovered.merge(run.array(), 1, Integer::sum);
        }
      }
      flow(stmt, state, inLoop);
      for (CoveringWrites.Run run : covering.endingAt(stmt)) {
        if (runs.remove(run)) {
          beingCovered.merge(run.array(), -1, Integer::sum);
        }
      }
    }
    if (inLoop) {
      leave(block, state);
    }
  }

  /** Whether the elements of a place are still needed, or were when it began to be overwritten. */
  private boolean needsElements(Variable place, Set<Need> state) {
    return state.contains(new Need.Elements(place))
        || state.contains(new Need.Entry(place))
        || isBeingCovered(place);
  }

  private boolean isBeingCovered(Variable place) {
    return beingCovered.getOrDefault(place, 0) > 0;
  }

  private void leave(Stmt.Block block, Set<Need> state) {
    List<Variable> pushed = new ArrayList<>();
    List<Variable> recomputed = new ArrayList<>();
    List<Stmt> statements = block.statements();
    Exit old = exit(block);
    for (int k = statements.size() - 1; k >= 0; k--) {
      if (!(statements.get(k) instanceof Stmt.Declare declare)) {
        continue;
      }
      Variable variable = declare.variable();
      state.remove(new Need.Elements(variable));
      state.remove(new Need.Rows(variable));
      // Once decided, for good: the flow around a loop starts each time with fewer needs.
      boolean before = old.pushed().contains(variable) || old.recomputed().contains(variable);
      if (!state.remove(new Need.Value(variable)) && !before) {
        continue;
      }
      Expr alias = variable.type().isArray() ? snippets.alias(variable) : null;
      if (alias != null || isRecomputed(declare, block, old, state)) {
        Need.collect(alias != null ? alias : declare.init(), storage, state);
        recomputed.add(0, variable);
      } else {
        pushed.add(0, variable);
      }
    }
    Exit exit = new Exit(List.copyOf(pushed), List.copyOf(recomputed));
    if (!exit.equals(old)) {
      exits.put(block, exit);
      decisions++;
    }
  }

  /**
   * Whether a variable of a block is computed again: what it is made of is needed anyway, or is
   * kept once for all iterations of the loop here.
   */
  private boolean isRecomputed(Stmt.Declare declare, Stmt block, Exit old, Set<Need> state) {
    boolean again = old.recomputed().contains(declare.variable());
    // What it is computed from stands further up, and is decided after it.
    Predicate<Variable> kept =
        other ->
            layout.scope(other) == block
                ? again || state.contains(new Need.Value(other))
                : !layout.loopsBetween(other, declare).isEmpty();
    return recompute.isRecomputable(declare.variable(), kept);
  }

  private void flow(Stmt stmt, Set<Need> state, boolean inLoop) {
    if (stmt instanceof Stmt.Block block) {
      flow(block, state, inLoop);
    } else if (stmt instanceof Stmt.If choice) {
      Set<Need> other = new LinkedHashSet<>(state);
      flow(choice.then(), state, inLoop);
      flow(choice.otherwise(), other, inLoop);
      state.addAll(other);
      if (hasReverse(choice)) {
        Need.collect(choice.condition(), storage, state);
      }
    } else if (fused.contains(stmt)) {
      // Needed within the iteration, and no longer; nothing from outside is overwritten.
      neededAtLoop.put(stmt, new LinkedHashSet<>(state));
      flow(((Stmt.CountedFor) stmt).body(), new LinkedHashSet<>(state), false);
    } else if (stmt instanceof Stmt.CountedFor loop) {
      around(loop, loop.body(), state);
      state.remove(new Need.Value(loop.index()));
      if (hasReverse(loop)) {
        Need.collect(loop.from(), storage, state);
        if (Stmts.hasBreak(loop.body())) {
          Stmt.Assign last = (Stmt.Assign) loop.body().statements().get(0);
          Need.collect(last.target(), storage, state);
        } else {
          Need.collect(loop.bound(), storage, state);
        }
      }
    } else if (stmt instanceof Stmt.While loop) {
      around(loop, loop.body(), state);
      if (hasReverse(loop)) {
        state.add(new Need.Value(Structure.trips(loop)));
      }
    } else if (stmt instanceof Stmt.Throw) {
      state.clear(); // no reverse sweep comes back here
    } else {
      simple(stmt, state);
    }
  }

  private void around(Stmt loop, Stmt.Block body, Set<Need> state) {
    Set<Need> atLoop = new LinkedHashSet<>(state);
    beingCovered.forEach(
        (place, runs) -> {
          if (runs > 0) {
            atLoop.add(new Need.Entry(place));
          }
        });
    neededAtLoop.put(loop, atLoop);
    int before;
    do {
      before = state.size();
      Set<Need> once = new LinkedHashSet<>(state);
      flow(body, once, true);
      state.addAll(once);
    } while (state.size() > before);
  }

  private void simple(Stmt stmt, Set<Need> state) {
    Snippet snippet = snippets.of(stmt);
    state.addAll(snippet.before());
    if (stmt instanceof Stmt.Assign s) {
      if (s.target() instanceof Expr.VariableRead read) {
        overwrite(s, read.variable(), state);
      } else if (s.target().type().isArray()) {
        overwriteRow(s, (Expr.ArrayRead) s.target(), state);
      } else {
        overwriteElement(s, (Expr.ArrayRead) s.target(), state);
      }
    } else if (stmt instanceof Stmt.Fill s) {
      overwriteRange(s, s.array(), state, s.from(), s.to());
    } else if (stmt instanceof Stmt.ArrayCopy s) {
      overwriteRange(s, s.target(), state, s.targetPosition(), s.length());
    } else if (stmt instanceof Stmt.CallStatement s) {
      call(s, state);
    }
    state.addAll(snippet.after());
  }

  private void overwrite(Stmt stmt, Variable variable, Set<Need> state) {
    boolean same =
        stmt instanceof Stmt.Assign assign
            && assign.value() instanceof Expr.Carried carried
            && carried.value().equals(assign.target());
    if (same || !state.contains(new Need.Value(variable))) {
      return;
    }
    Optional<Expr> before = undone.before(stmt);
    if (before.isPresent()) {
      Need.collect(before.get(), storage, state);
    } else {
      state.remove(new Need.Value(variable));
    }
    save(stmt);
  }

  private void overwriteElement(Stmt.Assign stmt, Expr.ArrayRead target, Set<Need> state) {
    Variable place = storage.of(target);
    if (place == null || !needsElements(place, state)) {
      return;
    }
    Stmt loop = distinct.outermost(stmt, target);
    Set<Need> atLoop = loop == null ? Set.of() : neededAtLoop.getOrDefault(loop, Set.of());
    if (loop != null
        && !atLoop.contains(new Need.Elements(place))
        && !atLoop.contains(new Need.Entry(place))) {
      return;
    }
    save(stmt);
    readPlace(target, state);
  }

  private void overwriteRow(Stmt stmt, Expr.ArrayRead row, Set<Need> state) {
    if (storage.of(row) != null && state.contains(new Need.Rows(storage.of(row)))) {
      save(stmt);
      readPlace(row, state);
    }
  }

  private void overwriteRange(Stmt stmt, Expr array, Set<Need> state, Expr... bounds) {
    Variable place = storage.of(array);
    if (place == null) {
      return;
    }
    boolean rows = array.type().rank() > 1;
    if (rows ? state.contains(new Need.Rows(place)) : needsElements(place, state)) {
      save(stmt);
      Need.collect(array, storage, state);
      for (Expr bound : bounds) {
        if (bound != null) {
          Need.collect(bound, storage, state);
        }
      }
    }
  }

  /** The reverse sweep has to find the element to put it back. */
  private void readPlace(Expr.ArrayRead target, Set<Need> state) {
    Need.collect(target.array(), storage, state);
    Need.collect(target.index(), storage, state);
  }

  private void call(Stmt.CallStatement call, Set<Need> state) {
    Set<Integer> keep = new java.util.TreeSet<>(kept(call));
    for (int k : effects.writes(call.callee())) {
      Variable place = storage.of(call.arguments().get(k));
      boolean before =
          call.callee() instanceof Callee.Companion || call.callee() instanceof Callee.Custom;
      boolean again = before && !snippets.of(call).isEmpty();
      boolean rows = place != null && storage.storesRows(place);
      boolean needed = needsElements(place, state) || rows && state.contains(new Need.Rows(place));
      if (place != null && (again || needed)) {
        keep.add(k);
      }
    }
    if (!keep.equals(kept(call))) {
      kept.put(call, keep);
      decisions++;
    }
    if (calleeNeeds.hasReverse(call, keep)) {
      for (int k = 0; k < call.arguments().size(); k++) {
        if (calleeNeeds.isPassedAgain(call, k)) {
          Need.collectArgument(call.arguments().get(k), storage, state);
        }
      }
      for (int k : calleeNeeds.readsElements(call)) {
        if (storage.of(call.arguments().get(k)) != null) {
          state.add(new Need.Elements(storage.of(call.arguments().get(k))));
        }
      }
    }
    if (call.target() != null && !call.target().type().isArray()) {
      overwrite(call, call.target(), state);
    }
  }

  private void save(Stmt stmt) {
    if (saves.add(stmt)) {
      decisions++;
    }
  }
}
