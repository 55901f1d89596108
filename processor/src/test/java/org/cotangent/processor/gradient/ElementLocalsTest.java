package org.cotangent.processor.gradient;

import static com.google.common.truth.Truth.assertThat;

import org.cotangent.processor.testing.Check;
import org.cotangent.processor.testing.Switched;
import org.junit.jupiter.api.Test;

/** Elements that an innermost loop reads, or adds to, in each trip are local variables there. */
class ElementLocalsTest {

  private static Switched both(String source, String... locals) {
    Switched both = Switched.of("element-locals", source);
    for (String local : locals) {
      both.writes(local);
    }
    return both;
  }

  private static final String PRODUCT =
      """
      static double f(double[][] m, double[] x) {
        int n = m.length;
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
          for (int j = 0; j < x.length; j++) {
            y[i] += m[i][j] * x[j];
          }
        }
        double sum = 0;
        for (int i = 0; i < n; i++) {
          sum += Math.sin(y[i]);
        }
        return sum;
      }
      """;

  @Test
  void theProductOfAMatrixAndAVector() {
    both(PRODUCT, "double yIAdjoint = yAdjoint[i];")
        .atRandom(new double[3][4], new double[4])
        .atRandom(new double[1][1], new double[1])
        .at(new double[2][0], new double[0])
        .at(new double[0][], new double[] {1, 2});
  }

  @Test
  void aTriangularProduct() {
    both(
            """
            static double f(double[] l, double[] x) {
              int n = x.length;
              double[] y = new double[n];
              double[] z = new double[n];
              for (int i = 0; i < n; i++) {
                z[i] = x[i] * x[i];
                y[i] = z[i] * 0.5;
              }
              int p = 0;
              for (int i = 0; i < n; i++) {
                for (int j = i + 1; j < n; j++) {
                  y[j] += l[p] * z[i];
                  p++;
                }
              }
              double sum = 0;
              for (int i = 0; i < n; i++) {
                sum += y[i] * y[i];
              }
              return sum;
            }
            """,
            "double zI = z[i];",
            "double zIAdjoint = 0;",
            "zAdjoint[i] += zIAdjoint;")
        .atRandom(new double[6], new double[4])
        .at(new double[0], new double[] {0.5})
        .at(new double[0], new double[0]);
  }

  @Test
  void anElementThatIsMissingWhereTheLoopMakesNoTrip() {
    both(
            """
            static double f(double[] w, double[] x, double[] y, int n) {
              double sum = 0;
              for (int i = 0; i < n; i++) {
                for (int j = 0; j < x.length; j++) {
                  y[j] += w[i] * x[j] * y[j];
                }
                sum += i;
              }
              for (int j = 0; j < y.length; j++) {
                sum += y[j];
              }
              return sum;
            }
            """,
            "if (x.length > 0) {",
            "wAdjoint[i] += wIAdjoint;")
        .atRandom(new double[3], new double[2], new double[2], 3)
        .at(new double[] {0.5}, new double[0], new double[] {2.0}, 3);
  }

  @Test
  void theForwardSweepThrowsNoSoonerThanTheOriginal() {
    Check check =
        Check.of(
            """
            static double f(double[] w, double[] y, int n) {
              double sum = 0;
              for (int i = 0; i < n; i++) {
                for (int j = 0; j < y.length; j++) {
                  y[j] = y[j] * 0.5;
                  y[j] += w[i];
                }
              }
              for (int j = 0; j < y.length; j++) {
                sum += y[j] * y[j];
              }
              return sum;
            }
            """);
    check.at(new double[] {0.5, 1}, new double[] {2, 3, 4}, 2);
    check.throwsAt(
        ArrayIndexOutOfBoundsException.class, new double[] {0.5, 1}, new double[] {2, 3, 4}, 3);
  }

  @Test
  void anElementThatSomeTripsReadOnly() {
    both("""
            static double f(double[] w, double[] x) {
              double[] y = new double[x.length];
              for (int i = 0; i < x.length; i++) {
                for (int j = 0; j < x.length; j++) {
                  y[j] += j >= i && i > 0 ? w[i - 1] * x[j] : x[j] * x[i];
                  if (i < j) {
                    y[j] *= w[i];
                  }
                }
              }
              double sum = 0;
              for (double v : y) {
                sum += v * v;
              }
              return sum;
            }
            """)
        .atRandom(new double[2], new double[3])
        .at(new double[0], new double[] {0.5});
  }

  @Test
  void rowsAndTheArrayThatTheyAreOf() {
    both("""
            static double f(double[][] m, int n) {
              double sum = 0;
              for (int i = 0; i < n; i++) {
                double[] row = m[i];
                double[] next = m[(i + 1) % n];
                double s = 0;
                for (int j = 0; j < n; j++) {
                  s += row[i] * next[j] * m[j][i] + m[i][j];
                }
                sum += s * s;
              }
              return sum;
            }
            """)
        .atRandom(new double[3][3], 3)
        .atRandom(new double[1][1], 1);
  }

  @Test
  void theSameArrayTwice() {
    double[] both = {0.5, -0.25, 0.75};
    Check check =
        Check.of(
            """
            static double f(double[] a, double[] b) {
              double sum = 0;
              for (int i = 0; i < a.length; i++) {
                double s = 0;
                for (int j = 0; j < b.length; j++) {
                  s += Math.sin(a[i] * b[j]) * b[i];
                }
                sum += s * a[i];
              }
              return sum;
            }
            """);
    check.gradientAt(both, both);
    check.at(both, both.clone());
  }

  @Test
  void oneAdjointArrayForTwoParametersTakesTheSumOfBoth() throws ReflectiveOperationException {
    String text =
        """
        static double f(double[] a, double[] b) {
          double sum = 0;
          for (int i = 0; i < a.length; i++) {
            double s = 0;
            for (int j = 0; j < b.length; j++) {
              s += Math.sin(a[i] * b[j]);
            }
            sum += s * a[i];
          }
          return sum;
        }

        static double[] shared(double[] a) {
          double[] adjoint = new double[a.length];
          ModelDerivatives.fBackward(a, adjoint, a, adjoint, 1.0);
          return adjoint;
        }
        """;
    Check check = Check.of(text);
    double[] a = {0.5, -0.25, 0.75};
    double[] byA = check.at(a, a.clone()).by("a");
    double[] byB = check.at(a, a.clone()).by("b");
    var shared = check.object("Model").getClass().getDeclaredMethod("shared", double[].class);
    shared.setAccessible(true);
    double[] sum = (double[]) shared.invoke(null, (Object) a);
    for (int k = 0; k < a.length; k++) {
      assertThat(sum[k]).isWithin(1e-12).of(byA[k] + byB[k]);
    }
  }

  @Test
  void productsOfMatricesInAllOrdersOfLoops() {
    for (String loops : new String[] {"i j k", "i k j", "k i j", "j k i"}) {
      StringBuilder heads = new StringBuilder();
      for (String index : loops.split(" ")) {
        heads.append("for (int %s = 0; %s < n; %s++) {\n".formatted(index, index, index));
      }
      both("""
              static double f(double[][] a, double[][] b, int n) {
                double[][] c = new double[n][n];
                HEADS
                c[i][j] += a[i][k] * b[k][j];
                }}}
                double sum = 0;
                for (int i = 0; i < n; i++) {
                  for (int j = 0; j < n; j++) {
                    sum += Math.exp(-c[i][j]);
                  }
                }
                return sum;
              }
              """
              .replace("HEADS", heads))
          .atRandom(new double[3][3], new double[3][3], 3)
          .at(new double[0][0], new double[0][0], 0);
    }
  }

  @Test
  void whileLoopsLoopsWithABreakAndOtherSteps() {
    both("""
            static double f(double[] w, double[] x, double limit) {
              double[] y = new double[x.length];
              for (int i = 0; i < w.length; i++) {
                int j = 0;
                while (j < x.length) {
                  y[j] += w[i] * x[j];
                  j += 2;
                }
                for (int k = x.length - 1; k >= 0; k--) {
                  if (y[k] > limit) {
                    break;
                  }
                  y[k] += Math.sin(w[i] * y[k]);
                }
                for (int k = 1; k < x.length; k += 2) {
                  y[k] -= w[i] * x[k - 1] * x[0];
                }
              }
              double sum = 0;
              for (double v : y) {
                sum += v * v;
              }
              return sum;
            }
            """)
        .atRandom(new double[3], new double[5], 2.0)
        .at(new double[] {0.5}, new double[0], 1.0);
  }

  @Test
  void singlePrecision() {
    Check.of(
            """
            static float f(float[] w, float[] x) {
              float[] y = new float[x.length];
              for (int i = 0; i < w.length; i++) {
                for (int j = 0; j < x.length; j++) {
                  y[j] += w[i] * x[j];
                }
              }
              float sum = 0;
              for (float v : y) {
                sum += v * v;
              }
              return sum;
            }
            """)
        .at(new float[] {0.5f, 0.25f}, new float[] {1, 2, -1});
  }

  @Test
  void elementsThatTheLoopWritesUnderAnotherName() {
    both("""
            static double f(double[][] m, double a) {
              double[] first = m[0];
              for (int i = 0; i < m.length; i++) {
                double[] row = m[i];
                for (int j = 0; j < row.length; j++) {
                  row[j] = row[j] * first[0] + a * m[0][i];
                }
              }
              double sum = 0;
              for (int i = 0; i < m.length; i++) {
                sum += m[i][0] * m[i][1];
              }
              return sum;
            }
            """)
        .atRandom(new double[2][2], 0.5);
  }
}
