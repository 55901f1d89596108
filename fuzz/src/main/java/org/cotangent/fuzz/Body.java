package org.cotangent.fuzz;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known while the body of one method is generated: its variables, the loops around, the
 * methods that may be called, and how much work the statement at hand may still do.
 */
final class Body {
  /** A loop around the statement at hand; an empty label is none. */
  record Loop(String label) {}

  /** Programs do at most about this many steps, so that one that fails fails soon. */
  private static final long MOST_STEPS = 4000;

  final Draw draw;
  Scope scope;
  private final java.util.Set<Object> locals = new java.util.HashSet<>();
  private final java.util.Set<String> finals = new java.util.HashSet<>();
  final Type result;
  final boolean singles;
  final boolean sideEffects;
  final List<MethodTree> callable;
  final Map<String, Long> costs;
  final Deque<Loop> loops = new ArrayDeque<>();
  final List<String> labels = new ArrayList<>();

  /** The method itself, where it may call itself; its last parameter counts down. */
  MethodTree self;

  /** Another method that counts down, and calls this one. */
  MethodTree partner;

  /** How often the statement at hand runs at most. */
  long trips = 1;

  /** The steps of the statements so far. */
  long cost;

  /** How many statements may still be made. */
  int statements;

  /** How many calls may still be made. */
  int calls;

  /** Counts what must have a name of its own. */
  int serial;

  Body(
      Draw draw,
      Type result,
      boolean singles,
      boolean sideEffects,
      List<MethodTree> callable,
      Map<String, Long> costs) {
    this.draw = draw;
    this.scope = new Scope(draw);
    this.result = result;
    this.singles = singles;
    this.sideEffects = sideEffects;
    this.callable = callable;
    this.costs = new HashMap<>(costs);
  }

  /** Remembers that an array was made here, so that its rows may be replaced. */
  void local(Scope.Variable array) {
    locals.add(array.root());
  }

  boolean isLocal(Scope.Variable array) {
    return locals.contains(array.root());
  }

  /** Remembers that a variable is final, so that a lambda may read it. */
  void isFinal(String name) {
    finals.add(name);
  }

  boolean isFinal(Scope.Variable variable) {
    return finals.contains(variable.name());
  }

  void step() {
    cost += trips;
  }

  boolean canCall(MethodTree method) {
    return calls > 0 && cost + trips * costs.get(method.name()) < MOST_STEPS;
  }

  void called(MethodTree method) {
    calls--;
    cost += trips * costs.get(method.name());
  }

  /** Whether there is room for a loop in a loop. */
  boolean canNest() {
    return canLoop() && loops.size() < 2 && trips < 25;
  }

  boolean canLoop() {
    return loops.size() < 3 && trips < 100 && cost < MOST_STEPS;
  }
}
