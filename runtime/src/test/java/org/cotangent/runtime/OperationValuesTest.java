package org.cotangent.runtime;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.cotangent.runtime.OperationSource.Declared;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The value of each operation against loops over arrays. */
final class OperationValuesTest {
  private static final double NAN = Double.NaN;
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  private static final Map<String, DoubleUnaryOperator> UNARY =
      Map.ofEntries(
          Map.entry("abs", Math::abs),
          Map.entry("acos", Math::acos),
          Map.entry("asin", Math::asin),
          Map.entry("atan", Math::atan),
          Map.entry("cbrt", Math::cbrt),
          Map.entry("ceil", Math::ceil),
          Map.entry("cos", Math::cos),
          Map.entry("cosh", Math::cosh),
          Map.entry("exp", Math::exp),
          Map.entry("expm1", Math::expm1),
          Map.entry("floor", Math::floor),
          Map.entry("log", Math::log),
          Map.entry("log10", Math::log10),
          Map.entry("log1p", Math::log1p),
          Map.entry("rint", Math::rint),
          Map.entry("signum", Math::signum),
          Map.entry("sin", Math::sin),
          Map.entry("sinh", Math::sinh),
          Map.entry("sqrt", Math::sqrt),
          Map.entry("tan", Math::tan),
          Map.entry("tanh", Math::tanh),
          Map.entry("toDegrees", Math::toDegrees),
          Map.entry("toRadians", Math::toRadians),
          Map.entry("square", x -> x * x),
          Map.entry("reciprocal", x -> 1 / x),
          Map.entry("negate", x -> -x),
          Map.entry("sigmoid", x -> 0.5 + 0.5 * Math.tanh(x / 2)),
          Map.entry("relu", x -> x > 0 || x != x ? x : 0),
          Map.entry("softplus", x -> x > 30 ? x : Math.log1p(Math.exp(x))));

  private static final Map<String, DoubleBinaryOperator> BINARY =
      Map.ofEntries(
          Map.entry("plus", (x, y) -> x + y),
          Map.entry("minus", (x, y) -> x - y),
          Map.entry("hadamard", (x, y) -> x * y),
          Map.entry("scale", (x, y) -> x * y),
          Map.entry("dividedBy", (x, y) -> x / y),
          Map.entry("plusRow", (x, y) -> x + y),
          Map.entry("minusRow", (x, y) -> x - y),
          Map.entry("timesRow", (x, y) -> x * y),
          Map.entry("dividedByRow", (x, y) -> x / y),
          Map.entry("plusColumn", (x, y) -> x + y),
          Map.entry("minusColumn", (x, y) -> x - y),
          Map.entry("timesColumn", (x, y) -> x * y),
          Map.entry("dividedByColumn", (x, y) -> x / y),
          Map.entry("max", Math::max),
          Map.entry("min", Math::min),
          Map.entry("power", Math::pow),
          Map.entry("leakyRelu", (x, slope) -> x > 0 ? x : slope * x),
          Map.entry("elu", (x, alpha) -> x > 0 ? x : alpha * (Math.exp(x) - 1)));

  static Stream<Declared> elementwise() {
    return OperationSource.FAMILIES.stream()
        .flatMap(family -> OperationSource.of(family).stream())
        .filter(declared -> !declared.operation().formula().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("elementwise")
  void elementwiseOperationsAreWhatTheyAreCalled(Declared declared) {
    double[] special = {0.0, -0.0, 1, -1, 0.5, -2.5, 40, -40, 800, -800, NAN, INFINITY, -INFINITY};
    double[] values = Arrays.copyOf(special, 35);
    Random random = new Random(3);
    for (int i = special.length; i < values.length; i++) {
      values[i] = random.nextDouble() * 4 - 2;
    }
    Matrix x = Matrix.of(5, 7, values);
    String name = declared.method().getName();
    if (declared.parameters().isEmpty()) {
      Matrix result = (Matrix) OperationAdjoints.value(declared, x);
      for (int i = 0; i < values.length; i++) {
        double expected = UNARY.get(name).applyAsDouble(values[i]);
        assertNear(name + " of " + values[i], result.get(i / 7, i % 7), expected);
      }
      return;
    }
    boolean row = declared.parameters().get(0).equals("row");
    boolean column = declared.parameters().get(0).equals("column");
    double[] others = new double[35];
    for (int i = 0; i < others.length; i++) {
      others[i] = i == 3 ? 0 : i == 4 ? NAN : random.nextDouble() * 4 - 2;
    }
    boolean number = declared.method().getParameterTypes()[0] == double.class;
    Object other =
        number
            ? (Object) others[0]
            : row
                ? Matrix.of(1, 7, Arrays.copyOf(others, 7))
                : column ? Matrix.of(5, 1, Arrays.copyOf(others, 5)) : Matrix.of(5, 7, others);
    Matrix result = (Matrix) OperationAdjoints.value(declared, x, other);
    for (int i = 0; i < values.length; i++) {
      double y = others[number ? 0 : row ? i % 7 : column ? i / 7 : i];
      double expected = BINARY.get(name).applyAsDouble(values[i], y);
      assertNear(name + " of " + values[i] + ", " + y, result.get(i / 7, i % 7), expected);
    }
  }

  @Test
  void productsAreSumsOfProducts() {
    Random random = new Random(4);
    for (int[] shape : new int[][] {{3, 4, 5}, {1, 17, 3}, {17, 1, 17}, {2, 0, 3}, {0, 2, 2}}) {
      double[][] a = numbers(random, shape[0], shape[1]);
      double[][] b = numbers(random, shape[1], shape[2]);
      double[][] c = numbers(random, shape[0], shape[2]);
      double[][] bias = numbers(random, 1, shape[2]);
      double[][] product = new double[shape[0]][shape[2]];
      double[][] fused = new double[shape[0]][shape[2]];
      double[][] layer = new double[shape[0]][shape[2]];
      for (int i = 0; i < shape[0]; i++) {
        for (int j = 0; j < shape[2]; j++) {
          for (int k = 0; k < shape[1]; k++) {
            product[i][j] += a[i][k] * b[k][j];
          }
          fused[i][j] = 2 * product[i][j] - 3 * c[i][j];
          layer[i][j] = product[i][j] + bias[0][j];
        }
      }
      Matrix left = matrix(a, shape[1]);
      Matrix right = matrix(b, shape[2]);
      assertNear("times", left.times(right), product);
      assertNear("fused", left.times(2, right, -3, matrix(c, shape[2])), fused);
      assertNear("affine", left.affine(right, matrix(bias, shape[2])), layer);
    }
    double[][] outer = {{3, 4, 5}, {6, 8, 10}};
    for (Matrix u : List.of(Matrix.row(1, 2), Matrix.column(1, 2))) {
      for (Matrix v : List.of(Matrix.row(3, 4, 5), Matrix.column(3, 4, 5))) {
        assertNear("outer", u.outer(v), outer);
      }
    }
  }

  @Test
  void reductionsAreSumsMeansMaximaAndNorms() {
    Random random = new Random(5);
    for (int[] shape : new int[][] {{3, 4}, {1, 17}, {17, 1}, {40, 257}, {257, 40}}) {
      int rows = shape[0];
      int columns = shape[1];
      double[][] x = numbers(random, rows, columns);
      Matrix m = Matrix.of(x);
      List<double[]> rowsOf = new ArrayList<>(Arrays.asList(x));
      List<double[]> columnsOf = new ArrayList<>();
      for (int j = 0; j < columns; j++) {
        int column = j;
        columnsOf.add(Arrays.stream(x).mapToDouble(row -> row[column]).toArray());
      }
      double[] all = Arrays.stream(x).flatMapToDouble(Arrays::stream).toArray();
      check(m.sum(), m.mean(), m.max(), m.norm(), all);
      for (int i = 0; i < rows; i++) {
        check(
            m.rowSums().get(i, 0),
            m.rowMeans().get(i, 0),
            m.rowMax().get(i, 0),
            m.rowNorms().get(i, 0),
            rowsOf.get(i));
      }
      for (int j = 0; j < columns; j++) {
        check(
            m.columnSums().get(0, j),
            m.columnMeans().get(0, j),
            m.columnMax().get(0, j),
            m.columnNorms().get(0, j),
            columnsOf.get(j));
      }
      assertNear("dot", m.dot(m), Arrays.stream(all).map(v -> v * v).sum());
    }
  }

  private static void check(double sum, double mean, double max, double norm, double[] values) {
    assertNear("sum", sum, Arrays.stream(values).sum());
    assertNear("mean", mean, Arrays.stream(values).average().orElse(NAN));
    assertThat(max).isEqualTo(Arrays.stream(values).max().orElse(-INFINITY));
    assertNear("norm", norm, Math.sqrt(Arrays.stream(values).map(v -> v * v).sum()));
  }

  @Test
  void nothingHasASumOfZeroAMeanOfNaNAndAMaximumOfNegativeInfinity() {
    for (Matrix empty : List.of(Matrix.zeros(0, 3), Matrix.zeros(3, 0), Matrix.zeros(0, 0))) {
      assertThat(empty.sum()).isEqualTo(0);
      assertThat(empty.norm()).isEqualTo(0);
      assertThat(empty.mean()).isNaN();
      assertThat(empty.max()).isEqualTo(-INFINITY);
      assertThat(empty.rowSums().toDoubles()).isEqualTo(new double[empty.rows()]);
      assertThat(empty.columnSums().toDoubles()).isEqualTo(new double[empty.columns()]);
      assertThat(empty.dot(empty)).isEqualTo(0);
      assertThat(empty.exp().toDoubles()).isEmpty();
      assertThat(empty.softmax().toDoubles()).isEmpty();
      assertThat(empty.times(empty.transpose()).toDoubles())
          .isEqualTo(new double[empty.rows() * empty.rows()]);
    }
    assertThat(Matrix.zeros(2, 0).logSumExp().toDoubles())
        .isEqualTo(new double[] {-INFINITY, -INFINITY});
    assertThat(Matrix.zeros(2, 0).rowMax().toDoubles())
        .isEqualTo(new double[] {-INFINITY, -INFINITY});
    assertThat(Matrix.zeros(0, 2).columnMeans().get(0, 1)).isNaN();
    assertThat(Matrix.zeros(0, 2).softmaxCrossEntropy(new int[0])).isNaN();
    assertThat(Matrix.zeros(0, 2).hinge(new int[0])).isNaN();
    assertThat(Matrix.zeros(0, 2).squaredError(Matrix.zeros(0, 2))).isNaN();
  }

  @Test
  void theNormOfVeryLargeAndVerySmallNumbersIsANumber() {
    assertNear("large", Matrix.row(3e300, 4e300).norm(), 5e300);
    assertNear("small", Matrix.row(3e-300, 4e-300).norm() * 1e300, 5);
    assertNear("float", Matrix.ofFloats(1, 2, 0x3p100f, 0x4p100f).norm(), 0x5p100f);
    Matrix small = Matrix.ofFloats(1, 2, 0x3p-110f, 0x4p-110f);
    assertNear("small float", small.norm(), 0x5p-110);
    assertThat(Matrix.row(0.0, -0.0).norm()).isEqualTo(0);
    assertThat(Matrix.row(1, NAN).norm()).isNaN();
    assertThat(Matrix.row(1, -INFINITY).norm()).isEqualTo(INFINITY);
  }

  @Test
  void softmaxesAndLossesAreTheirFormulas() {
    Random random = new Random(6);
    for (int[] shape : new int[][] {{3, 4}, {1, 1}, {5, 17}, {2, 1000}}) {
      int rows = shape[0];
      int columns = shape[1];
      double[][] x = numbers(random, rows, columns);
      double[][] p = numbers(random, rows, columns);
      int[] labels = random.ints(rows, 0, columns).toArray();
      double[][] softmax = new double[rows][columns];
      double[][] logSoftmax = new double[rows][columns];
      double[][] logSumExp = new double[rows][1];
      double entropy = 0;
      double entropyOf = 0;
      double hinge = 0;
      double squares = 0;
      for (int i = 0; i < rows; i++) {
        double total = Arrays.stream(x[i]).map(Math::exp).sum();
        logSumExp[i][0] = Math.log(total);
        for (int j = 0; j < columns; j++) {
          softmax[i][j] = Math.exp(x[i][j]) / total;
          logSoftmax[i][j] = Math.log(softmax[i][j]);
          entropyOf -= p[i][j] * logSoftmax[i][j] / rows;
          squares += (x[i][j] - p[i][j]) * (x[i][j] - p[i][j]) / rows;
          if (j != labels[i]) {
            hinge += Math.max(0, x[i][j] - x[i][labels[i]] + 1) / rows;
          }
        }
        entropy -= logSoftmax[i][labels[i]] / rows;
      }
      Matrix m = Matrix.of(x);
      assertNear("softmax", m.softmax(), softmax);
      assertNear("logSoftmax", m.logSoftmax(), logSoftmax);
      assertNear("logSumExp", m.logSumExp(), logSumExp);
      assertNear("softmaxCrossEntropy", m.softmaxCrossEntropy(labels), entropy);
      assertNear("softmaxCrossEntropy", m.softmaxCrossEntropy(Matrix.of(p)), entropyOf);
      assertNear("hinge", m.hinge(labels), hinge);
      assertNear("squaredError", m.squaredError(Matrix.of(p)), squares);
    }
  }

  @Test
  void softmaxesOfLargeNumbersDoNotOverflow() {
    Matrix large = Matrix.of(new double[][] {{1e5, 1e5 - 1}, {-1e300, -1e300}, {-INFINITY, 3}});
    double e = 1 / (1 + Math.exp(-1));
    assertNear("softmax", large.softmax(), new double[][] {{e, 1 - e}, {0.5, 0.5}, {0, 1}});
    assertNear("logSumExp", large.logSumExp(), new double[][] {{1e5 - Math.log(e)}, {-1e300}, {3}});
    assertNear(
        "softmaxCrossEntropy",
        large.rows(0, 2).softmaxCrossEntropy(new int[] {1, 0}),
        (1 - Math.log(e) + Math.log(2)) / 2);
    Matrix oneHot = Matrix.row(0, 1);
    assertThat(large.row(2).softmaxCrossEntropy(oneHot)).isEqualTo(0);
    assertThat(Matrix.row(-INFINITY, -INFINITY).logSumExp().get(0, 0)).isEqualTo(-INFINITY);
    assertThat(Matrix.row(-INFINITY, -INFINITY).softmax().get(0, 0)).isNaN();
    assertThat(Matrix.row(1, INFINITY).logSumExp().get(0, 0)).isEqualTo(INFINITY);
    assertThat(Matrix.row(1, NAN).logSumExp().get(0, 0)).isNaN();
  }

  @Test
  void partsAndConcatenationsHaveTheElementsAtTheirPlaces() {
    double[][] x = {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}, {10, 11, 12}};
    Matrix m = Matrix.of(x);
    assertNear("slice", m.slice(1, 3, 1, 3), new double[][] {{5, 6}, {8, 9}});
    assertNear("rows", m.rows(2, 4), new double[][] {{7, 8, 9}, {10, 11, 12}});
    assertNear("columns", m.columns(2, 3), new double[][] {{3}, {6}, {9}, {12}});
    assertNear("row", m.row(1), new double[][] {{4, 5, 6}});
    assertNear("column", m.column(0), new double[][] {{1}, {4}, {7}, {10}});
    assertNear(
        "transpose", m.transpose(), new double[][] {{1, 4, 7, 10}, {2, 5, 8, 11}, {3, 6, 9, 12}});
    assertNear("of a view", m.transpose().slice(1, 3, 2, 4), new double[][] {{8, 11}, {9, 12}});
    assertNear(
        "concatenateRows",
        m.rows(0, 1).concatenateRows(m.rows(3, 4)),
        new double[][] {{1, 2, 3}, {10, 11, 12}});
    assertNear(
        "concatenateColumns",
        m.rows(0, 2).concatenateColumns(m.slice(2, 4, 1, 2)),
        new double[][] {{1, 2, 3, 8}, {4, 5, 6, 11}});
    assertNear(
        "lookup",
        m.lookup(new int[] {3, 0, 3}),
        new double[][] {{10, 11, 12}, {1, 2, 3}, {10, 11, 12}});
    assertThat(m.slice(1, 1, 0, 3).shape()).isEqualTo("0 x 3");
    assertThat(m.lookup(new int[0]).shape()).isEqualTo("0 x 3");
  }

  @Test
  void dropoutKeepsAboutTheGivenPartAndTheExpectedValue() {
    Matrix ones = Matrix.filled(200, 100, 1);
    Matrix dropped = ones.dropout(0.25, 42);
    TreeSet<Double> values = new TreeSet<>();
    for (double value : dropped.toDoubles()) {
      values.add(value);
    }
    assertThat(values).containsExactly(0.0, 1 / 0.75);
    assertThat(dropped.mean()).isWithin(0.02).of(1);
    assertThat(ones.dropout(0.25, 42).toDoubles()).isEqualTo(dropped.toDoubles());
    assertThat(ones.dropout(0.25, 43).toDoubles()).isNotEqualTo(dropped.toDoubles());
    assertThat(ones.dropout(0, 1).toDoubles()).isEqualTo(ones.toDoubles());
  }

  @Test
  void labelsMayBeChangedAfterwards() {
    int[] labels = {1};
    Matrix m = Matrix.row(1, 2);
    Matrix looked = m.transpose().lookup(labels);
    labels[0] = 7;
    assertThat(looked.get(0, 0)).isEqualTo(2);
  }

  private static Matrix matrix(double[][] elements, int columns) {
    double[] all = Arrays.stream(elements).flatMapToDouble(Arrays::stream).toArray();
    return Matrix.of(elements.length, columns, all);
  }

  private static double[][] numbers(Random random, int rows, int columns) {
    double[][] numbers = new double[rows][];
    Arrays.setAll(numbers, i -> random.doubles(columns, -2, 2).toArray());
    return numbers;
  }

  private static void assertNear(String what, Matrix actual, double[][] expected) {
    assertThat(actual.rows()).isEqualTo(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual.columns()).isEqualTo(expected[i].length);
      for (int j = 0; j < expected[i].length; j++) {
        assertNear(what + " " + i + ", " + j, actual.get(i, j), expected[i][j]);
      }
    }
  }

  private static void assertNear(String what, double actual, double expected) {
    if (Double.compare(actual, expected) != 0 && actual != expected) {
      double tolerance = Double.isInfinite(expected) ? 0 : 1e-13 * (1 + Math.abs(expected));
      assertWithMessage(what).that(actual).isWithin(tolerance).of(expected);
    }
  }
}
