package org.cotangent.runtime;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.cotangent.runtime.backend.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MatrixTest {
  private static final double[][] TWO_BY_THREE = {{1, 2, 3}, {4, 5, 6}};

  @Test
  void arrayOfRowsComesBackAsItWas() {
    Matrix matrix = Matrix.of(TWO_BY_THREE);

    assertThat(matrix.rows()).isEqualTo(2);
    assertThat(matrix.columns()).isEqualTo(3);
    assertThat(matrix.precision()).isEqualTo(Precision.DOUBLE);
    assertThat(matrix.toArray()).isEqualTo(TWO_BY_THREE);
    assertThat(matrix.toDoubles()).isEqualTo(new double[] {1, 2, 3, 4, 5, 6});
    assertThat(matrix.get(1, 0)).isEqualTo(4);
  }

  @Test
  void floatsComeBackAsTheyWere() {
    Matrix matrix = Matrix.of(new float[][] {{1, 2.5f}, {3, 0.1f}});

    assertThat(matrix.precision()).isEqualTo(Precision.FLOAT);
    assertThat(matrix.toFloats()).isEqualTo(new float[] {1, 2.5f, 3, 0.1f});
    assertThat(matrix.toDoubles()).isEqualTo(new double[] {1, 2.5, 3, 0.1f});
    assertThat(Matrix.ofFloats(2, 2, 1, 2.5f, 3, 0.1f).toFloats()).isEqualTo(matrix.toFloats());
  }

  @Test
  void matrixDoesNotSeeLaterChangesOfTheArrayItWasMadeOf() {
    double[] elements = {1, 2};
    double[][] rows = {{1, 2}};
    Matrix one = Matrix.row(elements);
    Matrix other = Matrix.of(rows);
    elements[0] = 7;
    rows[0][0] = 7;

    assertThat(one.get(0, 0)).isEqualTo(1);
    assertThat(other.get(0, 0)).isEqualTo(1);
  }

  @Test
  void arraysOfAMatrixAreCopies() {
    Matrix matrix = Matrix.row(1, 2);
    matrix.toDoubles()[0] = 7;
    matrix.toArray()[0][0] = 7;

    assertThat(matrix.get(0, 0)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "0, 3", "3, 0", "1, 1", "3, 17", "257, 5", "17, 257"})
  void madeMatricesHaveTheirShapeAndElements(int rows, int columns) {
    for (Precision precision : Precision.values()) {
      Matrix zeros = Matrix.zeros(rows, columns, precision);
      Matrix filled = Matrix.filled(rows, columns, 2.5, precision);
      assertThat(zeros.precision()).isEqualTo(precision);
      assertThat(zeros.toArray()).isEqualTo(new double[rows][columns]);
      assertThat(filled.toDoubles()).hasLength(rows * columns);
      for (double element : filled.toDoubles()) {
        assertThat(element).isEqualTo(2.5);
      }
    }
    assertThat(Matrix.column(1, 2, 3).rows()).isEqualTo(3);
  }

  @Test
  void identityHasOnesOnItsDiagonalAlsoInMemoryThatWasUsedBefore() {
    for (int n : new int[] {0, 1, 3, 40}) {
      Matrix.filled(n, n, 7).close();
      double[][] identity = Matrix.identity(n).toArray();
      assertThat(identity).hasLength(n);
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          assertThat(identity[i][j]).isEqualTo(i == j ? 1 : 0);
        }
      }
    }
  }

  @Test
  void gaussianNumbersAreThoseOfJavaUtilRandom() {
    Random random = new Random(42);
    for (double element : Matrix.gaussian(3, 4, 42).toDoubles()) {
      assertThat(element).isEqualTo(random.nextGaussian());
    }
  }

  @Test
  void conversionToFloatRoundsAndBackAgainKeepsTheFloats() {
    Matrix matrix = Matrix.row(0.1, 1e300, -0.0);
    Matrix floats = matrix.toPrecision(Precision.FLOAT);

    assertThat(floats.toFloats()).isEqualTo(new float[] {0.1f, Float.POSITIVE_INFINITY, -0.0f});
    assertThat(floats.toPrecision(Precision.DOUBLE).get(0, 0)).isEqualTo((double) 0.1f);
    assertThat(floats.toPrecision(Precision.FLOAT).toFloats()).isEqualTo(floats.toFloats());
  }

  @Test
  void wrongSizesAreRefusedWithTheNumbers() {
    assertRefused(
        "row 1 has 1 elements, row 0 has 2", () -> Matrix.of(new double[][] {{1, 2}, {3}}));
    assertRefused("row 1 has 3 elements", () -> Matrix.of(new float[][] {{1}, {1, 2, 3}}));
    assertRefused("2 x 3 elements are wanted, 5 were given", () -> Matrix.of(2, 3, 1, 2, 3, 4, 5));
    assertRefused("-1 x 3: neither may be negative", () -> Matrix.zeros(-1, 3));
    assertRefused("65536 x 65536: it may have up to", () -> Matrix.zeros(1 << 16, 1 << 16));
  }

  @Test
  void elementsOutsideAreRefusedWithTheirPlace() {
    Matrix matrix = Matrix.of(TWO_BY_THREE);
    for (int[] place : new int[][] {{2, 0}, {0, 3}, {-1, 0}, {0, -1}}) {
      IndexOutOfBoundsException thrown =
          assertThrows(IndexOutOfBoundsException.class, () -> matrix.get(place[0], place[1]));
      assertThat(thrown)
          .hasMessageThat()
          .isEqualTo("element (" + place[0] + ", " + place[1] + ") of a matrix of 2 x 3");
      assertThrows(IndexOutOfBoundsException.class, () -> matrix.set(place[0], place[1], 1));
    }
  }

  @Test
  void closedMatrixRefusesEveryUse() {
    Matrix matrix = Matrix.of(TWO_BY_THREE);
    Matrix other = Matrix.of(TWO_BY_THREE);
    matrix.close();
    matrix.close();

    assertThat(matrix.isClosed()).isTrue();
    assertThat(matrix.toString()).isEqualTo("closed 2 x 3 matrix");
    assertClosed(matrix::rows);
    assertClosed(matrix::columns);
    assertClosed(matrix::precision);
    assertClosed(() -> matrix.get(0, 0));
    assertClosed(matrix::toArray);
    assertClosed(matrix::toFloats);
    assertClosed(() -> matrix.toPrecision(Precision.FLOAT));
    assertClosed(() -> matrix.set(0, 0, 1));
    assertClosed(() -> matrix.scaleInPlace(2));
    assertClosed(() -> matrix.assign(other));
    assertClosed(() -> other.assign(matrix));
    assertClosed(() -> other.addInPlace(matrix));
    assertClosed(() -> Elementwise.of("(x) -> x", matrix));
    assertClosed(() -> Compute.multiply(1, matrix, other, 0, null));
    assertThat(other.toArray()).isEqualTo(TWO_BY_THREE);
  }

  @Test
  void symbolicZeroRefusesToBeAMatrix() {
    assertThat(Matrix.ZERO.toString()).isEqualTo("zero of any shape");
    Matrix.ZERO.close();
    assertThat(Matrix.ZERO.isClosed()).isFalse();
    for (Runnable use :
        new Runnable[] {
          Matrix.ZERO::rows,
          Matrix.ZERO::toArray,
          () -> Matrix.ZERO.get(0, 0),
          () -> Matrix.ZERO.fillInPlace(1),
          () -> Compute.multiply(1, Matrix.ZERO, Matrix.identity(2), 0, null)
        }) {
      IllegalStateException thrown = assertThrows(IllegalStateException.class, use::run);
      assertThat(thrown).hasMessageThat().contains("Matrix.ZERO has no shape");
    }
  }

  @Test
  void smallMatricesPrintTheirElements() {
    assertThat(Matrix.of(TWO_BY_THREE).toString()).isEqualTo("[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]");
    assertThat(Matrix.zeros(9, 9).toString()).isEqualTo("9 x 9 matrix");
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void changesInPlaceAreThoseOfJava(Precision precision) {
    Matrix matrix = Matrix.gaussian(17, 3, 1).toPrecision(precision);
    Matrix other = Matrix.gaussian(17, 3, 2).toPrecision(precision);
    double[] expected = matrix.toDoubles();
    double[] added = other.toDoubles();

    matrix.addInPlace(other);
    matrix.addInPlace(-0.3, other);
    matrix.scaleInPlace(1.7);
    matrix.set(2, 1, 0.1);
    matrix.mapInPlace("(w, v; r) -> w - r * v", new double[] {0.2}, other);

    for (int i = 0; i < expected.length; i++) {
      if (precision == Precision.DOUBLE) {
        double x = Math.fma(-0.3, added[i], expected[i] + added[i]) * 1.7;
        x = i == 7 ? 0.1 : x;
        expected[i] = x - 0.2 * added[i];
      } else {
        float v = (float) added[i];
        float x = Math.fma(-0.3f, v, (float) expected[i] + v) * 1.7f;
        x = i == 7 ? 0.1f : x;
        expected[i] = x - 0.2f * v;
      }
    }
    assertThat(matrix.toDoubles()).isEqualTo(expected);
    matrix.fillInPlace(0.1);
    assertThat(matrix.get(16, 2)).isEqualTo(precision == Precision.DOUBLE ? 0.1 : 0.1f);
    assertThat(matrix.precision()).isEqualTo(precision);
  }

  @Test
  void addingAMatrixToItselfInPlaceDoublesIt() {
    Matrix matrix = Matrix.of(TWO_BY_THREE);
    matrix.addInPlace(matrix);
    assertThat(matrix.toDoubles()).isEqualTo(new double[] {2, 4, 6, 8, 10, 12});
  }

  @Test
  void assignedMatricesGoTheirOwnWaysAfterwards() {
    Matrix first = Matrix.of(TWO_BY_THREE);
    Matrix second = Matrix.zeros(2, 3);
    second.assign(first);
    first.scaleInPlace(10);
    second.set(0, 0, -1);

    assertThat(first.toDoubles()).isEqualTo(new double[] {10, 20, 30, 40, 50, 60});
    assertThat(second.toDoubles()).isEqualTo(new double[] {-1, 2, 3, 4, 5, 6});
    second.assign(second);
    assertThat(second.get(1, 2)).isEqualTo(6);
    first.close();
    second.close();
  }

  @Test
  void inPlaceChangesWantTheSameShapeAndPrecision() {
    Matrix matrix = Matrix.of(TWO_BY_THREE);
    assertRefused(
        "addInPlace: 2 x 3 and 3 x 2 differ", () -> matrix.addInPlace(Matrix.zeros(3, 2)));
    assertRefused("assign: 2 x 3 and 1 x 3 differ", () -> matrix.assign(Matrix.zeros(1, 3)));
    assertRefused(
        "matrices of float and double together: 2 x 3 double, 2 x 3 float; convert with toPrecision",
        () -> matrix.addInPlace(Matrix.zeros(2, 3, Precision.FLOAT)));
    assertThat(matrix.toArray()).isEqualTo(TWO_BY_THREE);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 17, 257})
  void productsAreChainsOfFusedMultiplyAdds(int n) {
    Matrix a = Matrix.gaussian(n, 5, 1);
    Matrix b = Matrix.gaussian(5, 3, 2);
    Matrix c = Matrix.gaussian(1, 3, 3);
    double[][] product = Compute.multiply(0.5, a, b, 2, c).toArray();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < 3; j++) {
        double sum = 0;
        for (int k = 0; k < 5; k++) {
          sum = Math.fma(a.get(i, k), b.get(k, j), sum);
        }
        assertThat(product[i][j]).isEqualTo(Math.fma(2, c.get(0, j), 0.5 * sum));
      }
    }
  }

  @Test
  void productsOfWrongShapesSayBothShapes() {
    assertRefused(
        "times: 3 x 4 by 5 x 2: the left has 4 columns, the right 5 rows",
        () -> Compute.multiply(1, Matrix.zeros(3, 4), Matrix.zeros(5, 2), 0, null));
    assertRefused(
        "an addend of 2 x 2: expected the same shape, or one row of 2",
        () -> Compute.multiply(1, Matrix.zeros(3, 4), Matrix.zeros(4, 2), 1, Matrix.zeros(2, 2)));
    assertRefused(
        "3 x 4 double, 4 x 2 float",
        () ->
            Compute.multiply(1, Matrix.zeros(3, 4), Matrix.zeros(4, 2, Precision.FLOAT), 0, null));
  }

  @Test
  void emptyMatricesCanBeComputedWith() {
    Matrix empty = Matrix.zeros(0, 3);
    assertThat(Compute.multiply(1, empty, Matrix.zeros(3, 2), 0, null).rows()).isEqualTo(0);
    Matrix inner =
        Compute.multiply(2, Matrix.zeros(2, 0), Matrix.zeros(0, 3), 1, Matrix.row(1, 2, 3));
    assertThat(inner.toDoubles()).isEqualTo(new double[] {1, 2, 3, 1, 2, 3});
    assertThat(Elementwise.of("(x) -> x + 1", empty).columns()).isEqualTo(3);
    assertThat(Elementwise.sum("(x) -> x + 1", empty)).isEqualTo(0);
    assertThat(Elementwise.columnSums("(x) -> x + 1", empty).toDoubles()).isEqualTo(new double[3]);
    assertThat(Elementwise.rowSums("(x) -> x + 1", Matrix.zeros(2, 0)).toDoubles())
        .isEqualTo(new double[2]);
    empty.scaleInPlace(2);
    assertThat(empty.toArray()).hasLength(0);
  }

  @Test
  void formulasRepeatRowsColumnsAndElements() {
    Matrix x = Matrix.of(TWO_BY_THREE);
    Matrix result =
        Elementwise.of(
            "(x, row, column, one; s) -> s * x + row + column + one",
            new double[] {10},
            x,
            Matrix.row(0.1, 0.2, 0.3),
            Matrix.column(100, 200),
            Matrix.row(1000.0));

    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 3; j++) {
        double expected =
            10 * TWO_BY_THREE[i][j] + new double[] {0.1, 0.2, 0.3}[j] + 100 * (i + 1) + 1000;
        assertThat(result.get(i, j)).isEqualTo(expected);
      }
    }
    assertThat(
            Elementwise.of("(r, c) -> r * c", Matrix.row(1, 2, 3), Matrix.column(1, 2)).toArray())
        .isEqualTo(new double[][] {{1, 2, 3}, {2, 4, 6}});
  }

  @Test
  void symbolicZeroCountsAsZeroInFormulas() {
    Matrix x = Matrix.of(new float[][] {{1, 2}, {3, 4}});
    assertThat(Elementwise.of("(x, z) -> x + 3 * z", x, Matrix.ZERO).toFloats())
        .isEqualTo(x.toFloats());
    assertThat(Elementwise.of("(z) -> z", Matrix.ZERO)).isSameInstanceAs(Matrix.ZERO);
    assertThat(Elementwise.rowSums("(z) -> z", Matrix.ZERO)).isSameInstanceAs(Matrix.ZERO);
    assertThat(Elementwise.columnSums("(z) -> z", Matrix.ZERO)).isSameInstanceAs(Matrix.ZERO);
    assertThat(Elementwise.sum("(z) -> z", Matrix.ZERO)).isEqualTo(0);
    assertThat(Elementwise.plus(Matrix.ZERO, x)).isSameInstanceAs(x);
    assertThat(Elementwise.plus(x, Matrix.ZERO)).isSameInstanceAs(x);
    assertThat(Elementwise.plus(x, x).toFloats()).isEqualTo(new float[] {2, 4, 6, 8});
  }

  @Test
  void sumsAreReducedToNumbersRowsAndColumns() {
    Matrix x = Matrix.of(TWO_BY_THREE);
    assertThat(Elementwise.sum("(x; s) -> s * x", new double[] {2}, x)).isEqualTo(42);
    assertThat(Elementwise.rowSums("(x) -> x * x", x).toArray())
        .isEqualTo(new double[][] {{14}, {77}});
    assertThat(Elementwise.columnSums("(x) -> x", x).toArray())
        .isEqualTo(new double[][] {{5, 7, 9}});
  }

  @Test
  void formulasThatDoNotFitAreRefused() {
    Matrix x = Matrix.of(TWO_BY_THREE);
    assertRefused(
        "2 matrices and 0 numbers are wanted, 1 and 0", () -> Elementwise.of("(x, y) -> x", x));
    assertRefused(
        "2 x 3, 3 x 2 do not fit: expected 2 x 3",
        () -> Elementwise.of("(x, y) -> x + y", x, Matrix.zeros(3, 2)));
    assertRefused("at least one matrix", () -> Elementwise.of("(; s) -> s", new double[] {1}));
    assertRefused("<<here>>", () -> Elementwise.of("(x) -> y", x));
    assertRefused(
        "adding adjoints: 2 x 3 and 1 x 3 differ", () -> Elementwise.plus(x, Matrix.row(1, 2, 3)));
  }

  private static void assertRefused(String message, Runnable use) {
    IllegalArgumentException thrown = assertThrows(IllegalArgumentException.class, use::run);
    assertThat(thrown).hasMessageThat().contains(message);
  }

  private static void assertClosed(Runnable use) {
    IllegalStateException thrown = assertThrows(IllegalStateException.class, use::run);
    assertThat(thrown).hasMessageThat().contains("this 2 x 3 matrix has been closed");
  }
}
