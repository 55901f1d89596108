package org.cotangent.processor.gradient;

import static com.google.common.truth.Truth.assertThat;
import static org.cotangent.processor.testing.Switched.point;
import static org.cotangent.processor.testing.Switched.pushes;

import org.cotangent.processor.testing.Check;
import org.cotangent.processor.testing.Switched;
import org.junit.jupiter.api.Test;

/** Arrays that helpers overwrite: put back where an adjoint reads them, and only there. */
class UnreadArraysTest {
  private static final double[] FOUR = new double[4];

  private static Check both(String source, Object[]... points) {
    return Switched.atEach("unread-arrays", source, points);
  }

  @Test
  void aWorkArrayOfAHelperThatOnlySumsReadIsNotPutBack() {
    Check check =
        both(
            """
            static double f(double[] x, int n) {
              double[] k = new double[x.length];
              double sum = 0;
              for (int s = 0; s < n; s++) {
                slope(x, k, s);
                for (int i = 0; i < k.length; i++) {
                  sum += s * k[i];
                }
              }
              return sum;
            }

            static void slope(double[] x, double[] k, int s) {
              for (int i = 1; i < x.length; i++) {
                k[i] = x[i] * x[i - 1] + s;
              }
            }
            """,
            point(FOUR, 3),
            point(new double[1], 2),
            point(FOUR, 0));
    assertThat(pushes(check)).isLessThan(pushes(check.without("unread-arrays")));
  }

  @Test
  void aWorkArrayThatAnAdjointReadsIsPutBack() {
    both(
        """
        static double f(double[] x, int n) {
          double[] k = x.clone();
          double sum = 0;
          for (int s = 0; s < n; s++) {
            for (int i = 0; i < k.length; i++) {
              sum += k[i] * k[i];
            }
            slope(x, k, s);
            sum += k[s % k.length] * k[0];
          }
          return sum;
        }

        static void slope(double[] x, double[] k, int s) {
          for (int i = 1; i < x.length; i++) {
            k[i] = x[i] * x[i - 1] + s;
          }
        }
        """,
        point(FOUR, 4), point(new double[1], 2));
  }

  @Test
  void aHelperMayReadWhatItHasWrittenItself() {
    both(
        """
        static double f(double[] x, int n) {
          double[] k = x.clone();
          double sum = 0;
          for (int s = 0; s < n; s++) {
            sum += power(x, k);
            k[0] += x[1];
          }
          return sum;
        }

        static double power(double[] x, double[] k) {
          double y = 1;
          for (int i = 0; i < x.length; i++) {
            y *= k[i];
            k[i] = k[i] * x[i];
            y *= k[i];
          }
          return y;
        }
        """,
        point(FOUR, 3));
  }

  @Test
  void linksThatARecursionPutsBackItselfAreNotKept() {
    Check check =
        both(
            """
            static double f(double[] m, int n) {
              int[] next = new int[n + 1];
              for (int i = 0; i < n; i++) {
                next[i] = i + 1;
              }
              next[n] = 0;
              return minor(m, n, 0, next);
            }

            static double minor(double[] m, int n, int row, int[] next) {
              if (row == n) {
                return 1;
              }
              double sum = 0;
              double sign = 1;
              int before = n;
              int column = next[n];
              while (column != n) {
                next[before] = next[column];
                sum += sign * m[row * n + column] * minor(m, n, row + 1, next);
                next[before] = column;
                sign = -sign;
                before = column;
                column = next[column];
              }
              return sum;
            }
            """,
            point(new double[9], 3),
            point(new double[1], 1),
            point(new double[0], 0));
    assertThat(check.generated()).doesNotContain("next[before] = tape.pop");
    assertThat(check.without("unread-arrays").generated()).contains("next[before] = tape.pop");
  }

  @Test
  void aRecursionThatReadsItsArrayInTheAdjointKeepsIt() {
    both(
        """
        static double f(double[] x, int n) {
          double[] w = x.clone();
          double y = down(x, w, n) + w[0] * w[1];
          return y * down(x, w, 1) + w[2];
        }

        static double down(double[] x, double[] w, int n) {
          if (n == 0) {
            return w[0] * w[1];
          }
          w[n % 4] = w[n % 4] * x[0] + x[1];
          double y = down(x, w, n - 1);
          w[0] = w[0] * y;
          double z = n > 2 ? down(x, w, n - 2) : w[3];
          return y * z * w[(n + 1) % 4];
        }
        """,
        point(FOUR, 4), point(FOUR, 1), point(FOUR, 0));
  }

  @Test
  void methodsThatCallEachOtherAgreeOnWhatTheyRead() {
    both(
        """
        static double f(double[] x, int n) {
          double[] w = x.clone();
          double[] v = x.clone();
          double y = 1;
          for (int k = 0; k < 2; k++) {
            y = y * even(x, w, v, n) + v[0];
            w[k] = w[k] + v[1] * x[2];
          }
          return y + w[0] * v[3];
        }

        static double even(double[] x, double[] w, double[] v, int n) {
          if (n <= 0) {
            return x[0];
          }
          w[n % 4] = x[1] * n;
          v[0] = v[0] * x[n % 4];
          return odd(x, w, v, n - 1) + x[3];
        }

        static double odd(double[] x, double[] w, double[] v, int n) {
          double before = third(w, n);
          w[(n + 2) % 4] = before * x[0];
          return n > 0 ? even(x, v, w, n - 1) * x[1] : before;
        }

        static double third(double[] w, int n) {
          w[0] = w[0] + w[n % 4];
          return n > 1 ? w[1] * w[1] : w[2];
        }
        """,
        point(FOUR, 4), point(FOUR, 1), point(FOUR, 0));
  }

  @Test
  void oneArrayGivenTwiceIsPutBackForBoth() {
    both(
        """
        static double f(double[] x, int n) {
          double[] w = x.clone();
          double sum = 0;
          for (int k = 0; k < n; k++) {
            sum += w[0] * w[3];
            move(w, w, k);
            sum += w[1] * w[2];
            move(w, x, k);
          }
          return sum;
        }

        static void move(double[] to, double[] from, int k) {
          for (int i = 0; i < to.length; i++) {
            to[i] = from[(i + k) % from.length] * 2 + k;
          }
        }
        """,
        point(FOUR, 3));
  }

  @Test
  void rowsThatAHelperOverwritesArePutBackWhereTheyAreRead() {
    both(
        """
        static double f(double[][] m, int n) {
          double sum = 0;
          double[][] w = {m[0].clone(), m[1].clone()};
          for (int k = 0; k < n; k++) {
            sum += w[0][0] * w[1][k % w[1].length];
            rows(m, w, k);
            one(w[k % 2], m[0], k);
          }
          return sum + w[1][0];
        }

        static void rows(double[][] m, double[][] w, int k) {
          for (int i = 0; i < w.length; i++) {
            for (int j = 0; j < w[i].length; j++) {
              w[i][j] = m[i][j] * k + w[i][0];
            }
          }
        }

        static void one(double[] row, double[] by, int k) {
          for (int j = 0; j < row.length; j++) {
            row[j] = row[j] * by[0] + k;
          }
        }
        """,
        point(new double[][] {new double[2], new double[3]}, 3),
        point(new double[][] {new double[1], new double[1]}, 2));
  }

  @Test
  void anAnnotatedMethodThatOverwritesItsParameterLeavesItAsThePlainCallDoes() {
    both(
        """
        static double f(double[] x, double[] w) {
          double sum = 0;
          for (int r = 0; r < 3; r++) {
            twist(x, w);
            sum += w[0] * r;
          }
          return sum;
        }

        static void twist(double[] x, double[] w) {
          for (int i = 0; i < x.length; i++) {
            w[i] = 2 * w[w.length - 1 - i] + x[i];
          }
        }
        """,
        point(FOUR, FOUR),
        point(new double[1], new double[1]));
  }
}
