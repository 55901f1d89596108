package org.cotangent.processor.ir;

/**
 * Makes variables that no other variable of a function equals. Not thread-safe; one for each
 * function.
 */
public final class Fresh {
  private int next;

  /** Starts behind every variable of a function. */
  public Fresh(Function function) {
    int highest = function.receiver() == null ? 0 : function.receiver().number();
    for (Function.Parameter parameter : function.parameters()) {
      highest = Math.max(highest, parameter.variable().number());
    }
    for (Variable variable : Stmts.declared(function.body())) {
      highest = Math.max(highest, variable.number());
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
}
