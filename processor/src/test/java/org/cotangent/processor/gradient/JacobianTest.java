package org.cotangent.processor.gradient;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.cotangent.processor.testing.Check;
import org.junit.jupiter.api.Test;

/** The Jacobian of a method that returns an array: each row is the pullback of a unit vector. */
class JacobianTest {
  private static final String MODES = "@Differentiable(modes = {Mode.GRADIENT, Mode.JACOBIAN})\n";

  private static Check check(String method) {
    return Check.of(MODES + method);
  }

  @Test
  void aLiteralOfTwoElementsHasTwoRows() {
    check(
            """
            static double[] f(double[] x, double w) {
              return new double[] {x[0] * x[1] * w, Math.sin(x[1])};
            }
            """)
        .atRandom(3, new double[2], 0.0);
  }

  @Test
  void aResultOfALoopHasARowForEachIteration() {
    Check check =
        check(
            """
            static double[] f(double[] p, @NonDifferentiable double[] t) {
              double[] r = new double[t.length];
              for (int i = 0; i < t.length; i++) {
                double s = 0;
                for (int k = 0; k < p.length; k++) {
                  s = s * t[i] + p[k];
                  s = s * s;
                }
                r[i] = s;
              }
              return r;
            }
            """);
    check.atRandom(2, new double[3], new double[4]);
    check.atRandom(1, new double[3], new double[1]);
    check.atRandom(1, new double[3], new double[0]);
    check.atRandom(1, new double[0], new double[2]);
  }

  @Test
  void anOverwrittenParameterEndsAsAPlainCallLeavesItAndEveryRowSeesIt() {
    Check check =
        check(
            """
            static double[] f(double[] x, double a) {
              for (int i = 1; i < x.length; i++) {
                x[i] = x[i - 1] * x[i] * a;
                a = a * x[i];
              }
              double[] y = x.clone();
              for (int i = 0; i < y.length; i++) {
                y[i] = y[i] * y[i] + a;
              }
              return y;
            }
            """);
    check.atRandom(2, new double[4], 0.0);
    check.atRandom(1, new double[1], 0.0);
    check.atRandom(1, new double[0], 0.0);
  }

  @Test
  void aParameterThatIsReturnedHasTheJacobianOfWhatWasWrittenIntoIt() {
    check(
            """
            static double[] f(double[] x) {
              for (int i = 0; i < x.length; i++) {
                x[i] = x[i] * x[i] * x[(i + 1) % x.length];
              }
              return x;
            }
            """)
        .atRandom(2, new double[3]);
  }

  @Test
  void buffersThatChangePlacesInATimeStepper() {
    check(
            """
            static double[] f(double[] x, double h, int n) {
              double[] a = x.clone();
              double[] b = new double[x.length];
              for (int k = 0; k < n; k++) {
                for (int i = 0; i < a.length; i++) {
                  b[i] = a[i] + h * a[(i + 1) % a.length] * a[i];
                }
                double[] t = a;
                a = b;
                b = t;
              }
              return a;
            }
            """)
        .atRandom(2, new double[3], 0.0, 3);
  }

  @Test
  void aParameterThatIsGivenAnotherNameByACondition() {
    check(
            """
            static double[] f(double[] x, double[] y) {
              double[] a = x[0] > 0 ? x : y;
              a[1] = a[1] * a[0];
              return new double[] {a[1] * x[0], a[1] * y[0], x[1] * y[1]};
            }
            """)
        .atRandom(4, new double[2], new double[2]);
  }

  @Test
  void aLocalArrayOfEachIterationIsOverwrittenInIt() {
    check(
            """
            static double[] f(double[] x, int n) {
              double[] r = new double[n];
              for (int k = 0; k < n; k++) {
                double[] work = new double[x.length];
                work[0] = x[0];
                for (int i = 1; i < x.length; i++) {
                  work[i] = x[i] * work[i - 1];
                  work[i] = work[i] * work[i] + k;
                }
                r[k] = work[x.length - 1] * work[0];
              }
              return r;
            }
            """)
        .atRandom(2, new double[3], 3);
  }

  @Test
  void helpersThatUseTheTapeAndReturnSeveralAdjoints() {
    check(
            """
            static double[] f(double[] x, double a, double b) {
              double[] r = new double[x.length];
              for (int i = 0; i < x.length; i++) {
                r[i] = g(x[i], a, b) * g(a, b, x[i]);
              }
              return r;
            }

            static double g(double u, double v, double w) {
              double s = u;
              for (int k = 0; k < 3; k++) {
                s = s * v + w * s * s;
              }
              return s * h(s, v);
            }

            static double h(double s, double v) {
              double[] t = {s, v};
              t[0] = t[0] * t[1];
              t[1] = t[0] * t[1];
              return t[0] * t[1];
            }
            """)
        .atRandom(2, new double[3], 0.0, 0.0);
  }

  @Test
  void aRecursiveHelper() {
    check(
            """
            static double[] f(double[] x, int n) {
              return new double[] {g(x, n), g(x, n - 1) * x[0], x[1]};
            }

            static double g(double[] x, int n) {
              if (n == 0) {
                return x[0];
              }
              double before = g(x, n - 1);
              x[1] = x[1] * before;
              return before * x[1];
            }
            """)
        .atRandom(2, new double[2], 3);
  }

  @Test
  void singlePrecision() {
    check(
            """
            static float[] f(float[] x, float a) {
              float[] r = new float[2];
              r[0] = x[0] * a;
              r[1] = r[0] * x[1];
              r[0] = r[1] * r[0];
              return r;
            }
            """)
        .atRandom(2, new float[2], 0f);
  }

  @Test
  void onlyTheParametersOfWrt() {
    Check.of(
            """
            @Differentiable(wrt = "b", modes = Mode.JACOBIAN)
            static double[] f(double[] a, double[] b, double c) {
              return new double[] {a[0] * b[1] * c, b[0] * b[0]};
            }
            """)
        .atRandom(2, new double[2], new double[2], 0.0);
  }

  @Test
  void anInstanceMethodWithItsFields() {
    Check.of(
            """
            package p;

            import org.cotangent.*;

            final class Model {
              final double[] weights;
              final double bias;

              Model(double[] weights, double bias) {
                this.weights = weights;
                this.bias = bias;
              }

              @Differentiable(wrt = {"this.weights", "this.bias", "x"}, modes = Mode.JACOBIAN)
              double[] f(double[] x) {
                double[] r = new double[2];
                for (int i = 0; i < x.length; i++) {
                  r[i % 2] += weights[i] * x[i] * x[i] + bias * r[(i + 1) % 2];
                }
                return r;
              }
            }
            """)
        .receiver(new double[] {0.3, -0.4, 0.8}, 0.7)
        .atRandom(2, new double[3]);
  }

  @Test
  void aLoopThatRunsAgainFromSnapshots() {
    check(
            """
            static double[] f(double[] x, double h, int n) {
              double[] s = x.clone();
              for (@Checkpointed(snapshots = 2) int k = 0; k < n; k++) {
                for (int i = 0; i < s.length; i++) {
                  s[i] = s[i] + h * s[i] * s[(i + 1) % s.length];
                }
              }
              return s;
            }
            """)
        .atRandom(2, new double[2], 0.0, 7);
  }

  @Test
  void oneReturnInEachArm() {
    check(
            """
            static double[] f(double[] x) {
              if (x[0] > 0) {
                x[0] = x[0] * x[1];
                return new double[] {x[0] * x[0]};
              }
              return new double[] {x[0], x[1] * x[0], 3};
            }
            """)
        .atRandom(4, new double[2]);
  }

  @Test
  void rowsOfATableThatChangePlaces() {
    check(
            """
            static double[] f(double[] x) {
              double[][] m = {{x[0], x[1]}, {x[1], x[2]}};
              double[] first = m[0];
              m[0] = m[1];
              m[1] = first;
              m[0][0] = m[0][0] * m[1][1];
              first[1] = first[1] * first[0];
              return new double[] {m[0][0] * m[0][1], m[1][0] * m[1][1]};
            }
            """)
        .atRandom(2, new double[3]);
  }

  @Test
  void aTableOfDataThatIsOverwritten() {
    check(
            """
            static double[] f(double[] x) {
              double[][] m = new double[3][2];
              int[] count = new int[1];
              double s = 1;
              for (int i = 0; i < m.length; i++) {
                s += m[i][0] * x[0];
                m[i][0] = m[i][0] + 1;
                count[0] += i;
                s = s * x[1] * m[i][0] * count[0];
              }
              return new double[] {s, s * s};
            }
            """)
        .atRandom(2, new double[2]);
  }

  @Test
  void givenArraysThatAreOneArrayOrHaveOtherLengthsAreRefused() {
    Check check =
        check(
            """
            static double[] f(double[] x, double w) {
              return new double[] {x[0] * w, x[1]};
            }
            """);
    double[] x = {2, 3};
    double[] row = new double[2];
    double[] column = new double[2];
    double[] value = new double[2];
    double[] other = new double[2];
    String same = "are the same array";
    refusesInto(check, same, x, new double[][] {row, row}, 1.0, column, value);
    refusesInto(check, same, x, new double[][] {row, x}, 1.0, column, value);
    refusesInto(check, same, x, new double[][] {row, column}, 1.0, column, value);
    refusesInto(check, same, x, new double[][] {value, row}, 1.0, column, value);
    refusesInto(check, same, x, new double[][] {row, other}, 1.0, x, value);
    refusesInto(check, same, x, new double[][] {row, other}, 1.0, column, x);
    refusesInto(check, same, x, new double[][] {row, other}, 1.0, column, column);
    String rows = "xJacobian has 3 rows, but the result has length 2";
    refusesInto(check, rows, x, new double[][] {row, other, {0, 0}}, 1.0, column, value);
    String wide = "xJacobian[1] has length 1, but x has length 2";
    refusesInto(check, wide, x, new double[][] {row, {0}}, 1.0, column, value);
    String few = "wJacobian has 1 rows, but the result has length 2";
    refusesInto(check, few, x, new double[][] {row, other}, 1.0, new double[1], value);
    String values = "value has length 3, but the result has length 2";
    refusesInto(check, values, x, new double[][] {row, other}, 1.0, column, new double[3]);
    assertThat(x).isEqualTo(new double[] {2, 3});
  }

  private static void refusesInto(Check check, String message, Object... arguments) {
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class, () -> check.generated("fJacobianInto", arguments));
    assertThat(refusal).hasMessageThat().contains(message);
  }

  @Test
  void aCounterCountsOneCall() {
    check(
            """
            static double[] f(double[] x, int[] calls) {
              calls[0]++;
              double[] r = new double[3];
              for (int i = 0; i < r.length; i++) {
                r[i] = x[0] * x[calls[0] % 2];
                calls[1] += calls[0];
              }
              return r;
            }
            """)
        .atRandom(2, new double[2], new int[2]);
  }

  @Test
  void onlyTheJacobianIsAskedFor() {
    Check check =
        Check.of(
            """
            @Differentiable(modes = Mode.JACOBIAN)
            static double[] f(double x) {
              return new double[] {x * x, x * x * x};
            }

            @Differentiable
            static double g(double x) {
              double[] both = f(x);
              return both[0] + both[1];
            }
            """);
    check.at(1.5).isWithin(1e-12, "x", 2 * 1.5 + 3 * 1.5 * 1.5);
    check.method("g").at(1.5).isWithin(1e-12, "x", 2 * 1.5 + 3 * 1.5 * 1.5);
  }
}
