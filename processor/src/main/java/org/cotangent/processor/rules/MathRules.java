package org.cotangent.processor.rules;

import static org.cotangent.processor.rules.RuleText.constant;
import static org.cotangent.processor.rules.RuleText.rule;
import static org.cotangent.processor.rules.RuleText.unsupported;

import java.util.ArrayList;
import java.util.List;

/**
 * The floating-point methods of {@code Math} and {@code StrictMath}. {@code Math.} inside a partial
 * means the class that the line is for, so that the derivatives of {@code StrictMath} are as
 * reproducible as {@code StrictMath} itself.
 *
 * <p>The formulas are chosen for their rounding errors: none of them subtracts nearly equal numbers
 * or squares what may overflow while the derivative is representable. Where calculus leaves a
 * choice they follow {@code docs/conventions.md}.
 */
final class MathRules {

  private MathRules() {}

  /** The lines for {@code java.lang.Math}. */
  static List<RuleText> math() {
    return join(
        elementary(),
        List.of(
            rule("double tanh(double x)").d("x", "Partials.tanh(x, result)"),
            rule("double pow(double x, double y)")
                .d("x", "Partials.powByBase(x, y)", "Partials.powByBaseStrict(x, y)")
                .strongZero(
                    "y",
                    "Partials.powByExponent(x, y, result)",
                    "Partials.powByExponentStrict(x, y, result)")
                .note("a constant exponent has shorter partials, see below")),
        others());
  }

  /** The lines for {@code java.lang.StrictMath}. */
  static List<RuleText> strictMath() {
    return join(
        elementary(),
        List.of(
            rule("double tanh(double x)").d("x", "1 / Math.cosh(x) / Math.cosh(x)"),
            rule("double pow(double x, double y)")
                .d(
                    "x",
                    "y == 0 || x == 0 && y < 1 ? 0 : y * Math.pow(x, y - 1)",
                    "y == 0 ? 0 : y * Math.pow(x, y - 1)")
                .strongZero(
                    "y",
                    "x < 0 || x == 0 && y > 0 ? 0 : result * Math.log(x)",
                    "result * Math.log(x)")
                .note("a constant exponent has shorter partials, see below")),
        others());
  }

  /** The lines for {@code Double} and {@code Float}: methods made for use as method references. */
  static List<RuleText> maximumMinimumAndSum(String type) {
    return join(
        maximumAndMinimum(type),
        List.of(rule(fill("T sum(T a, T b)", type)).d("a", "1").d("b", "1")));
  }

  private static List<RuleText> maximumAndMinimum(String type) {
    return List.of(
        rule(fill("T max(T a, T b)", type))
            .d("a", "a >= b ? 1 : 0")
            .d("b", "a >= b ? 0 : 1")
            .note("all of it to the first argument at a tie"),
        rule(fill("T min(T a, T b)", type))
            .d("a", "a <= b ? 1 : 0")
            .d("b", "a <= b ? 0 : 1")
            .note("all of it to the first argument at a tie"));
  }

  private static List<RuleText> others() {
    return join(bothWidths("double"), bothWidths("float"), roundings());
  }

  private static List<RuleText> elementary() {
    return List.of(
        rule("double sin(double x)").d("x", "Math.cos(x)"),
        rule("double cos(double x)").d("x", "-Math.sin(x)"),
        rule("double tan(double x)").d("x", "1 + result * result"),
        rule("double asin(double x)")
            .d(
                "x",
                "Math.abs(x) == 1 ? 0 : 1 / Math.sqrt((1 - x) * (1 + x))",
                "1 / Math.sqrt((1 - x) * (1 + x))"),
        rule("double acos(double x)")
            .d(
                "x",
                "Math.abs(x) == 1 ? 0 : -1 / Math.sqrt((1 - x) * (1 + x))",
                "-1 / Math.sqrt((1 - x) * (1 + x))"),
        rule("double atan(double x)").d("x", "1 / (1 + x * x)"),
        rule("double atan2(double y, double x)")
            .d("y", "Partials.atan2ByY(y, x)", "x / Math.hypot(x, y) / Math.hypot(x, y)")
            .d("x", "Partials.atan2ByX(y, x)", "-y / Math.hypot(x, y) / Math.hypot(x, y)"),
        rule("double sinh(double x)").d("x", "Math.cosh(x)"),
        rule("double cosh(double x)").d("x", "Math.sinh(x)"),
        rule("double exp(double x)").d("x", "result"),
        rule("double expm1(double x)")
            .d("x", "Math.exp(x)")
            .note("`result + 1` would cancel for large negative `x`"),
        rule("double log(double x)").strongZero("x", "1 / x"),
        rule("double log10(double x)")
            .strongZero("x", "0.4342944819032518 / x")
            .note("the constant is 1 / ln 10"),
        rule("double log1p(double x)").strongZero("x", "1 / (1 + x)"),
        rule("double sqrt(double x)").d("x", "result == 0 ? 0 : 0.5 / result", "0.5 / result"),
        rule("double cbrt(double x)")
            .d("x", "result == 0 ? 0 : 1 / (3 * result * result)", "1 / (3 * result * result)"),
        rule("double hypot(double x, double y)")
            .d("x", "result == 0 ? 0 : x / result", "x / result")
            .d("y", "result == 0 ? 0 : y / result", "y / result"),
        rule("double IEEEremainder(double f1, double f2)")
            .d("f1", "1")
            .d("f2", "Math.rint((result - f1) / f2)")
            .note("by the divisor: minus the rounded quotient"),
        rule("double toRadians(double degrees)").d("degrees", "Math.toRadians(1)"),
        rule("double toDegrees(double radians)").d("radians", "Math.toDegrees(1)"));
  }

  /** The methods that exist for double and for float. */
  private static List<RuleText> bothWidths(String type) {
    String one = type.equals("float") ? "1f" : "1.0";
    return join(
        maximumAndMinimum(type),
        List.of(
            rule(fill("T abs(T x)", type)).d("x", "Math.signum(x)"),
            rule(fill("T clamp(T value, T min, T max)", type))
                .d("value", "value < min || value > max ? 0 : 1")
                .d("min", "value < min ? 1 : 0")
                .d("max", "value > max ? 1 : 0")
                .note("on the bounds: all of it to the value; since Java 21"),
            rule(fill("T copySign(T magnitude, T sign)", type))
                .d(
                    "magnitude",
                    "Math.copySign(" + one + ", magnitude) * Math.copySign(" + one + ", sign)")
                .zero("sign"),
            rule(fill("T fma(T a, T b, T c)", type)).d("a", "b").d("b", "a").d("c", "1"),
            rule(fill("T nextUp(T x)", type)).d("x", "1"),
            rule(fill("T nextDown(T x)", type)).d("x", "1"),
            rule(fill("T nextAfter(T start, double direction)", type))
                .d("start", "1")
                .zero("direction"),
            rule(fill("T scalb(T x, int scaleFactor)", type))
                .d("x", "Math.scalb(" + one + ", scaleFactor)"),
            constant(fill("T signum(T x)", type)),
            constant(fill("T ulp(T x)", type)),
            constant(fill("int getExponent(T x)", type))));
  }

  private static List<RuleText> roundings() {
    return List.of(
        constant("double ceil(double x)"),
        constant("double floor(double x)"),
        constant("double rint(double x)"),
        constant("long round(double x)"),
        constant("int round(float x)"),
        unsupported("double random()", "draw random numbers outside and pass them in"));
  }

  private static String fill(String signature, String type) {
    return signature.replaceAll("\\bT\\b", type);
  }

  @SafeVarargs
  private static List<RuleText> join(List<RuleText>... parts) {
    List<RuleText> all = new ArrayList<>();
    for (List<RuleText> part : parts) {
      all.addAll(part);
    }
    return all;
  }
}
