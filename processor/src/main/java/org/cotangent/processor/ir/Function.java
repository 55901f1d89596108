package org.cotangent.processor.ir;

import java.util.List;

/**
 * A method of the user, lowered.
 *
 * @param key its identity
 * @param receiver the variable {@code self} of an instance method, or null
 * @param parameters in order, without the receiver
 * @param returnType its result type
 * @param body its statements; every path ends in a return or falls off the end of a void method
 * @param strict whether singular points follow the STRICT policy; it counts for annotated methods,
 *     others follow their callers
 * @param span the method's own place
 */
public record Function(
    MethodKey key,
    Variable receiver,
    List<Parameter> parameters,
    Type returnType,
    Stmt.Block body,
    boolean strict,
    Span span) {

  public Function {
    parameters = List.copyOf(parameters);
  }

  /**
   * A parameter.
   *
   * @param variable name and type
   * @param differentiated whether the user asked for the derivative by it
   * @param data whether it is {@code @NonDifferentiable}: its derivative is zero whatever is passed
   * @param source null for a parameter of the user's; else what it stands for: the receiver itself,
   *     or a field, read at entry
   */
  public record Parameter(Variable variable, boolean differentiated, boolean data, Expr source) {
    /** A parameter of the user's. */
    public Parameter(Variable variable, boolean differentiated, boolean data) {
      this(variable, differentiated, data, null);
    }

    /** Whether this is a parameter of the user's method. */
    public boolean isOwn() {
      return source == null;
    }

    /** Whether this stands for the receiver. */
    public boolean isReceiver() {
      return source instanceof Expr.VariableRead;
    }

    /** Whether this stands for a field. */
    public boolean isField() {
      return source != null && !isReceiver();
    }
  }
}
