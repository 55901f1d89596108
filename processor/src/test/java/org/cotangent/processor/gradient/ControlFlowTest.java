package org.cotangent.processor.gradient;

import org.cotangent.processor.testing.Aliasing;
import org.cotangent.processor.testing.Check;
import org.junit.jupiter.api.Test;

/** Loops and their ends: how often they ran is what the reverse sweep must repeat. */
class ControlFlowTest {

  @Test
  void c1AWhileLoopWhoseTripsDependOnTheData() {
    Check.of(
            """
            static double f(double x) {
              while (x < 100) {
                x = x * x + 1;
              }
              return x;
            }
            """)
        .at(1.1)
        .isWithin(1e-6, "x", 8152.879);
  }

  @Test
  void c2ALoopThatNeverRunsIsTheIdentity() {
    Check.of(
            """
            static double f(double x, int n) {
              double y = x;
              for (int i = 0; i < n; i++) {
                y = y * y;
              }
              while (y > 1e300) {
                y = 0;
              }
              return y;
            }
            """)
        .at(3.0, 0)
        .is("x", 1);
  }

  private static final String C3 =
      """
      static double f(double x) {
        double s = 0;
        for (int i = 1; i < 5; i++) {
          for (int j = 1; j < 5; j++) {
            s += i * j * x * x;
            if (s > 10) {
              return s * x;
            }
          }
        }
        return s;
      }
      """;

  @Test
  void c3AnEarlyReturnInsideNestedLoops() {
    // 1 + 2 + 3 = 6, so 6 * 1.69 > 10 in the third pass: 6 x^3.
    Check.of(C3).at(1.3).is("x", 18 * 1.69);
    // Never above 10: 100 x^2.
    Check.of(C3).at(0.3).is("x", 60);
  }

  @Test
  void c4ABreakAfterTheUpdate() {
    Check.of(
            """
            static double f(double u) {
              double res = 0;
              for (int i = 0; i < 3; i++) {
                res += i * u;
                if (i == 1) {
                  break;
                }
              }
              return res;
            }
            """)
        .at(3.0)
        .is("u", 1);
  }

  @Test
  void c5AContinueAtTheEndOfTheBody() {
    Check.of(
            """
            static double f(double u) {
              double res = 11 * u;
              for (int i = 0; i < 3; i++) {
                res += u * i;
                continue;
              }
              return res;
            }
            """)
        .at(3.0)
        .is("u", 14);
  }

  @Test
  void c6AContinueSkipsTheUpdateButNotTheHeader() {
    Check.of(
            """
            static double f(double u, int n) {
              double res = u;
              for (int i = 0; i < n; i++) {
                if (i % 2 == 0) {
                  continue;
                }
                res *= u + i;
              }
              return res;
            }
            """)
        .at(3.0, 4)
        // u (u + 1) (u + 3)
        .is("u", 3 * 9 + 8 * 3 + 3);
  }

  @Test
  void c6AContinueInAWhileLoop() {
    Check.of(
            """
            static double f(double u, int n) {
              double res = u;
              int i = 0;
              while (i < n) {
                i++;
                if (res > 20) {
                  res *= 0.5;
                  continue;
                }
                res *= u + i;
              }
              return res;
            }
            """)
        .at(3.0, 6);
  }

  @Test
  void c7LabelledContinueAndBreak() {
    Check check =
        Check.of(
            """
            static double f(double x, int n) {
              double s = x;
              outer:
              for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                  if (j > i) {
                    continue outer;
                  }
                  if (i + j > 5) {
                    break outer;
                  }
                  s += s * x * (i + j);
                }
                s *= 1.5;
              }
              return s;
            }
            """);
    check.at(0.4, 6);
    check.at(0.4, 2);
    check.at(0.4, 0).is("x", 1);
  }

  @Test
  void c7ALabelledContinueOfAWhileLoop() {
    Check.of(
            """
            static double f(double x) {
              double s = x;
              int i = 0;
              outer:
              while (i < 4) {
                i++;
                do {
                  s *= x;
                  if (s < 0.1) {
                    continue outer;
                  }
                  if (s < 0.01) {
                    break outer;
                  }
                } while (s > 0.2);
                s += 1;
              }
              return s;
            }
            """)
        .at(0.7);
  }

  @Test
  void c8ADoLoopWithAChangingBound() {
    Check check =
        Check.of(
            """
            static double f(double x, int n) {
              int i = 0;
              do {
                x = x * x + i;
                n--;
                i++;
              } while (i < n);
              return x;
            }
            """);
    check.at(0.7, 5);
    // The body runs once whatever the bound is.
    check.at(0.7, -3).is("x", 1.4);
  }

  @Test
  void c9TheLoopVariableIsChangedInTheBody() {
    Check.of(
            """
            static double f(double x, int n) {
              double s = 1;
              for (int i = 0; i < n; i++) {
                s = s * x + i;
                if (i == 2) {
                  i += 2;
                }
              }
              return s;
            }
            """)
        .at(0.7, 8);
  }

  @Test
  void c9StepsOtherThanOne() {
    Check check =
        Check.of(
            """
            static double f(double[] x) {
              double s = 1;
              for (int i = x.length - 1; i >= 0; i -= 2) {
                s = s * x[i] + 1;
              }
              for (int i = 0; i < x.length; i += 3) {
                s = s * x[i] - 1;
              }
              for (long i = 0L; i < x.length; i = i + 2) {
                s = s * x[(int) i];
              }
              for (int i = 1; i < x.length; i *= 2) {
                s = s + s * x[i];
              }
              return s;
            }
            """);
    check.atRandom(1, new double[0]);
    check.atRandom(1, new double[1]);
    check.atRandom(1, new double[7]);
    check.atRandom(1, new double[8]);
  }

  @Test
  void c9ALoopVariableThatOverflows() {
    Check.of(
            """
            static double f(double x) {
              double s = 1;
              for (int i = 2147483640; i > 0; i++) {
                s *= x;
              }
              for (byte b = 120; b > 0; b++) {
                s *= x;
              }
              return s;
            }
            """)
        .at(1.5)
        .isWithin(1e-11, "x", 16 * Math.pow(1.5, 15));
  }

  @Test
  void c9ALoopUpToTheGreatestInt() {
    Check.of(
            """
            static double f(double x, int n) {
              double s = 1;
              for (int i = n; i <= 2147483646; i++) {
                s *= x;
                s += 1;
              }
              return s;
            }
            """)
        .at(1.5, 2147483643);
  }

  @Test
  void c10TheBoundIsChangedInsideTheLoop() {
    Check.of(
            """
            static double f(double x, int n) {
              double s = 1;
              for (int i = 0; i < n; i++) {
                s = s * x + n;
                n--;
              }
              return s;
            }
            """)
        .at(0.7, 7);
  }

  @Test
  void c10TheArrayWhoseLengthIsTheBoundIsReplaced() {
    Aliasing.rightOrRefused(
        """
        static double f(double x) {
          double[] a = new double[5];
          double s = 1;
          for (int i = 0; i < a.length; i++) {
            s = s * x + 1;
            if (i == 2) {
              a = new double[4];
            }
          }
          return s;
        }
        """,
        0.7);
  }
}
