package org.cotangent.processor.rules;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Variable;

/**
 * The partial derivatives of one call: a rule applied to arguments.
 *
 * <p>What a partial mentions is what has to be known when it is computed, in a reverse sweep long
 * after the call: {@link #usesArgument} and {@link #usesResult} answer that without building it.
 * Arguments are put in as they are, perhaps more than once; a caller that does not want a long one
 * repeated gives it a name first.
 */
public final class PartialExpressions {

  private PartialExpressions() {}

  /**
   * Whether there is a derivative by this parameter; without one it is zero.
   *
   * @param rule any rule
   * @param index the position of the parameter, from 0
   */
  public static boolean hasPartial(Rule rule, int index) {
    return rule.kind() == Rule.Kind.DIFFERENTIABLE && rule.partials().get(index) != null;
  }

  /**
   * The partial derivative of a call. Its type may be narrower than the method's (an int {@code 1}
   * for instance); it widens where it is multiplied.
   *
   * @param rule a rule of kind DIFFERENTIABLE
   * @param index the position of the parameter to differentiate by; {@link #hasPartial} holds for
   *     it
   * @param arguments the arguments of the call, as many as the method has parameters
   * @param result an expression for the value of the call
   * @param strict whether singular points follow the STRICT policy
   */
  public static Expr partial(
      Rule rule, int index, List<Expr> arguments, Expr result, boolean strict) {
    Map<Variable, Expr> replacements = new HashMap<>();
    for (int i = 0; i < rule.parameters().size(); i++) {
      replacements.put(rule.parameters().get(i), arguments.get(i));
    }
    replacements.put(rule.result(), result);
    return new Substitution(RuleTable.standard().methods(), replacements)
        .apply(template(rule, index, arguments, strict));
  }

  /** Whether the partial mentions the value of the call, whatever the arguments are. */
  public static boolean usesResult(Rule rule, int index, boolean strict) {
    return hasPartial(rule, index) && mentions(template(rule, index, strict), rule.result());
  }

  /** Whether the partial of a call with these arguments mentions the value of the call. */
  public static boolean usesResult(Rule rule, int index, List<Expr> arguments, boolean strict) {
    return hasPartial(rule, index)
        && mentions(template(rule, index, arguments, strict), rule.result());
  }

  /**
   * Whether the partial mentions one of the arguments, whatever they are.
   *
   * @param argument the position of that argument
   */
  public static boolean usesArgument(Rule rule, int index, int argument, boolean strict) {
    return hasPartial(rule, index)
        && mentions(template(rule, index, strict), rule.parameters().get(argument));
  }

  /** Whether the partial of a call with these arguments mentions one of them. */
  public static boolean usesArgument(
      Rule rule, int index, int argument, List<Expr> arguments, boolean strict) {
    return hasPartial(rule, index)
        && mentions(template(rule, index, arguments, strict), rule.parameters().get(argument));
  }

  private static Expr template(Rule rule, int index, boolean strict) {
    return (strict ? rule.strictPartials() : rule.partials()).get(index);
  }

  /** The partial over the placeholders; a constant argument may make it shorter. */
  private static Expr template(Rule rule, int index, List<Expr> arguments, boolean strict) {
    if (!hasPartial(rule, index)) {
      throw new IllegalArgumentException(
          rule.method().key() + " has no derivative by parameter " + index);
    }
    if (isPower(rule) && index == 0) {
      OptionalDouble exponent = ConstantExponent.value(arguments.get(1));
      if (exponent.isPresent()) {
        return RuleTable.standard()
            .parse(rule, ConstantExponent.partial(exponent.getAsDouble(), strict));
      }
    }
    return template(rule, index, strict);
  }

  private static boolean isPower(Rule rule) {
    return rule.method().name().equals("pow");
  }

  private static boolean mentions(Expr expression, Variable variable) {
    if (expression instanceof Expr.VariableRead read) {
      return read.variable().equals(variable);
    }
    if (expression instanceof Expr.Unary unary) {
      return mentions(unary.operand(), variable);
    }
    if (expression instanceof Expr.Binary binary) {
      return mentions(binary.left(), variable) || mentions(binary.right(), variable);
    }
    if (expression instanceof Expr.Conditional conditional) {
      return mentions(conditional.condition(), variable)
          || mentions(conditional.whenTrue(), variable)
          || mentions(conditional.whenFalse(), variable);
    }
    return expression instanceof Expr.Intrinsic call
        && call.arguments().stream().anyMatch(argument -> mentions(argument, variable));
  }
}
