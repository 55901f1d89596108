package org.cotangent.processor.gradient;

import org.cotangent.processor.testing.Check;
import org.junit.jupiter.api.Test;

/** Statements that overwrite what their own indices, bounds or an earlier statement still need. */
class OverwriteRegressionsTest {

  @Test
  void aHelperOfNumbersOnlyOverwritesAVariableThatIsStillNeeded() {
    Check check =
        Check.of(
            """
            static double f(double x, int n) {
              double t = x * x;
              double s = t;
              t = h(n);
              return s * t;
            }

            private static double h(int n) {
              return n * 0.5;
            }
            """);
    check.at(1.5, 2).is("x", 3);
    check.at(1.5, 0).is("x", 0);
  }

  @Test
  void aHelperOverwritesAnArrayOfConstantsInALoop() {
    Check.of(
            """
            static double f(double x) {
              double[] w = {1.0, 2.0};
              double s = x;
              for (int i = 0; i < 3; i++) {
                s = s * w[0] * x + w[1];
                h(w, 0.5 * i);
              }
              return s * x * w[0];
            }

            private static void h(double[] a, double s) {
              for (int i = 0; i < 2; i++) {
                a[i] = a[i] * s + a[1 - i];
              }
            }
            """)
        .at(0.7);
  }

  @Test
  void thePowerZeroOverwritesItsOwnBase() {
    Check.of(
            """
            static double f(double x, double y) {
              x = Math.pow(x, 0.0) + y;
              return x;
            }
            """)
        .at(1.5, 2.0)
        .is("x", 0)
        .is("y", 1);
  }

  @Test
  void thePowerZeroOverwritesAVariableThatIsStillNeeded() {
    Check.of(
            """
            static double f(double x) {
              double s = x;
              x = Math.pow(x, 0.0);
              return x * s;
            }
            """)
        .at(1.5)
        .is("x", 1);
  }

  @Test
  void thePowerZeroOverwritesElements() {
    Check.of(
            """
            static double f(double[] x) {
              double[] t = x.clone();
              t[0] = Math.pow(t[0], 0.0);
              t[1] = t[1] * 0.0 + t[0];
              return t[1] * x[0];
            }
            """)
        .at(new double[] {1.5, 2.0})
        .is("x", 1, 0);
  }

  @Test
  void thePowerZeroOverwritesItsOwnBaseInALoop() {
    Check.of(
            """
            static double f(double x, int n) {
              double s = x;
              for (int i = 0; i < n; i++) {
                x = Math.pow(x, 0);
                s = s * (x + 1);
              }
              return s;
            }
            """)
        .at(1.5, 3)
        .is("x", 8);
  }

  @Test
  void productsWithZeroAndDifferencesOfEqualsOverwrite() {
    Check.of(
            """
            static double f(double x) {
              double s = x;
              x = x * 0.0;
              x = 0 * x;
              x = x - x;
              return x + s;
            }
            """)
        .at(1.5)
        .is("x", 1);
  }

  @Test
  void anElementWhoseIndexIsItself() {
    // s = 1.5 x, then 2.5 s s, then 4.5 s s: 4.5 (2.5 * 2.25 x x)^2.
    Check.of(
            """
            static double f(double x) {
              int[] p = {0, 1, 2, 3};
              double[] d = {1.5, 2.5, 3.5, 4.5};
              double s = x * d[p[0]];
              s = s * s * d[p[1]];
              p[p[0]] = 3;
              s = s * s * d[p[0]];
              return s;
            }
            """)
        .at(1.5)
        .is("x", 4.5 * 5.625 * 5.625 * 4 * 1.5 * 1.5 * 1.5);
  }

  @Test
  void anElementWhoseIndexIsItselfInALoop() {
    Check.of(
            """
            static double f(double x, int[] p) {
              double s = x;
              for (int i = 0; i < 3; i++) {
                s = Math.sin(s) * p[0] + s * s * p[i];
                p[p[0]] = i + 1;
              }
              return s;
            }
            """)
        .at(1.5, new int[] {0, 1, 2, 3});
  }

  @Test
  void aRangeIsFilledWhoseBoundsAreInIt() {
    Check check =
        Check.of(
            """
            static double f(double x, int[] p) {
              double s = x;
              s = s * s * p[0] + s * p[1] * p[2];
              java.util.Arrays.fill(p, p[0], p[1], 2);
              s = s * s * p[0] + s * p[1];
              return s;
            }
            """);
    check.at(1.5, new int[] {1, 3, 2, 3});
    check.at(1.5, new int[] {0, 3, 2, 3});
  }

  @Test
  void aRangeIsCopiedWhosePlacesAreInIt() {
    Check.of(
            """
            static double f(double x, int[] p) {
              double s = x;
              s = s * s * p[0] + s * p[1] * p[2];
              System.arraycopy(p, p[0], p, p[1], p[2]);
              s = s * s * p[0] + s * p[1];
              return s;
            }
            """)
        .at(1.5, new int[] {2, 0, 2, 3});
  }

  @Test
  void anElementWhoseIndexIsItsArraysNumberCutToAnInteger() {
    Check.of(
            """
            static double f(double[] a) {
              double s = a[0];
              a[(int) a[0]] = a[2] * a[0];
              s = s * a[1] * a[0];
              a[(int) (a[0] - 1.5)] = s;
              a[(int) a[0] & 1] *= s;
              return s * a[0] * a[1];
            }
            """)
        .warned("AD401", "AD401", "AD401")
        .at(new double[] {1.5, 0.5, 2.5});
  }

  @Test
  void anElementWhoseIndexComparesElementsOfItsArray() {
    Check check =
        Check.of(
            """
            static void f(double[] d, double b) {
              d[d[2] > d[3] ? 1 : 2] = Math.atan2(b, 1.5 + Math.abs(d[1] + b)) % 1.75;
            }
            """);
    check.at(new double[] {0.1, 0.2, 0.3, 0.4}, 1.2);
    check.at(new double[] {0.1, 0.2, 0.6, 0.4}, 1.2);
    check.at(new double[] {0.1, 0.2, 0.401, 0.4}, 1.2);
  }

  @Test
  void aConditionOnTheElementThatItOverwrites() {
    Check check =
        Check.of(
            """
            static double f(double[] d) {
              for (int i = 0; i < 3; i++) {
                d[d[0] > d[1] ? 0 : 1] = d[0] * d[1] - 0.5;
              }
              return d[0] * d[1];
            }
            """);
    check.at(new double[] {1.5, 1.2});
    check.at(new double[] {0.4, 1.2});
  }

  @Test
  void anArgumentThatReadsTheArrayWhichTheMethodOfAnotherFileOverwrites() {
    Check.of(
            """
            import org.cotangent.Differentiable;

            final class Model {
              @Differentiable
              static double f(double[] v, double x) {
                Other.scale(v, x * v[1]);
                return v[0] * v[1];
              }
            }
            """,
            """
            import org.cotangent.Differentiable;

            final class Other {
              @Differentiable
              static void scale(double[] v, double s) {
                for (int i = 0; i < v.length; i++) {
                  v[i] = v[i] * s + 1;
                }
              }
            }
            """)
        .at(new double[] {2, 3}, 0.5);
  }

  @Test
  void aParameterOfAHelperThatTakesTheResultOfACall() {
    Check.of(
            """
            static double f(double x, int n) {
              return g(x, n) * g(x + 1, n);
            }

            private static double g(double x, int n) {
              double z = x * x;
              x = h(z, n);
              return x + z;
            }

            private static double h(double v, int c) {
              return v * c;
            }
            """)
        .at(0.5, 2);
  }
}
