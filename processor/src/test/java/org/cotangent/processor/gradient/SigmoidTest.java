package org.cotangent.processor.gradient;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.util.Random;
import org.cotangent.processor.testing.Check;
import org.junit.jupiter.api.Test;

/** The logistic function, whose exponential overflows where its derivative is 0. */
class SigmoidTest {
  private static final String[] SPELLINGS = {
    "return 1 / (1 + Math.exp(-x));",
    "double e = Math.exp(-x); double y = 1.0 / (e + 1.0); return y;",
    "double d = 1 + StrictMath.exp(-x); return 1 / d;",
    "return sigmoid(x); } private static double sigmoid(double z) { return 1 / (1 + Math.exp(-z));",
    "double[] y = {x, 1}; for (int i = 0; i < 1; i++) { y[i] = 1 / (1 + Math.exp(-y[i])); }"
        + " return y[0] * y[1];",
  };

  /** The derivative where nothing overflows, in another form. */
  private static double derivative(double x) {
    double e = Math.exp(-Math.abs(x));
    return e / ((1 + e) * (1 + e));
  }

  @Test
  void itsDerivativeIsZeroFarOutOnBothSides() {
    for (String spelling : SPELLINGS) {
      String source = "static double f(double x) { " + spelling + " }";
      for (Check check : new Check[] {Check.of(source), Check.of(source).without("all")}) {
        check.kink();
        for (double x : new double[] {-800, 800, -1e300, 1e300, Double.NEGATIVE_INFINITY}) {
          double found = check.at(x).by("x")[0];
          assertWithMessage(source + " at " + x).that(Math.abs(found)).isEqualTo(0.0);
        }
        assertThat(check.at(Double.NaN).by("x")[0]).isNaN();
      }
    }
  }

  @Test
  void itsDerivativeKeepsItsDigitsElsewhere() {
    Random random = new Random(11);
    for (String spelling : SPELLINGS) {
      Check check = Check.of("static double f(double x) { " + spelling + " }").atRandom(3, 0.0);
      check.kink(); // differences lose all digits far out
      for (double x :
          new double[] {-40, 40, -300, 300, 0, random.nextGaussian(), 30 * random.nextGaussian()}) {
        double found = check.at(x).by("x")[0];
        assertWithMessage(spelling + " at " + x)
            .that(found)
            .isWithin(1e-12 * derivative(x))
            .of(derivative(x));
      }
    }
  }
}
