package org.cotangent.processor.gradient;

import static com.google.common.truth.Truth.assertThat;

import org.cotangent.processor.testing.Check;
import org.junit.jupiter.api.Test;

/** Numbers that a call gives to both halves of a helper, instead of the first keeping them. */
class RepeatedArgumentsTest {
  private static final double[] FOUR = new double[4];

  /** Each helper has a loop, so that it is called in two halves. */
  private static Check both(String source, Object[]... points) {
    Check check = Check.of(source);
    Check without = check.without("repeated-arguments");
    Check plain = check.without("repeated-arguments,recomputed-values,unread-arrays");
    Check only = check.without("recomputed-values,inlined-helpers,undone-updates,unread-arrays");
    for (Object[] point : points) {
      check.atRandom(2, point);
      without.atRandom(2, point);
      plain.atRandom(1, point);
      only.atRandom(1, point);
    }
    return check;
  }

  private static Object[] point(Object... arguments) {
    return arguments;
  }

  @Test
  void aNumberThatTheCallerStillHasIsNotKeptByTheHelper() {
    Check check =
        both(
            """
            static double f(double[] x, double h, int n) {
              double y = 1;
              for (int k = 0; k < n; k++) {
                y += term(x, h / 2, k);
              }
              return y;
            }

            static double term(double[] x, double h, int k) {
              double y = 1;
              for (int i = 0; i < k; i++) {
                y = y * x[i] + h * h;
              }
              return y;
            }
            """,
            point(FOUR, 0.0, 4),
            point(FOUR, 0.0, 1),
            point(FOUR, 0.0, 0));
    assertThat(check.generated()).doesNotContain("tape.push(h)");
    assertThat(check.generated()).doesNotContain("tape.push(k)");
    assertThat(check.without("repeated-arguments").generated()).contains("tape.push(h)");
    assertThat(check.without("repeated-arguments").generated()).contains("tape.push(k)");
  }

  @Test
  void aRecursionPassesOnWhatItWasGiven() {
    Check check =
        both(
            """
            static double f(double[] x, int n) {
              return down(x, n, 0, 3 - n);
            }

            static double down(double[] x, int n, int from, int unread) {
              double y = 1;
              for (int i = from; i < n; i++) {
                y = y * x[i] + x[from] * down(x, n - 1, i + 1, unread + i);
              }
              return y;
            }
            """,
            point(FOUR, 4),
            point(FOUR, 1),
            point(FOUR, 0));
    assertThat(check.generated()).doesNotContain("tape.push(from)");
    assertThat(check.generated()).doesNotContain("tape.push(n)");
    assertThat(check.generated()).contains("downReverse(x, xAdjoint, n, 0, seed, tape)");
  }

  @Test
  void methodsThatCallEachOtherPassOnWhatTheyWereGiven() {
    both(
        """
        static double f(double[] x, double h, int n) {
          return even(x, n, h) * h;
        }

        static double even(double[] x, int n, double h) {
          double y = h;
          for (int i = 0; i < n; i++) {
            y = y * x[i] + odd(x, n - 1, h * x[0], i);
          }
          return y;
        }

        static double odd(double[] x, int n, double h, int i) {
          double y = x[i];
          while (y < 2 && n > 0) {
            y = y + 1 + h * even(x, n - 2, h + 1);
          }
          return y;
        }
        """,
        point(FOUR, 0.0, 4),
        point(FOUR, 0.0, 2),
        point(FOUR, 0.0, 0));
  }

  @Test
  void aParameterThatTheHelperOverwritesIsKeptByIt() {
    Check check =
        both(
            """
            static double f(double[] x, int n) {
              double y = 0;
              for (int k = 0; k < n; k++) {
                y += part(x, k, x[k]) * part(x, n, 2);
              }
              return y;
            }

            static double part(double[] x, int p, double s) {
              double y = s;
              s = s * x[0];
              while (p > 0) {
                p--;
                y = y * x[p] + s * y;
              }
              return y;
            }
            """,
            point(FOUR, 4),
            point(FOUR, 1),
            point(FOUR, 0));
    assertThat(check.generated()).contains("tape.push(p)");
  }

  @Test
  void aCounterThatIsCountedInTheCallIsNotCountedAgain() {
    both(
        """
        static double f(double[] x, int n) {
          int p = 0;
          double y = 1;
          while (p < n) {
            y = y * power(x, p++, n) + power(x, p, ++p);
          }
          return y * power(x, --p, p--);
        }

        static double power(double[] x, int at, int n) {
          double y = 1;
          for (int i = 0; i < n; i++) {
            y = y * x[at % x.length] + i;
          }
          return y;
        }
        """,
        point(FOUR, 4), point(FOUR, 1));
  }

  @Test
  void anArgumentThatIsOverwrittenLaterHasItsOldValueInTheReverseHalf() {
    both(
        """
        static double f(double[] x, double h, int n) {
          double t = h;
          double y = power(x, t, n);
          int m = n;
          t = t * x[1];
          y = y * power(x, t, m);
          m = m / 2;
          for (int k = 0; k < n; k++) {
            y = y + power(x, t, m + k);
            t = t + h;
            m = k;
            if (x[k] > 0) {
              t = t * t;
              y = y * power(x, t + 1, m);
            }
          }
          return y * power(x, t, m) + power(x, y, 2);
        }

        static double power(double[] x, double t, int n) {
          double y = 1;
          for (int i = 0; i < n; i++) {
            y = y * x[i % x.length] * t + i;
          }
          return y;
        }
        """,
        point(FOUR, 0.0, 4), point(FOUR, 0.0, 1), point(FOUR, 0.0, 0));
  }

  @Test
  void aVariableThatTakesTheResultOfItsOwnCallKeepsBothValues() {
    both(
        """
        static double f(double[] x, double h, int n) {
          double y = h;
          y = power(x, y, n);
          for (int k = 0; k < n; k++) {
            y = power(x, y, k) + 0.5;
            double z = y * x[0];
            z = power(x, z, k);
            y = power(x, z, 2);
          }
          return y;
        }

        static double power(double[] x, double t, int n) {
          double y = 1;
          for (int i = 0; i < n; i++) {
            y = y * x[i % x.length] * t * t + i;
          }
          return y;
        }
        """,
        point(FOUR, 0.0, 3), point(FOUR, 0.0, 1), point(FOUR, 0.0, 0));
  }

  @Test
  void anElementThatTheHelperOverwritesItselfIsNotReadAgain() {
    both(
        """
        static double f(double[] x, int n) {
          double[] w = x.clone();
          int[] at = {1, 2, 3, 0};
          double y = 1;
          for (int k = 0; k < n; k++) {
            y = y * shift(w, w[k % 4], at, at[k % 4]) + shift(x.clone(), x[k], at, at[0]);
            w[0] = w[0] * x[k];
            y = y + shift(w, w[0], at.clone(), at[at.length - 1]);
          }
          return y;
        }

        static double shift(double[] w, double by, int[] at, int from) {
          double y = by;
          for (int i = 0; i < w.length; i++) {
            w[i] = w[i] * by + 1;
            y = y + w[from] * w[i];
            at[i] = (at[i] + 1) % 4;
          }
          return y;
        }
        """,
        point(FOUR, 4), point(FOUR, 1), point(FOUR, 0));
  }

  @Test
  void anElementThatNobodyOverwritesIsReadAgain() {
    Check check =
        both(
            """
            static double f(double[] x, int[] lengths) {
              double y = 0;
              for (int k = 0; k < lengths.length; k++) {
                y += power(x, x[k], lengths[k]);
              }
              return y;
            }

            static double power(double[] x, double t, int n) {
              double y = 1;
              for (int i = 0; i < n; i++) {
                y = y * x[i] * t + i;
              }
              return y;
            }
            """,
            point(FOUR, new int[] {3, 0, 1}),
            point(FOUR, new int[0]));
    assertThat(check.generated()).contains("powerReverse(x, xShare, x[k], lengths[k], seed, tape)");
  }

  @Test
  void aNumberOfTheBlockOfSeveralCallsIsKeptOnce() {
    Check check =
        both(
            """
            static double f(double[] x, int n) {
              double y = 0;
              for (int k = 0; k < n; k++) {
                double t = Math.exp(x[k]);
                y += power(x, t, k) * power(x, 2 * t, 3);
                if (y > 1) {
                  y -= power(x, t, 2);
                }
              }
              return y;
            }

            static double power(double[] x, double t, int n) {
              double y = 1;
              for (int i = 0; i < n; i++) {
                y = y * x[i % x.length] * t + i;
              }
              return y;
            }
            """,
            point(FOUR, 4), point(FOUR, 1), point(FOUR, 0));
    assertThat(check.without("repeated-arguments").generated()).contains("tape.push(t)");
  }

  @Test
  void twoCallsOfWhichOnlyOneHasTheNumberAgainGetHalvesOfTheirOwn() {
    Check check =
        both(
            """
            static double f(double[] x, double h, int n) {
              double y = 1;
              for (int k = 0; k < n; k++) {
                y = y + power(x, h, k);
                y = power(x, y, k);
              }
              return y;
            }

            static double power(double[] x, double t, int n) {
              double y = 1;
              for (int i = 0; i < n; i++) {
                y = y * x[i % x.length] * t + i;
              }
              return y;
            }
            """,
            point(FOUR, 0.0, 3), point(FOUR, 0.0, 0));
    assertThat(check.generated()).contains("power2Reverse(");
  }

  @Test
  void aHelperThatThrowsOrReturnsEarlyLeavesTheTapeAsItShould() {
    Check check =
        both(
            """
            static double f(double[] x, double h, int n) {
              double y = 1;
              for (int k = 0; k < n; k++) {
                y = y + power(x, h, k);
              }
              return y;
            }

            static double power(double[] x, double t, int n) {
              if (n == 0) {
                return t * t;
              }
              if (n > 3) {
                throw new IllegalArgumentException("too many: " + n);
              }
              double y = 1;
              for (int i = 0; i < n; i++) {
                y = y * x[i] * t + i;
                if (y > 1.5) {
                  return y * t;
                }
              }
              return y;
            }
            """,
            point(FOUR, 0.0, 4),
            point(FOUR, 0.0, 1));
    check.throwsAt(IllegalArgumentException.class, FOUR, 0.5, 5);
  }

  @Test
  void loopsThatRunAgainGiveTheirIndexAgain() {
    both(
        """
        static double f(double[] x, double h, int n) {
          double[] y = x.clone();
          for (@Checkpointed(snapshots = 2) int k = 0; k < n; k++) {
            step(y, h / 2, k);
            y[k % 4] = y[k % 4] * power(x, h, k);
          }
          return y[0] * y[1];
        }

        static void step(double[] y, double h, int k) {
          for (int i = 1; i < y.length; i++) {
            y[i] = y[i] + h * y[i - 1] * y[(i + k) % y.length];
          }
        }

        static double power(double[] x, double t, int n) {
          double y = 1;
          for (int i = 0; i < n; i++) {
            y = y * x[i % x.length] * t + i;
          }
          return y;
        }
        """,
        point(FOUR, 0.0, 5), point(FOUR, 0.0, 1), point(FOUR, 0.0, 0));
  }
}
