package org.cotangent.fuzz;

import java.util.List;

/**
 * A method of a random program.
 *
 * @param modifiers as they are printed, without the annotation
 * @param annotated whether it is differentiated; else a helper
 * @param constant whether its result is marked as not differentiable
 * @param jacobian whether the Jacobian is wanted; of an annotated method with an array result
 */
record MethodTree(
    String name,
    Type result,
    List<Parameter> parameters,
    Node body,
    String modifiers,
    boolean annotated,
    boolean constant,
    boolean jacobian) {

  /**
   * A parameter.
   *
   * @param written whether the method may write to its elements
   * @param differentiated whether the derivative by it is wanted; of an annotated method
   * @param marked whether it is annotated as not differentiable
   */
  record Parameter(
      Type type, String name, boolean written, boolean differentiated, boolean marked) {

    Node reference() {
      return Node.name(type, name);
    }
  }

  boolean isStatic() {
    return modifiers.contains("static");
  }

  MethodTree withBody(Node changed) {
    return new MethodTree(
        name, result, parameters, changed, modifiers, annotated, constant, jacobian);
  }

  MethodTree withParameters(List<Parameter> changed) {
    return new MethodTree(name, result, changed, body, modifiers, annotated, constant, jacobian);
  }

  /** Whether {@code wrt} has to say by which parameters it is differentiated. */
  boolean needsWrt() {
    return parameters.stream()
        .anyMatch(p -> p.type().isActive() && !p.differentiated() && !p.marked());
  }
}
