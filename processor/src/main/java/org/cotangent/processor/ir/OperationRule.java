package org.cotangent.processor.ir;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How an operation on matrices is differentiated, as its annotation says.
 *
 * <p>Formulas are expressions over placeholders: a variable for each argument, named like the
 * parameter, and {@link #RESULT} and {@link #ADJOINT}.
 *
 * @param parameters a placeholder for each argument, the receiver {@code self} first
 * @param formula what an elementwise operation computes; null for others
 * @param adjoints by position, how the adjoint of an argument is made; one that is not there has
 *     none
 */
public record OperationRule(
    List<Variable> parameters, Expr formula, Map<Integer, Adjoint> adjoints) {
  /** The name of the result in a rule. */
  public static final String RESULT = "result";

  /** The name of the adjoint of the result in a rule. */
  public static final String ADJOINT = "adjoint";

  /** The name of what the adjoint of the argument was so far. */
  public static final String SUM = "sum";

  public OperationRule {
    parameters = List.copyOf(parameters);
    adjoints = Collections.unmodifiableMap(new TreeMap<>(adjoints));
  }

  /** How the adjoint of one argument is made. */
  public sealed interface Adjoint {}

  /** By a formula: what is added to the adjoint, for each element or as sums of that. */
  public record ByFormula(Expr formula, Expr.Reduction reduction) implements Adjoint {}

  /**
   * By a static method.
   *
   * @param owner the qualified name of its class
   * @param arguments names of parameters, {@link #RESULT}, {@link #ADJOINT} or {@link #SUM}
   */
  public record ByMethod(String owner, String name, List<String> arguments) implements Adjoint {
    public ByMethod {
      arguments = List.copyOf(arguments);
    }
  }
}
