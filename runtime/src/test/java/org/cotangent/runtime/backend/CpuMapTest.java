package org.cotangent.runtime.backend;

import static com.google.common.truth.Truth.assertWithMessage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Formulas on the CPU, bit for bit what a plain evaluation of each element gives. */
final class CpuMapTest {
  private static final int[][] SHAPES = {
    {1, 1}, {1, 3}, {3, 1}, {17, 3}, {3, 17}, {1, 513}, {513, 1}, {40, 51}, {2, 1300}, {257, 257}
  };

  private final CpuBackend cpu = new CpuBackend();
  private final Random random = new Random(5);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(x, y; s) -> x",
        "(x, y; s) -> s",
        "(x, y; s) -> 2 * s - 1",
        "(x, y; s) -> x + y",
        "(x, y; s) -> s * x - y / (1 + x * x)",
        "(x, y; s) -> (x + y) * (x + y) + (x + y) * (x - y) - x * (y - (x + (y - (s - x * y))))",
        "(x, y; s) -> x > 0 ? x : s * y",
        "(x, y; s) -> x >= y ? x <= s ? 1 : 2 : x < s ? 3 : 4",
        "(x, y; s) -> x == y || !(x < y && y != s) ? -x : y",
        "(x, y; s) -> !(x < y) ? x : y",
        "(x, y; s) -> max(x, y) * min(x, s) + abs(x) - signum(y)",
        "(x, y; s) -> fma(x, y, s) + sqrt(abs(x))",
        "(x, y; s) -> log(abs(y)) + x * sin(y) - cos(x) + tan(y)",
        "(x, y; s) -> acos(x) + asin(y) + atan(x) + atan2(x, y) + cbrt(x) + ceil(y) + floor(x)",
        "(x, y; s) -> cosh(x) + sinh(y) + expm1(x) + hypot(x, y) + log10(abs(x)) + log1p(abs(y))",
        "(x, y; s) -> pow(abs(x), y) + rint(x)",
        "(x, y; s) -> uniform(7) < s ? 0 : x",
      })
  void everyElementHasTheBitsOfAPlainEvaluation(String text) {
    Formula formula = Formula.of(text);
    double[] scalars = {0.5};
    for (Precision precision : Precision.values()) {
      for (int[] shape : SHAPES) {
        List<View> firsts = views(precision, shape[0], shape[1]);
        List<View> seconds = views(precision, shape[0], shape[1]);
        for (int k = 0; k < firsts.size(); k++) {
          View[] inputs = {firsts.get(k), seconds.get((k + 3) % seconds.size())};
          View output = matrix(precision, shape[0], shape[1]);
          cpu.map(formula, scalars, inputs, output);
          check(formula, scalars, inputs, output, text + " " + precision + " view " + k);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void exponentialsAndHyperbolicTangentsAreWithinFourUnits(Precision precision) {
    for (String text : List.of("(x) -> exp(x)", "(x) -> tanh(x)")) {
      Formula formula = Formula.of(text);
      for (View x : views(precision, 40, 51)) {
        View output = matrix(precision, 40, 51);
        cpu.map(formula, new double[0], new View[] {x}, output);
        FormulaOracle oracle =
            new FormulaOracle(new double[0], new View[] {x}, output.columns(), precision);
        for (int k = 0; k < output.size(); k++) {
          double expected = oracle.value(formula, k / 51, k % 51);
          double unit =
              precision == Precision.FLOAT ? Math.ulp((float) expected) : Math.ulp(expected);
          assertWithMessage(text).that(element(output, k)).isWithin(4 * unit).of(expected);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void theResultMayGoToASliceATransposeOrAnInput(Precision precision) {
    Formula formula = Formula.of("(x, y) -> x * y + x");
    for (int[] shape : SHAPES) {
      for (View output :
          List.of(
              slice(precision, shape[0], shape[1]), transposed(precision, shape[0], shape[1]))) {
        View[] inputs = {
          matrix(precision, shape[0], shape[1]), transposed(precision, shape[0], shape[1])
        };
        cpu.map(formula, new double[0], inputs, output);
        check(formula, new double[0], inputs, output, output.toString());
      }
      View x = matrix(precision, shape[0], shape[1]);
      View y = matrix(precision, shape[0], shape[1]);
      View separate = matrix(precision, shape[0], shape[1]);
      cpu.map(formula, new double[0], new View[] {x, y}, separate);
      cpu.map(formula, new double[0], new View[] {x, y}, x);
      check(Formula.of("(x) -> x"), new double[0], new View[] {separate}, x, "in place");
    }
  }

  @Test
  void specialNumbersKeepTheirMeaning() {
    double[] special = {
      0.0,
      -0.0,
      1,
      -1,
      Double.NaN,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      1e300,
      1e-300
    };
    int n = special.length;
    View x = new View(HostBuffer.of(special, n), 0, n, n, 1, 0);
    View y = new View(HostBuffer.of(special, n), 0, n, n, 0, 1);
    for (String text :
        List.of(
            "(x, y) -> max(x, y)",
            "(x, y) -> min(x, y)",
            "(x, y) -> x < y ? x : y",
            "(x, y) -> x <= y ? x : y",
            "(x, y) -> x != y ? x : y",
            "(x, y) -> !(x >= y) || x == 1 ? -x : y",
            "(x, y) -> abs(x) / y - signum(x)",
            "(x, y) -> sqrt(x) * y")) {
      View output = new View(HostBuffer.of(new double[n * n], n * n), 0, n, n, n, 1);
      cpu.map(Formula.of(text), new double[0], new View[] {x, y}, output);
      check(Formula.of(text), new double[0], new View[] {x, y}, output, text);
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void aMatrixOfTheOtherPrecisionIsConvertedElementByElement(Precision precision) {
    Precision other = precision == Precision.FLOAT ? Precision.DOUBLE : Precision.FLOAT;
    for (View x : views(other, 20, 33)) {
      View output = matrix(precision, 20, 33);
      cpu.map(Formula.of("(x) -> x"), new double[0], new View[] {x}, output);
      check(Formula.of("(x) -> x"), new double[0], new View[] {x}, output, x.toString());
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void sumsOfFormulasHaveTheOrderOfTheContract(Precision precision) {
    Formula formula = Formula.of("(x, y; s) -> s * x + y");
    double[] scalars = {0.3};
    int[][] shapes = {
      {1, 1}, {17, 3}, {3, 17}, {1, 3000}, {3000, 1}, {600, 7}, {5, 1300}, {257, 257}
    };
    for (int[] shape : shapes) {
      int rows = shape[0];
      int columns = shape[1];
      for (View x : views(precision, rows, columns)) {
        View[] inputs = {x, matrix(precision, rows, columns)};
        double[] values = new double[rows * columns];
        FormulaOracle oracle = new FormulaOracle(scalars, inputs, columns, precision);
        for (int i = 0; i < values.length; i++) {
          values[i] = oracle.value(formula, i / columns, i % columns);
        }
        SumOracle sums = new SumOracle(values, precision);
        for (int[] out : new int[][] {{1, 1}, {rows, 1}, {1, columns}}) {
          View output = matrix(precision, out[0], out[1]);
          cpu.reduce(Reduction.SUM, formula, scalars, inputs, rows, columns, output);
          String where = precision + " " + x + " to " + output;
          for (int k = 0; k < output.size(); k++) {
            double expected =
                output.size() == 1
                    ? sums.lanes(0, rows * columns)
                    : out[1] == 1
                        ? sums.lanes(k * columns, columns)
                        : sums.column(k, rows, columns);
            assertWithMessage(where).that(element(output, k)).isEqualTo(expected);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void maximaAreExactAndNaNSpreads(Precision precision) {
    Formula formula = Formula.of("(x) -> x");
    View[] inputs = {transposed(precision, 300, 600)};
    View all = matrix(precision, 1, 1);
    View rows = matrix(precision, 300, 1);
    View columns = matrix(precision, 1, 600);
    for (boolean nan : new boolean[] {false, true}) {
      if (nan) {
        set(inputs[0], 7, 500, Double.NaN);
      }
      cpu.reduce(Reduction.MAX, formula, new double[0], inputs, 300, 600, all);
      cpu.reduce(Reduction.MAX, formula, new double[0], inputs, 300, 600, rows);
      cpu.reduce(Reduction.MAX, formula, new double[0], inputs, 300, 600, columns);
      double largest = Double.NEGATIVE_INFINITY;
      double[] ofRow = new double[300];
      double[] ofColumn = new double[600];
      Arrays.fill(ofRow, Double.NEGATIVE_INFINITY);
      Arrays.fill(ofColumn, Double.NEGATIVE_INFINITY);
      for (int i = 0; i < 300; i++) {
        for (int j = 0; j < 600; j++) {
          double x = element(inputs[0], i, j);
          largest = Math.max(largest, x);
          ofRow[i] = Math.max(ofRow[i], x);
          ofColumn[j] = Math.max(ofColumn[j], x);
        }
      }
      assertWithMessage("all").that(element(all, 0)).isEqualTo(largest);
      for (int i = 0; i < 300; i++) {
        assertWithMessage("row " + i).that(element(rows, i)).isEqualTo(ofRow[i]);
      }
      for (int j = 0; j < 600; j++) {
        assertWithMessage("column " + j).that(element(columns, j)).isEqualTo(ofColumn[j]);
      }
    }
  }

  private static void check(
      Formula formula, double[] scalars, View[] inputs, View output, String where) {
    FormulaOracle oracle = new FormulaOracle(scalars, inputs, output.columns(), output.precision());
    for (int i = 0; i < output.rows(); i++) {
      for (int j = 0; j < output.columns(); j++) {
        double expected = oracle.value(formula, i, j);
        double actual = element(output, i, j);
        if (Double.compare(actual, expected) != 0) {
          assertWithMessage(where + " at " + i + ", " + j).that(actual).isEqualTo(expected);
        }
      }
    }
  }

  /** A matrix, a slice, a transpose, a row, a column and one number, all repeated to the shape. */
  private List<View> views(Precision precision, int rows, int columns) {
    List<View> views = new ArrayList<>();
    views.add(matrix(precision, rows, columns));
    views.add(slice(precision, rows, columns));
    views.add(transposed(precision, rows, columns));
    HostBuffer numbers = numbers(precision, rows + columns + 5);
    views.add(new View(numbers, 2, rows, columns, 0, 1));
    views.add(new View(numbers, 3, rows, columns, 1, 0));
    views.add(new View(numbers, 4, rows, columns, 0, 0));
    return views;
  }

  private View matrix(Precision precision, int rows, int columns) {
    return new View(numbers(precision, rows * columns), 0, rows, columns, columns, 1);
  }

  private View slice(Precision precision, int rows, int columns) {
    int width = columns + 5;
    return new View(numbers(precision, (rows + 3) * width), 2 * width + 3, rows, columns, width, 1);
  }

  private View transposed(Precision precision, int rows, int columns) {
    return new View(numbers(precision, rows * columns), 0, rows, columns, 1, rows);
  }

  private HostBuffer numbers(Precision precision, int size) {
    double[] doubles = random.doubles(size, -2, 2).toArray();
    for (int i = 0; i < size; i += 7) {
      doubles[i] = Math.rint(doubles[i]);
    }
    if (precision == Precision.DOUBLE) {
      return HostBuffer.of(doubles, size);
    }
    float[] floats = new float[size];
    for (int i = 0; i < size; i++) {
      floats[i] = (float) doubles[i];
    }
    return HostBuffer.of(floats, size);
  }

  private static double element(View view, int index) {
    return element(view, index / view.columns(), index % view.columns());
  }

  private static double element(View view, int i, int j) {
    HostBuffer buffer = (HostBuffer) view.buffer();
    int index = view.offset() + i * view.rowStride() + j * view.columnStride();
    return view.precision() == Precision.DOUBLE ? buffer.doubles()[index] : buffer.floats()[index];
  }

  private static void set(View view, int i, int j, double value) {
    HostBuffer buffer = (HostBuffer) view.buffer();
    int index = view.offset() + i * view.rowStride() + j * view.columnStride();
    if (view.precision() == Precision.DOUBLE) {
      buffer.doubles()[index] = value;
    } else {
      buffer.floats()[index] = (float) value;
    }
  }

  /** The sums that {@link Backend} describes, word for word. */
  private record SumOracle(double[] values, Precision precision) {
    double lanes(int from, int count) {
      double total = 0;
      for (int start = 0; start < count; start += 1024) {
        double[] lane = new double[16];
        for (int i = start; i < Math.min(count, start + 1024); i++) {
          lane[(i - start) % 16] = add(lane[(i - start) % 16], values[from + i]);
        }
        for (int half = 8; half > 0; half /= 2) {
          for (int l = 0; l < half; l++) {
            lane[l] = add(lane[l], lane[l + half]);
          }
        }
        total = add(total, lane[0]);
      }
      return total;
    }

    double column(int j, int rows, int columns) {
      double total = 0;
      for (int start = 0; start < rows; start += 256) {
        double sum = 0;
        for (int i = start; i < Math.min(rows, start + 256); i++) {
          sum = add(sum, values[i * columns + j]);
        }
        total = add(total, sum);
      }
      return total;
    }

    private double add(double x, double y) {
      return precision == Precision.FLOAT ? (float) (x + y) : x + y;
    }
  }
}
