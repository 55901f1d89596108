package org.cotangent.processor.rules;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.UnaryOp;
import org.cotangent.processor.ir.Variable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a rule becomes when it is applied to arguments. */
final class PartialExpressionsTest {
  private static final Expr VALUE = read("v", Type.Primitive.DOUBLE);
  private static final Expr X = read("x", Type.Primitive.DOUBLE);
  private static final Expr Y = read("y", Type.Primitive.DOUBLE);
  private static final Expr FLOAT = read("f", Type.Primitive.FLOAT);
  private static final Expr INT = read("n", Type.Primitive.INT);
  private static final Expr LONG = read("l", Type.Primitive.LONG);

  private static final Rule POW = Rules.named("java.lang.Math.pow(double,double)");
  private static final Rule ATAN = Rules.named("java.lang.Math.atan(double)");
  private static final Rule SIN = Rules.named("java.lang.Math.sin(double)");
  private static final Rule MAX = Rules.named("java.lang.Math.max(double,double)");
  private static final Rule FLOAT_MAX = Rules.named("java.lang.Math.max(float,float)");
  private static final Rule COPY_SIGN = Rules.named("java.lang.Math.copySign(double,double)");
  private static final Rule ATAN2 = Rules.named("java.lang.Math.atan2(double,double)");
  private static final Rule HYPOT = Rules.named("java.lang.Math.hypot(double,double)");
  private static final Rule SCALB = Rules.named("java.lang.Math.scalb(double,int)");

  @Test
  void theArgumentsTakeThePlaceOfTheParameters() {
    assertThat(partial(HYPOT, 1, X, Y)).isEqualTo("((v == 0) ? 0 : (y / v))");
  }

  @Test
  void argumentsMayBeNamedLikeParameters() {
    assertThat(partial(HYPOT, 1, Y, X)).isEqualTo("((v == 0) ? 0 : (x / v))");
  }

  @Test
  void aNarrowArgumentIsCastWhereArithmeticWouldNoticeIt() {
    assertThat(partial(ATAN, 0, FLOAT)).isEqualTo("(1 / (1 + ((double) f * f)))");
    assertThat(partial(ATAN, 0, INT)).isEqualTo("(1 / (1 + ((double) n * n)))");
    assertThat(strict(ATAN2, 1, INT, X))
        .isEqualTo("((-(double) n / Math.hypot(x, n)) / Math.hypot(x, n))");
    assertThat(partial(MAX, 0, LONG, LONG)).isEqualTo("(((double) l >= l) ? 1 : 0)");
    assertThat(partial(FLOAT_MAX, 0, LONG, INT)).isEqualTo("(((float) l >= n) ? 1 : 0)");
    assertThat(partial(COPY_SIGN, 0, X, FLOAT))
        .isEqualTo("(Math.copySign(1.0, x) * Math.copySign(1.0, (double) f))");
  }

  @Test
  void aNarrowArgumentIsLeftAsItIsWhereItMakesNoDifference() {
    assertThat(partial(SIN, 0, FLOAT)).isEqualTo("Math.cos(f)");
    assertThat(partial(MAX, 0, X, literal(0))).isEqualTo("((x >= 0) ? 1 : 0)");
    assertThat(partial(MAX, 0, FLOAT, INT)).isEqualTo("((f >= n) ? 1 : 0)");
    assertThat(strict(ATAN2, 0, X, FLOAT)).isEqualTo("((f / Math.hypot(f, x)) / Math.hypot(f, x))");
  }

  @Property(tries = 200, seed = "7")
  void aNarrowArgumentGivesTheSameNumberAsAWideOne(
      @ForAll @IntRange(min = -2_000_000_000, max = 2_000_000_000) int n,
      @ForAll @DoubleRange(min = -10, max = 10) double x) {
    for (Rule rule : List.of(ATAN2, HYPOT, MAX, COPY_SIGN, POW)) {
      for (int index = 0; index < 2; index++) {
        for (boolean strict : List.of(true, false)) {
          if (PartialExpressions.hasPartial(rule, index)) {
            Expr partial = PartialExpressions.partial(rule, index, List.of(X, INT), VALUE, strict);
            double value = Rules.value(rule, List.of(x, n)).doubleValue();
            Object actual =
                new Evaluator(
                        Map.of(variable(X), x, variable(INT), n, variable(VALUE), (Object) value))
                    .value(partial);

            assertWithMessage(rule.method().name())
                .that(((Number) actual).doubleValue())
                .isEqualTo(Rules.partial(rule, index, List.of(x, n), strict));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "0; 0; 0",
        "-0.0; 0; 0",
        "1; 1; 1",
        "2; (2 * x); (2 * x)",
        "3; ((3 * x) * x); ((3 * x) * x)",
        "4; (4 * Math.pow(x, 3)); (4 * Math.pow(x, 3))",
        "2.5; (2.5 * Math.pow(x, 1.5)); (2.5 * Math.pow(x, 1.5))",
        "0.5; ((x == 0) ? 0 : (0.5 / Math.sqrt(x))); (0.5 * Math.pow(x, -0.5))",
        "-1; ((x == 0) ? 0 : (-1 / (x * x))); (-1 / (x * x))",
        "-2; ((x == 0) ? 0 : (-2 * Math.pow(x, -3))); (-2 * Math.pow(x, -3))",
        "1e10; (1.0E10 * Math.pow(x, 9.999999999E9)); (1.0E10 * Math.pow(x, 9.999999999E9))",
        "1e-5; ((x == 0) ? 0 : (1.0E-5 * Math.pow(x, -0.99999))); (1.0E-5 * Math.pow(x, -0.99999))"
      })
  void aConstantExponentGivesTheRuleOfSchool(double exponent, String subgradient, String strict) {
    assertThat(partial(POW, 0, X, literal(exponent))).isEqualTo(subgradient);
    assertThat(strict(POW, 0, X, literal(exponent))).isEqualTo(strict);
  }

  @Test
  void aConstantExponentMayBeSpelledInManyWays() {
    Expr two = literal(2);
    Expr field = new Expr.Constant("p.Model", "POWER", Type.Primitive.INT, 2);
    Expr minusTwo = new Expr.Unary(UnaryOp.NEGATE, two, Type.Primitive.INT);
    Expr cast = new Expr.Cast(Type.Primitive.DOUBLE, two);

    assertThat(partial(POW, 0, X, two)).isEqualTo("(2 * x)");
    assertThat(partial(POW, 0, X, field)).isEqualTo("(2 * x)");
    assertThat(partial(POW, 0, X, cast)).isEqualTo("(2 * x)");
    assertThat(strict(POW, 0, X, minusTwo)).isEqualTo("(-2 * Math.pow(x, -3))");
    assertThat(partial(POW, 0, FLOAT, two)).isEqualTo("(2 * (double) f)");
  }

  @Test
  void anExponentThatIsNoFiniteConstantGivesTheGeneralRule() {
    Expr unknown = new Expr.Constant("p.Model", "POWER", Type.Primitive.DOUBLE, null);

    assertThat(partial(POW, 0, X, Y)).isEqualTo("Partials.powByBase(x, y)");
    assertThat(partial(POW, 0, X, unknown)).isEqualTo("Partials.powByBase(x, POWER)");
    assertThat(partial(POW, 0, X, literal(Double.NaN))).isEqualTo("Partials.powByBase(x, NaN)");
  }

  @Test
  void aConstantExponentInStrictMathStaysInStrictMath() {
    Rule rule = Rules.named("java.lang.StrictMath.pow(double,double)");

    assertThat(partial(rule, 0, X, literal(2.5))).isEqualTo("(2.5 * StrictMath.pow(x, 1.5))");
  }

  @Property(tries = 500, seed = "11")
  void aConstantExponentGivesTheSameNumberAsAVariableOne(
      @ForAll @IntRange(min = -12, max = 12) int halves,
      @ForAll @DoubleRange(min = -8, max = 8) double x,
      @ForAll boolean strict) {
    double y = halves / 2.0;
    Expr partial = PartialExpressions.partial(POW, 0, List.of(X, literal(y)), VALUE, strict);
    double expected = Rules.partial(POW, 0, List.of(x, y), strict);
    Object actual = new Evaluator(Map.of(variable(X), x)).value(partial);

    if (Double.isFinite(expected)) {
      assertThat(((Number) actual).doubleValue()).isWithin(4 * Math.ulp(expected)).of(expected);
    } else {
      assertThat(((Number) actual).doubleValue()).isEqualTo(expected);
    }
  }

  @Test
  void whatAPartialMentionsIsWhatHasToBeKept() {
    Rule exp = Rules.named("java.lang.Math.exp(double)");
    List<Expr> square = List.of(X, literal(2));
    List<Expr> linear = List.of(X, literal(1));

    assertThat(PartialExpressions.usesResult(exp, 0, false)).isTrue();
    assertThat(PartialExpressions.usesArgument(exp, 0, 0, false)).isFalse();
    assertThat(PartialExpressions.usesResult(SIN, 0, false)).isFalse();
    assertThat(PartialExpressions.usesArgument(SIN, 0, 0, false)).isTrue();
    assertThat(PartialExpressions.usesArgument(HYPOT, 0, 0, false)).isTrue();
    assertThat(PartialExpressions.usesArgument(HYPOT, 0, 1, false)).isFalse();
    assertThat(PartialExpressions.usesResult(POW, 1, false)).isTrue();
    assertThat(PartialExpressions.usesArgument(POW, 0, 1, false)).isTrue();
    assertThat(PartialExpressions.usesArgument(POW, 0, 1, square, false)).isFalse();
    assertThat(PartialExpressions.usesArgument(POW, 0, 0, square, false)).isTrue();
    assertThat(PartialExpressions.usesArgument(POW, 0, 0, linear, false)).isFalse();
    assertThat(PartialExpressions.usesResult(POW, 0, linear, false)).isFalse();
    assertThat(PartialExpressions.usesArgument(POW, 1, 1, false)).isTrue();
    assertThat(PartialExpressions.usesArgument(SCALB, 0, 1, false)).isTrue();
  }

  @Test
  void aParameterWithoutAPartialIsTold() {
    assertThat(PartialExpressions.hasPartial(SCALB, 0)).isTrue();
    assertThat(PartialExpressions.hasPartial(SCALB, 1)).isFalse();
    assertThat(PartialExpressions.hasPartial(COPY_SIGN, 1)).isFalse();
    assertThat(PartialExpressions.usesResult(SCALB, 1, false)).isFalse();
    assertThat(PartialExpressions.usesArgument(SCALB, 1, 0, false)).isFalse();
    assertThat(PartialExpressions.hasPartial(Rules.named("java.lang.Math.rint(double)"), 0))
        .isFalse();
    assertThrows(IllegalArgumentException.class, () -> partial(SCALB, 1, X, INT));
  }

  @Test
  void aPartialIsBuiltFromScalarsOnly() {
    Substitution substitution = new Substitution(RuleTable.standard().methods(), Map.of());

    assertThrows(IllegalArgumentException.class, () -> substitution.apply(new Expr.ArrayLength(X)));
  }

  private static String partial(Rule rule, int index, Expr... arguments) {
    return Show.text(PartialExpressions.partial(rule, index, List.of(arguments), VALUE, false));
  }

  private static String strict(Rule rule, int index, Expr... arguments) {
    return Show.text(PartialExpressions.partial(rule, index, List.of(arguments), VALUE, true));
  }

  private static Expr literal(double value) {
    return Expr.Literal.of(value, Type.Primitive.DOUBLE);
  }

  private static Expr literal(int value) {
    return Expr.Literal.of(value, Type.Primitive.INT);
  }

  private static Expr read(String name, Type type) {
    return new Expr.VariableRead(new Variable(name, type, 100));
  }

  private static Variable variable(Expr read) {
    return ((Expr.VariableRead) read).variable();
  }
}
