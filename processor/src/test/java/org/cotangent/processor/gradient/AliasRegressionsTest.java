package org.cotangent.processor.gradient;

import static com.google.common.truth.Truth.assertThat;
import static org.cotangent.processor.testing.Aliasing.rightOrRefused;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.cotangent.processor.testing.Check;
import org.cotangent.processor.testing.Refusals;
import org.junit.jupiter.api.Test;

/** Arrays that share rows, hold one another or are written behind a call: none loses a share. */
class AliasRegressionsTest {
  private static final double[][] MATRIX = {{1.1, 0.5}, {0.3, 0.7}};

  /** The entry compiles; its companion says which arrays share elements. */
  private static void refusedWhenRun(String source, Object... arguments) {
    Check check = Check.of(source);
    var refusal = assertThrows(IllegalArgumentException.class, () -> check.at(arguments));
    assertThat(refusal).hasMessageThat().contains("share an array");
  }

  @Test
  void aMatrixOfTwoParametersIsRefused() {
    Refusals.check(
        """
        static double f(double[] a, double[] b) {
          double[][] m = {a, b}; // expect AD317: m =
          return m[0][0] * m[1][1];
        }
        """);
  }

  @Test
  void aMatrixOfNumbersAndAParameterIsRefused() {
    Refusals.check(
        """
        static double f(double a, double[] b) {
          double[][] m = {{a, a * a}, b}; // expect AD317: m =
          return m[0][1] * m[1][1];
        }
        """);
  }

  @Test
  void aMatrixOfLocalArraysThatIsWrittenIsRefused() {
    Refusals.check(
        """
        static double f(double[] a, double[] b) {
          double[] t = a.clone();
          double[][] m = {t, b.clone()}; // expect AD317: m =
          m[0][1] = t[0] * m[1][1];
          return m[0][0] * t[1];
        }
        """);
  }

  @Test
  void aMatrixThatHasOneRowTwiceAndIsWritten() {
    Refusals.check(
        """
        static double f(double[] b) {
          double[] t = b.clone();
          double[][] m = {t, t}; // expect AD317: m =
          for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 2; j++) {
              m[i][j] = Math.exp(m[i][j]);
            }
          }
          return m[0][1] * m[1][0];
        }
        """);
  }

  @Test
  void aMatrixThatHasOneRowTwiceAndIsWrittenByAHelper() {
    Refusals.check(
        """
        static double f(double x, double y) {
          double[] r = {x, y};
          double[][] m = {r, r}; // expect AD317: m =
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
        """);
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
    refusedWhenRun(
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
    refusedWhenRun(
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
    refusedWhenRun(
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
}
