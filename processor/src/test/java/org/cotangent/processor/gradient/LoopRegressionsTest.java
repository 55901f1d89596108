package org.cotangent.processor.gradient;

import org.cotangent.processor.testing.Check;
import org.junit.jupiter.api.Test;

/** Loops at the ends of the integers, and loops whose bounds and indices change on the way. */
class LoopRegressionsTest {

  @Test
  void aLoopUpToTheSmallestIntegerRunsNoTrip() {
    Check check =
        Check.of(
            """
            static double f(double x, int n) {
              double s = x;
              for (int i = 0; i < n; i++) {
                s = s * x;
              }
              return s;
            }
            """);
    check.at(1.1, Integer.MIN_VALUE).is("x", 1);
    check.at(1.1, 3).is("x", 4 * Math.pow(1.1, 3));
  }

  @Test
  void aLoopDownToTheLargestIntegerRunsNoTrip() {
    Check check =
        Check.of(
            """
            static double f(double x, int n) {
              double s = x;
              for (int i = 3; i > n; i--) {
                s = s * x;
              }
              return s;
            }
            """);
    check.at(1.1, Integer.MAX_VALUE).is("x", 1);
    check.at(1.1, -2).is("x", 6 * Math.pow(1.1, 5));
  }

  @Test
  void aLoopUpFromTheSmallestIntegerEnds() {
    Check.of(
            """
            static double f(double x, int n) {
              double s = x;
              for (int i = Integer.MIN_VALUE; i < n; i++) {
                s = s * x;
              }
              return s;
            }
            """)
        .at(1.1, Integer.MIN_VALUE + 3)
        .is("x", 4 * Math.pow(1.1, 3));
  }

  @Test
  void aLoopDownFromTheLargestIntegerEnds() {
    Check.of(
            """
            static double f(double x, int n) {
              double s = x;
              for (int i = Integer.MAX_VALUE; i > n; i--) {
                s = s * x;
              }
              return s;
            }
            """)
        .at(1.1, Integer.MAX_VALUE - 3)
        .is("x", 4 * Math.pow(1.1, 3));
  }

  @Test
  void aLoopInBillionsCountsItsTrips() {
    Check check =
        Check.of(
            """
            static double f(double x, int n) {
              double s = x;
              for (int i = -2000000000; i < n; i += 1000000000) {
                s = s * x;
              }
              return s;
            }
            """);
    check.at(1.1, 2_000_000_000).is("x", 5 * Math.pow(1.1, 4));
    check.at(1.1, -2_000_000_000).is("x", 1);
  }

  @Test
  void aLoopUpFromTheSmallestIntegerIsLeft() {
    Check check =
        Check.of(
            """
            static double f(double x, int n) {
              double s = x;
              for (int i = Integer.MIN_VALUE; i < n; i++) {
                s = s * x;
                if (s > 1.25) {
                  break;
                }
              }
              return s;
            }
            """);
    check.at(1.1, Integer.MIN_VALUE + 3).is("x", 3 * Math.pow(1.1, 2));
    check.at(1.1, Integer.MIN_VALUE).is("x", 1);
  }

  @Test
  void aLoopThatIsLeftHasNoTripBelowTheSmallestInteger() {
    Check.of(
            """
            static double f(double x, int n) {
              double s = x;
              for (int i = n; i < -2147483648; i++) {
                s = s * x;
                if (s > 1.25) {
                  break;
                }
              }
              return s;
            }
            """)
        .at(1.1, Integer.MIN_VALUE)
        .is("x", 1);
  }

  @Test
  void aLoopUpToTheSmallestLongRunsNoTrip() {
    Check check =
        Check.of(
            """
            static double f(double x, long n) {
              double s = x;
              for (long i = 0; i < n; i++) {
                s = s * x;
              }
              return s;
            }
            """);
    check.at(1.1, Long.MIN_VALUE).is("x", 1);
    check.at(1.1, 3L).is("x", 4 * Math.pow(1.1, 3));
  }

  @Test
  void aStepOfTheSmallestIntegerIsAStep() {
    Check.of(
            """
            static double f(double x, int n) {
              double s = x;
              for (int i = n; i >= 0; i += Integer.MIN_VALUE) {
                s = s * x;
              }
              return s;
            }
            """)
        .at(1.1, 5)
        .is("x", 2.2);
  }

  @Test
  void theBoundOfAnInnerLoopIsAnElementThatTheOuterOneOverwrites() {
    Check.of(
            """
            static double f(double x) {
              int[] c = {1, 2, 3, 1, 2};
              double s = x;
              for (int i = 0; i < 4; i++) {
                c[i] = 4;
                for (int j = 0; j < c[i + 1]; j++) {
                  s = Math.sin(s * x) + 1.0;
                }
              }
              return s;
            }
            """)
        .at(1.1);
  }

  @Test
  void theIndexOfAWriteIsAnElementThatTheNextStatementOverwrites() {
    Check.of(
            """
            static double f(double x) {
              int[] p = {1, 2, 3, 1, 2};
              double[] d = {1.0, 2.0, 3.0, 4.0, 5.0};
              double s = x;
              for (int i = 0; i < 4; i++) {
                s = s * d[2] + d[1] * s;
                d[p[i + 1]] = 0.5 * i;
                p[i] = 0;
              }
              return s;
            }
            """)
        .at(1.1);
  }

  @Test
  void aHelperReadsAnIndexThatTheNextStatementOverwrites() {
    Check.of(
            """
            static double f(double x) {
              int[] p = {1, 2, 3, 1, 2};
              double[] d = {1.0, 2.0, 3.0, 4.0, 5.0};
              double s = x;
              for (int i = 0; i < 4; i++) {
                s = s * d[2] + d[1] * s;
                h(d, p, i + 1);
                p[i] = 0;
              }
              return s;
            }

            private static void h(double[] g, int[] q, int i) {
              g[q[i]] = 0.25 * i;
            }
            """)
        .at(1.1);
  }

  @Test
  void anIndexOfEachTripOfAWhileLoopCompilesInTime() {
    Check.of(
            """
            static double f(double x) {
              double[] d = {1.0, 2.0};
              double s = x;
              int k = 0;
              while (k < 3) {
                k++;
                int t = k & 1;
                d[t] = 0.5 * k;
                s = s * d[0] * x;
              }
              return s;
            }
            """)
        .at(1.5)
        .is("x", 4 * Math.pow(1.5, 3));
  }

  @Test
  void aLargerStepIsTakenAtTheEndOfAnArmWhoseConditionReadsTheIndex() {
    Check.of(
            """
            static double f(double m, int[] seed) {
              double j = 1;
              for (int k = 3; k > (4 & 1); k -= 2) {
                if (k + k >= k) {
                  j += m * k;
                  continue;
                }
                return Math.pow(2.5, Math.sin(j));
              }
              return j * j;
            }
            """)
        .at(0.5, new int[] {2});
  }

  @Test
  void aChoiceThatOverwritesWhatItsConditionReadsInALoop() {
    Check check =
        Check.of(
            """
            static double f(double k, double i) {
              double v = k;
              int q = 0;
              while (q++ < 3) {
                v = +k;
                i = i < -0.5 ? 1.0 : Math.pow(v, 2);
                k = i * v;
              }
              return v * i;
            }
            """);
    check.at(-1.4, -1.3);
    check.at(1.2, 0.3);
    check.at(0.8, -2.0);
  }

  @Test
  void aChoiceThatOverwritesTheElementThatItsConditionReads() {
    Check check =
        Check.of(
            """
            static void f(double[] a, int[] p, double w) {
              a[p[p[0]]] = a[2] < w ? Math.cbrt(a[1] + 4) : a[0] * a[2];
            }
            """);
    check.at(new double[] {-0.2, -0.18, 1.2, 0.9}, new int[] {1, 2, 1, 2}, 0.5);
    check.at(new double[] {-0.2, -0.18, 1.2, 0.9}, new int[] {1, 2, 1, 2}, 1.5);
  }
}
