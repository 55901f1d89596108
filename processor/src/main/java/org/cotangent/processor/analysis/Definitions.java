package org.cotangent.processor.analysis;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Variable;

/**
 * Which values a statement may read, as the statements that computed them.
 *
 * <p>A definition is a statement together with the place it assigns. It reaches a later statement
 * when nothing on some way between the two overwrites the whole place: in {@code y = x; y = 2 * y;
 * z = y;} the last statement reads the second definition of {@code y}, not the first. Elements of
 * arrays overwrite nothing, since an array is one place. Aho, Lam, Sethi, Ullman: Compilers, 2nd
 * edition, section 9.2.4 (reaching definitions).
 *
 * <p>It sees the same ways through the method as {@link Activity}, so what that calls varied has a
 * chain of definitions here.
 */
final class Definitions {

  /**
   * A value.
   *
   * @param stmt what computes it, or null for what is there at entry
   * @param carried the definitions whose derivatives flow into it
   */
  record Definition(int id, Variable place, Stmt stmt, Set<Integer> carried) {}

  private final Storage storage;
  private final Effects effects;
  private final Differentiability derivatives;
  private final List<Definition> all = new ArrayList<>();
  private final Map<Stmt, Map<Variable, Definition>> made = new IdentityHashMap<>();
  private final Map<Stmt, Map<Variable, Set<Integer>>> reads = new IdentityHashMap<>();
  private final Map<Variable, Definition> entries = new LinkedHashMap<>();
  private final Map<Variable, Set<Integer>> atEnd;

  Definitions(
      Storage storage,
      Effects effects,
      Differentiability derivatives,
      Stmt.Block body,
      List<Variable> parameters) {
    this.storage = storage;
    this.effects = effects;
    this.derivatives = derivatives;
    Map<Variable, Set<Integer>> state = new LinkedHashMap<>();
    for (Variable parameter : parameters) {
      Variable place = storage.of(parameter);
      entries.computeIfAbsent(place, key -> add(key, null));
      add(state, place, entries.get(place).id());
    }
    walk(body, state);
    atEnd = state;
  }

  /** All definitions, by number. */
  List<Definition> all() {
    return all;
  }

  /** What a place holds at entry, or null. */
  Definition entry(Variable place) {
    return entries.get(place);
  }

  /** The definitions that a statement makes. */
  List<Definition> of(Stmt stmt) {
    return List.copyOf(made.getOrDefault(stmt, Map.of()).values());
  }

  /** What a statement may read, by places: all values, also those without a derivative. */
  Map<Variable, Set<Integer>> reads(Stmt stmt) {
    return reads.getOrDefault(stmt, Map.of());
  }

  /** What a place may hold when the method ends. */
  Set<Integer> atEnd(Variable place) {
    return atEnd.getOrDefault(place, Set.of());
  }

  private Definition add(Variable place, Stmt stmt) {
    Definition definition = new Definition(all.size(), place, stmt, new TreeSet<>());
    all.add(definition);
    return definition;
  }

  private static void add(Map<Variable, Set<Integer>> state, Variable place, int id) {
    state.computeIfAbsent(place, key -> new TreeSet<>()).add(id);
  }

  private static boolean merge(Map<Variable, Set<Integer>> into, Map<Variable, Set<Integer>> from) {
    boolean changed = false;
    for (Map.Entry<Variable, Set<Integer>> entry : from.entrySet()) {
      changed |=
          into.computeIfAbsent(entry.getKey(), key -> new TreeSet<>()).addAll(entry.getValue());
    }
    return changed;
  }

  private static Map<Variable, Set<Integer>> copy(Map<Variable, Set<Integer>> state) {
    Map<Variable, Set<Integer>> copy = new LinkedHashMap<>();
    state.forEach((place, ids) -> copy.put(place, new TreeSet<>(ids)));
    return copy;
  }

  private void walk(Stmt stmt, Map<Variable, Set<Integer>> state) {
    if (stmt instanceof Stmt.Block block) {
      block.statements().forEach(inner -> walk(inner, state));
    } else if (stmt instanceof Stmt.If choice) {
      read(choice, List.of(choice.condition()), state);
      Map<Variable, Set<Integer>> other = copy(state);
      walk(choice.then(), state);
      walk(choice.otherwise(), other);
      merge(state, other);
    } else if (stmt instanceof Stmt.CountedFor loop) {
      read(loop, List.of(loop.from(), loop.bound()), state);
      define(loop, loop.index(), true, List.of(), state);
      around(loop, state);
    } else if (stmt instanceof Stmt.While loop) {
      around(loop, state);
    } else if (stmt instanceof Stmt.Throw) {
      state.clear();
    } else {
      simple(stmt, state);
    }
  }

  private void around(Stmt loop, Map<Variable, Set<Integer>> state) {
    boolean changed;
    do {
      Map<Variable, Set<Integer>> once = copy(state);
      if (loop instanceof Stmt.While general) {
        read(general, List.of(general.condition()), once);
      }
      Stmts.blocks(loop).forEach(block -> walk(block, once));
      changed = merge(state, once);
    } while (changed);
    if (loop instanceof Stmt.While general) {
      read(general, List.of(general.condition()), state);
    }
  }

  private void simple(Stmt stmt, Map<Variable, Set<Integer>> state) {
    read(stmt, Stmts.expressions(stmt), state);
    if (stmt instanceof Stmt.Declare s) {
      if (s.init() != null) {
        define(s, s.variable(), !s.variable().type().isArray(), List.of(s.init()), state);
      } else if (!s.variable().type().isArray()) {
        state.remove(storage.of(s.variable()));
      }
    } else if (stmt instanceof Stmt.Assign s && storage.of(s.target()) != null) {
      boolean whole = s.target() instanceof Expr.VariableRead && !s.target().type().isArray();
      define(s, storage.of(s.target()), whole, List.of(s.value()), state);
    } else if (stmt instanceof Stmt.Fill s && storage.of(s.array()) != null) {
      define(s, storage.of(s.array()), false, List.of(s.value()), state);
    } else if (stmt instanceof Stmt.ArrayCopy s && storage.of(s.target()) != null) {
      define(s, storage.of(s.target()), false, List.of(s.source()), state);
    } else if (stmt instanceof Stmt.CallStatement s) {
      List<Expr> arguments = Activity.differentiable(s);
      Map<Variable, Set<Integer>> before = copy(state);
      for (Variable array : effects.written(s)) {
        define(s, array, false, arguments, before, state);
      }
      if (s.target() != null) {
        define(s, s.target(), !s.target().type().isArray(), arguments, before, state);
      }
    }
  }

  private void read(Stmt stmt, List<Expr> expressions, Map<Variable, Set<Integer>> state) {
    Map<Variable, Set<Integer>> found = reads.computeIfAbsent(stmt, key -> new LinkedHashMap<>());
    Set<Variable> places = new LinkedHashSet<>();
    for (Expr expr : expressions) {
      boolean overwritten =
          stmt instanceof Stmt.Assign assign
              && expr == assign.target()
              && expr instanceof Expr.VariableRead;
      if (!overwritten) {
        Exprs.variables(expr).forEach(variable -> places.add(storage.of(variable)));
      }
    }
    for (Variable place : places) {
      found
          .computeIfAbsent(place, key -> new TreeSet<>())
          .addAll(state.getOrDefault(place, Set.of()));
    }
  }

  private void define(
      Stmt stmt,
      Variable target,
      boolean whole,
      List<Expr> values,
      Map<Variable, Set<Integer>> state) {
    define(stmt, target, whole, values, whole ? copy(state) : state, state);
  }

  private void define(
      Stmt stmt,
      Variable target,
      boolean whole,
      List<Expr> values,
      Map<Variable, Set<Integer>> before,
      Map<Variable, Set<Integer>> state) {
    Variable place = storage.of(target);
    Definition definition =
        made.computeIfAbsent(stmt, key -> new LinkedHashMap<>())
            .computeIfAbsent(place, key -> add(key, stmt));
    if (target.type().isDifferentiable()) {
      for (Expr value : values) {
        for (Expr leaf : derivatives.leaves(value)) {
          Variable read = storage.of(leaf);
          if (read != null) {
            definition.carried().addAll(before.getOrDefault(read, Set.of()));
          }
        }
      }
    }
    if (whole) {
      state.put(place, new TreeSet<>(Set.of(definition.id())));
    } else {
      add(state, place, definition.id());
    }
  }
}
