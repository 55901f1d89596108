package org.cotangent.processor.rules;

import static org.cotangent.processor.rules.RuleText.rule;

import java.util.List;

/**
 * The derivatives of {@code org.cotangent.runtime.Partials}: what second derivatives need when a
 * generated method is differentiated again.
 *
 * <p>Those methods take the primal's value as an argument beside the arguments it was computed
 * from. The partial by the value is zero here, and the partials by the other arguments are those of
 * the whole function: counting both would count the same change twice.
 */
final class PartialsRules {

  private PartialsRules() {}

  static List<RuleText> lines() {
    return List.of(
        rule("double tanh(double x, double value)").d("x", "-2 * value * result").zero("value"),
        rule("double atan2ByY(double y, double x)")
            .d("y", "2 * result * Partials.atan2ByX(y, x)")
            .d("x", "(Partials.atan2ByX(y, x) - result) * (Partials.atan2ByX(y, x) + result)"),
        rule("double atan2ByX(double y, double x)")
            .d("y", "(result - Partials.atan2ByY(y, x)) * (result + Partials.atan2ByY(y, x))")
            .d("x", "-2 * result * Partials.atan2ByY(y, x)"),
        rule("double powByBase(double x, double y)")
            .d("x", "y * Partials.powByBase(x, y - 1)")
            .d("y", "x <= 0 ? 0 : Math.pow(x, y - 1) * (1 + y * Math.log(x))"),
        rule("double powByBaseStrict(double x, double y)")
            .d("x", "y * Partials.powByBaseStrict(x, y - 1)")
            .d("y", "Math.pow(x, y - 1) * (1 + y * Math.log(x))"),
        rule("double powByExponent(double x, double y, double value)")
            .d("x", "x <= 0 ? 0 : Math.pow(x, y - 1) * (1 + y * Math.log(x))")
            .d("y", "x <= 0 ? 0 : result * Math.log(x)")
            .zero("value"),
        rule("double powByExponentStrict(double x, double y, double value)")
            .d("x", "Math.pow(x, y - 1) * (1 + y * Math.log(x))")
            .d("y", "result * Math.log(x)")
            .zero("value"));
  }
}
