package org.cotangent.processor.gradient;

import org.cotangent.processor.testing.Check;
import org.junit.jupiter.api.Test;

/** Conditions, computed indices, and loops that several things can end. */
class ConditionTest {

  @Test
  void c11AnAssignmentInTheCondition() {
    Check.of(
            """
            static double f(double i, double j) {
              double r;
              int c = 0;
              while ((r = i * j) != 0 && c++ < 1) {}
              return r;
            }
            """)
        .at(2.0, 3.0)
        .is("i", 3)
        .is("j", 2);
  }

  @Test
  void c12SideEffectsOfShortCircuitsHappenOnlyWhereExecuted() {
    Check check =
        Check.of(
            """
            static double f(double x, double y) {
              double s = 0;
              if (x > 0 && (y = y * x) > 1 || (x *= 3) > 2) {
                s = x * y;
              }
              boolean b = x > y || (s += x) > 0;
              return b ? s * y : s;
            }
            """);
    check.at(2.0, 3.0);
    check.at(2.0, 0.25);
    check.at(0.25, 2.9);
    check.at(-1.0, 3.0);
    check.at(4.0, -3.0);
  }

  @Test
  void c14ATernaryInAnIndex() {
    Check check =
        Check.of(
            """
            static double f(double[] a, boolean c) {
              a[c ? 0 : 1] *= a[c ? 1 : 0];
              return a[0] + 10 * a[1];
            }
            """);
    check.at(new double[] {2, 3}, true).is("a", 3, 12);
    check.at(new double[] {2, 3}, false).is("a", 31, 20);
  }

  @Test
  void c15NestedTernariesWithActiveConditions() {
    Check check =
        Check.of(
            """
            static double f(double x, double y) {
              return (x > y ? x : y) > 1 ? (x * y > 2 ? x / y : y * y) : (x < 0 ? -x : x * x * y);
            }
            """);
    check.at(3.0, 1.5);
    check.at(1.5, 0.3);
    check.at(-0.5, 0.3);
    check.at(0.5, 0.3);
  }

  @Test
  void c16AnIndexThatIsLookedUpGathersTwice() {
    Check.of(
            """
            static double f(double[] a, int[] p) {
              double s = 0;
              for (int i = 0; i < p.length; i++) {
                s += (i + 1) * a[p[i]] * a[p[i]];
              }
              return s;
            }
            """)
        .at(new double[] {2, 3, 5}, new int[] {1, 0, 1, 1})
        .is("a", 8, 6 * (1 + 3 + 4), 0);
  }

  @Test
  void c16AScatterThroughALookedUpIndex() {
    Check.of(
            """
            static double f(double[] a, int[] p) {
              double[] bins = new double[3];
              for (int i = 0; i < p.length; i++) {
                bins[p[i]] += a[i] * a[i];
              }
              return bins[0] * bins[1] - bins[2];
            }
            """)
        .at(new double[] {2, 3, 5, 7}, new int[] {1, 0, 1, 2})
        .is("a", 2 * 2 * 9, 2 * 3 * 29, 2 * 5 * 9, -14);
  }

  @Test
  void c17AWhileLoopWithExitsByReturnBreakAndCondition() {
    Check check =
        Check.of(
            """
            static double f(double x, int n) {
              double s = x;
              int i = 0;
              while (i < n) {
                s = s * x + 1;
                if (s > 50) {
                  return s * s;
                }
                if (s < 0) {
                  s -= x * x;
                  break;
                }
                i++;
              }
              return s + x;
            }
            """);
    check.at(3.0, 10);
    check.at(-3.0, 10);
    check.at(0.5, 4);
    check.at(0.5, 0).is("x", 2);
  }

  @Test
  void c18AnEndlessLoopWithABreak() {
    Check.of(
            """
            static double f(double x) {
              int i = 0;
              for (; ; ) {
                x *= 1.5 + x;
                if (x > 10 || ++i > 5) {
                  break;
                }
              }
              return x;
            }
            """)
        .at(0.45);
    Check.of(
            """
            static double f(double x) {
              while (true) {
                x = x * x;
                if (x > 10) {
                  return x + 1;
                }
              }
            }
            """)
        .at(1.5)
        .isWithin(1e-11, "x", 8 * Math.pow(1.5, 7));
  }

  @Test
  void c19BothArmsOverwriteDifferentArrays() {
    Check check =
        Check.of(
            """
            static double f(double[] a, double[] b, boolean c) {
              for (int i = 0; i < a.length; i++) {
                if (c == (i == 1)) {
                  a[i] = a[i] * b[i];
                } else {
                  b[i] = b[i] * b[i] + a[i];
                }
              }
              double s = 0;
              for (int i = 0; i < a.length; i++) {
                s += a[i] * b[i];
              }
              return s;
            }
            """);
    check.atRandom(1, new double[3], new double[3], true);
    check.atRandom(1, new double[3], new double[3], false);
  }

  @Test
  void c20ALoopThatReadsWhatItWroteFromTheOtherEnd() {
    Check.of(
            """
            static double f(double[] a) {
              int n = a.length;
              for (int i = 0; i < n; i++) {
                a[i] = a[i] * a[n - 1 - i];
              }
              double s = 0;
              for (int i = 0; i < n; i++) {
                s += (i + 1) * a[i];
              }
              return s;
            }
            """)
        .atRandom(1, new double[4])
        .atRandom(1, new double[5])
        .atRandom(1, new double[1]);
  }

  @Test
  void c25ANewtonIterationToATolerance() {
    Check.of(
            """
            static double f(double a) {
              double x = a;
              double step;
              do {
                step = (x * x - a) / (2 * x);
                x -= step;
              } while (Math.abs(step) > 1e-12);
              return x;
            }
            """)
        .at(2.0)
        .isWithin(1e-9, "a", 0.5 / Math.sqrt(2));
  }
}
