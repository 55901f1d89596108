package org.cotangent.runtime;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.lang.Double.MIN_VALUE;
import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;

import java.math.BigDecimal;
import java.math.MathContext;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

/** Each partial at its special points, and against an oracle that shares no formula with it. */
final class PartialsTest {

  private static void near(double expected, double actual, double relative) {
    assertWithMessage("expected %s, actual %s", expected, actual)
        .that(Math.abs(expected - actual) <= relative * Math.abs(expected))
        .isTrue();
  }

  @Test
  void powAtItsSpecialPoints() {
    assertThat(Partials.powByBase(0, 0)).isEqualTo(0.0);
    assertThat(Partials.powByBase(NaN, 0)).isEqualTo(0.0);
    assertThat(Partials.powByBase(0, 0.5)).isEqualTo(0.0);
    assertThat(Partials.powByBase(-0.0, 0.5)).isEqualTo(0.0);
    assertThat(Partials.powByBase(0, -1)).isEqualTo(0.0);
    assertThat(Partials.powByBase(0, 1)).isEqualTo(1.0);
    assertThat(Partials.powByBase(0, 2)).isEqualTo(0.0);
    assertThat(Partials.powByBase(-3, 2)).isEqualTo(-6.0);
    assertThat(Partials.powByBase(-3, 0.5)).isNaN();
    assertThat(Partials.powByBase(1, NaN)).isNaN();

    assertThat(Partials.powByBaseStrict(0, 0)).isEqualTo(0.0);
    assertThat(Partials.powByBaseStrict(0, 0.5)).isEqualTo(POSITIVE_INFINITY);
    assertThat(Partials.powByBaseStrict(0, -1)).isEqualTo(NEGATIVE_INFINITY);
    assertThat(Partials.powByBaseStrict(0, 1)).isEqualTo(1.0);

    assertThat(Partials.powByExponent(0, 2, 0)).isEqualTo(0.0);
    assertThat(Partials.powByExponent(0, 0, 1)).isEqualTo(NEGATIVE_INFINITY);
    assertThat(Partials.powByExponent(-2, 3, -8)).isEqualTo(0.0);
    assertThat(Partials.powByExponent(-2, 0.5, NaN)).isEqualTo(0.0);
    assertThat(Partials.powByExponent(1, 5, 1)).isEqualTo(0.0);
    assertThat(Partials.powByExponent(Math.E, 0, 1)).isEqualTo(1.0);
    assertThat(Partials.powByExponent(NaN, 1, NaN)).isNaN();

    assertThat(Partials.powByExponentStrict(0, 2, 0)).isNaN();
    assertThat(Partials.powByExponentStrict(-2, 3, -8)).isNaN();
    assertThat(Partials.powByExponentStrict(Math.E, 0, 1)).isEqualTo(1.0);
  }

  @Property
  void powAgreesWithTheComplexStep(
      @ForAll @Scale(12) @DoubleRange(min = 1e-3, max = 1e3) double x,
      @ForAll @Scale(12) @DoubleRange(min = -20, max = 20) double y) {
    double byBase = Complex.derivative(z -> z.log().times(Complex.of(y)).exp(), x);
    near(byBase, Partials.powByBase(x, y), 1e-12);
    near(byBase, Partials.powByBaseStrict(x, y), 1e-12);

    double result = Math.pow(x, y);
    double byExponent = Complex.derivative(z -> Complex.of(x).log().times(z).exp(), y);
    near(byExponent, Partials.powByExponent(x, y, result), 1e-12);
    near(byExponent, Partials.powByExponentStrict(x, y, result), 1e-12);
  }

  /** A whole power of a negative number: the derivative is that of a repeated product. */
  @Property
  void powOfANegativeBase(
      @ForAll @Scale(12) @DoubleRange(min = -50, max = -1e-3) double x,
      @ForAll @IntRange(min = 1, max = 12) int y) {
    double value = 1;
    double derivative = 0;
    for (int i = 0; i < y; i++) {
      derivative = derivative * x + value;
      value *= x;
    }
    near(derivative, Partials.powByBase(x, y), 1e-13);
  }

  @Test
  void tanhAtItsSpecialPoints() {
    assertThat(Partials.tanh(0, 0)).isEqualTo(1.0);
    assertThat(Partials.tanh(-0.0, -0.0)).isEqualTo(1.0);
    assertThat(Partials.tanh(POSITIVE_INFINITY, 1)).isEqualTo(0.0);
    assertThat(Partials.tanh(NEGATIVE_INFINITY, -1)).isEqualTo(0.0);
    assertThat(Partials.tanh(NaN, NaN)).isNaN();
    assertThat(Partials.tanh(30, Math.tanh(30))).isGreaterThan(3e-26);
  }

  @Property
  void tanhAgreesWithTheComplexStepAndWithSech(
      @ForAll @Scale(12) @DoubleRange(min = -300, max = 300) double x) {
    double partial = Partials.tanh(x, Math.tanh(x));
    double sech = 1 / Math.cosh(x);
    near(sech * sech, partial, 1e-14);
    if (Math.abs(x) < 8) {
      Complex one = Complex.of(1);
      double step =
          Complex.derivative(z -> z.plus(z).exp().minus(one).over(z.plus(z).exp().plus(one)), x);
      near(step, partial, 1e-7);
    }
  }

  @Property
  void tanhIsAccurateWhereTheFormulasMeet(
      @ForAll @Scale(12) @DoubleRange(min = -2, max = 2) double x) {
    double sech = 1 / Math.cosh(x);
    near(sech * sech, Partials.tanh(x, Math.tanh(x)), 2e-15);
  }

  @Test
  void hypotAtItsSpecialPoints() {
    assertThat(Partials.hypotBy(0, 0)).isEqualTo(0.0);
    assertThat(Partials.hypotBy(-3, 3)).isEqualTo(-1.0);
    assertThat(Partials.hypotBy(1, POSITIVE_INFINITY)).isEqualTo(0.0);
    assertThat(Partials.hypotBy(NaN, NaN)).isNaN();
  }

  @Property
  void hypotAgreesWithTheComplexStep(
      @ForAll @Scale(12) @DoubleRange(min = -100, max = 100) double x,
      @ForAll @Scale(12) @DoubleRange(min = 0.1, max = 100) double y) {
    Complex square = Complex.of(y * y);
    double step = Complex.derivative(z -> z.times(z).plus(square).sqrt(), x);
    near(step, Partials.hypotBy(x, Math.hypot(x, y)), 1e-13);
  }

  @Test
  void atan2AtItsSpecialPoints() {
    assertThat(Partials.atan2ByY(0, 0)).isEqualTo(0.0);
    assertThat(Partials.atan2ByX(-0.0, 0)).isEqualTo(0.0);
    assertThat(Partials.atan2ByY(0, 2)).isEqualTo(0.5);
    assertThat(Partials.atan2ByX(2, 0)).isEqualTo(-0.5);
    assertThat(Partials.atan2ByY(1e300, 1e300)).isEqualTo(0.5e-300);
    assertThat(Partials.atan2ByX(1e-300, 1e-300)).isWithin(1e285).of(-0.5e300);
    assertThat(Partials.atan2ByY(0, MIN_VALUE)).isEqualTo(POSITIVE_INFINITY);
    assertThat(Partials.atan2ByY(1, POSITIVE_INFINITY)).isEqualTo(0.0);
    assertThat(Partials.atan2ByX(NEGATIVE_INFINITY, 1)).isEqualTo(0.0);
    assertThat(Partials.atan2ByY(NaN, POSITIVE_INFINITY)).isNaN();
    assertThat(Partials.atan2ByX(0, NaN)).isNaN();
  }

  /** Over the whole range of exponents, where the squares would overflow or vanish. */
  @Property
  void atan2AgreesWithExactArithmetic(
      @ForAll @Scale(12) @DoubleRange(min = -1, max = 1) double a,
      @ForAll @Scale(12) @DoubleRange(min = 0.25, max = 1) double b,
      @ForAll @IntRange(min = -900, max = 900) int scale) {
    double y = Math.scalb(a, scale);
    double x = Math.scalb(b, scale);
    MathContext digits = new MathContext(40);
    BigDecimal exactY = new BigDecimal(y);
    BigDecimal exactX = new BigDecimal(x);
    BigDecimal norm = exactX.multiply(exactX).add(exactY.multiply(exactY));
    near(exactX.divide(norm, digits).doubleValue(), Partials.atan2ByY(y, x), 1e-15);
    near(exactY.negate().divide(norm, digits).doubleValue(), Partials.atan2ByX(y, x), 1e-15);
  }

  @Test
  void ieeeRemainderAtItsSpecialPoints() {
    assertThat(Partials.ieeeRemainderByDivisor(5, 3, Math.IEEEremainder(5, 3))).isEqualTo(-2.0);
    assertThat(Partials.ieeeRemainderByDivisor(-5, 3, Math.IEEEremainder(-5, 3))).isEqualTo(2.0);
    assertThat(Partials.ieeeRemainderByDivisor(1, 3, Math.IEEEremainder(1, 3))).isEqualTo(0.0);
    assertThat(Partials.ieeeRemainderByDivisor(1, POSITIVE_INFINITY, 1)).isEqualTo(0.0);
    assertThat(Partials.ieeeRemainderByDivisor(1, 0, NaN)).isNaN();
  }

  /** Away from a half the rounded quotient does not move: the difference quotient is exact. */
  @Property
  void ieeeRemainderAgreesWithDifferences(
      @ForAll @Scale(12) @DoubleRange(min = -1000, max = 1000) double dividend,
      @ForAll @Scale(12) @DoubleRange(min = 0.5, max = 100) double divisor) {
    double quotient = dividend / divisor;
    if (Math.abs(Math.abs(quotient - Math.rint(quotient)) - 0.5) < 1e-3) {
      return;
    }
    double h = divisor * 1e-7;
    double difference =
        (Math.IEEEremainder(dividend, divisor + h) - Math.IEEEremainder(dividend, divisor - h))
            / (2 * h);
    double partial =
        Partials.ieeeRemainderByDivisor(dividend, divisor, Math.IEEEremainder(dividend, divisor));
    assertThat(partial).isWithin(1e-2).of(difference);
    assertThat(partial).isEqualTo(Math.rint(partial));
  }

  @Test
  void aQuotientByAReciprocalIsTheQuotientForVerySmallAndLargeDivisorsToo() {
    double[] values = {
      0, MIN_VALUE, 1e-310, 1e-5, 1, 3, 7e300, Double.MAX_VALUE, POSITIVE_INFINITY, NaN
    };
    for (double a : values) {
      for (double b : values) {
        for (int signs = 0; signs < 4; signs++) {
          double dividend = signs % 2 == 0 ? a : -a;
          double divisor = signs < 2 ? b : -b;
          double expected = dividend / divisor;
          double actual = Partials.quotient(dividend, divisor, 1 / divisor);
          if (Double.isNaN(expected) || Double.isInfinite(expected) || expected == 0) {
            assertThat(actual).isEqualTo(expected);
          } else {
            near(expected, actual, 1e-14);
          }
        }
      }
    }
  }
}
