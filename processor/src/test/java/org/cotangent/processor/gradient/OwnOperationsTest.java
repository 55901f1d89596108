package org.cotangent.processor.gradient;

import static com.google.common.truth.Truth.assertThat;
import static org.cotangent.processor.gradient.MatrixCheck.random;

import org.junit.jupiter.api.Test;

/** Operations on matrices that a user writes: the processor knows none by name. */
class OwnOperationsTest {
  private static final String OPERATIONS =
      """
      @org.cotangent.runtime.Operation(
          adjoints = {
            "a: p.Model.left(b, adjoint, sum)",
            "b: p.Model.right(a, adjoint, sum)"
          })
      public static Matrix product(Matrix a, Matrix b) {
        return org.cotangent.runtime.Compute.multiply(1, a, b, 0, null);
      }
      public static Matrix left(Matrix b, Matrix adjoint, Matrix sum) {
        return adjoint == Matrix.ZERO ? sum : plus(sum, product(adjoint, turned(b)));
      }
      public static Matrix right(Matrix a, Matrix adjoint, Matrix sum) {
        return adjoint == Matrix.ZERO ? sum : plus(sum, product(turned(a), adjoint));
      }
      private static Matrix plus(Matrix sum, Matrix share) {
        return org.cotangent.runtime.Elementwise.plus(sum, share);
      }
      private static Matrix turned(Matrix a) {
        double[][] rows = new double[a.columns()][a.rows()];
        for (int i = 0; i < a.rows(); i++) {
          for (int j = 0; j < a.columns(); j++) {
            rows[j][i] = a.get(i, j);
          }
        }
        return Matrix.of(a.columns(), a.rows(), java.util.Arrays.stream(rows)
            .flatMapToDouble(java.util.Arrays::stream).toArray());
      }
      @org.cotangent.runtime.Operation(
          formula = "tanh(z + row) * s",
          adjoints = {
            "z: adjoint * (s - result * result / s)",
            "row: columnSums(adjoint * (s - result * result / s))",
            "s: sum(adjoint * result / s)"
          })
      public static Matrix layer(Matrix z, Matrix row, double s) {
        return org.cotangent.runtime.Elementwise.of(
            "(z, row; s) -> tanh(z + row) * s", new double[] {s}, z, row);
      }
      @org.cotangent.runtime.Operation(
          adjoints = "a: adjoint * labels * 0 + 2 * adjoint * a")
      public static double squares(Matrix a, int labels) {
        return org.cotangent.runtime.Elementwise.sum("(a) -> a * a", a);
      }
      @org.cotangent.runtime.Operation(adjoints = "a: p.Model.picked(a, columns, adjoint, sum)")
      public static double picked(Matrix a, int[] columns) {
        double sum = 0;
        for (int i = 0; i < columns.length; i++) {
          sum += a.get(i, columns[i]) * a.get(i, columns[i]);
        }
        return sum;
      }
      public static Matrix picked(Matrix a, int[] columns, double adjoint, Matrix sum) {
        Matrix share = Matrix.zeros(a.rows(), a.columns());
        for (int i = 0; i < columns.length; i++) {
          share.set(i, columns[i], 2 * adjoint * a.get(i, columns[i]));
        }
        return plus(sum, share);
      }
      """;

  @Test
  void theirAdjointsAreThoseOfTheirAnnotations() {
    MatrixCheck check =
        MatrixCheck.of(
            """
            @Differentiable
            static double f(Matrix x, Matrix w, Matrix b, double s, int n) {
              Matrix h = x;
              double sum = 0;
              for (int t = 0; t < n; t++) {
                h = layer(product(h, w), b, s);
                sum += squares(h, t);
              }
              return sum + squares(b, 1) * s;
            }
            """
                + OPERATIONS,
            0,
            1,
            2,
            3);
    for (int n = 0; n < 4; n++) {
      check.at(random(2, 3, n), random(3, 3, n + 10), random(1, 3, n + 20), 0.75, n);
    }
  }

  @Test
  void anArrayOfDataMayChangeBehindItsUse() {
    MatrixCheck.of(
            """
            @Differentiable(wrt = "x")
            static double f(Matrix x, int[] columns) {
              int[] own = columns.clone();
              double sum = 0;
              for (int t = 0; t < 3; t++) {
                sum += picked(x, own) * (t + 1);
                own[0] = own[0] == 0 ? 1 : 0;
                own[1] = 2;
              }
              return sum;
            }
            """
                + OPERATIONS,
            0)
        .at(random(2, 3, 1), new int[] {1, 0});
  }

  @Test
  void helpersAndResultsPassTheirMatricesOn() {
    MatrixCheck.of(
            """
            @Differentiable
            static Matrix f(Matrix x, Matrix w, double s) {
              Matrix y = scaled(product(x, w), s);
              if (s > 1) {
                return scaled(y, s);
              }
              return x;
            }
            static Matrix scaled(Matrix z, double s) {
              Matrix zero = Matrix.zeros(1, z.columns());
              return s > 1.2 ? layer(z, zero, s) : z;
            }
            """
                + OPERATIONS,
            0,
            1,
            2)
        .at(random(3, 2, 1), random(2, 4, 2), 1.5)
        .at(random(3, 2, 1), random(2, 4, 2), 1.1)
        .at(random(3, 2, 1), random(2, 4, 2), 0.5);
  }

  @Test
  void recordsOfMatricesAreParameters() {
    MatrixCheck.of(
            """
            record Parameters(Matrix w, Matrix b, double s) {}
            @Differentiable
            static double f(Matrix w, Matrix b, double s, Matrix x) {
              return loss(new Parameters(w, b, s), x) + s;
            }
            static double loss(Parameters p, Matrix x) {
              return squares(layer(product(x, p.w()), p.b(), p.s()), 0);
            }
            @Differentiable(wrt = "p")
            static double record(Parameters p, Matrix x) {
              return loss(p, x);
            }
            """
                + OPERATIONS,
            0,
            1,
            2,
            3)
        .at(random(3, 2, 1), random(1, 2, 2), 1.5, random(4, 3, 3));
  }

  @Test
  void allMatricesOfAPullbackAreClosedButItsResults() {
    MatrixCheck check =
        MatrixCheck.of(
            """
            static final java.util.List<Matrix> MADE = new java.util.ArrayList<>();
            @org.cotangent.runtime.Operation(adjoints = "a: p.Model.seen(adjoint, sum)")
            public static Matrix doubled(Matrix a) {
              Matrix made = org.cotangent.runtime.Elementwise.of("(a) -> 2 * a", a);
              MADE.add(made);
              return made;
            }
            public static Matrix seen(Matrix adjoint, Matrix sum) {
              Matrix made = org.cotangent.runtime.Elementwise.of("(a) -> 2 * a", adjoint);
              MADE.add(made);
              return org.cotangent.runtime.Elementwise.plus(sum, made);
            }
            static long open() {
              return MADE.stream().filter(each -> !each.isClosed()).count();
            }
            @Differentiable
            static Matrix f(Matrix x, double s) {
              Matrix y = doubled(x);
              for (int t = 0; t < 3; t++) {
                y = doubled(y).scale(s);
              }
              return doubled(y);
            }
            """,
            0,
            1);
    check.at(random(2, 2, 1), 0.5);
    check.clear("MADE");
    Object result = check.pullback(random(2, 2, 1), 0.5);
    assertThat(result).isNotNull();
    assertThat(check.callStatic("open")).isEqualTo(1L);
  }
}
