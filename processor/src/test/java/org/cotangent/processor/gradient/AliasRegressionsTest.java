package org.cotangent.processor.gradient;

import static org.cotangent.processor.testing.Aliasing.rightOrRefused;

import org.cotangent.processor.testing.Check;
import org.cotangent.processor.testing.Refusals;
import org.junit.jupiter.api.Test;

/** Arrays that share rows, hold one another or are written behind a call: none loses a share. */
class AliasRegressionsTest {
  private static final double[][] MATRIX = {{1.1, 0.5}, {0.3, 0.7}};

  private static void right(String source, Object... arguments) {
    Check.of(source).at(arguments);
  }

  @Test
  void aMatrixOfTwoParameters() {
    right(
        """
        static double f(double[] a, double[] b) {
          double[][] m = {a, b};
          return m[0][0] * m[1][1];
        }
        """,
        new double[] {1.1, 0.5},
        new double[] {0.3, 0.7});
  }

  @Test
  void aMatrixOfNumbersAndAParameter() {
    right(
        """
        static double f(double a, double[] b) {
          double[][] m = {{a, a * a}, b};
          return m[0][1] * m[1][1];
        }
        """,
        1.1,
        new double[] {0.3, 0.7});
  }

  @Test
  void aMatrixOfLocalArraysThatIsWritten() {
    right(
        """
        static double f(double[] a, double[] b) {
          double[] t = a.clone();
          double[][] m = {t, b.clone()};
          m[0][1] = t[0] * m[1][1];
          return m[0][0] * t[1];
        }
        """,
        new double[] {1.1, 0.5},
        new double[] {0.3, 0.7});
  }

  @Test
  void aMatrixThatHasOneRowTwiceAndIsWritten() {
    right(
        """
        static double f(double[] b) {
          double[] t = b.clone();
          double[][] m = {t, t};
          for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 2; j++) {
              m[i][j] = Math.exp(m[i][j]);
            }
          }
          return m[0][1] * m[1][0];
        }
        """,
        (Object) new double[] {1.1, 0.5});
  }

  @Test
  void aMatrixThatHasOneRowTwiceAndIsWrittenByAHelper() {
    right(
        """
        static double f(double x, double y) {
          double[] r = {x, y};
          double[][] m = {r, r};
          h(m);
          return m[0][0] * m[1][1];
        }

        private static void h(double[][] m) {
          for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 2; j++) {
              m[i][j] = Math.exp(m[i][j] * 0.5);
            }
          }
        }
        """,
        1.1,
        0.5);
  }

  @Test
  void theCloneOfAMatrixSharesTheRowsOfTheParameter() {
    Check.of(
            """
            static double f(double[][] m) {
              double[][] k = m.clone();
              return k[0][0] * k[1][1];
            }
            """)
        .at((Object) MATRIX)
        .is("m", 0.7, 0, 0, 1.1);
  }

  @Test
  void theCloneOfALocalMatrixSharesItsRows() {
    rightOrRefused(
        """
        static double f(double[][] m) {
          double[][] t = new double[2][2];
          t[0][0] = m[0][1];
          double[][] k = t.clone();
          k[0][0] *= m[1][1];
          return t[0][0] * k[0][0];
        }
        """,
        (Object) MATRIX);
  }

  @Test
  void theCopyOfAMatrixSharesItsRows() {
    Refusals.check(
        """
        static double f(double[][] m) {
          double[][] k = java.util.Arrays.copyOf(m, 2); // expect AD209: .copyOf
          return k[0][0] * k[1][1];
        }
        """);
  }

  @Test
  void aHelperThatWritesAMatrixAndOneOfItsRows() {
    right(
        """
        static void f(double[][] m) {
          h(m, m[0]);
        }

        private static void h(double[][] m, double[] r) {
          m[0][0] = Math.exp(r[0]);
          r[1] = m[0][0] * r[1];
        }
        """,
        (Object) MATRIX);
  }

  @Test
  void aHelperThatWritesALocalMatrixAndOneOfItsRows() {
    right(
        """
        static double f(double[][] m) {
          double[][] k = new double[2][2];
          for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 2; j++) {
              k[i][j] = m[i][j];
            }
          }
          h(k, k[0]);
          return k[0][0] + k[0][1];
        }

        private static void h(double[][] m, double[] r) {
          m[0][0] = Math.exp(r[0]);
          r[1] = m[0][0] * r[1];
        }
        """,
        (Object) MATRIX);
  }

  @Test
  void aHelperThatWritesAMatrixAndReadsRowAfterRow() {
    right(
        """
        static double f(double[][] m, double x) {
          double s = x;
          for (int i = 0; i < 2; i++) {
            s = s * h(m, m[i], s);
          }
          return s * m[0][0];
        }

        private static double h(double[][] m, double[] r, double x) {
          m[0][0] = m[0][0] * x;
          return r[0] * m[0][0] * r[1];
        }
        """,
        MATRIX,
        0.7);
  }

  @Test
  void aRowWhoseIndexTheHelperChanges() {
    Check.of(
            """
            static double f(double[][] m, int[] p) {
              h(p, m[p[0]]);
              h(p, m[p[0]]);
              return m[0][0] * m[1][1] * m[1][0];
            }

            private static void h(int[] p, double[] r) {
              r[0] = r[0] * r[1] * p[0];
              p[0] = 1;
              r[1] = r[0] * r[1];
            }
            """)
        .at(new double[][] {{1.5, 0.5}, {0.3, 0.2}}, new int[] {0, 1});
  }

  @Test
  void aRowWhoseIndexTheHelperChangesInALoop() {
    Check.of(
            """
            static double f(double[][] m, int[] p) {
              double s = 1.0;
              for (int i = 0; i < 3; i++) {
                s = s * h(p, m[p[0]]) + m[0][0];
                p[0] = 1 - p[0];
              }
              return s;
            }

            private static double h(int[] p, double[] r) {
              double t = r[0] * r[1] * p[0];
              p[0] = 1;
              return t * r[0];
            }
            """)
        .at(new double[][] {{1.5, 0.5}, {0.3, 0.2}}, new int[] {0, 1});
  }

  @Test
  void aRowWhoseIndexMentionsTheArrayItself() {
    Check.of(
            """
            static double f(double b) {
              double[][][] g = new double[2][2][4];
              for (double[][] t : g) {
                double[] r = t[t[0].length % 2];
                r[1] = Math.sin(b);
                b = Math.cos(b);
              }
              return g[0][0][1] + 2 * g[1][0][1];
            }
            """)
        .at(0.7);
  }

  @Test
  void anElementWhoseIndexMentionsItsOwnRowAndChangesSomething() {
    Check.of(
            """
            static double f(double b, int n) {
              double[][][] g = new double[3][2][4];
              for (double[][] t : g) {
                t[t[0].length % 2][n++ % 4] = Math.sin(b);
                b = Math.cos(b);
              }
              return g[0][0][0] + 2 * g[1][0][1] * g[2][0][2];
            }
            """)
        .at(0.7, 0);
  }
}
