package org.cotangent.processor.gradient;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.cotangent.processor.testing.Check;
import org.cotangent.processor.testing.Compilation;
import org.cotangent.processor.testing.Compiled;
import org.cotangent.processor.testing.Processors;
import org.cotangent.processor.testing.Sources;
import org.junit.jupiter.api.Test;

/** Annotated methods that move the rows of their parameters, or return a parameter. */
class ArrayParameterRowsTest {
  private static final String DETERMINANT =
      """
      static double det(double[][] a) {
        double d = 1;
        for (int k = 0; k < a.length; k++) {
          int p = k;
          for (int i = k + 1; i < a.length; i++) {
            if (Math.abs(a[i][k]) > Math.abs(a[p][k])) {
              p = i;
            }
          }
          double[] row = a[k];
          a[k] = a[p];
          a[p] = row;
          d *= p == k ? a[k][k] : -a[k][k];
          for (int i = k + 1; i < a.length; i++) {
            a[i][k] /= a[k][k];
            for (int j = k + 1; j < a.length; j++) {
              a[i][j] -= a[i][k] * a[k][j];
            }
          }
        }
        return d;
      }
      """;

  @Test
  void rowsSwapAsPivotsOfADeterminantInPlace() {
    Check check = Check.of(DETERMINANT);
    check.at((Object) new double[][] {{1, 2}, {3, 4}}).is("a", 4, -3, -2, 1);
    check.at((Object) new double[][] {{0.1, 2, 1}, {3, 4, -1}, {1, -2, 0.5}});
    check.at((Object) new double[][] {{7}}).is("a", 1);
    check.at((Object) new double[0][0]);
  }

  @Test
  void aVoidMethodSwapsRows() {
    Check check =
        Check.of(
            """
            static void swap(double[][] m, double[] x, int i, int j) {
              m[i][0] *= m[j][1];
              double[] row = m[i];
              m[i] = m[j];
              m[j] = row;
              m[i][1] += x[0] * row[0];
            }
            """);
    check.at(new double[][] {{1.1, 0.5}, {0.3, 0.7}}, new double[] {2}, 0, 1);
    check.at(new double[][] {{1.1, 0.5}, {0.3, 0.7}}, new double[] {2}, 1, 1);
  }

  @Test
  void aVectorBecomesARowOfAMatrix() {
    Check.of(
            """
            static double f(double[][] m, double[] x) {
              double[] first = m[0];
              m[0] = x;
              m[1] = m[0];
              m[1][0] *= first[1];
              return m[0][0] * first[0];
            }
            """)
        .at(new double[][] {{1.1, 0.5}, {0.3, 0.7}}, new double[] {2, 3});
  }

  @Test
  void aRowIsReplacedByANewOne() {
    Check.of(
            """
            static double f(double[][] m) {
              double[] old = m[0];
              m[0] = new double[] {old[1] * old[1], m[1][0]};
              old[0] = 7;
              return m[0][0] * m[0][1];
            }
            """)
        .at((Object) new double[][] {{1.1, 0.5}, {0.3, 0.7}});
  }

  @Test
  void rowsOfIndicesSwap() {
    Check.of(
            """
            static double f(double[] x, int[][] p) {
              double s = x[p[0][0]];
              int[] row = p[0];
              p[0] = p[1];
              p[1] = row;
              s *= x[p[0][0]] * x[p[1][1]];
              p[1][1] = 0;
              return s * s;
            }
            """)
        .at(new double[] {1.1, 0.5, 0.7}, new int[][] {{0, 1}, {2, 1}});
  }

  @Test
  void sheetsOfThreeDimensionsSwapRows() {
    Check.of(
            """
            static double f(double[][][] c) {
              double[] row = c[0][1];
              c[0][1] = c[1][0];
              c[1][0] = row;
              double[][] sheet = c[0];
              c[0] = c[1];
              c[1] = sheet;
              c[0][0][0] *= c[1][1][0];
              return c[0][0][0] * c[1][0][0];
            }
            """)
        .at((Object) new double[][][] {{{1.1}, {0.5}}, {{0.3}, {0.7}}});
  }

  /** What the gradient says when it does not take its argument. */
  private static Throwable refusal(String source, Object argument)
      throws ReflectiveOperationException {
    Compiled compiled =
        Compilation.of(Sources.file(source)).with(Processors::cotangent).run().orThrow();
    Method gradient =
        compiled.load("p.ModelDerivatives").getDeclaredMethod("fGradient", argument.getClass());
    gradient.setAccessible(true);
    Throwable cause =
        assertThrows(InvocationTargetException.class, () -> gradient.invoke(null, argument))
            .getCause();
    assertThat(cause).isInstanceOf(IllegalArgumentException.class);
    return cause;
  }

  @Test
  void aRowOfAnotherLengthIsRefusedWhenItHasNoAdjoint() throws ReflectiveOperationException {
    assertThat(
            refusal(
                """
                static double f(double[][] m) {
                  m[0] = new double[] {m[0][0]};
                  return m[0][0];
                }
                """,
                new double[][] {{1.1, 0.5}, {0.3, 0.7}}))
        .hasMessageThat()
        .isEqualTo("mAdjoint[0] has length 2, but m[0] has length 1");
  }

  @Test
  void aConstantMethodThatReturnsItsArgumentIsRefusedWhenTheResultIsWritten()
      throws ReflectiveOperationException {
    assertThat(
            refusal(
                """
                @Differentiable
                static double f(double[] x) {
                  double[] y = same(x);
                  y[0] *= 2;
                  return x[0] * x[1];
                }

                @NonDifferentiable
                static double[] same(double[] a) {
                  return a;
                }
                """,
                new double[] {1.1, 0.5}))
        .hasMessageThat()
        .contains("same returned an array that it was given");
  }

  @Test
  void aParameterIsReturned() {
    Check.of(
            """
            static double[] f(double[] x) {
              x[0] *= x[1];
              return x;
            }
            """)
        .at((Object) new double[] {2, 3});
  }

  @Test
  void oneOfTwoParametersOrANewArrayIsReturned() {
    Check check =
        Check.of(
            """
            static double[] f(double[] x, double[] y) {
              x[1] *= y[0];
              if (x[0] > y[0]) {
                return x;
              }
              y[1] += x[1];
              return y[0] > 1 ? y : new double[] {y[1] * y[1]};
            }
            """);
    check.at(new double[] {2, 3}, new double[] {0.5, 0.7});
    check.at(new double[] {0.2, 3}, new double[] {0.5, 0.7});
    check.at(new double[] {0.2, 3}, new double[] {1.5, 0.7});
  }

  @Test
  void aMatrixWhoseRowsMovedIsReturned() {
    Check.of(
            """
            static double[][] f(double[][] m, double y) {
              double[] row = m[0];
              m[0] = m[1];
              m[1] = row;
              row[0] *= y;
              return m;
            }
            """)
        .at(new double[][] {{1.1, 0.5}, {0.3, 0.7}}, 0.9);
  }

  private static final String OTHER =
      """
      package p;

      import org.cotangent.Differentiable;

      final class Other {
        private Other() {}

        @Differentiable
        static double[] scaled(double[] x, boolean inPlace) {
          double[] y = inPlace ? x : x.clone();
          y[0] *= 2;
          return y;
        }

        @Differentiable
        static double first(double[][] m, boolean swap) {
          if (swap) {
            double[] row = m[0];
            m[0] = m[1];
            m[1] = row;
          }
          m[0][0] *= m[1][0];
          return m[0][0];
        }
      }
      """;

  @Test
  void aResultOfAnotherFileThatIsAnArgumentIsRefusedWhenRun() {
    Check check =
        Check.of(
            """
            package p;

            import org.cotangent.Differentiable;

            final class Model {
              private Model() {}

              @Differentiable
              static double f(double[] x, boolean inPlace) {
                double[] y = Other.scaled(x, inPlace);
                y[1] *= x[0];
                return y[0] * y[1];
              }
            }
            """,
            OTHER);
    check.at(new double[] {2, 3}, false);
    var refusal =
        assertThrows(IllegalArgumentException.class, () -> check.at(new double[] {2, 3}, true));
    assertThat(refusal).hasMessageThat().contains("scaled returned an array that it was given");
  }

  @Test
  void rowsThatAMethodOfAnotherFileMovesAreRefusedWhenRun() {
    Check check =
        Check.of(
            """
            package p;

            import org.cotangent.Differentiable;

            final class Model {
              private Model() {}

              @Differentiable
              static double f(double[][] m, boolean swap) {
                return Other.first(m, swap) * m[0][1];
              }
            }
            """,
            OTHER);
    check.at(new double[][] {{1.1, 0.5}, {0.3, 0.7}}, false);
    var refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> check.at(new double[][] {{1.1, 0.5}, {0.3, 0.7}}, true));
    assertThat(refusal).hasMessageThat().contains("first replaced a row");
  }
}
