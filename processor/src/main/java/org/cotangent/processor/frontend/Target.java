package org.cotangent.processor.frontend;

import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Variable;

/**
 * A variable that takes the value of an expression, offered to calls, which can put their result
 * there directly.
 */
final class Target {
  private final Variable variable;
  private boolean declared;
  private boolean used;

  private Target(Variable variable, boolean declared) {
    this.variable = variable;
    this.declared = declared;
  }

  /** A variable whose declaration is at hand. */
  static Target declaring(Variable variable) {
    return new Target(variable, false);
  }

  /** A variable that was declared before. */
  static Target assigning(Variable variable) {
    return new Target(variable, true);
  }

  Variable variable() {
    return variable;
  }

  /** Whether the variable's declaration is still to be emitted. */
  boolean isUndeclared() {
    return !declared;
  }

  /** Whether the value is in the variable already. */
  boolean isUsed() {
    return used;
  }

  /** Takes the offer: whoever calls this assigns the value. */
  Variable use(Scope scope) {
    declare(scope);
    used = true;
    return variable;
  }

  /** Takes the offer of an undeclared variable: declares it with a value. */
  void declareWith(Expr value, Scope scope) {
    scope.emit(new Stmt.Declare(variable, value, scope.span()));
    declared = true;
    used = true;
  }

  /** Emits the bare declaration, unless that has happened. */
  void declare(Scope scope) {
    if (!declared) {
      scope.emit(new Stmt.Declare(variable, null, scope.span()));
      declared = true;
    }
  }
}
