package org.cotangent.processor.gradient;

import org.cotangent.processor.testing.Check;
import org.junit.jupiter.api.Test;

/** Rows that are taken, replaced, swapped and built one by one. */
class ArrayRowsTest {
  private static final double[][] SPD = {{4, 1, 0.5}, {1, 3, 0.2}, {0.5, 0.2, 2}};

  @Test
  void rowsAreBuiltOneByOneInACholeskyFactor() {
    Check check =
        Check.of(
            """
            static double f(double[][] a) {
              int n = a.length;
              double[][] l = new double[n][];
              for (int i = 0; i < n; i++) {
                l[i] = new double[i + 1];
                for (int j = 0; j <= i; j++) {
                  double s = a[i][j];
                  for (int k = 0; k < j; k++) {
                    s -= l[i][k] * l[j][k];
                  }
                  if (i == j) {
                    l[i][i] = Math.sqrt(s);
                  } else {
                    l[i][j] = s / l[j][j];
                  }
                }
              }
              double d = 0;
              for (int i = 0; i < n; i++) {
                d += 2 * Math.log(l[i][i]);
              }
              return d;
            }
            """);
    // log det [[a, b], [b, c]] = log(ac - b b); only the lower triangle is read.
    check.at((Object) new double[][] {{4, 1}, {1, 3}}).is("a", 3 / 11.0, 0, -2 / 11.0, 4 / 11.0);
    check.at((Object) SPD);
    check.at((Object) new double[][] {{5}}).is("a", 0.2);
    check.at((Object) new double[0][0]);
  }

  @Test
  void rowsSwapAsPivotsOfAnEliminationThatSolves() {
    Check check =
        Check.of(
            """
            static double f(double[][] a, double[] b) {
              int n = b.length;
              double[][] m = new double[n][];
              for (int i = 0; i < n; i++) {
                m[i] = a[i].clone();
              }
              double[] x = b.clone();
              for (int k = 0; k < n; k++) {
                int p = k;
                for (int i = k + 1; i < n; i++) {
                  if (Math.abs(m[i][k]) > Math.abs(m[p][k])) {
                    p = i;
                  }
                }
                if (p != k) {
                  double[] row = m[k];
                  m[k] = m[p];
                  m[p] = row;
                  double t = x[k];
                  x[k] = x[p];
                  x[p] = t;
                }
                for (int i = k + 1; i < n; i++) {
                  double c = m[i][k] / m[k][k];
                  for (int j = k; j < n; j++) {
                    m[i][j] -= c * m[k][j];
                  }
                  x[i] -= c * x[k];
                }
              }
              for (int i = n - 1; i >= 0; i--) {
                for (int j = i + 1; j < n; j++) {
                  x[i] -= m[i][j] * x[j];
                }
                x[i] /= m[i][i];
              }
              return x[0];
            }
            """);
    // x0 of [[1, 2], [3, 4]] x = (5, 6): (4 * 5 - 2 * 6) / -2 = -4.
    check
        .at(new double[][] {{1, 2}, {3, 4}}, new double[] {5, 6})
        .is("b", -2, 1)
        .is("a", -8, 9, 4, -4.5);
    check.at(new double[][] {{0.1, 2, 1}, {3, 4, -1}, {1, -2, 0.5}}, new double[] {5, 6, 7});
    check.at(new double[][] {{2}}, new double[] {6}).is("b", 0.5);
  }

  @Test
  void rowsSwapInADeterminantByAHelper() {
    Check check =
        Check.of(
            """
            static double det(double[][] a) {
              int n = a.length;
              double[][] m = copy(a);
              double d = 1;
              for (int k = 0; k < n; k++) {
                int p = pivot(m, k);
                if (p != k) {
                  swap(m, p, k);
                  d = -d;
                }
                d *= m[k][k];
                for (int i = k + 1; i < n; i++) {
                  subtract(m[i], m[k], m[i][k] / m[k][k]);
                }
              }
              return d;
            }

            private static double[][] copy(double[][] a) {
              double[][] m = new double[a.length][];
              for (int i = 0; i < a.length; i++) {
                m[i] = a[i].clone();
              }
              return m;
            }

            private static int pivot(double[][] m, int k) {
              int p = k;
              for (int i = k + 1; i < m.length; i++) {
                if (Math.abs(m[i][k]) > Math.abs(m[p][k])) {
                  p = i;
                }
              }
              return p;
            }

            private static void swap(double[][] m, int i, int j) {
              double[] row = m[i];
              m[i] = m[j];
              m[j] = row;
            }

            private static void subtract(double[] target, double[] row, double c) {
              for (int j = 0; j < row.length; j++) {
                target[j] -= c * row[j];
              }
            }
            """);
    check.at((Object) new double[][] {{1, 2}, {3, 4}}).is("a", 4, -3, -2, 1);
    check.at((Object) new double[][] {{0.1, 2, 1}, {3, 4, -1}, {1, -2, 0.5}});
    check.at((Object) new double[][] {{7}}).is("a", 1);
  }

  @Test
  void aRowBecomesAnotherRow() {
    Check.of(
            """
            static double f(double[] x, double y) {
              double[][] m = new double[3][2];
              m[0][0] = x[0];
              m[1][1] = x[1];
              m[0] = m[1];
              m[0][0] = y;
              m[2] = x;
              m[2][0] *= m[1][0];
              return m[1][0] * m[0][1] * x[0] * m[2][1];
            }
            """)
        .at(new double[] {1.1, 0.5}, 0.7);
  }

  @Test
  void theRowsOfAMatrixAreOneArray() {
    Check.of(
            """
            static double f(double[] x) {
              double[] row = {x[0], x[1]};
              double[][] m = {row, row, {x[2], x[0]}};
              for (int i = 0; i < 3; i++) {
                m[i][0] = m[i][0] * m[2 - i][1];
                m[i][1] += m[0][0];
              }
              return m[0][0] * row[1] + m[2][1];
            }
            """)
        .at(new double[] {1.1, 0.5, 0.7});
  }

  @Test
  void rowsAreCopiedAsReferences() {
    Check.of(
            """
            package p;

            import org.cotangent.Differentiable;

            final class Model {
              private Model() {}

              @Differentiable
              static double f(double[][] a, double y) {
                double[][] m = new double[4][];
                System.arraycopy(new double[][] {a[0].clone(), a[1].clone()}, 0, m, 1, 2);
                System.arraycopy(m, 1, m, 0, 2);
                m[3] = new double[] {y, y * y};
                double[][] k = m.clone();
                k[0] = k[3];
                k[1][0] = k[0][1] * m[0][0];
                System.arraycopy(m, 0, k, 1, 3);
                return k[1][0] * k[2][0] * m[3][0] * m[2][1] * a[0][1];
              }
            }
            """)
        .at(new double[][] {{1.1, 0.5}, {0.3, 0.7}}, 0.9);
  }

  @Test
  void rowsOfTheMatrixAboveAreNeededBelow() {
    Check check =
        Check.of(
            """
            static double f(double[] x, int n) {
              double[][] pascal = new double[n + 1][];
              pascal[0] = new double[] {x[0]};
              for (int i = 1; i <= n; i++) {
                double[] above = pascal[i - 1];
                double[] row = new double[i + 1];
                for (int j = 0; j <= i; j++) {
                  double left = j > 0 ? above[j - 1] : 0;
                  double right = j < i ? above[j] : 0;
                  row[j] = left * x[1] + right * x[2];
                }
                pascal[i] = row;
              }
              double s = 0;
              for (double[] row : pascal) {
                for (double each : row) {
                  s += each * each;
                }
              }
              return s;
            }
            """);
    for (int n = 0; n < 4; n++) {
      check.at(new double[] {0.9, 0.6, 0.7}, n);
    }
  }

  @Test
  void rowsRotateInARingOfHistory() {
    Check check =
        Check.of(
            """
            static double f(double[] x, int n) {
              double[][] past = {x.clone(), x.clone(), x.clone()};
              for (int k = 0; k < n; k++) {
                double[] free = past[2];
                past[2] = past[1];
                past[1] = past[0];
                past[0] = free;
                for (int i = 0; i < x.length; i++) {
                  free[i] = past[1][i] * past[2][i] - 0.5 * free[i] * x[i];
                }
              }
              double s = 0;
              for (int i = 0; i < x.length; i++) {
                s += past[0][i] * past[1][i] + past[2][i];
              }
              return s;
            }
            """);
    for (int n = 0; n < 5; n++) {
      check.at(new double[] {0.9, 1.2}, n);
    }
    check.at(new double[0], 2);
  }

  @Test
  void arraysOfHigherRankMoveTheirParts() {
    Check.of(
            """
            static double f(double[] x) {
              double[][][] c = new double[2][2][];
              c[0][0] = x;
              c[0][1] = new double[] {x[1] * x[1]};
              c[1] = c[0];
              c[1][1][0] *= x[0];
              double[][] sheet = c[0];
              c[0] = new double[][] {sheet[1], sheet[0]};
              c[0][0][0] += c[0][1][1];
              double[][][][] d = {c, {sheet, {x}}};
              d[1][1][0][0] *= d[0][0][0][0];
              return c[1][1][0] * c[0][1][0] + x[0];
            }
            """)
        .at(new double[] {1.1, 0.5});
  }

  @Test
  void theLengthOfARowThatIsReplaced() {
    Check check =
        Check.of(
            """
            static double f(double[] x, int n) {
              double[][] m = {{x[0]}, {x[1], x[0]}};
              double s = 0;
              for (int k = 0; k < n; k++) {
                for (int j = 0; j < m[0].length; j++) {
                  s += m[0][j] * (j + 1) * x[1];
                }
                for (int j = 0; j < m[1].length; j++) {
                  m[1][j] *= m[0][0];
                }
                double[] t = m[0];
                m[0] = m[1];
                m[1] = k == 1 ? new double[] {s, s, s} : t;
              }
              return s;
            }
            """);
    for (int n = 0; n < 5; n++) {
      check.at(new double[] {0.6, 0.7}, n);
    }
  }

  @Test
  void rowsOfIndicesAreReplaced() {
    Check.of(
            """
            static double f(double[] x, int[] p) {
              int[][] q = {p, {1, 0}};
              double s = x[q[0][0]] * x[q[0][1]];
              q[1] = q[0];
              q[q[0].length - 2] = new int[] {2, 2};
              s *= x[q[0][0]] + x[q[1][1]] * s;
              return s;
            }
            """)
        .at(new double[] {0.6, 0.7, 0.8}, new int[] {0, 1});
  }
}
