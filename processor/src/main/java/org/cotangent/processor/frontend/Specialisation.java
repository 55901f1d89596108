package org.cotangent.processor.frontend;

import com.sun.source.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cotangent.processor.ir.Variable;

/**
 * Code for certain functions: a method of the file whose functional parameters are known, or a
 * lambda. Two calls with equal specialisations run the same code.
 *
 * @param code the method or the lambda
 * @param parameters for each parameter, which function it is; empty for a plain one
 * @param own the lambda with what it captures; empty for a method
 * @param slots for each captured variable that a call passes along, the first one that is the same
 */
record Specialisation(
    Tree code,
    List<Optional<FunctionValue.Shape>> parameters,
    Optional<FunctionValue.Shape> own,
    List<Integer> slots) {

  Specialisation {
    parameters = List.copyOf(parameters);
    slots = List.copyOf(slots);
  }

  /**
   * The specialisation of a call.
   *
   * @param functions by parameter, null for a plain one
   * @param called the lambda, or null
   */
  static Specialisation of(Tree code, List<FunctionValue> functions, FunctionValue called) {
    List<Variable> variables = variables(functions, called);
    return new Specialisation(
        code,
        functions.stream()
            .map(each -> Optional.ofNullable(each).map(FunctionValue::shape))
            .toList(),
        Optional.ofNullable(called).map(FunctionValue::shape),
        variables.stream().map(variables::indexOf).toList());
  }

  /** All captured variables of a call: of its functional arguments, then of the lambda itself. */
  static List<Variable> variables(List<FunctionValue> functions, FunctionValue called) {
    List<Variable> variables = new ArrayList<>();
    for (FunctionValue each : functions) {
      if (each != null) {
        variables.addAll(each.variables());
      }
    }
    if (called != null) {
      variables.addAll(called.variables());
    }
    return variables;
  }
}
