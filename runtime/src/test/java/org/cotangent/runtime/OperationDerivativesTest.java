package org.cotangent.runtime;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.cotangent.runtime.OperationSource.Declared;
import org.cotangent.runtime.backend.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The adjoint of every operation, as its annotation says it, against differences of its value; and
 * what all adjoints have in common.
 */
final class OperationDerivativesTest {
  /** An operation with arguments. Matrices are doubles. */
  record Case(Declared operation, Matrix self, Object[] arguments) {
    @Override
    public String toString() {
      StringBuilder text = new StringBuilder(operation.signature() + " of " + self.shape());
      for (Object argument : arguments) {
        text.append(", ");
        text.append(argument instanceof Matrix matrix ? matrix.shape() : show(argument));
      }
      return text.toString();
    }

    private static String show(Object argument) {
      return argument instanceof int[] numbers ? numbers.length + " numbers" : argument.toString();
    }

    Object value() {
      return OperationAdjoints.value(operation, self, arguments);
    }

    /** The adjoint as it comes, maybe {@link Matrix#ZERO}. */
    Object raw(String parameter, Object adjoint, Matrix sum) {
      return OperationAdjoints.adjoint(
          operation, parameter, self, arguments, value(), adjoint, sum);
    }

    Object adjoint(String parameter, Object adjoint, Matrix sum) {
      Object raw = raw(parameter, adjoint, sum);
      Matrix shape = get(parameter) instanceof Matrix matrix ? matrix : null;
      return raw == Matrix.ZERO
          ? Matrix.zeros(shape.rows(), shape.columns(), shape.precision())
          : raw;
    }

    Object get(String parameter) {
      return parameter.equals("self") ? self : arguments[operation.parameters().indexOf(parameter)];
    }

    Case with(String parameter, Object value) {
      if (parameter.equals("self")) {
        return new Case(operation, (Matrix) value, arguments);
      }
      Object[] changed = arguments.clone();
      changed[operation.parameters().indexOf(parameter)] = value;
      return new Case(operation, self, changed);
    }

    /** The same with each matrix replaced. */
    Case map(UnaryOperator<Matrix> change) {
      Object[] changed = arguments.clone();
      for (int i = 0; i < changed.length; i++) {
        changed[i] = changed[i] instanceof Matrix matrix ? change.apply(matrix) : changed[i];
      }
      return new Case(operation, change.apply(self), changed);
    }
  }

  static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    OperationCases all = new OperationCases(new Random(11));
    for (Class<?> family : OperationSource.FAMILIES) {
      for (Declared operation : OperationSource.of(family)) {
        for (Object[] arguments : all.of(operation)) {
          Object[] others = Arrays.copyOfRange(arguments, 1, arguments.length);
          cases.add(new Case(operation, (Matrix) arguments[0], others));
        }
      }
    }
    return cases;
  }

  static Stream<Case> differentiable() {
    return cases().stream().filter(each -> each.operation().operation().adjoints().length > 0);
  }

  @Test
  void everyOperationIsTried() {
    TreeSet<String> tried = new TreeSet<>();
    cases().forEach(each -> tried.add(each.operation().signature()));
    for (Class<?> family : OperationSource.FAMILIES) {
      for (Declared operation : OperationSource.of(family)) {
        assertThat(tried).contains(operation.signature());
      }
    }
    assertThat(tried.size()).isAtLeast(80);
  }

  @ParameterizedTest
  @MethodSource("differentiable")
  void theAdjointIsWhatDifferencesSay(Case tried) {
    Object seed = seed(tried.value());
    for (String parameter : tried.operation().adjoints().keySet()) {
      Object adjoint = tried.adjoint(parameter, seed, Matrix.ZERO);
      Object point = tried.get(parameter);
      if (point instanceof Matrix matrix) {
        Matrix gradient = (Matrix) adjoint;
        assertThat(gradient.shape()).isEqualTo(matrix.shape());
        assertThat(gradient.precision()).isEqualTo(matrix.precision());
        for (int[] place : places(matrix)) {
          double expected =
              slope(h -> loss(tried.with(parameter, moved(matrix, place, h)).value(), seed));
          assertClose(
              parameter + Arrays.toString(place), gradient.get(place[0], place[1]), expected);
        }
      } else {
        double number = (Double) point;
        double expected = slope(h -> loss(tried.with(parameter, number + h).value(), seed));
        assertClose(parameter, (Double) adjoint, expected);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("differentiable")
  void anAdjointIsAddedToWhatWasThere(Case tried) {
    Object seed = seed(tried.value());
    for (String parameter : tried.operation().adjoints().keySet()) {
      if (tried.get(parameter) instanceof Matrix matrix) {
        Matrix sum = random(matrix, 5);
        double[] before = sum.toDoubles();
        Matrix share = (Matrix) tried.adjoint(parameter, seed, Matrix.ZERO);
        Matrix total = (Matrix) tried.adjoint(parameter, seed, sum);
        for (int i = 0; i < matrix.rows(); i++) {
          for (int j = 0; j < matrix.columns(); j++) {
            assertWithMessage(parameter)
                .that(total.get(i, j))
                .isWithin(1e-12 * (1 + Math.abs(share.get(i, j))))
                .of(sum.get(i, j) + share.get(i, j));
          }
        }
        assertThat(sum.toDoubles()).isEqualTo(before);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("differentiable")
  void anAdjointThatIsZeroAddsNothing(Case tried) {
    if (!(tried.value() instanceof Matrix)) {
      return;
    }
    for (String parameter : tried.operation().adjoints().keySet()) {
      if (tried.get(parameter) instanceof Matrix matrix) {
        Matrix sum = random(matrix, 6);
        if (!tried.operation().operation().formula().isEmpty()) {
          continue; // generated code does not ask
        }
        assertThat(tried.raw(parameter, Matrix.ZERO, sum)).isSameInstanceAs(sum);
        assertThat(tried.raw(parameter, Matrix.ZERO, Matrix.ZERO)).isSameInstanceAs(Matrix.ZERO);
      } else {
        assertThat(tried.raw(parameter, Matrix.ZERO, Matrix.ZERO)).isEqualTo(0.0);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void viewsGiveTheSameBitsAndNothingIsChanged(Case tried) {
    for (int layout = 0; layout < 2; layout++) {
      Case viewed = tried.map(layout == 0 ? Layouts::transposed : Layouts::sliced);
      List<double[]> before = elements(viewed);
      assertSame(viewed.value(), tried.value());
      Object seed = seed(tried.value());
      for (String parameter : tried.operation().adjoints().keySet()) {
        assertSame(
            viewed.adjoint(parameter, seed, Matrix.ZERO),
            tried.adjoint(parameter, seed, Matrix.ZERO));
      }
      List<double[]> after = elements(viewed);
      for (int i = 0; i < before.size(); i++) {
        assertThat(after.get(i)).isEqualTo(before.get(i));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void floatsGiveTheSameToTheirPrecision(Case tried) {
    // the same numbers in both precisions
    Case rounded = tried.map(m -> m.toPrecision(Precision.FLOAT).toPrecision(Precision.DOUBLE));
    Case single = tried.map(m -> m.toPrecision(Precision.FLOAT));
    assertNear(single.value(), rounded.value());
    Object seed = seed(rounded.value());
    Object singleSeed = seed instanceof Matrix matrix ? matrix.toPrecision(Precision.FLOAT) : seed;
    for (String parameter : tried.operation().adjoints().keySet()) {
      assertNear(
          single.adjoint(parameter, singleSeed, Matrix.ZERO),
          rounded.adjoint(parameter, seed, Matrix.ZERO));
    }
  }

  private static void assertNear(Object single, Object exact) {
    if (exact instanceof Double number) {
      if (!single.equals(exact)) {
        assertThat((Double) single).isWithin(1e-4 * (1 + Math.abs(number))).of(number);
      }
      return;
    }
    Matrix actual = (Matrix) single;
    Matrix expected = (Matrix) exact;
    assertThat(actual.shape()).isEqualTo(expected.shape());
    assertThat(actual.precision()).isEqualTo(Precision.FLOAT);
    double[] values = expected.toDoubles();
    double[] floats = actual.toDoubles();
    for (int i = 0; i < values.length; i++) {
      if (Double.compare(floats[i], values[i]) != 0) {
        assertThat(floats[i]).isWithin(1e-4 * (1 + Math.abs(values[i]))).of(values[i]);
      }
    }
  }

  private static List<double[]> elements(Case tried) {
    List<double[]> all = new ArrayList<>();
    all.add(tried.self().toDoubles());
    for (Object argument : tried.arguments()) {
      if (argument instanceof Matrix matrix) {
        all.add(matrix.toDoubles());
      }
    }
    return all;
  }

  private static void assertSame(Object actual, Object expected) {
    if (expected instanceof Matrix matrix) {
      assertThat(((Matrix) actual).shape()).isEqualTo(matrix.shape());
      assertThat(((Matrix) actual).toDoubles()).isEqualTo(matrix.toDoubles());
    } else {
      assertThat(actual).isEqualTo(expected);
    }
  }

  private static Object seed(Object value) {
    return value instanceof Matrix matrix ? (Object) random(matrix, 7) : (Object) 0.7;
  }

  private static Matrix random(Matrix shape, long seed) {
    double[] values = new Random(seed).doubles(shape.rows() * shape.columns(), -1, 1).toArray();
    return Matrix.of(shape.rows(), shape.columns(), values);
  }

  /** Up to a dozen places: the corners and some between. */
  private static List<int[]> places(Matrix matrix) {
    List<int[]> places = new ArrayList<>();
    int size = matrix.rows() * matrix.columns();
    int step = Math.max(1, size / 11);
    for (int k = 0; k < size; k += step) {
      places.add(new int[] {k / matrix.columns(), k % matrix.columns()});
    }
    return places;
  }

  private static Matrix moved(Matrix matrix, int[] place, double h) {
    double[] values = matrix.toDoubles();
    values[place[0] * matrix.columns() + place[1]] += h;
    return Matrix.of(matrix.rows(), matrix.columns(), values);
  }

  private static double loss(Object value, Object seed) {
    if (value instanceof Double number) {
      return number * (Double) seed;
    }
    double[] values = ((Matrix) value).toDoubles();
    double[] weights = ((Matrix) seed).toDoubles();
    double loss = 0;
    for (int i = 0; i < values.length; i++) {
      loss += values[i] * weights[i];
    }
    return loss;
  }

  /** The derivative at 0: central differences, extrapolated twice. */
  private static double slope(DoubleUnaryOperator f) {
    double h = 4e-3;
    double[] d = new double[3];
    for (int k = 0; k < 3; k++) {
      double step = h / (1 << k);
      d[k] = (f.applyAsDouble(step) - f.applyAsDouble(-step)) / (2 * step);
    }
    double first = (4 * d[1] - d[0]) / 3;
    double second = (4 * d[2] - d[1]) / 3;
    return (16 * second - first) / 15;
  }

  private static void assertClose(String where, double actual, double expected) {
    assertWithMessage(where).that(actual).isWithin(1e-7 * (1 + Math.abs(expected))).of(expected);
  }

  /** The same matrix, laid out otherwise. */
  private static final class Layouts {
    private Layouts() {}

    static Matrix transposed(Matrix matrix) {
      double[] values = new double[matrix.rows() * matrix.columns()];
      double[] from = matrix.toDoubles();
      for (int i = 0; i < matrix.rows(); i++) {
        for (int j = 0; j < matrix.columns(); j++) {
          values[j * matrix.rows() + i] = from[i * matrix.columns() + j];
        }
      }
      return Matrix.of(matrix.columns(), matrix.rows(), values).transpose();
    }

    static Matrix sliced(Matrix matrix) {
      int rows = matrix.rows();
      int columns = matrix.columns();
      double[][] values = new double[rows + 3][columns + 2];
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < columns; j++) {
          values[i + 2][j + 1] = matrix.get(i, j);
        }
      }
      return Matrix.of(values).slice(2, rows + 2, 1, columns + 1);
    }
  }
}
