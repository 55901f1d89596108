package org.cotangent.processor.gradient;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.cotangent.processor.testing.Check;
import org.cotangent.processor.testing.Switched;
import org.junit.jupiter.api.Test;

/**
 * Jacobians of few rows, each reversed by code of its own: every row is the pullback of a unit
 * vector, as in one loop over the rows.
 */
class SeparateRowsTest {
  private static final String SECOND = "// Row 1 of the Jacobian.";

  private static Switched both(String method) {
    return Switched.of("separate-rows", "@Differentiable(modes = Mode.JACOBIAN)\n" + method);
  }

  @Test
  void aRowDoesNotComputeWhatOnlyTheOtherDependsOn() {
    Switched both =
        both("""
                static double[] f(double[] x, double w) {
                  double a = x[0] / x[2];
                  double b = x[1] / x[2];
                  double r = a * a + b * b;
                  return new double[] {w * a * (1 + r), w * b * (1 - r)};
                }
                """)
            .writes(SECOND);
    both.atRandom(new double[3], 0.0);
  }

  /** The tape is empty again behind the Jacobian, and gives the second row what the first had. */
  @Test
  void adjointsOfALocalArrayAreGivenBackByEachRow() {
    Switched both =
        both("""
                static double[] f(double[] x, double w) {
                  double[] a = {x[0] * w, x[1] / w};
                  double[][] b = {{w, x[0]}, {x[1], w * w}};
                  return new double[] {a[0] * a[1] + b[0][1], a[0] * b[1][1], b[1][0] - a[1]};
                }
                """)
            .writes(SECOND);
    both.atRandom(new double[2], 0.0);
  }

  @Test
  void theProjectionOfATurnedPointAlsoWhereNothingIsTurned() {
    Check check =
        Check.of(
            """
            @Differentiable(modes = Mode.JACOBIAN)
            static double[] f(double[] turn, double[] point, double weight) {
              double squared = turn[0] * turn[0] + turn[1] * turn[1];
              double x = point[0] - turn[2];
              double y = point[1];
              double z;
              if (squared != 0) {
                double angle = Math.sqrt(squared);
                double sine = Math.sin(angle);
                double along = (turn[0] / angle * x + turn[1] / angle * y) * (1 - Math.cos(angle));
                x = x * Math.cos(angle) + turn[1] / angle * sine + turn[0] / angle * along;
                z = 3 + (turn[0] / angle * y - turn[1] / angle * x) * sine;
              } else {
                z = 3 + turn[0] * y - turn[1] * x;
              }
              return new double[] {weight * (x / z), weight * (y / z) + turn[2]};
            }
            """);
    assertThat(check.generated()).contains(SECOND);
    check.atRandom(3, new double[3], new double[2], 0.0);
    check.kink().at(new double[3], new double[] {0.4, -0.7}, 0.6);
    check.kink().at(new double[] {0, 0, 0.25, 7}, new double[] {0.4, -0.7, 8, 9}, 0.6);
    check.without("separate-rows").kink().at(new double[3], new double[] {0.4, -0.7}, 0.6);
  }

  @Test
  void elementsBehindThoseThatAreReadHaveDerivativesOfZero() {
    both("""
            static double[] f(double[] x, double[] y) {
              return new double[] {x[1] * y[0], y[0], 2};
            }
            """)
        .writes(SECOND)
        .atRandom(new double[2], new double[1])
        .atRandom(new double[6], new double[3]);
  }

  @Test
  void anElementThatOnlyOneBranchReadsMayBeMissing() {
    Check check =
        Check.of(
            """
            @Differentiable(modes = Mode.JACOBIAN)
            static double[] f(double[] x, boolean longer) {
              double s = longer ? x[3] * x[0] : x[0];
              if (longer && x[2] > -5) {
                s = s * x[2];
              }
              return new double[] {s * x[1], s};
            }
            """);
    assertThat(check.generated()).contains(SECOND);
    check.atRandom(2, new double[2], false);
    check.atRandom(2, new double[4], true);
    check.atRandom(1, new double[7], true);
  }

  @Test
  void subscriptsThatAreComputedAndArraysThatAreNotRead() {
    both("""
            static double[] f(double[] x, double[] unused, int k) {
              return new double[] {x[k] * x[0], x[k + 1]};
            }
            """)
        .writes(SECOND)
        .atRandom(new double[4], new double[2], 2)
        .atRandom(new double[2], new double[0], 0);
  }

  @Test
  void oneRowAndFour() {
    both("""
            static double[] f(double a) {
              return new double[] {a * a};
            }
            """)
        .writes("// Row 0 of the Jacobian.")
        .atRandom(0.0);
    both("""
            static double[] f(double a, double b) {
              double c = a * b;
              return new double[] {a, b, c * c, Math.max(a * c, b)};
            }
            """)
        .writes("// Row 3 of the Jacobian.")
        .atRandom(0.0, 0.0);
  }

  @Test
  void aVariableThatIsOverwrittenIsBackBeforeTheNextRow() {
    both("""
            static double[] f(double a, double b) {
              double c = a * b;
              c = c * c;
              a = Math.exp(c) + a;
              c = c * a;
              return new double[] {c * a, c + b, c * c};
            }
            """)
        .writes("// Row 2 of the Jacobian.")
        .atRandom(0.0, 0.0);
  }

  @Test
  void singlePrecisionWithWholeNumbers() {
    both("""
            static float[] f(float[] x, int n, double w) {
              float a = n * x[0];
              return new float[] {(float) (a * w), n * a * x[1]};
            }
            """)
        .writes(SECOND)
        .atRandom(new float[2], 3, 0.0);
  }

  @Test
  void anInfiniteSlopeOfOneElementStaysInItsRow() {
    String source =
        """
        @Differentiable(modes = Mode.JACOBIAN)
        static double[] f(double x, double y) {
          double big = Math.log(y) * x;
          return new double[] {x * y, big * big};
        }
        """;
    Check check = Check.of(source);
    double[] byX = new double[2];
    double[] byY = new double[2];
    check.generated("fJacobianInto", 2.0, byX, 0.0, byY, new double[2]);
    assertThat(byX).isEqualTo(new double[] {0, Double.POSITIVE_INFINITY});
    assertThat(byY).isEqualTo(new double[] {2, Double.NEGATIVE_INFINITY});
  }

  @Test
  void underStrictEachRowIsThePullbackOfAUnitVectorWithItsInfinities() {
    String strict =
        "@Differentiable(modes = Mode.JACOBIAN, singularities = Singularities.STRICT)\n";
    Check check =
        Check.of(
            strict
                + """
                static double[] f(double x, double y) {
                  double root = Math.sqrt(x);
                  return new double[] {root * y, x / y, Math.log(y) * Math.hypot(x, y)};
                }
                """);
    assertThat(check.generated()).doesNotContain(SECOND);
    for (double x : new double[] {0, -0.0, 2}) {
      for (double y : new double[] {0, 1, Double.POSITIVE_INFINITY}) {
        double[] byX = new double[3];
        double[] byY = new double[3];
        check.generated("fJacobianInto", x, byX, y, byY, new double[3]);
        for (int row = 0; row < 3; row++) {
          double[] seed = new double[3];
          seed[row] = 1;
          Object pullback = check.generated("fBackward", x, y, seed);
          assertThat(pullback.toString()).contains(", x=" + byX[row] + ", y=" + byY[row] + "]");
        }
      }
    }
  }

  private static final String PERSPECTIVE =
      """
      @Differentiable(modes = Mode.JACOBIAN)
      static double[] f(double x, double y, double z) {
        double small = x * x;
        double far = z * 1;
        double a = small / far;
        double b = y / far;
        if (a / far > 0.5) {
          b = b * a;
        }
        return new double[] {small * a * b, b * b};
      }
      """;

  @Test
  void adjointsAreDividedByTheSameVariableOnce() {
    Switched.of("shared-reciprocals", PERSPECTIVE)
        .writes("double inverseFar = 1 / far;")
        .atRandom(0.0, 0.0, 0.0);
    Check check = Check.of(PERSPECTIVE);
    assertThat(check.generated()).contains("if (a / far > 0.5)");
    check.atRandom(4, 0.0, 0.0, 0.0);
  }

  @Test
  void aReciprocalThatOverflowsIsNotUsed() {
    String source =
        """
        @Differentiable(modes = Mode.JACOBIAN)
        static double[] f(double x, double w) {
          double tiny = w * 1;
          double a = x * 1e-20 / tiny;
          double b = x * 3e-20 / tiny;
          return new double[] {a * a, b * b + a * b};
        }
        """;
    Check check = Check.of(source);
    Check without = check.without("shared-reciprocals");
    assertThat(check.generated()).contains("Partials.quotient(");
    assertThat(without.generated()).doesNotContain("Partials.quotient(");
    for (double w : new double[] {1e-309, 1e-320, 0, -0.0, 1e-300, 1, 1.7e308}) {
      double[] byX = new double[2];
      check.generated("fJacobianInto", 1e-300, byX, w, new double[2], new double[2]);
      double[] plain = new double[2];
      without.generated("fJacobianInto", 1e-300, plain, w, new double[2], new double[2]);
      for (int row = 0; row < 2; row++) {
        assertThat(byX[row] == plain[row] || Math.abs(byX[row] / plain[row] - 1) < 1e-13).isTrue();
        assertThat(byX[row]).isNotNaN();
      }
    }
  }

  @Test
  void rowsThatAreStoredMustStillFit() {
    Check check =
        Check.of(
            """
            @Differentiable(modes = Mode.JACOBIAN)
            static double[] f(double[] x) {
              return new double[] {x[0] * x[1], x[1]};
            }
            """);
    assertThat(check.generated()).contains("JacobianArrays.requireRows(\"x\", x, xJacobian, 2, 2)");
    double[] x = {2, 3, 4};
    double[] value = new double[2];
    double[] row = {7, 7, 7};
    refuses(check, "x has length 3", x, new double[][] {row, new double[2]}, value);
    refuses(check, "3 rows", x, new double[3][3], value);
    refuses(check, "are the same array", x, new double[][] {row, x}, value);
    assertThrows(
        ArrayIndexOutOfBoundsException.class,
        () -> check.generated("fJacobianInto", new double[1], new double[2][1], value));
    double[][] rows = {row, {7, 7, 7}};
    check.generated("fJacobianInto", x, rows, value);
    assertThat(rows).isEqualTo(new double[][] {{3, 2, 0}, {0, 1, 0}});
    assertThat(value).isEqualTo(new double[] {6, 3});
  }

  private static void refuses(Check check, String message, Object... arguments) {
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class, () -> check.generated("fJacobianInto", arguments));
    assertThat(refusal).hasMessageThat().contains(message);
  }
}
