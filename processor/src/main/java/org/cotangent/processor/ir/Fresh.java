package org.cotangent.processor.ir;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Makes variables that no other variable of a function equals. Not thread-safe; one for each
 * function.
 */
public final class Fresh {
  private int next;
  private final Set<String> names = new HashSet<>();
  private final Map<String, Integer> tried = new HashMap<>();

  /** Starts behind every variable of a function. */
  public Fresh(Function function) {
    int highest = function.receiver() == null ? 0 : function.receiver().number();
    for (Function.Parameter parameter : function.parameters()) {
      highest = Math.max(highest, parameter.variable().number());
      names.add(parameter.variable().name());
    }
    for (Variable variable : Stmts.declared(function.body())) {
      highest = Math.max(highest, variable.number());
      names.add(variable.name());
    }
    next = highest + 1;
  }

  /** Starts behind every variable of a generated method. */
  public Fresh(Companion.GeneratedFunction function) {
    int highest = 0;
    for (Variable parameter : function.parameters()) {
      highest = Math.max(highest, parameter.number());
    }
    for (Variable variable : Stmts.declared(function.body())) {
      highest = Math.max(highest, variable.number());
    }
    next = highest + 1;
  }

  /** A new variable. */
  public Variable variable(String name, Type type) {
    return new Variable(name, type, next++);
  }

  /**
   * A new variable with a name that no other variable of the method has, so that it is the same in
   * both sweeps and in comments: {@code sqrt}, then {@code sqrt2}.
   */
  public Variable distinct(String name, Type type) {
    String free = name;
    int k = tried.getOrDefault(name, 2);
    for (; !names.add(free); k++) {
      free = name + k;
    }
    tried.put(name, k);
    return variable(free, type);
  }
}
