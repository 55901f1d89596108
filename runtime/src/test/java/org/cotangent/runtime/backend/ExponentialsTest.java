package org.cotangent.runtime.backend;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

final class ExponentialsTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final double[] SPECIAL = {
    0.0,
    -0.0,
    Double.NaN,
    INFINITY,
    -INFINITY,
    Double.MIN_VALUE,
    -Double.MIN_VALUE,
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    1e-10,
    -1e-10,
    709.782712893384,
    709.7827128933841,
    -708.3964185322641,
    -745.1332191019411,
    -745.1332191019412,
    -746,
    88.72283,
    88.72284,
    -87.33654,
    -103.97208,
    -103.97209,
    19.06,
    19.07,
    9.01,
    9.02,
    0.34657359,
    0.34657360,
    -0.34657360
  };

  @Test
  void exponentialsAreWithinTwoUnitsOfTheLastPlace() {
    for (double range : new double[] {1e-3, 1, 20, 110, 720, 760}) {
      double[] x = points(range);
      double[] y = new double[x.length];
      Exponentials.exp(0, x.length, x, y);
      check(x, y, StrictMath::exp, 2);
      float[] single = floats(x);
      float[] result = new float[x.length];
      Exponentials.exp(0, x.length, single, result);
      check(single, result, StrictMath::exp, 2);
    }
  }

  @Test
  void hyperbolicTangentsAreNearThoseOfTheJdk() {
    for (double range : new double[] {1e-300, 1e-3, 0.5, 2, 20, 1000}) {
      double[] x = points(range);
      double[] y = new double[x.length];
      Exponentials.tanh(0, x.length, x, y);
      check(x, y, StrictMath::tanh, 4);
      float[] single = floats(x);
      float[] result = new float[x.length];
      Exponentials.tanh(0, x.length, single, result);
      check(single, result, StrictMath::tanh, 2);
    }
  }

  /** The JDK's own hyperbolic tangent may be off by 2.5 units. */
  @Test
  void hyperbolicTangentsAreWithinThreeUnitsOfTheExactValue() {
    for (double range : new double[] {1e-3, 0.5, 2, 20}) {
      double[] x = new Random(8).doubles(1000, -range, range).toArray();
      double[] y = new double[x.length];
      Exponentials.tanh(0, x.length, x, y);
      for (int i = 0; i < x.length; i++) {
        BigDecimal e = exp(new BigDecimal(x[i]).multiply(new BigDecimal(2)));
        BigDecimal exact =
            e.subtract(BigDecimal.ONE).divide(e.add(BigDecimal.ONE), MathContext.DECIMAL128);
        double error = new BigDecimal(y[i]).subtract(exact).doubleValue() / Math.ulp(y[i]);
        assertWithMessage("of " + x[i]).that(error).isWithin(3).of(0);
      }
    }
  }

  /** Of a number up to 64: the series of a 64th of it. */
  private static BigDecimal exp(BigDecimal x) {
    MathContext digits = new MathContext(60);
    BigDecimal small = x.divide(new BigDecimal(64), digits);
    BigDecimal term = BigDecimal.ONE;
    BigDecimal sum = BigDecimal.ONE;
    for (int k = 1; k < 60; k++) {
      term = term.multiply(small).divide(new BigDecimal(k), digits);
      sum = sum.add(term, digits);
    }
    return sum.pow(64, digits);
  }

  @Test
  void onlyTheRangeIsWrittenAndTheArrayMayBeTheSame() {
    double[] x = {1, 2, 3, 4};
    Exponentials.exp(1, 3, x, x);
    assertThat(x[0]).isEqualTo(1);
    assertThat(x[3]).isEqualTo(4);
    assertThat(x[1]).isWithin(1e-15).of(Math.exp(2));
    float[] y = {1, -2, 3, 4};
    Exponentials.tanh(1, 3, y, y);
    assertThat(y)
        .usingTolerance(1e-7)
        .containsExactly(new float[] {1, (float) Math.tanh(-2), (float) Math.tanh(3), 4})
        .inOrder();
  }

  private static double[] points(double range) {
    double[] x = new Random(7).doubles(200_000, -range, range).toArray();
    System.arraycopy(SPECIAL, 0, x, 0, SPECIAL.length);
    return x;
  }

  private static float[] floats(double[] x) {
    float[] floats = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      floats[i] = (float) x[i];
    }
    return floats;
  }

  private static void check(double[] x, double[] y, DoubleUnaryOperator exact, int ulps) {
    for (int i = 0; i < x.length; i++) {
      double expected = exact.applyAsDouble(x[i]);
      boolean same = Double.compare(y[i], expected) == 0;
      if (!same && !(Math.abs(y[i] - expected) <= ulps * Math.ulp(expected))) {
        assertWithMessage("of " + x[i]).that(y[i]).isEqualTo(expected);
      }
    }
  }

  private static void check(float[] x, float[] y, DoubleUnaryOperator exact, int ulps) {
    for (int i = 0; i < x.length; i++) {
      float expected = (float) exact.applyAsDouble(x[i]);
      boolean same = Float.compare(y[i], expected) == 0;
      if (!same && !(Math.abs(y[i] - expected) <= ulps * Math.ulp(expected))) {
        assertWithMessage("of " + x[i]).that(y[i]).isEqualTo(expected);
      }
    }
  }
}
