package org.cotangent.processor.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cotangent.processor.ir.Callee;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Variable;

/**
 * Which assignments carry derivatives.
 *
 * <p>A value is <i>varied</i> when it depends on a differentiated parameter, <i>useful</i> when the
 * result depends on it, and active when it is both; only active assignments have an adjoint. In
 * {@code t = x * x; u = 3 * n; return t;} with {@code x} differentiated, {@code t} is active,
 * {@code u} is neither. Both are flow-sensitive: in {@code x = acos(x); x = 2 * y} the first
 * assignment is not useful, so its derivative is never evaluated. Hascoet, Pascual: The Tapenade
 * tool, ACM TOMS 39(3), 2013, section 4.
 *
 * <p>Scalars are tracked one by one, arrays as whole places of {@link Storage}.
 */
public final class Activity {
  private final Storage storage;
  private final Effects effects;
  private final Differentiability derivatives;
  private final Map<Stmt, Boolean> variedValue = new IdentityHashMap<>();
  private final Map<Stmt, Set<Variable>> variedReads = new IdentityHashMap<>();
  private final Set<Stmt> useful = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<Variable> everVaried = new LinkedHashSet<>();
  private final Set<Variable> variedAtEnd;

  private Activity(
      Storage storage,
      Effects effects,
      Differentiability derivatives,
      Stmt.Block body,
      Set<Variable> independent) {
    this.storage = storage;
    this.effects = effects;
    this.derivatives = derivatives;
    Set<Variable> state = new LinkedHashSet<>(independent);
    everVaried.addAll(independent);
    forward(body, state);
    variedAtEnd = state;
  }

  /**
   * Runs both analyses.
   *
   * @param independent the places that are varied on entry
   * @param dependent the places that are useful on exit
   */
  public static Activity of(
      Storage storage,
      Effects effects,
      Differentiability derivatives,
      Stmt.Block body,
      Set<Variable> independent,
      Set<Variable> dependent) {
    Activity activity = new Activity(storage, effects, derivatives, body, independent);
    activity.backward(body, new LinkedHashSet<>(dependent));
    return activity;
  }

  /** Whether the statement's own assignment (or call) has an adjoint. */
  public boolean isActive(Stmt stmt) {
    return useful.contains(stmt) && variedValue.getOrDefault(stmt, false);
  }

  /** Whether the result depends on what the statement assigns. */
  public boolean isUseful(Stmt stmt) {
    return useful.contains(stmt);
  }

  /** Whether a place read by the statement carries a derivative at that moment. */
  public boolean isVaried(Stmt stmt, Variable place) {
    return variedReads.getOrDefault(stmt, Set.of()).contains(place);
  }

  /** The places that are varied after the last statement. */
  public Set<Variable> variedAtEnd() {
    return variedAtEnd;
  }

  // ---------------------------------------------------------------- varied

  private void forward(Stmt stmt, Set<Variable> state) {
    if (stmt instanceof Stmt.Block block) {
      block.statements().forEach(inner -> forward(inner, state));
    } else if (stmt instanceof Stmt.If choice) {
      Set<Variable> other = new LinkedHashSet<>(state);
      forward(choice.then(), state);
      forward(choice.otherwise(), other);
      state.addAll(other);
    } else if (stmt instanceof Stmt.CountedFor loop) {
      forwardLoop(loop.body(), state);
    } else if (stmt instanceof Stmt.While loop) {
      forwardLoop(loop.body(), state);
    } else if (stmt instanceof Stmt.Declare s) {
      assign(s, s.variable(), true, s.init() == null ? List.of() : List.of(s.init()), state);
    } else if (stmt instanceof Stmt.Assign s) {
      boolean whole = s.target() instanceof Expr.VariableRead;
      Variable place = storage.of(s.target());
      if (place != null) {
        assign(s, place, whole, List.of(s.value()), state);
      }
    } else if (stmt instanceof Stmt.Fill s && storage.of(s.array()) != null) {
      assign(s, storage.of(s.array()), false, List.of(s.value()), state);
    } else if (stmt instanceof Stmt.ArrayCopy s && storage.of(s.target()) != null) {
      assign(s, storage.of(s.target()), false, List.of(s.source()), state);
    } else if (stmt instanceof Stmt.CallStatement s) {
      forwardCall(s, state);
    } else if (stmt instanceof Stmt.Throw) {
      state.clear(); // nothing runs behind it
    }
  }

  private void forwardLoop(Stmt body, Set<Variable> state) {
    int before;
    do {
      before = state.size();
      Set<Variable> around = new LinkedHashSet<>(state);
      forward(body, around);
      state.addAll(around);
    } while (state.size() > before);
  }

  private void assign(
      Stmt stmt, Variable target, boolean whole, List<Expr> values, Set<Variable> state) {
    boolean varied = false;
    if (target.type().isDifferentiable()) {
      for (Expr value : values) {
        note(stmt, value, state);
        varied |= derivatives.isVaried(value, storage, state::contains);
      }
    }
    variedValue.merge(stmt, varied, Boolean::logicalOr);
    set(target, whole, varied, state);
  }

  private void set(Variable target, boolean whole, boolean varied, Set<Variable> state) {
    Variable place = storage.of(target);
    if (varied) {
      state.add(place);
      everVaried.add(place);
    } else if (whole && !target.type().isArray()) {
      state.remove(place);
    }
  }

  private void note(Stmt stmt, Expr value, Set<Variable> state) {
    Set<Variable> reads = variedReads.computeIfAbsent(stmt, key -> new LinkedHashSet<>());
    for (Expr leaf : derivatives.leaves(value)) {
      Variable place = storage.of(leaf);
      if (place != null && state.contains(place)) {
        reads.add(place);
      }
    }
  }

  private void forwardCall(Stmt.CallStatement call, Set<Variable> state) {
    boolean varied = false;
    for (Expr argument : differentiable(call)) {
      note(call, argument, state);
      varied |= derivatives.isVaried(argument, storage, state::contains);
    }
    variedValue.merge(call, varied, Boolean::logicalOr);
    if (varied) {
      for (Variable array : outputs(call)) {
        set(array, false, array.type().isDifferentiable(), state);
      }
    }
    if (call.target() != null) {
      set(call.target(), true, varied && call.target().type().isDifferentiable(), state);
    }
  }

  /** The arguments that a call may differentiate by. */
  static List<Expr> differentiable(Stmt.CallStatement call) {
    if (call.callee() instanceof Callee.Constant) {
      return List.of();
    }
    List<Expr> found = new ArrayList<>();
    for (int k = 0; k < call.arguments().size(); k++) {
      boolean wanted = true;
      if (call.callee() instanceof Callee.Companion companion) {
        wanted = companion.wrt().contains(k);
      } else if (call.callee() instanceof Callee.Custom custom) {
        wanted = custom.wrt().contains(k);
      } else if (call.callee() instanceof Callee.Operation operation) {
        wanted = operation.rule().adjoints().containsKey(k);
      }
      if (wanted && call.arguments().get(k).type().isDifferentiable()) {
        found.add(call.arguments().get(k));
      }
    }
    return found;
  }

  private Set<Variable> outputs(Stmt.CallStatement call) {
    return effects.written(call);
  }

  // ---------------------------------------------------------------- useful

  private void backward(Stmt stmt, Set<Variable> state) {
    if (stmt instanceof Stmt.Block block) {
      for (int k = block.statements().size() - 1; k >= 0; k--) {
        backward(block.statements().get(k), state);
      }
    } else if (stmt instanceof Stmt.If choice) {
      Set<Variable> other = new LinkedHashSet<>(state);
      backward(choice.then(), state);
      backward(choice.otherwise(), other);
      state.addAll(other);
    } else if (stmt instanceof Stmt.CountedFor loop) {
      backwardLoop(loop.body(), state);
    } else if (stmt instanceof Stmt.While loop) {
      backwardLoop(loop.body(), state);
    } else if (stmt instanceof Stmt.Declare s) {
      use(s, s.variable(), true, s.init() == null ? List.of() : List.of(s.init()), state);
    } else if (stmt instanceof Stmt.Assign s && storage.of(s.target()) != null) {
      boolean whole = s.target() instanceof Expr.VariableRead;
      use(s, storage.of(s.target()), whole, List.of(s.value()), state);
    } else if (stmt instanceof Stmt.Fill s && storage.of(s.array()) != null) {
      use(s, storage.of(s.array()), false, List.of(s.value()), state);
    } else if (stmt instanceof Stmt.ArrayCopy s && storage.of(s.target()) != null) {
      use(s, storage.of(s.target()), false, List.of(s.source()), state);
    } else if (stmt instanceof Stmt.CallStatement s) {
      backwardCall(s, state);
    } else if (stmt instanceof Stmt.Throw) {
      state.clear(); // there is no result behind it
    }
  }

  private void backwardLoop(Stmt body, Set<Variable> state) {
    int before;
    do {
      before = state.size();
      Set<Variable> around = new LinkedHashSet<>(state);
      backward(body, around);
      state.addAll(around);
    } while (state.size() > before);
  }

  private void use(
      Stmt stmt, Variable target, boolean whole, List<Expr> values, Set<Variable> state) {
    Variable place = storage.of(target);
    if (!target.type().isDifferentiable() || !state.contains(place)) {
      return;
    }
    useful.add(stmt);
    if (whole && !target.type().isArray()) {
      state.remove(place);
    }
    values.forEach(value -> addLeaves(value, state));
  }

  private void addLeaves(Expr value, Set<Variable> state) {
    for (Expr leaf : derivatives.leaves(value)) {
      Variable place = storage.of(leaf);
      if (place != null) {
        state.add(place);
      }
    }
  }

  private void backwardCall(Stmt.CallStatement call, Set<Variable> state) {
    boolean needed = call.target() != null && state.contains(storage.of(call.target()));
    for (Variable array : outputs(call)) {
      needed |= array.type().isDifferentiable() && state.contains(storage.of(array));
    }
    if (call.target() != null && !call.target().type().isArray()) {
      state.remove(call.target());
    }
    if (needed) {
      useful.add(call);
      differentiable(call).forEach(argument -> addLeaves(argument, state));
    }
  }

  /** The places that carry a derivative at some moment. */
  public Set<Variable> everVaried() {
    return everVaried;
  }
}
