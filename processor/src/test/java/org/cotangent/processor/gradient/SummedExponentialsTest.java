package org.cotangent.processor.gradient;

import static com.google.common.truth.Truth.assertThat;

import org.cotangent.processor.testing.Check;
import org.junit.jupiter.api.Test;

/** Sums of exponentials of differences from one number. */
class SummedExponentialsTest {
  private static final double[] FOUR = new double[4];

  private static Check both(String source, Object[]... points) {
    Check check = Check.of(source);
    Check without = check.without("shared-values");
    for (Object[] point : points) {
      check.atRandom(3, point);
      without.atRandom(3, point);
    }
    return check;
  }

  private static Object[] point(Object... arguments) {
    return arguments;
  }

  private static void takesTheSum(Check check, String text) {
    assertThat(check.generated()).contains(text);
    assertThat(check.without("shared-values").generated()).doesNotContain(text);
  }

  private static String sum(String term) {
    return """
        static double f(double[] x, double m, double k) {
          double sum = 0;
          for (int i = 0; i < x.length; i++) {
            sum += Math.exp(TERM);
          }
          return m * k + Math.log(0.5 + sum);
        }
        """
        .replace("TERM", term);
  }

  @Test
  void theDerivativeByTheNumberIsTheSum() {
    takesTheSum(
        both(sum("x[i] - m"), point(FOUR, 0.0, 0.0), point(new double[0], 0.0, 0.0)),
        "mAdjoint -= sumAdjoint * sum;");
    takesTheSum(both(sum("m - x[i] * k"), point(FOUR, 0.0, 0.0)), "mAdjoint += sumAdjoint * sum;");
    takesTheSum(
        both(sum("k - (x[i] * x[i] + m)"), point(FOUR, 0.0, 0.0)), "mAdjoint -= sumAdjoint * sum;");
  }

  @Test
  void aNumberThatIsMoreThanATermIsNot() {
    for (String term :
        new String[] {"x[i] * m", "m - x[i] * m", "2 * (x[i] - m)", "x[i] - Math.abs(m)", "x[i]"}) {
      assertThat(both(sum(term), point(FOUR, 0.0, 0.0)).generated()).doesNotContain("* sum;");
    }
  }

  @Test
  void theLargestNumberIsTakenAway() {
    takesTheSum(
        both(
            """
            static double f(double[] x) {
              double most = x[0];
              for (int i = 1; i < x.length; i++) {
                most = Math.max(most, x[i]);
              }
              double sum = 0;
              for (int i = 0; i < x.length; i++) {
                double e = Math.exp(x[i] - most);
                sum += e;
              }
              return most + Math.log(sum);
            }
            """,
            point(FOUR),
            point(new double[1])),
        "mostAdjoint -= sumAdjoint * sum;");
  }

  @Test
  void inAHelperAndInALoop() {
    takesTheSum(
        both(
            """
            static double f(double[][] x, double m) {
              double product = 1;
              for (int k = 0; k < x.length; k++) {
                product = Math.sin(product * soft(x[k], m));
              }
              return product;
            }

            private static double soft(double[] row, double m) {
              double sum = 0;
              for (int i = 0; i < row.length; i++) {
                sum += Math.exp(row[i] - m);
              }
              double shifted = Math.sqrt(1 + sum);
              m = shifted * m;
              return m / (2 + sum);
            }
            """,
            point(new double[2][3], 0.0),
            point(new double[1][0], 0.0)),
        "* sum");
  }

  @Test
  void sumsThatAreMoreThanThat() {
    String[] loops = {
      // does not start at zero
      "double sum = k; for (int i = 0; i < x.length; i++) { sum += Math.exp(x[i] - m); }",
      // is read by the iterations
      "double sum = 0; for (int i = 0; i < x.length; i++) { sum += Math.exp(x[i] - m); k += sum; }",
      // has other terms
      "double sum = 0; for (int i = 0; i < x.length; i++) { sum += Math.exp(x[i] - m); sum += k; }",
      // the number changes
      "double sum = 0; for (int i = 0; i < x.length; i++) { sum += Math.exp(x[i] - m); m = m * k; }",
      // the exponential has another use
      "double sum = 0; for (int i = 0; i < x.length; i++) { double e = Math.exp(x[i] - m); sum += e;"
          + " k *= e; }",
      // the exponential changes
      "double sum = 0; for (int i = 0; i < x.length; i++) { double e = Math.exp(x[i] - m); e = e * k;"
          + " sum += e; }",
    };
    for (String loop : loops) {
      String source =
          "static double f(double[] x, double m, double k) { "
              + loop
              + " return m * k + Math.log(10 + sum * sum); }";
      assertThat(both(source, point(FOUR, 0.0, 0.0)).generated())
          .doesNotContain("Adjoint -= sumAdjoint * sum;");
    }
  }

  @Test
  void theSumBeginsAgain() {
    both(
        """
        static double f(double[] x, double m) {
          double total = 0;
          double sum = 1;
          for (int k = 0; k < 3; k++) {
            sum = 0;
            for (int i = 0; i < x.length; i++) {
              if (i != k) {
                continue;
              }
              sum += Math.exp(x[i] - m);
            }
            total += Math.sqrt(1 + sum) * total + m;
            m = Math.sin(total);
          }
          return total * sum;
        }
        """,
        point(FOUR, 0.0),
        point(new double[0], 0.0));
  }

  /** The adjoint of the sum is infinite there. */
  @Test
  void aSumOfNothingPassesNothingOn() {
    Check check = Check.of(sum("x[i] - m").replace("0.5 + sum", "sum"));
    check.kink();
    assertThat(check.at(new double[0], 2.0, 3.0).by("m")[0]).isEqualTo(3.0);
  }

  /** The adjoint of the sum may be known before the loop: such loops are left as they are. */
  @Test
  void aSumOfWhichNoFunctionIsTaken() {
    Check check =
        both(
            """
            static double f(double[] x, double m) {
              double sum = 0;
              for (int i = 0; i < x.length; i++) {
                sum += Math.exp(x[i] - m);
              }
              return 0.5 * sum;
            }
            """,
            point(FOUR, 0.0));
    assertThat(check.generated()).doesNotContain("sumAdjoint * sum;");
  }
}
