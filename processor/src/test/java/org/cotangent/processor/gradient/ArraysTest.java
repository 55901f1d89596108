package org.cotangent.processor.gradient;

import static org.cotangent.processor.testing.Aliasing.rightOrRefused;

import org.cotangent.processor.testing.Check;
import org.junit.jupiter.api.Test;

/** Arrays of every rank: read, written in place, made, copied, filled and returned. */
class ArraysTest {

  @Test
  void aMatrixIsReadAndWritten() {
    Check check =
        Check.of(
            """
            static double f(double[][] m, double[] v) {
              double s = 0;
              for (int i = 0; i < m.length; i++) {
                for (int j = 0; j < m[i].length; j++) {
                  m[i][j] = m[i][j] * v[j] + s;
                  s += m[i][j] * m[i][0];
                }
              }
              return s;
            }
            """);
    check.atRandom(2, new double[2][3], new double[3]);
    check.atRandom(1, new double[1][1], new double[1]);
    check.atRandom(1, new double[0][], new double[0]);
    check.atRandom(1, new double[][] {{1, 2}, {}, {3}}, new double[2]);
  }

  @Test
  void aRowLocalIsRead() {
    Check.of(
            """
            static double f(double[][] m) {
              double s = 0;
              for (int i = 0; i < m.length; i++) {
                double[] row = m[i];
                for (int j = 0; j < row.length; j++) {
                  s += row[j] * row[0];
                }
              }
              return s;
            }
            """)
        .atRandom(2, (Object) new double[3][2])
        .at((Object) new double[][] {{1, 2}, {3, 5}})
        .is("m", 4, 1, 11, 3);
  }

  @Test
  void aLoopOverTheRowsOfAMatrix() {
    Check.of(
            """
            static double f(double[][] m) {
              double s = 1;
              for (double[] row : m) {
                for (double e : row) {
                  s = s * e + e * e;
                }
              }
              return s;
            }
            """)
        .atRandom(2, (Object) new double[3][2])
        .atRandom(1, (Object) new double[0][0]);
  }

  @Test
  void anArrayOfRankThree() {
    Check.of(
            """
            static double f(double[][][] t, double x) {
              double s = 0;
              for (int i = 0; i < t.length; i++) {
                for (int j = 0; j < t[i].length; j++) {
                  for (int k = 0; k < t[i][j].length; k++) {
                    t[i][j][k] *= x;
                    s += t[i][j][k] * t[i][j][0] * (i + 2 * j + 3 * k);
                  }
                }
              }
              return s;
            }
            """)
        .atRandom(2, new double[2][2][2], 0.0);
  }

  @Test
  void aMatrixOfFloats() {
    Check.of(
            """
            static float f(float[][] m, float x) {
              float s = 0;
              for (int i = 0; i < m.length; i++) {
                for (int j = 0; j < m[i].length; j++) {
                  s += m[i][j] * m[i][j] * x;
                }
              }
              return s;
            }
            """)
        .atRandom(2, new float[2][2], 0f);
  }

  @Test
  void localArraysAreMadeInEveryWay() {
    Check.of(
            """
            static double f(double x, double y) {
              double[] a = new double[3];
              double[] b = {x, y, x * y};
              double[] c = new double[] {y, 1, x};
              double[][] m = new double[2][3];
              double[][] n = {{x, 2}, {y}};
              a[0] = b[0] * c[0];
              a[1] += b[1];
              m[1][2] = a[0] * n[0][0];
              m[0][0] -= n[1][0] * c[2];
              return a[0] * a[1] * a[2] + m[1][2] * m[0][0] + b[2] * c[1];
            }
            """)
        .atRandom(3, 0.0, 0.0);
  }

  @Test
  void aLocalArrayIsMadeAnewInEachIteration() {
    Check.of(
            """
            static double f(double[] x) {
              double s = 1;
              for (int i = 0; i < x.length; i++) {
                double[] t = new double[2];
                t[0] = x[i] * s;
                t[1] += t[0] * t[0];
                s = s + t[1];
              }
              return s;
            }
            """)
        .atRandom(2, new double[3])
        .atRandom(1, new double[0]);
  }

  @Test
  void aLocalArrayWhoseLengthIsComputed() {
    Check.of(
            """
            static double f(double x, int n) {
              double[] a = new double[2 * n + 1];
              a[n] = x;
              for (int i = n + 1; i < a.length; i++) {
                a[i] = a[i - 1] * x;
              }
              for (int i = n - 1; i >= 0; i--) {
                a[i] = a[i + 1] / x + a[a.length - 1 - i];
              }
              return a[0] + a[2 * n];
            }
            """)
        .at(1.3, 3);
  }

  @Test
  void aVariableIsSetToAnotherFreshArray() {
    String text =
        """
        static double f(double[] x) {
          double[] t = new double[] {x[0] * x[1]};
          double s = t[0];
          t = new double[2];
          t[1] = x[1] * s;
          return t[0] + t[1];
        }
        """;
    rightOrRefused(text, (Object) new double[] {2, 3});
  }

  @Test
  void theRowsOfAJaggedArrayAreMadeOneByOne() {
    rightOrRefused(
        """
        static double f(double x, double y) {
          double[][] jagged = new double[2][];
          jagged[0] = new double[] {x * x};
          jagged[1] = new double[2];
          jagged[1][1] = jagged[0][0] * y;
          return jagged[1][1] + jagged[0][0];
        }
        """,
        2.0,
        3.0);
  }

  @Test
  void theRowsOfAMatrixAreCopied() {
    rightOrRefused(
        """
        static double f(double[][] m) {
          System.arraycopy(m, 0, m, 1, 1);
          m[0][0] *= 3;
          return m[0][0] * m[1][0];
        }
        """,
        (Object) new double[][] {{2, 3}, {5, 7}});
  }

  @Test
  void aCloneIsAnArrayOfItsOwn() {
    Check.of(
            """
            static double f(double[] x) {
              double[] y = x.clone();
              for (int i = 0; i < x.length; i++) {
                y[i] *= x[i];
                x[i] = 0;
              }
              double s = 0;
              for (int i = 0; i < x.length; i++) {
                s += y[i] + x[i];
              }
              return s;
            }
            """)
        .at(new double[] {2, 3})
        .is("x", 4, 6);
  }

  @Test
  void anArrayIsFilled() {
    Check.of(
            """
            package p;

            import java.util.Arrays;
            import org.cotangent.Differentiable;

            final class Model {
              private Model() {}

              @Differentiable
              static double f(double[] x, double y) {
                double s = x[0] * x[3];
                Arrays.fill(x, 1, 3, y * y);
                s += x[0] * x[1] * x[2] * x[3];
                Arrays.fill(x, s);
                Arrays.fill(x, 0, 1, 0);
                return x[0] * x[1] + x[2];
              }
            }
            """)
        .at(new double[] {2, 3, 5, 7}, 1.5);
  }

  @Test
  void anArrayIsCopiedToAnother() {
    Check.of(
            """
            static double f(double[] x, double[] y, int n) {
              double[] t = new double[x.length + y.length];
              System.arraycopy(x, 0, t, 0, x.length);
              System.arraycopy(y, 0, t, x.length, y.length);
              System.arraycopy(t, 0, x, 1, n);
              x[0] *= x[1];
              double s = 0;
              for (int i = 0; i < t.length; i++) {
                s += t[i] * t[i] * (i + 1);
              }
              for (int i = 0; i < x.length; i++) {
                s *= 1 + x[i];
              }
              return s;
            }
            """)
        .at(new double[] {0.2, 0.3, 0.5}, new double[] {0.7, 1.1}, 2)
        .by("x");
  }

  @Test
  void aVoidMethodWritesItsParameters() {
    Check check =
        Check.of(
            """
            static void softmax(double[] x, double[] y) {
              double sum = 0;
              for (int i = 0; i < x.length; i++) {
                y[i] = Math.exp(x[i]);
                sum += y[i];
              }
              for (int i = 0; i < x.length; i++) {
                y[i] /= sum;
              }
            }
            """);
    check.atRandom(2, new double[3], new double[3]);
    check.atRandom(1, new double[1], new double[1]);
    check.atRandom(1, new double[0], new double[0]);
  }

  @Test
  void aVoidMethodWritesAMatrixInPlaceAndTakesScalars() {
    Check.of(
            """
            static void f(double[][] m, double a, float b) {
              for (int i = 1; i < m.length; i++) {
                for (int j = 0; j < m[i].length; j++) {
                  m[i][j] = a * m[i - 1][j] * m[i][j] + b;
                }
              }
            }
            """)
        .atRandom(2, new double[3][2], 0.0, 0f);
  }

  @Test
  void aScalarMethodAlsoWritesItsParameters() {
    Check.of(
            """
            static double f(double[] state, double rate) {
              double energy = 0;
              for (int i = 0; i + 1 < state.length; i++) {
                double flow = rate * (state[i] - state[i + 1]);
                state[i] -= flow;
                state[i + 1] += flow * flow;
                energy += flow * state[i];
              }
              return energy;
            }
            """)
        .atRandom(2, new double[4], 0.0)
        .atRandom(1, new double[1], 0.0);
  }

  @Test
  void anArrayParameterIsReturned() {
    rightOrRefused(
        """
        static double[] f(double[] x) {
          x[0] *= x[1];
          return x;
        }
        """,
        (Object) new double[] {2, 3});
  }

  @Test
  void aMatrixIsReturned() {
    Check.of(
            """
            static double[][] outer(double[] x, double[] y) {
              double[][] m = new double[x.length][y.length];
              for (int i = 0; i < x.length; i++) {
                for (int j = 0; j < y.length; j++) {
                  m[i][j] = x[i] * y[j];
                }
              }
              return m;
            }
            """)
        .atRandom(2, new double[2], new double[3]);
  }

  @Test
  void anArrayOfFloatsIsReturned() {
    Check.of(
            """
            static float[] f(float x, double y) {
              return new float[] {x * x, (float) (x * y), 3};
            }
            """)
        .at(1.5f, 0.25);
  }

  @Test
  void oneOfTwoArraysIsReturned() {
    String text =
        """
        static double[] f(double[] x, boolean c) {
          if (c) {
            return new double[] {x[0] * x[0]};
          }
          double[] y = new double[2];
          y[1] = x[0] * x[1];
          return y;
        }
        """;
    rightOrRefused(text, new double[] {2, 3}, true);
    rightOrRefused(text, new double[] {2, 3}, false);
  }

  @Test
  void theLengthOfAnArrayIsData() {
    Check.of(
            "static double f(double[] x) { return x[x.length - 1] * x.length / (x.length + 0.5); }")
        .at(new double[] {2, 3})
        .is("x", 0, 0.8);
  }

  @Test
  void elementsAtComputedPlacesAreSwappedAndSorted() {
    Check.of(
            """
            static double f(double[] x) {
              for (int i = 0; i < x.length; i++) {
                for (int j = i + 1; j < x.length; j++) {
                  if (x[j] < x[i]) {
                    double t = x[i];
                    x[i] = x[j];
                    x[j] = t;
                  }
                }
              }
              double s = 0;
              for (int i = 0; i < x.length; i++) {
                s += (i + 1) * x[i];
              }
              return s;
            }
            """)
        .at(new double[] {3, 1, 2})
        .is("x", 3, 1, 2);
  }

  @Test
  void indicesThatNeedOneAnother() {
    Check.of(
            """
            static double f(double[] x, int[] next) {
              int i = 0;
              double s = 1;
              for (int k = 0; k < 5; k++) {
                x[next[i]] *= x[i];
                i = next[i];
                s += x[i] * (k + 1);
              }
              return s;
            }
            """)
        .at(new double[] {0.9, 1.1, 1.3}, new int[] {2, 0, 1});
  }
}
