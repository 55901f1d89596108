package org.cotangent.processor.gradient;

import static com.google.common.truth.Truth.assertThat;
import static org.cotangent.processor.testing.Switched.point;

import org.cotangent.processor.testing.Check;
import org.cotangent.processor.testing.Switched;
import org.junit.jupiter.api.Test;

/** Counters, signs and switches that the reverse sweep takes back. */
class UndoneUpdatesTest {
  private static final double[] TWELVE = new double[12];

  private static Check both(String source, Object[]... points) {
    return Switched.atEach("undone-updates", source, points);
  }

  @Test
  void aCounterInALoopIsCountedDownAgain() {
    Check check =
        both(
            """
            static double f(double[] x, int n) {
              double sum = 0;
              for (int r = 0; r < n; r++) {
                int p = 0;
                for (int i = 0; i < 3; i++) {
                  for (int j = i; j < 3; j++) {
                    sum += x[p] * x[p] * x[i];
                    p++;
                  }
                }
              }
              return sum;
            }
            """,
            point(TWELVE, 2),
            point(TWELVE, 0));
    assertThat(check.generated()).contains("p--;");
    assertThat(check.without("undone-updates").generated()).doesNotContain("p--;");
  }

  @Test
  void whatCountsAndTurnsIsTakenBackInEveryForm() {
    String[] updates = {
      "p++;",
      "p--;",
      "p += 2;",
      "p -= k;",
      "p = 3 - p;",
      "p = k - p;",
      "p = k + p;",
      "p ^= 5;",
      "p = 6 ^ p;",
      "p = -p;",
      "p = ~p;",
      "p = +p;",
      "p += p;",
      "p = p - p;",
      "p = p * 3;",
      "p += step[k % 2];",
      "p += step[k % 2]; step[k % 2]++;",
      "p += k; p ^= k; p = -p;",
      "if (x[k] > 0) { p++; }",
      "p = x[k] > 0 ? p + 1 : p;",
      "int q = k * k; p += q;",
      "int q = k; q++; p += q; q++; p += q;",
      "p += Integer.MAX_VALUE;",
      "p -= Integer.MIN_VALUE;",
      "p += (int) 3000000000L;"
    };
    for (String type : new String[] {"int", "long"}) {
      for (String update : updates) {
        both(
            """
            static double f(double[] x, int n) {
              TYPE p = 1;
              int[] step = {1, 3};
              double sum = 0;
              double y = x[0];
              for (int k = 0; k < n; k++) {
                int at = (int) ((p % 12 + 12) % 12);
                y = y * x[at];
                UPDATE
                y = y + x[(int) ((p % 12 + 12) % 12)] * x[at];
                sum += y * y;
              }
              return sum * p;
            }
            """
                .replace("TYPE", type)
                .replace("UPDATE", update),
            point(TWELVE, 5),
            point(TWELVE, 0));
      }
    }
  }

  @Test
  void aStepThatChangesIsRememberedWithTheCounter() {
    both(
        """
        static double f(double[] x, int n) {
          int p = 0;
          int step = 1;
          double y = 1;
          for (int k = 0; k < n; k++) {
            y = y * x[p % 12] + x[0];
            p += step;
            step = step * 2;
            y = y * x[step % 12];
            step++;
          }
          return y;
        }
        """,
        point(TWELVE, 6));
  }

  @Test
  void aCounterBeyondTheLargestWholeNumberComesBack() {
    both(
        """
        static double f(double[] x, int n) {
          int p = Integer.MAX_VALUE - 1;
          long q = Long.MIN_VALUE + 1;
          double y = 1;
          for (int k = 0; k < n; k++) {
            y = y * x[(p % 12 + 12) % 12] + x[(int) ((q % 12 + 12) % 12)] * x[0];
            p++;
            q--;
          }
          return y;
        }
        """,
        point(TWELVE, 5));
  }

  @Test
  void aSignThatAlternatesAndASwitchTurnBack() {
    Check check =
        both(
            """
            static double f(double[] x, int n) {
              double sign = 1;
              float other = -0.5f;
              boolean even = true;
              double y = 1;
              for (int k = 0; k < n; k++) {
                y = y + sign * x[k] * x[k] + other * y * y;
                sign = -sign;
                if (even) {
                  y = y * x[0];
                } else {
                  other = -other;
                }
                even = !even;
              }
              return y;
            }
            """,
            point(TWELVE, 6));
    assertThat(check.generated()).doesNotContain("tape.push(sign)");
    assertThat(check.generated()).doesNotContain("tape.push(even)");
  }

  @Test
  void aSignThatCarriesDerivativesTurnsBackToo() {
    both(
        """
        static double f(double x, double z, int n) {
          double s = x;
          double y = 1;
          for (int k = 0; k < n; k++) {
            y = y + s * s * z;
            s = -s;
            y = y * s;
            s = s * z;
          }
          return y;
        }
        """,
        point(0.0, 0.0, 5),
        point(0.0, 0.0, 0));
  }

  @Test
  void aSumOfFractionsIsNotTakenBack() {
    Check check =
        both(
            """
            static double f(double x, int n) {
              double t = 0;
              double y = x;
              for (int k = 0; k < n; k++) {
                y = y * Math.sin(t + x);
                t += 0.1;
              }
              return y;
            }
            """,
            point(0.0, 5));
    assertThat(check.generated()).doesNotContain("t -= 0.1");
  }

  @Test
  void aCounterOfAHelperIsLeftAsItWasForEachCall() {
    both(
        """
        static double f(double[] x, int n) {
          double y = 0;
          for (int k = 0; k < n; k++) {
            y += part(x, k, n);
          }
          return y;
        }

        static double part(double[] x, int p, int n) {
          double y = x[p];
          int end = p + n;
          while (p < end) {
            y = y * x[p % 12] + x[0];
            p++;
            if (y > 10) {
              break;
            }
            if (y < 0) {
              continue;
            }
            y = y * x[p % 12];
            p++;
          }
          return n > 1 ? y * part(x, p, n - 1) : y * x[p % 12];
        }
        """,
        point(TWELVE, 3), point(TWELVE, 1));
  }

  @Test
  void theBoundOfALoopMayBeACounter() {
    both(
        """
        static double f(double[] x, int n) {
          int p = 0;
          double y = 1;
          for (int k = 0; k < n; k++) {
            for (int j = 0; j < p; j++) {
              y = y * x[j] + x[k];
            }
            p++;
            for (int j = p; j > 0; j--) {
              y = y * x[j % 12] + x[k] * x[p];
            }
          }
          return y;
        }
        """,
        point(TWELVE, 4));
  }
}
