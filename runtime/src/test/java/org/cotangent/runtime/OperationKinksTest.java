package org.cotangent.runtime;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.cotangent.runtime.OperationSource.Declared;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Derivatives where calculus leaves a choice, and the refusals of shapes. */
final class OperationKinksTest {
  private static final double NAN = Double.NaN;

  @ParameterizedTest
  @CsvSource({
    "abs(), 0.0, 0",
    "abs(), -0.0, 0",
    "relu(), 0.0, 0",
    "relu(), NaN, 0",
    "sqrt(), 0.0, 0",
    "cbrt(), 0.0, 0",
    "asin(), 1.0, 0",
    "asin(), -1.0, 0",
    "acos(), 1.0, 0",
    "log(), 0.0, Infinity",
    "log10(), 0.0, Infinity",
    "log1p(), -1.0, Infinity",
    "reciprocal(), 0.0, -Infinity",
    "ceil(), 0.5, none",
    "signum(), 0.5, none",
    "leakyRelu(double slope), 0.0, 0.25",
    "elu(double alpha), 0.0, 0.25",
    "power(double exponent), 0.0, 0",
    "max(double bound), 0.25, 1",
    "min(double bound), 0.25, 1",
    "max(double bound), NaN, 0",
    "softplus(), -800, 0",
    "softplus(), 800, 1",
    "sigmoid(), -800, 0",
    "expm1(), -800, 0",
  })
  void theDerivativeAtAPointIs(String signature, double point, String expected) {
    Declared declared = find(signature);
    if (expected.equals("none")) {
      assertThat(declared.adjoints()).isEmpty();
      return;
    }
    Object[] arguments = declared.parameters().isEmpty() ? new Object[0] : new Object[] {0.25};
    Matrix adjoint = adjoint(declared, "self", Matrix.row(point), Matrix.row(1.0), arguments);
    assertThat(adjoint.get(0, 0) + 0.0).isEqualTo(Double.parseDouble(expected));
  }

  @ParameterizedTest
  @CsvSource({
    "log(), 0.0",
    "log10(), 0.0",
    "log1p(), -1.0",
    "reciprocal(), 0.0",
    "power(double exponent), 0.0"
  })
  void anAdjointOfZeroSkipsAPole(String signature, double point) {
    Declared declared = find(signature);
    Object[] arguments = declared.parameters().isEmpty() ? new Object[0] : new Object[] {-0.5};
    Matrix adjoint = adjoint(declared, "self", Matrix.row(point), Matrix.row(0.0), arguments);
    assertThat(adjoint.get(0, 0)).isEqualTo(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dividedBy(Matrix other)", "dividedByRow(Matrix row)"})
  void aQuotientByZeroIsSkippedByAnAdjointOfZero(String signature) {
    Declared declared = find(signature);
    String divisor = declared.parameters().get(0);
    Matrix x = Matrix.row(1, 1, 0);
    Object[] zero = {Matrix.row(0.0, 0, 0)};
    Matrix seed = Matrix.row(0.0, 1, 0);
    double inf = Double.POSITIVE_INFINITY;
    assertThat(adjoint(declared, "self", x, seed, zero).toDoubles())
        .isEqualTo(new double[] {0, inf, 0});
    assertThat(adjoint(declared, divisor, x, seed, zero).toDoubles())
        .isEqualTo(new double[] {0, -inf, 0});
  }

  @Test
  void powersByTheirExponentSkipElementsWithoutALogarithm() {
    Declared power = find("power(double exponent)");
    Matrix x = Matrix.row(-1, 0, 2);
    Matrix one = Matrix.row(1, 1, 1);
    double byExponent = (Double) raw(power, "exponent", x, one, Matrix.ZERO, 2.0);
    assertThat(byExponent).isWithin(1e-15).of(4 * Math.log(2));
    double[] flat = {0, 0, 0};
    assertThat(adjoint(power, "self", x, one, 0.0).toDoubles()).isEqualTo(flat);
  }

  @ParameterizedTest
  @ValueSource(strings = {"max", "min"})
  void atATieTheFirstMatrixTakesAllAndAtNaNTheSecond(String name) {
    Declared declared = find(name + "(Matrix other)");
    Matrix x = Matrix.row(1, NAN, 1, -0.0);
    Object[] other = {Matrix.row(1, 1, NAN, 0.0)};
    Matrix seed = Matrix.row(2, 2, 2, 2);
    assertThat(adjoint(declared, "self", x, seed, other).toDoubles())
        .isEqualTo(new double[] {2, 0, 0, 2});
    assertThat(adjoint(declared, "other", x, seed, other).toDoubles())
        .isEqualTo(new double[] {0, 2, 2, 0});
  }

  @Test
  void theFirstOfEqualLargestElementsTakesAll() {
    Matrix x = Matrix.of(new double[][] {{1, 3, 3}, {3, 2, 3}});
    assertThat(adjoint(find("max()"), "self", x, 5.0).toDoubles())
        .isEqualTo(new double[] {0, 5, 0, 0, 0, 0});
    assertThat(adjoint(find("rowMax()"), "self", x, Matrix.column(5, 7)).toDoubles())
        .isEqualTo(new double[] {0, 5, 0, 7, 0, 0});
    assertThat(adjoint(find("columnMax()"), "self", x, Matrix.row(5, 6, 7)).toDoubles())
        .isEqualTo(new double[] {0, 6, 7, 5, 0, 0});
  }

  @Test
  void aMaximumOfNaNGivesItsAdjointToTheFirstNaN() {
    Matrix x = Matrix.of(new double[][] {{1, 9}, {NAN, NAN}});
    assertThat(adjoint(find("max()"), "self", x, 5.0).toDoubles())
        .isEqualTo(new double[] {0, 0, 5, 0});
    assertThat(adjoint(find("columnMax()"), "self", x, Matrix.row(5, 6)).toDoubles())
        .isEqualTo(new double[] {0, 0, 5, 6});
  }

  @Test
  void aNormOfZeroIsFlat() {
    Matrix x = Matrix.of(new double[][] {{0, 0}, {3, 4}});
    Matrix zero = Matrix.zeros(2, 2);
    assertThat(raw(find("norm()"), "self", zero, 1.0, Matrix.ZERO)).isEqualTo(Matrix.ZERO);
    assertThat(adjoint(find("rowNorms()"), "self", x, Matrix.column(5, 5)).toDoubles())
        .isEqualTo(new double[] {0, 0, 3, 4});
  }

  @Test
  void aHingeIsFlatOnItsKink() {
    Matrix x = Matrix.of(new double[][] {{2, 1, 0.5}});
    Object[] labels = {new int[] {0}};
    // 1 - 2 + 1 is 0: on the kink
    assertThat(adjoint(find("hinge(int[] labels)"), "self", x, 1.0, labels).toDoubles())
        .isEqualTo(new double[] {0, 0, 0});
  }

  @Test
  void rowsThatAreLookedUpTwiceGetBothAdjointsInOrder() {
    Object[] rows = {new int[] {2, 0, 2, 2}};
    Matrix adjoint = Matrix.column(1, 1e-17, 2e-16, 2e-16);
    double expected = ((0 + 1.0) + 2e-16) + 2e-16;
    assertThat(
            adjoint(find("lookup(int[] rows)"), "self", Matrix.zeros(3, 1), adjoint, rows)
                .toDoubles())
        .isEqualTo(new double[] {1e-17, 0, expected});
  }

  @Test
  void shapesThatDoNotFitAreRefusedWithBothShapes() {
    Matrix a = Matrix.zeros(3, 4);
    Matrix b = Matrix.zeros(5, 2);
    refused("times: 3 x 4 by 5 x 2: the left has 4 columns, the right 5 rows", () -> a.times(b));
    refused("plus: 3 x 4 and 5 x 2: the shapes differ", () -> a.plus(b));
    refused("minus: 3 x 4 and 5 x 2: the shapes differ", () -> a.minus(b));
    refused("hadamard: 3 x 4 and 5 x 2: the shapes differ", () -> a.hadamard(b));
    refused("dividedBy: 3 x 4 and 1 x 4: the shapes differ", () -> a.dividedBy(a.row(0)));
    refused("max: 3 x 4 and 5 x 2: the shapes differ", () -> a.max(b));
    refused("min: 3 x 4 and 5 x 2: the shapes differ", () -> a.min(b));
    refused("dot: 3 x 4 and 4 x 3: the shapes differ", () -> a.dot(a.transpose()));
    refused("squaredError: 3 x 4 and 5 x 2: the shapes differ", () -> a.squaredError(b));
    refused(
        "softmaxCrossEntropy: 3 x 4 and 5 x 2: the shapes differ", () -> a.softmaxCrossEntropy(b));
    refused("plusRow: 3 x 4 and a row of 5 x 2: expected 1 x 4", () -> a.plusRow(b));
    refused("minusRow: 3 x 4 and a row of 3 x 4: expected 1 x 4", () -> a.minusRow(a));
    refused("timesRow: 3 x 4 and a row of 1 x 1: expected 1 x 4", () -> a.timesRow(one()));
    refused("dividedByRow: 3 x 4 and a row of 1 x 1: expected 1 x 4", () -> a.dividedByRow(one()));
    refused("plusColumn: 3 x 4 and a column of 3 x 4: expected 3 x 1", () -> a.plusColumn(a));
    refused("minusColumn: 3 x 4 and a column of 5 x 2: expected 3 x 1", () -> a.minusColumn(b));
    refused("timesColumn: 3 x 4 and a column of 1 x 1: expected 3 x 1", () -> a.timesColumn(one()));
    refused(
        "dividedByColumn: 3 x 4 and a column of 5 x 2: expected 3 x 1", () -> a.dividedByColumn(b));
    refused(
        "times: 3 x 4 by 4 x 3 plus 1 x 3: the addend should be 3 x 3",
        () -> a.times(1, a.transpose(), 1, Matrix.zeros(1, 3)));
    refused(
        "affine: weights of 4 x 3 and a bias of 3 x 1: expected 1 x 3",
        () -> a.affine(a.transpose(), Matrix.zeros(3, 1)));
    refused("outer: 3 x 4 and 1 x 1: each should be a row or a column", () -> a.outer(one()));
    refused(
        "concatenateRows: 3 x 4 and 5 x 2: the numbers of columns differ",
        () -> a.concatenateRows(b));
    refused(
        "concatenateColumns: 3 x 4 and 5 x 2: the numbers of rows differ",
        () -> a.concatenateColumns(b));
    refused("slice: rows 2 to 4 of 3 x 4", () -> a.slice(2, 4, 0, 1));
    refused("slice: rows -1 to 2 and columns 3 to 2 of 3 x 4", () -> a.slice(-1, 2, 3, 2));
    refused("rows: rows 2 to 1 of 3 x 4", () -> a.rows(2, 1));
    refused("columns: columns 0 to 5 of 3 x 4", () -> a.columns(0, 5));
    refused("row: row 3 of 3 x 4", () -> a.row(3));
    refused("column: column -1 of 3 x 4", () -> a.column(-1));
    refused("lookup: row 3 (number 1) of 3 x 4", () -> a.lookup(new int[] {0, 3}));
    refused(
        "softmaxCrossEntropy: 2 labels for 3 rows", () -> a.softmaxCrossEntropy(new int[] {0, 1}));
    refused(
        "softmaxCrossEntropy: label 4 of row 1: expected 0 to 3",
        () -> a.softmaxCrossEntropy(new int[] {0, 4, 1}));
    refused("hinge: label -1 of row 2: expected 0 to 3", () -> a.hinge(new int[] {0, 1, -1}));
    refused("dropout: a rate of 1.0: expected 0 <= rate < 1", () -> a.dropout(1, 1));
    refused("dropout: a rate of NaN: expected 0 <= rate < 1", () -> a.dropout(NAN, 1));
    refused("dropout: a seed of -1: expected 0 to 16777215", () -> a.dropout(0.5, -1));
  }

  @Test
  void matricesOfBothPrecisionsAreRefused() {
    Matrix a = Matrix.zeros(2, 2);
    Matrix f = Matrix.ofFloats(2, 2, 0, 0, 0, 0);
    for (Executable use :
        Arrays.<Executable>asList(
            () -> a.plus(f),
            () -> a.times(f),
            () -> a.concatenateRows(f),
            () -> a.softmaxCrossEntropy(f),
            () -> a.dot(f))) {
      String message = assertThrows(IllegalArgumentException.class, use).getMessage();
      assertThat(message).contains("2 x 2 double, 2 x 2 float; convert with toPrecision");
    }
  }

  @Test
  void theSymbolicZeroAndClosedMatricesAreRefused() {
    Matrix a = Matrix.zeros(2, 2);
    assertThrows(IllegalStateException.class, () -> a.plus(Matrix.ZERO));
    assertThrows(IllegalStateException.class, () -> Matrix.ZERO.softmax());
    Matrix closed = Matrix.zeros(2, 2);
    closed.close();
    for (Executable use :
        Arrays.<Executable>asList(
            () -> closed.transpose(),
            () -> closed.exp(),
            () -> a.times(closed),
            () -> closed.sum(),
            () -> closed.lookup(new int[0]))) {
      assertThrows(IllegalStateException.class, use);
    }
  }

  private static Matrix one() {
    return Matrix.zeros(1, 1);
  }

  private static void refused(String message, Executable use) {
    String actual = assertThrows(IllegalArgumentException.class, use).getMessage();
    assertWithMessage(actual).that(actual).isEqualTo(message);
  }

  private static Declared find(String signature) {
    return OperationSource.FAMILIES.stream()
        .flatMap(family -> OperationSource.of(family).stream())
        .filter(declared -> declared.signature().equals(signature))
        .findFirst()
        .orElseThrow();
  }

  private static Object raw(
      Declared declared,
      String parameter,
      Matrix self,
      Object adjoint,
      Matrix sum,
      Object... arguments) {
    Object result = OperationAdjoints.value(declared, self, arguments);
    return OperationAdjoints.adjoint(declared, parameter, self, arguments, result, adjoint, sum);
  }

  private static Matrix adjoint(
      Declared declared, String parameter, Matrix self, Object adjoint, Object... arguments) {
    return (Matrix) raw(declared, parameter, self, adjoint, Matrix.ZERO, arguments);
  }
}
