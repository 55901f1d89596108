package org.cotangent.processor.gradient;

import org.cotangent.processor.testing.Check;
import org.junit.jupiter.api.Test;

/** Methods of the file that take, replace, swap and return arrays and rows. */
class ArrayReferenceCallsTest {

  @Test
  void aMethodReturnsItsArgument() {
    Check.of(
            """
            static double f(double[] x) {
              double[] y = scaled(x, x[1]);
              y[1] += y[0];
              return x[0] * x[1] * y[1];
            }

            private static double[] scaled(double[] a, double k) {
              a[0] *= k;
              return a;
            }
            """)
        .at(new double[] {1.1, 0.5});
  }

  @Test
  void aMethodReturnsOneOfTwoArrays() {
    Check check =
        Check.of(
            """
            static double f(double[] x, double[] y) {
              double[] big = larger(x, y);
              big[1] *= 2;
              double[] small = big == x ? y : x;
              big = larger(big, new double[] {small[0] * 3, small[1]});
              return big[0] * big[1] + x[1] * y[1];
            }

            private static double[] larger(double[] a, double[] b) {
              if (a[0] >= b[0]) {
                return a;
              }
              return b;
            }
            """);
    check.at(new double[] {1.1, 0.5}, new double[] {0.3, 0.7});
    check.at(new double[] {0.15, 0.5}, new double[] {0.3, 0.7});
    check.at(new double[] {0.5, 0.5}, new double[] {0.4, 0.7});
  }

  @Test
  void aMethodReturnsARowOrANewArray() {
    Check check =
        Check.of(
            """
            static double f(double[] x, int n) {
              double[][] m = {x, {x[1], x[0]}};
              double s = 1;
              for (int k = 0; k < n; k++) {
                double[] row = row(m, k);
                row[0] *= 1.1 + s;
                s += row[0] * row[1];
                m[k % 2] = row;
              }
              return s * m[0][0];
            }

            private static double[] row(double[][] m, int i) {
              return i < m.length ? m[i] : new double[] {m[0][0] * i, m[1][1]};
            }
            """);
    for (int n = 0; n < 5; n++) {
      check.at(new double[] {0.6, 0.7}, n);
    }
  }

  @Test
  void aMethodNormalisesARowInPlace() {
    Check.of(
            """
            static double f(double[][] a) {
              double[][] m = new double[a.length][];
              for (int i = 0; i < a.length; i++) {
                m[i] = normalise(a[i].clone());
              }
              double s = 0;
              for (int i = 0; i < m.length; i++) {
                s += m[i][0] * m[(i + 1) % m.length][1];
              }
              return s;
            }

            private static double[] normalise(double[] row) {
              double sum = 0;
              for (double each : row) {
                sum += each * each;
              }
              double length = Math.sqrt(sum);
              for (int j = 0; j < row.length; j++) {
                row[j] /= length;
              }
              return row;
            }
            """)
        .at((Object) new double[][] {{1, 2}, {3, 4}, {0.5, -1}});
  }

  @Test
  void aMethodStoresItsArgumentInTheOther() {
    Check check =
        Check.of(
            """
            static double f(double[] x, double y) {
              double[][] m = new double[2][2];
              put(m, 0, x);
              put(m, 1, m[0]);
              m[1][0] *= y;
              put(m, 0, new double[] {y, y});
              m[0][1] += m[1][0];
              return x[0] * m[0][1] + m[1][1];
            }

            private static void put(double[][] m, int i, double[] row) {
              m[i] = row;
            }
            """);
    check.at(new double[] {1.1, 0.5}, 0.7);
  }

  @Test
  void aMethodIsGivenOneArrayTwice() {
    Check.of(
            """
            static double f(double[] a) {
              multiply(a, a);
              double[] b = a;
              multiply(b, a);
              return a[0] + a[1] * b[0];
            }

            private static void multiply(double[] u, double[] v) {
              for (int i = 0; i < u.length; i++) {
                u[i] = u[i] * v[i] + v[0];
              }
            }
            """)
        .at(new double[] {1.1, -0.5});
  }

  @Test
  void aMethodIsGivenAMatrixAndItsRow() {
    Check.of(
            """
            static double f(double[][] m) {
              double s = 0;
              for (int i = 0; i < 2; i++) {
                s += h(m, m[i], m[1 - i]);
              }
              return s * m[0][1];
            }

            private static double h(double[][] m, double[] r, double[] q) {
              m[0][0] = r[0] * r[1];
              q[1] = m[1][0] * r[0];
              return q[1] * m[0][1] + r[1];
            }
            """)
        .at((Object) new double[][] {{1.1, 0.5}, {0.3, 0.7}});
  }

  @Test
  void aMethodSwapsNamesInside() {
    Check check =
        Check.of(
            """
            static double f(double[] x, int n) {
              double[] y = x.clone();
              iterate(y, x, n);
              double[] z = iterated(y, n);
              return y[0] * z[1] + z[0];
            }

            private static void iterate(double[] a, double[] b, int n) {
              for (int k = 0; k < n; k++) {
                a[0] = b[0] * b[1];
                double[] t = a;
                a = b;
                b = t;
              }
            }

            private static double[] iterated(double[] x, int n) {
              double[] a = x;
              double[] b = new double[2];
              for (int k = 0; k < n; k++) {
                b[0] = a[1] * a[1];
                b[1] = a[0] + a[1];
                double[] t = a;
                a = b;
                b = t;
              }
              return a;
            }
            """);
    for (int n = 0; n < 5; n++) {
      check.at(new double[] {0.6, 0.7}, n);
    }
  }

  @Test
  void aRecursiveMethodHandsOnItsBuffers() {
    Check check =
        Check.of(
            """
            static double f(double[] x, int n) {
              double[] r = step(x, new double[] {x[1], 1}, n);
              return r[0] * r[1] + x[0];
            }

            private static double[] step(double[] a, double[] b, int n) {
              if (n == 0) {
                return a;
              }
              b[0] = a[0] * a[1] + b[0];
              b[1] = a[0] - a[1];
              double[] r = step(b, a, n - 1);
              r[0] *= 1.1;
              return n % 2 == 0 ? r : step(r.clone(), b, n / 3);
            }
            """);
    for (int n = 0; n < 5; n++) {
      check.at(new double[] {0.6, 0.7}, n);
    }
  }

  @Test
  void aMethodThatReturnsNullOrAnArray() {
    Check check =
        Check.of(
            """
            static double f(double[] x, int n) {
              double s = 1;
              for (int k = 0; k < n; k++) {
                double[] r = find(x, k);
                if (r != null) {
                  r[0] *= 0.9;
                  s *= r[0] + x[1];
                }
              }
              return s;
            }

            private static double[] find(double[] x, int k) {
              if (k % 2 == 0) {
                return null;
              }
              return k % 3 == 0 ? x : new double[] {x[1] * k};
            }
            """);
    for (int n = 0; n < 5; n++) {
      check.at(new double[] {0.6, 0.7}, n);
    }
  }

  @Test
  void aMethodReturnsATable() {
    Check.of(
            """
            package p;

            import org.cotangent.Differentiable;

            final class Model {
              static final double[] TABLE = {2, 3};

              private Model() {}

              @Differentiable
              static double f(double[] x, boolean c) {
                double[] w = weights(x, c);
                return w[0] * x[0] + w[1] * x[1];
              }

              private static double[] weights(double[] x, boolean c) {
                return c ? TABLE : x;
              }
            }
            """)
        .at(new double[] {1.1, 0.5}, true)
        .is("x", 2, 3);
  }

  @Test
  void aMethodTakesARowAsDataAndMixesItWithAnother() {
    Check.of(
            """
            @Differentiable
            static double f(double[] x, double[] w) {
              double s = mixed(x, w, true) * x[0];
              return s + mixed(w, x, false) + mixed(x, new double[] {x[1], 3}, true);
            }

            private static double mixed(double[] a, double[] b, boolean first) {
              double[] c = first ? a : b;
              double[] d = first ? b : a;
              double[] e = {c[0], d[1]};
              c = e;
              c[1] *= d[0] * a[1];
              return c[0] * c[1];
            }
            """)
        .at(new double[] {1.1, 0.5}, new double[] {0.3, 0.7});
  }

  @Test
  void rowsSwapInAMethodBeforeTheyCarryADerivative() {
    Check.of(
            """
            static double f(double[] x) {
              double[][] m = new double[2][2];
              double[] first = m[0];
              swap(m);
              m[0][0] = x[0];
              first[1] = x[1];
              swap(m);
              return m[0][1] * m[1][0] * first[1];
            }

            private static void swap(double[][] m) {
              double[] t = m[0];
              m[0] = m[1];
              m[1] = t;
            }
            """)
        .at(new double[] {1.1, 0.5})
        .is("x", 0.25, 1.1);
  }

  @Test
  void theArrayThatAMethodReturnsIsNotUsed() {
    Check.of(
            """
            static double f(double[] x) {
              double[] unused = scaled(x, x[1]);
              return x[0] * x[1];
            }

            private static double[] scaled(double[] a, double k) {
              a[0] *= k;
              return a;
            }
            """)
        .at(new double[] {1.1, 0.5})
        .is("x", 0.25, 1.1);
  }

  @Test
  void aMethodFillsAMatrixThatHasOneRowTwice() {
    Check.of(
            """
            static double f(double[] x) {
              double[] row = new double[2];
              double[][] m = {row, row};
              return fill(m, x) * m[0][0] * m[1][1];
            }

            private static double fill(double[][] m, double[] x) {
              return filled(m, x);
            }

            private static double filled(double[][] m, double[] x) {
              double s = 0;
              for (int i = 0; i < 2; i++) {
                for (int j = 0; j < 2; j++) {
                  m[i][j] = Math.exp(x[j] * (i + 1));
                  s += m[i][j] * m[i][j];
                }
              }
              return s;
            }
            """)
        .at(new double[] {1.1, 0.5});
  }
}
