package org.cotangent.processor.rules;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.util.List;
import java.util.Map;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.rules.Rule.Kind;
import org.junit.jupiter.api.Test;

/**
 * The derivative where calculus leaves a choice, for both policies and both classes: the rows of
 * {@code docs/conventions.md} that the table of rules decides.
 */
final class SingularPointsTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final double NAN = Double.NaN;
  private static final List<Double> ZEROS = List.of(0.0, -0.0);

  @Test
  void theAbsoluteValueIsFlatAtZero() {
    for (double zero : ZEROS) {
      check("abs(double)", 0, List.of(zero), 0, 0);
      check("abs(float)", 0, List.of((float) zero), 0, 0);
    }
    check("abs(double)", 0, List.of(-INFINITY), -1, -1);
    check("abs(double)", 0, List.of(NAN), NAN, NAN);
  }

  @Test
  void theFirstArgumentOfAMaximumOrMinimumTakesAllAtATie() {
    for (String method : List.of("max", "min")) {
      for (List<Double> tie : List.of(List.of(2.0, 2.0), List.of(0.0, -0.0), List.of(-0.0, 0.0))) {
        check(method + "(double,double)", 0, tie, 1, 1);
        check(method + "(double,double)", 1, tie, 0, 0);
        List<Float> narrow = tie.stream().map(Double::floatValue).toList();
        check(method + "(float,float)", 0, narrow, 1, 1);
        check(method + "(float,float)", 1, narrow, 0, 0);
      }
    }
  }

  @Test
  void exactlyOneArgumentOfAMaximumTakesTheAdjointOfNaN() {
    for (List<Double> point : List.of(List.of(NAN, 1.0), List.of(1.0, NAN), List.of(NAN, NAN))) {
      check("max(double,double)", 0, point, 0, 0);
      check("max(double,double)", 1, point, 1, 1);
      check("min(double,double)", 0, point, 0, 0);
      check("min(double,double)", 1, point, 1, 1);
    }
  }

  @Test
  void aClampedValueOnABoundTakesAll() {
    for (double value : List.of(-1.0, 1.0)) {
      for (String method : List.of("clamp(double,double,double)", "clamp(float,float,float)")) {
        for (String owner : List.of("Math", "StrictMath")) {
          Rule rule = Rules.named("java.lang." + owner + "." + method);
          List<Double> point = List.of(value, -1.0, 1.0);

          // The method itself is newer than Java 17, so its value is given here.
          assertThat(Rules.partial(rule, 0, point, value, false)).isEqualTo(1);
          assertThat(Rules.partial(rule, 1, point, value, false)).isEqualTo(0);
          assertThat(Rules.partial(rule, 2, point, value, false)).isEqualTo(0);
        }
      }
    }
  }

  @Test
  void aRootIsFlatAtZeroAndInfinitelySteepUnderStrict() {
    check("sqrt(double)", 0, List.of(0.0), 0, INFINITY);
    check("cbrt(double)", 0, List.of(0.0), 0, INFINITY);
    check("cbrt(double)", 0, List.of(-0.0), 0, INFINITY);
    check("sqrt(double)", 0, List.of(-0.0), 0, -INFINITY);
    check("sqrt(double)", 0, List.of(-1.0), NAN, NAN);
    check("sqrt(double)", 0, List.of(INFINITY), 0, 0);
  }

  @Test
  void aLogarithmIsInfinitelySteepAtZeroAndSkippedByAnAdjointOfZero() {
    check("log(double)", 0, List.of(0.0), INFINITY, INFINITY);
    check("log10(double)", 0, List.of(0.0), INFINITY, INFINITY);
    check("log1p(double)", 0, List.of(-1.0), INFINITY, INFINITY);
    check("log(double)", 0, List.of(-0.0), -INFINITY, -INFINITY);
    for (Rule rule : RuleTable.standard().all()) {
      boolean logarithm =
          List.of("log", "log10", "log1p", "pow", "atanh", "erfInv", "erfcInv")
                  .contains(Domain.function(rule))
              && !rule.method().key().toString().matches(".*pow\\(double,(int|long)\\)");
      assertWithMessage(rule.method().key().toString())
          .that(rule.strongZero().contains(true))
          .isEqualTo(logarithm);
    }
  }

  @Test
  void theFunctionsOfLibrariesKeepTheConventions() {
    for (String library : List.of("org.hipparchus.", "org.apache.commons.math3.")) {
      Rule acosh = Rules.named(library + "util.FastMath.acosh(double)");
      at(acosh, 0, List.of(1.0), 0, INFINITY);
      Rule atanh = Rules.named(library + "util.FastMath.atanh(double)");
      at(atanh, 0, List.of(1.0), INFINITY, INFINITY);
      at(atanh, 0, List.of(-1.0), INFINITY, INFINITY);
      Rule asinh = Rules.named(library + "util.FastMath.asinh(double)");
      at(asinh, 0, List.of(0.0), 1, 1);
      at(asinh, 0, List.of(1e200), 1e-200, 1e-200);
      Rule log = Rules.named(library + "util.FastMath.log(double,double)");
      at(log, 1, List.of(2.0, 0.0), INFINITY, INFINITY);
      for (String type : List.of("int", "long")) {
        Rule pow = Rules.named(library + "util.FastMath.pow(double," + type + ")");
        at(pow, 0, List.of(0.0, 0), 0, 0);
        at(pow, 0, List.of(NAN, 0), 0, 0);
        at(pow, 0, List.of(0.0, 1), 1, 1);
        at(pow, 0, List.of(0.0, 2), 0, 0);
        at(pow, 0, List.of(0.0, -2), 0, -INFINITY);
        at(pow, 0, List.of(-2.0, 3), 12, 12);
        at(pow, 0, List.of(1.0, Integer.MIN_VALUE), Integer.MIN_VALUE, Integer.MIN_VALUE);
      }
      Rule abs = Rules.named(library + "util.FastMath.abs(double)");
      at(abs, 0, List.of(-0.0), 0, 0);
      Rule hypot = Rules.named(library + "util.FastMath.hypot(double,double)");
      at(hypot, 0, List.of(0.0, 0.0), 0, NAN);
      Rule erfInv = Rules.named(library + "special.Erf.erfInv(double)");
      at(erfInv, 0, List.of(1.0), INFINITY, INFINITY);
      Rule erf = Rules.named(library + "special.Erf.erf(double)");
      at(erf, 0, List.of(1e200), 0, 0);
    }
  }

  private static void at(
      Rule rule, int index, List<? extends Number> point, double subgradient, double strict) {
    assertWithMessage("%s at %s", rule.method().key(), point)
        .that(Rules.partial(rule, index, point, false) + 0.0)
        .isEqualTo(subgradient + 0.0);
    assertWithMessage("%s at %s, strict", rule.method().key(), point)
        .that(Rules.partial(rule, index, point, true) + 0.0)
        .isEqualTo(strict + 0.0);
  }

  @Test
  void aPowerByItsBaseIsFlatWhereTheExponentIsZero() {
    for (double base : List.of(0.0, -0.0, 2.0, -2.0, INFINITY, -INFINITY, NAN)) {
      for (double exponent : ZEROS) {
        checkPower(0, base, exponent, 0, 0);
      }
    }
  }

  @Test
  void aPowerByItsBaseIsFiniteAtZero() {
    checkPower(0, 0.0, 0.5, 0, INFINITY);
    checkPower(0, -0.0, 0.5, 0, INFINITY);
    checkPower(0, 0.0, -1.0, 0, -INFINITY);
    checkPower(0, -0.0, -1.0, 0, -INFINITY);
    checkPower(0, 0.0, -2.0, 0, -INFINITY);
    checkPower(0, -0.0, -2.0, 0, INFINITY);
    checkPower(0, 0.0, 1.0, 1, 1);
    checkPower(0, 0.0, 1.5, 0, 0);
    checkPower(0, 0.0, 2.0, 0, 0);
    checkPower(0, 0.0, 3.0, 0, 0);
  }

  @Test
  void aPowerOfANegativeBaseFollowsTheFormulaByTheBase() {
    checkPower(0, -2.0, 3.0, 12, 12);
    checkPower(0, -2.0, -1.0, -0.25, -0.25);
    checkPower(0, -2.0, 0.5, NAN, NAN);
  }

  @Test
  void aPowerByItsExponentIsFlatForABaseThatHasNoLogarithm() {
    checkPower(1, 0.0, 2.0, 0, NAN);
    checkPower(1, -0.0, 0.5, 0, NAN);
    checkPower(1, -2.0, 3.0, 0, NAN);
    checkPower(1, -2.0, 0.5, 0, NAN);
    checkPower(1, 2.0, 3.0, 8 * Math.log(2), 8 * Math.log(2));
    checkPower(1, 0.0, 0.0, -INFINITY, -INFINITY);
    checkPower(1, 0.0, -1.0, -INFINITY, -INFINITY);
    checkPower(1, NAN, 1.0, NAN, NAN);
  }

  @Test
  void aConstantExponentKeepsTheConventionsOfPowers() {
    for (String owner : List.of("Math", "StrictMath")) {
      Rule rule = Rules.named("java.lang." + owner + ".pow(double,double)");
      for (double exponent : List.of(-2.0, -1.0, 0.0, 0.5, 0.7, 1.0, 1.5, 2.0, 3.0, 4.0)) {
        for (double base : ZEROS) {
          for (boolean strict : List.of(false, true)) {
            Expr constant = Expr.Literal.of(exponent, Type.Primitive.DOUBLE);
            Expr argument = Expr.Literal.of(base, Type.Primitive.DOUBLE);
            Expr partial =
                PartialExpressions.partial(rule, 0, List.of(argument, constant), constant, strict);
            double expected = Rules.partial(rule, 0, List.of(base, exponent), strict);

            assertWithMessage("%s to the %s, strict %s", base, exponent, strict)
                .that(withoutSign(((Number) new Evaluator(Map.of()).value(partial))))
                .isEqualTo(withoutSign(expected));
          }
        }
      }
    }
  }

  @Test
  void theSecondDerivativeOfASquareIsTwoAtZero() {
    Rule derivative = Rules.named("org.cotangent.runtime.Partials.powByBase(double,double)");
    for (double zero : ZEROS) {
      for (boolean strict : List.of(false, true)) {
        assertThat(Rules.partial(derivative, 0, List.of(zero, 2.0), strict)).isEqualTo(2);
      }
    }
  }

  @Test
  void theHypotenuseIsFlatAtTheOrigin() {
    for (double x : ZEROS) {
      for (double y : ZEROS) {
        check("hypot(double,double)", 0, List.of(x, y), 0, NAN);
        check("hypot(double,double)", 1, List.of(x, y), 0, NAN);
      }
    }
    check("hypot(double,double)", 0, List.of(-2.0, 0.0), -1, -1);
    check("hypot(double,double)", 1, List.of(-2.0, 0.0), 0, 0);
  }

  @Test
  void theAngleIsFlatAtTheOrigin() {
    for (double y : ZEROS) {
      for (double x : ZEROS) {
        check("atan2(double,double)", 0, List.of(y, x), 0, NAN);
        check("atan2(double,double)", 1, List.of(y, x), 0, NAN);
      }
    }
    check("atan2(double,double)", 0, List.of(0.0, 2.0), 0.5, 0.5);
    check("atan2(double,double)", 1, List.of(-2.0, 0.0), 0.5, 0.5);
  }

  @Test
  void theArcSineAndCosineAreFlatAtTheirEnds() {
    for (double end : List.of(-1.0, 1.0)) {
      check("asin(double)", 0, List.of(end), 0, INFINITY);
      check("acos(double)", 0, List.of(end), 0, -INFINITY);
    }
    check("asin(double)", 0, List.of(1.5), NAN, NAN);
  }

  @Test
  void aStepFunctionIsAConstant() {
    for (String owner : List.of("Math", "StrictMath")) {
      for (String method :
          List.of(
              "floor(double)",
              "ceil(double)",
              "rint(double)",
              "round(double)",
              "round(float)",
              "signum(double)",
              "signum(float)",
              "ulp(double)",
              "getExponent(double)")) {
        assertThat(Rules.named("java.lang." + owner + "." + method).kind())
            .isEqualTo(Kind.CONSTANT);
      }
    }
  }

  @Test
  void aCopiedSignMultipliesTheSigns() {
    for (double magnitude : List.of(-2.0, -0.0, 0.0, 2.0)) {
      for (double sign : List.of(-3.0, -0.0, 0.0, 3.0)) {
        double expected = Math.copySign(1, magnitude) * Math.copySign(1, sign);
        check("copySign(double,double)", 0, List.of(magnitude, sign), expected, expected);
        check(
            "copySign(float,float)",
            0,
            List.of((float) magnitude, (float) sign),
            expected,
            expected);
      }
    }
  }

  @Test
  void theRemainderOfIeeeTakesTheRoundedQuotient() {
    check("IEEEremainder(double,double)", 0, List.of(7.0, 2.0), 1, 1);
    check("IEEEremainder(double,double)", 1, List.of(7.0, 2.0), -4, -4);
    check("IEEEremainder(double,double)", 1, List.of(-7.3, 2.0), 4, 4);
    check("IEEEremainder(double,double)", 1, List.of(7.0, INFINITY), 0, 0);
    check("IEEEremainder(double,double)", 1, List.of(7.0, 0.0), NAN, NAN);
  }

  @Test
  void theHyperbolicTangentKeepsItsDigitsFarOut() {
    for (double x : List.of(18.0, 50.0, 300.0)) {
      for (double side : List.of(x, -x)) {
        for (String owner : List.of("Math", "StrictMath")) {
          Rule rule = Rules.named("java.lang." + owner + ".tanh(double)");
          double expected = 4 * Math.exp(-2 * x) / Math.pow(1 + Math.exp(-2 * x), 2);

          assertThat(Rules.partial(rule, 0, List.of(side), false))
              .isWithin(1e-14 * expected)
              .of(expected);
        }
      }
    }
    check("tanh(double)", 0, List.of(0.0), 1, 1);
    check("tanh(double)", 0, List.of(INFINITY), 0, 0);
  }

  @Test
  void noPartialOverflowsOrCancelsWhereItIsANormalNumber() {
    checkNear("atan2(double,double)", 0, List.of(1e200, 1e200), 5e-201);
    checkNear("atan2(double,double)", 1, List.of(1e-200, 1e-200), -5e199);
    checkNear("hypot(double,double)", 0, List.of(3e300, 4e300), 0.6);
    checkNear("hypot(double,double)", 1, List.of(3e-300, 4e-300), 0.8);
    checkNear("expm1(double)", 0, List.of(-40.0), Math.exp(-40));
    checkNear("log1p(double)", 0, List.of(-1 + 0x1p-40), 0x1p40);
    checkNear("log10(double)", 0, List.of(1e308), 0.4342944819032518e-308);
    checkNear("cbrt(double)", 0, List.of(1e-300), 1e200 / 3);
    checkNear("asin(double)", 0, List.of(1 - 0x1p-40), 1 / Math.sqrt(0x1p-39 - 0x1p-80));
    checkNear("pow(double,double)", 0, List.of(1e-200, 2.0), 2e-200);
    check("scalb(double,int)", 0, List.of(1.0, 200), 0x1p200, 0x1p200);
    check("scalb(float,int)", 0, List.of(1f, -100), 0x1p-100, 0x1p-100);
  }

  private static void checkPower(
      int index, double base, double exponent, double subgradient, double strict) {
    check("pow(double,double)", index, List.of(base, exponent), subgradient, strict);
  }

  private static void checkNear(String method, int index, List<Double> point, double expected) {
    for (String owner : List.of("Math", "StrictMath")) {
      Rule rule = Rules.named("java.lang." + owner + "." + method);
      for (boolean strict : List.of(false, true)) {
        assertWithMessage("%s at %s, strict %s", rule.method().key(), point, strict)
            .that(Rules.partial(rule, index, point, strict))
            .isWithin(4e-15 * Math.abs(expected))
            .of(expected);
      }
    }
  }

  /** Both policies in both classes, exactly; the sign of a zero is free. */
  private static void check(
      String method, int index, List<? extends Number> point, double subgradient, double strict) {
    for (String owner : List.of("Math", "StrictMath")) {
      Rule rule = Rules.named("java.lang." + owner + "." + method);
      String what = rule.method().key() + " by " + index + " at " + point;
      assertWithMessage(what)
          .that(withoutSign(Rules.partial(rule, index, point, false)))
          .isEqualTo(subgradient);
      assertWithMessage(what + ", strict")
          .that(withoutSign(Rules.partial(rule, index, point, true)))
          .isEqualTo(strict);
    }
  }

  /** The number with -0 as 0. */
  private static double withoutSign(Number number) {
    return number.doubleValue() + 0.0;
  }
}
