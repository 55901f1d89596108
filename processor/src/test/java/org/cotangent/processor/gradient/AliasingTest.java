package org.cotangent.processor.gradient;

import static org.cotangent.processor.testing.Aliasing.adjointIsItsArgument;
import static org.cotangent.processor.testing.Aliasing.rightOrRefused;

import org.cotangent.processor.testing.Check;
import org.junit.jupiter.api.Test;

/** One array under two names: the derivative is right, or the program or the call is refused. */
class AliasingTest {

  @Test
  void a1AVariablePassedTwiceGathersBothDerivatives() {
    Check.of(
            """
            static double f(double x) {
              return mul(x, x);
            }

            private static double mul(double a, double b) {
              return a * b;
            }
            """)
        .at(3.0)
        .is("x", 6);
  }

  @Test
  void a2OneArrayPassedForTwoParameters() {
    String text =
        """
        static double f(double[] u, double[] v) {
          double s = 0;
          for (int i = 0; i < u.length; i++) {
            u[i] = u[i] * v[i];
            s += u[i] * v[i];
          }
          return s;
        }
        """;
    double[] a = {2, -3};
    rightOrRefused(text, a, a);
    rightOrRefused(text, a, new double[] {5, 7});
  }

  @Test
  void a2OneArrayPassedForTwoParametersOfAVoidMethod() {
    double[] a = {2, -3};
    rightOrRefused(
        """
        static void f(double[] u, double[] v) {
          for (int i = 0; i < u.length; i++) {
            u[i] = u[i] * v[i];
          }
        }
        """,
        a,
        a);
  }

  @Test
  void a2OneArrayPassedForTwoParametersThatAreOnlyRead() {
    double[] a = {2, -3};
    rightOrRefused(
        """
        static double f(double[] u, double[] v) {
          double s = 0;
          for (int i = 0; i < u.length; i++) {
            s += u[i] * u[i] * v[i];
          }
          return s;
        }
        """,
        a,
        a);
  }

  @Test
  void a2OneArrayPassedTwiceToAHelperThatWritesIt() {
    rightOrRefused(
        """
        static double f(double[] a) {
          multiply(a, a);
          return a[0] + a[1];
        }

        private static void multiply(double[] u, double[] v) {
          for (int i = 0; i < u.length; i++) {
            u[i] = u[i] * v[i];
          }
        }
        """,
        new double[] {2, -3});
  }

  @Test
  void a2OneArrayPassedTwiceToAHelperThatReadsIt() {
    rightOrRefused(
        """
        static double f(double[] a) {
          return dot(a, a);
        }

        private static double dot(double[] u, double[] v) {
          double s = 0;
          for (int i = 0; i < u.length; i++) {
            s += u[i] * v[i];
          }
          return s;
        }
        """,
        new double[] {2, -3});
  }

  @Test
  void a2AnArrayThatIsAlsoPassedAsData() {
    double[] a = {2, -3};
    rightOrRefused(
        """
        @Differentiable(wrt = "u")
        static double f(double[] u, double[] v) {
          u[0] = 7 * u[1];
          return u[0] * v[0];
        }
        """,
        a,
        a);
  }

  @Test
  void a3ASecondNameForAParameter() {
    rightOrRefused(
        """
        static double f(double[] a, double x) {
          double[] r = a;
          r[0] = x;
          return a[0];
        }
        """,
        new double[] {2, -3},
        5.0);
  }

  @Test
  void a3ASecondNameThatIsOnlyRead() {
    rightOrRefused(
        """
        static double f(double[] a) {
          double[] r = a;
          return a[0] * r[0] + r[1];
        }
        """,
        new double[] {2, -3});
  }

  @Test
  void a3ANameChosenAtRunTime() {
    rightOrRefused(
        """
        static double f(double[] a, double[] b, boolean c) {
          double[] r = c ? a : b;
          r[0] *= r[1];
          return a[0] * b[0];
        }
        """,
        new double[] {2, -3},
        new double[] {5, 7},
        true);
  }

  @Test
  void a4PingPongBuffersSwapInALoop() {
    rightOrRefused(
        """
        static double f(double[] x, int n) {
          double[] u = x.clone();
          double[] v = new double[x.length];
          for (int k = 0; k < n; k++) {
            for (int i = 0; i < x.length; i++) {
              v[i] = u[i] * u[(i + 1) % x.length];
            }
            double[] t = u;
            u = v;
            v = t;
          }
          return u[0] + v[1];
        }
        """,
        new double[] {1.1, 0.9, 1.2}, 3);
  }

  @Test
  void a5ScalarsSwapThreeTimes() {
    Check.of(
            """
            static double f(double x) {
              double a = x;
              double b = 2 * x;
              for (int i = 0; i < 3; i++) {
                double t = a;
                a = b;
                b = t;
              }
              return a;
            }
            """)
        .at(7.0)
        .is("x", 2);
  }

  @Test
  void a6ThreeBuffersRotateInAChebyshevRecurrence() {
    rightOrRefused(
        """
        static double f(double[] x, int n) {
          double[] older = new double[x.length];
          double[] old = new double[x.length];
          double[] now = new double[x.length];
          for (int i = 0; i < x.length; i++) {
            older[i] = 1;
            old[i] = x[i];
          }
          for (int k = 2; k <= n; k++) {
            for (int i = 0; i < x.length; i++) {
              now[i] = 2 * x[i] * old[i] - older[i];
            }
            double[] t = older;
            older = old;
            old = now;
            now = t;
          }
          double s = 0;
          for (int i = 0; i < x.length; i++) {
            s += old[i];
          }
          return s;
        }
        """,
        new double[] {0.3, -0.7},
        5);
  }

  @Test
  void a6ScalarsRotateInAChebyshevRecurrence() {
    // T5'(x) = 80 x^4 - 60 x^2 + 5.
    Check.of(
            """
            static double f(double x, int n) {
              double older = 1;
              double old = x;
              for (int k = 2; k <= n; k++) {
                double now = 2 * x * old - older;
                older = old;
                old = now;
              }
              return old;
            }
            """)
        .at(0.3, 5)
        .is("x", 80 * 0.0081 - 60 * 0.09 + 5);
  }

  @Test
  void a7ARowBecomesAnotherRow() {
    rightOrRefused(
        """
        static double f(double[][] m, double x) {
          m[0] = m[1];
          m[0][0] = x;
          return m[1][0] * m[0][1];
        }
        """,
        new double[][] {{1, 2}, {3, 4}},
        5.0);
  }

  @Test
  void a7AMatrixWhoseRowsAreOneArray() {
    double[] row = {2, 3};
    rightOrRefused(
        """
        static double f(double[][] m) {
          m[0][0] *= m[1][1];
          return m[0][0] * m[1][0];
        }
        """,
        (Object) new double[][] {row, row});
  }

  @Test
  void a7ARowLocalIsWritten() {
    rightOrRefused(
        """
        static double f(double[][] m) {
          double s = 0;
          for (int i = 0; i < m.length; i++) {
            double[] row = m[i];
            row[0] *= row[1];
            s += m[i][0] * row[0];
          }
          return s;
        }
        """,
        (Object) new double[][] {{2, 3}, {5, 7}});
  }

  @Test
  void a7AVectorThatIsARowOfAMatrix() {
    double[] row = {2, 3};
    rightOrRefused(
        """
        static double f(double[][] m, double[] v) {
          m[0][0] = m[0][1] * v[0];
          return v[0] * v[1];
        }
        """,
        new double[][] {row, {5, 7}},
        row);
  }

  @Test
  void a8AProductStoredIntoItsOwnFactor() {
    String text =
        """
        static void product(double[][] a, double[][] b, double[][] c) {
          for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < b[0].length; j++) {
              double s = 0;
              for (int k = 0; k < b.length; k++) {
                s += a[i][k] * b[k][j];
              }
              c[i][j] = s;
            }
          }
        }
        """;
    double[][] a = {{1, 2}, {3, 4}};
    double[][] b = {{5, 6}, {7, 8}};
    rightOrRefused(text, a, b, a);
    rightOrRefused(text, a, a, new double[2][2]);
  }

  @Test
  void a8ATransposeInPlace() {
    Check.of(
            """
            static double f(double[][] a) {
              for (int i = 0; i < a.length; i++) {
                for (int j = 0; j < i; j++) {
                  double t = a[i][j];
                  a[i][j] = a[j][i];
                  a[j][i] = t;
                }
              }
              return a[0][1] * a[0][1] + 3 * a[1][0];
            }
            """)
        .at((Object) new double[][] {{1, 2}, {5, 7}})
        .is("a", 0, 3, 10, 0);
  }

  @Test
  void a9AnOverlappingCopyUpAndDown() {
    rightOrRefused(
        """
        static double f(double[] a, double x) {
          a[0] = x * a[0];
          System.arraycopy(a, 0, a, 1, a.length - 1);
          a[0] *= a[1];
          System.arraycopy(a, 1, a, 0, a.length - 1);
          double s = 0;
          for (int i = 0; i < a.length; i++) {
            s += (i + 1) * a[i] * a[i];
          }
          return s;
        }
        """,
        new double[] {1, 2, 3, 4},
        1.5);
  }

  @Test
  void a10AnAdjointThatIsItsOwnArgument() {
    adjointIsItsArgument(
        """
        static double f(double[] x) {
          return x[0] * x[1] + x[0] * x[0] * x[0];
        }
        """,
        new double[] {2, 3});
  }
}
