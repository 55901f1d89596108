package org.cotangent.processor.gradient;

import static com.google.common.truth.Truth.assertThat;
import static org.cotangent.processor.testing.Switched.point;
import static org.cotangent.processor.testing.Switched.pushes;

import org.cotangent.processor.testing.Check;
import org.cotangent.processor.testing.Switched;
import org.junit.jupiter.api.Test;

/** Arrays that are overwritten again and again, some of them from end to end. */
class CoveringWritesTest {
  private static final double[] ONE = new double[1];
  private static final double[] FIVE = new double[5];

  private static Check both(String source, Object[]... points) {
    return Switched.atEach("covering-writes", source, points);
  }

  private static final String PRODUCTS =
      """
      static double f(double[] x, int n) {
        int d = x.length;
        double[] product = new double[d];
        double sum = 0;
        for (int c = 0; c < n; c++) {
          for (int j = 0; j < d; j++) {
            product[j] = x[j] + c;
          }
          for (int i = 0; i < d; i++) {
            for (int j = i + 1; j < d; j++) {
              product[j] += x[i] * 0.5;
            }
          }
          for (int j = 0; j < d; j++) {
            sum += product[j] * product[j];
          }
        }
        return sum;
      }
      """;

  @Test
  void aWorkArrayThatEachIterationFillsAnewIsKeptWhereItIsFilledOnly() {
    Check check = both(PRODUCTS, point(FIVE, 3), point(ONE, 2), point(new double[0], 2));
    check.atRandom(1, FIVE, 0);
    assertThat(pushes(check)).isLessThan(pushes(check.without("covering-writes")));
  }

  @Test
  void theBoundMayBeTheLengthOrANumberInclusiveOrDownwards() {
    String[] loops = {
      "int j = 0; j < w.length; j++",
      "int j = 0; j < x.length; j++",
      "int j = 0; j <= d - 1; j++",
      "int j = 0; j <= w.length - 1; j++",
      "int j = d - 1; j >= 0; j--",
      "int j = w.length - 1; j > -1; j--"
    };
    for (String loop : loops) {
      Check check =
          both(
              """
              static double f(double[] x, int n) {
                int d = x.length;
                double[] w = new double[d];
                double sum = 0;
                for (int c = 0; c < n; c++) {
                  for (LOOP) {
                    w[j] = x[j] * x[j] + c;
                  }
                  w[c % d] += x[0];
                  for (int j = 0; j < d; j++) {
                    sum += w[j] * w[j];
                  }
                }
                return sum;
              }
              """
                  .replace("LOOP", loop),
              point(FIVE, 3),
              point(ONE, 4));
      assertThat(pushes(check)).isLessThan(pushes(check.without("covering-writes")));
    }
  }

  /** Each of these leaves an element as it was, at least sometimes. */
  @Test
  void aLoopThatLeavesElementsAsTheyWereKeepsWhatIsNeededOfThem() {
    String[] loops = {
      "for (int j = 1; j < d; j++) { w[j] = x[j] * c; }",
      "for (int j = 0; j < d - 1; j++) { w[j] = x[j] * c; }",
      "for (int j = 0; j < d; j += 2) { w[j] = x[j] * c; }",
      "for (int j = 0; j < d; j++) { if (x[j] > 0) { w[j] = x[j] * c; } }",
      "for (int j = 0; j < d; j++) { if (x[j] > 0.3) { continue; } w[j] = x[j] * c; }",
      "for (int j = 0; j < d; j++) { if (j == c) { break; } w[j] = x[j] * c; }",
      "for (int j = 0; j < d; j++) { w[j] = x[j] * c; if (x[j] > 0) { break; } }",
      "for (int j = 0; j < d; j++) { w[d / 2] = x[j] * c; }",
      "for (int j = 0; j < d / 2; j++) { w[j] = x[j] * c; }",
      "for (int j = d - 1; j >= 1; j--) { w[j] = x[j] * c; }",
      "int e = d; e -= c; for (int j = 0; j < e; j++) { w[j] = x[j] * c; }",
      "java.util.Arrays.fill(w, 1, d, x[0]);",
      "java.util.Arrays.fill(w, 0, d - 1, x[0]);",
      "System.arraycopy(x, 0, w, 1, d - 1);",
      "System.arraycopy(x, 1, w, 0, d - 1);",
      "w[0] = x[1] * c; for (int j = 2; j < d; j++) { w[j] = x[j] * c; }",
      "w[c % 2] = x[1] * c; for (int j = 1; j < d; j++) { w[j] = x[j] * c; }",
      "if (x[0] > 0) { w[0] = x[1]; } for (int j = 1; j < d; j++) { w[j] = x[j] * c; }",
      "out: for (int i = 0; i < 2; i++) { for (int j = 0; j < d; j++) {"
          + " if (j > c) { continue out; } w[j] = x[j] * c; } }"
    };
    for (String loop : loops) {
      both(
          """
          static double f(double[] x, int n) {
            int d = x.length;
            double[] w = x.clone();
            double sum = 0;
            for (int c = 0; c < n; c++) {
              LOOP
              w[c % d] += x[0] * x[1];
              for (int j = 0; j < d; j++) {
                sum += w[j] * w[j];
              }
            }
            return sum;
          }
          """
              .replace("LOOP", loop),
          point(FIVE, 4),
          point(new double[2], 3));
    }
  }

  @Test
  void wholeFillsAndCopiesOverwriteAllOfAnArray() {
    String[] writes = {
      "java.util.Arrays.fill(w, x[c % d]);",
      "java.util.Arrays.fill(w, 0, d, x[c % d]);",
      "System.arraycopy(x, 0, w, 0, d);",
      "System.arraycopy(x, 0, w, 0, w.length);",
      "System.arraycopy(w, 0, w, 0, w.length);"
    };
    for (String write : writes) {
      both(
          """
          static double f(double[] x, int n) {
            int d = x.length;
            double[] w = new double[d];
            double sum = 0;
            for (int c = 0; c < n; c++) {
              WRITE
              w[c % d] += x[0] * x[0];
              for (int j = 0; j < d; j++) {
                sum += w[j] * w[j];
              }
            }
            return sum;
          }
          """
              .replace("WRITE", write),
          point(FIVE, 4),
          point(ONE, 3));
    }
  }

  @Test
  void elementsBesideTheLoopAreWrittenOneByOne() {
    String[] writes = {
      "w[0] = x[0] + c; for (int j = 1; j < d; j++) { w[j] = x[j] * w[j - 1]; }",
      "for (int j = 1; j < d; j++) { w[j] = x[j] * w[j - 1]; } w[0] = x[0] + c;",
      "for (int j = 0; j < d - 1; j++) { w[j] = x[j] * w[j + 1]; } w[d - 1] = x[0] + c;",
      "w[0] = x[0]; w[d - 1] = x[0] * c; for (int j = 1; j < d - 1; j++) { w[j] = x[j] + w[j - 1]; }",
      "w[1] = x[0]; w[0] = w[1] * c; sum += w[0] * w[1];"
          + " for (int j = 2; j < d; j++) { w[j] = x[j] + w[j - 1]; }",
      "w[0] = x[0]; for (int i = 0; i < d; i++) { sum += w[i] * w[i]; if (i == 1) { break; } }"
          + " for (int j = 1; j < d; j++) { w[j] = x[j] * x[j]; }",
    };
    for (String write : writes) {
      Check check =
          both(
              """
              static double f(double[] x, int n) {
                int d = x.length;
                double[] w = new double[d];
                double sum = 0;
                for (int c = 0; c < n; c++) {
                  WRITE
                  for (int j = 0; j < d; j++) {
                    w[j] *= 0.5;
                  }
                  w[c % d] += x[0] * x[0];
                  for (int j = 0; j < d; j++) {
                    sum += w[j] * w[j];
                  }
                }
                return sum;
              }
              """
                  .replace("WRITE", write),
              point(FIVE, 4),
              point(new double[2], 3));
      assertThat(pushes(check)).isLessThan(pushes(check.without("covering-writes")));
    }
  }

  @Test
  void twoRunsMayOverlap() {
    both(
        """
        static double f(double[] x, int n) {
          int d = x.length;
          double[] w = x.clone();
          double sum = 0;
          for (int c = 0; c < n; c++) {
            sum += w[0] * w[1] * w[d - 1];
            w[0] = x[1] * c;
            for (int j = 1; j < d - 1; j++) {
              w[j] = x[j] * x[j];
            }
            sum += w[0] * w[1] * w[d - 1];
            for (int j = 1; j < d; j++) {
              w[j] = x[j] * w[j - 1];
            }
            w[d - 1] = x[0] * w[d - 1];
            sum += w[0] * w[1] * w[d - 1];
            w[0] = w[1] * w[0];
          }
          return sum;
        }
        """,
        point(FIVE, 3),
        point(new double[2], 3));
  }

  @Test
  void anArrayWithTwoNamesOrOneThatMovesIsNotTakenForOverwritten() {
    both(
        """
        static double f(double[] x, int n) {
          int d = x.length;
          double[] a = x.clone();
          double[] b = x.clone();
          double[] c = a;
          double sum = 0;
          for (int k = 0; k < n; k++) {
            for (int j = 0; j < d; j++) {
              sum += a[j] * a[j] * b[j];
            }
            for (int j = 0; j < a.length; j++) {
              a[j] = x[j] * k;
            }
            double[] t = a;
            a = b;
            b = t;
            c[0] += x[0] * b[0];
            sum += c[0] * c[d - 1];
          }
          return sum;
        }
        """,
        point(FIVE, 4));
  }

  @Test
  void theLengthMayBeOverwrittenBetweenAllocationAndLoop() {
    both(
        """
        static double f(double[] x, int n) {
          int d = x.length;
          double[] w = new double[d];
          w[d - 1] = x[0];
          d--;
          double sum = 0;
          for (int c = 0; c < n; c++) {
            for (int j = 0; j < d; j++) {
              w[j] = x[j] * c;
            }
            w[d] += x[0] * x[0];
            w[0] += x[0];
            for (int j = 0; j < x.length; j++) {
              sum += w[j] * w[j];
            }
          }
          return sum;
        }
        """,
        point(FIVE, 4),
        point(ONE, 2));
  }

  @Test
  void anArrayOfEachIterationIsAnotherOne() {
    both(
        """
        static double f(double[] x, int n) {
          int d = x.length;
          double sum = 0;
          for (int c = 0; c < n; c++) {
            double[] w = new double[c + 1];
            for (int r = 0; r < 2; r++) {
              for (int j = 0; j < c + 1; j++) {
                w[j] = x[j % d] * w[(j + 1) % (c + 1)] + x[0];
              }
              w[r % (c + 1)] *= x[d - 1];
              for (int j = 0; j <= c; j++) {
                sum += w[j] * w[j];
              }
            }
          }
          return sum;
        }
        """,
        point(FIVE, 4), point(ONE, 3));
  }

  @Test
  void aHelperMayBeGivenOneArrayTwice() {
    both(
        """
        static double f(double[] x, int n) {
          double[] w = x.clone();
          double[] v = x.clone();
          double sum = 0;
          for (int c = 0; c < n; c++) {
            sum += w[0] * v[v.length - 1];
            scale(w, w, x[0]);
            scale(v, w, x[0]);
          }
          return sum + w[0] * v[0];
        }

        static void scale(double[] a, double[] b, double by) {
          for (int j = 0; j < a.length; j++) {
            a[j] = b[b.length - 1 - j] * by;
            b[0] *= by;
          }
          a[0] = a[0] * b[a.length / 2];
        }
        """,
        point(FIVE, 3),
        point(ONE, 3));
  }

  @Test
  void aParameterThatAHelperOverwritesIsPutBackForItsCaller() {
    both(
        """
        static double f(double[] x, int n) {
          double[] w = x.clone();
          double sum = 0;
          for (int c = 0; c < n; c++) {
            for (int j = 0; j < w.length; j++) {
              sum += w[j] * w[j];
            }
            renew(w, x, c);
          }
          return sum;
        }

        static void renew(double[] w, double[] x, int c) {
          for (int j = 0; j < w.length; j++) {
            w[j] = x[j] * w[j] + c;
          }
          for (int r = 0; r < 2; r++) {
            for (int j = 0; j < w.length; j++) {
              w[j] += x[(j + r) % x.length];
            }
          }
        }
        """,
        point(FIVE, 3), point(ONE, 3), point(new double[0], 2));
  }
}
