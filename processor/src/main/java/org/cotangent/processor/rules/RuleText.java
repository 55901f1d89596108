package org.cotangent.processor.rules;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One line of the table, as it is written down: a signature and, for each parameter, a partial
 * derivative in Java's own notation. A partial may mention the parameters by name, {@code result}
 * for the primal's value, and methods that the table itself knows.
 *
 * @param signature such as {@code double atan2(double y, double x)}
 * @param kind whether the method has derivatives
 * @param partials by parameter name; a null value says that the derivative by this parameter is
 *     zero by decision
 * @param note one clause for the documentation, or empty
 */
record RuleText(String signature, Rule.Kind kind, Map<String, Partial> partials, String note) {

  /**
   * A partial derivative as text.
   *
   * @param subgradient under SUBGRADIENT
   * @param strict under STRICT
   * @param strongZero whether an adjoint of exactly 0 skips it under SUBGRADIENT
   */
  record Partial(String subgradient, String strict, boolean strongZero) {}

  /** A method with derivatives; what they are follows by {@link #d}. */
  static RuleText rule(String signature) {
    return new RuleText(signature, Rule.Kind.DIFFERENTIABLE, Map.of(), "");
  }

  /** A method whose result is piecewise constant, or no floating-point number. */
  static RuleText constant(String signature) {
    return new RuleText(signature, Rule.Kind.CONSTANT, Map.of(), "");
  }

  /** A method that is refused, with the reason. */
  static RuleText unsupported(String signature, String reason) {
    return new RuleText(signature, Rule.Kind.UNSUPPORTED, Map.of(), reason);
  }

  /** The partial by a parameter, the same under both policies. */
  RuleText d(String parameter, String partial) {
    return with(parameter, new Partial(partial, partial, false));
  }

  /** The partial by a parameter where the policies differ. */
  RuleText d(String parameter, String subgradient, String strict) {
    return with(parameter, new Partial(subgradient, strict, false));
  }

  /** A partial that may be infinite: under SUBGRADIENT an adjoint of exactly 0 skips it. */
  RuleText strongZero(String parameter, String partial) {
    return with(parameter, new Partial(partial, partial, true));
  }

  /** The same where the policies differ. */
  RuleText strongZero(String parameter, String subgradient, String strict) {
    return with(parameter, new Partial(subgradient, strict, true));
  }

  /** The derivative by this parameter is zero by decision. */
  RuleText zero(String parameter) {
    return with(parameter, null);
  }

  /** Adds a clause for the documentation. */
  RuleText note(String text) {
    return new RuleText(signature, kind, partials, text);
  }

  private RuleText with(String parameter, Partial partial) {
    Map<String, Partial> more = new LinkedHashMap<>(partials);
    more.put(parameter, partial);
    return new RuleText(signature, kind, more, note);
  }
}
