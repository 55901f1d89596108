package org.cotangent.runtime;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.cotangent.runtime.OperationSource.Declared;

/** Arguments to try each operation with: points where it is smooth, in many shapes. */
final class OperationCases {
  private static final int[][] SHAPES = {
    {3, 4}, {1, 1}, {1, 17}, {17, 3}, {0, 3}, {3, 0}, {20, 257}
  };

  /** Where functions are smooth (and not too steep for differences), if not everywhere. */
  private static final Map<String, double[]> DOMAINS =
      Map.of(
          "acos", new double[] {-0.9, 0.9},
          "asin", new double[] {-0.9, 0.9},
          "log", new double[] {0.5, 3},
          "log10", new double[] {0.5, 3},
          "log1p", new double[] {-0.5, 3},
          "sqrt", new double[] {0.5, 3},
          "cbrt", new double[] {0.5, 3},
          "tan", new double[] {-1.2, 1.2},
          "reciprocal", new double[] {0.5, 3},
          "power", new double[] {0.5, 3});

  private final Random random;

  OperationCases(Random random) {
    this.random = random;
  }

  /** Arrays of the matrix and the other arguments. */
  List<Object[]> of(Declared operation) {
    List<Object[]> cases = new ArrayList<>();
    for (int[] shape : SHAPES) {
      Object[] arguments = of(operation, shape[0], shape[1]);
      if (arguments != null) {
        cases.add(arguments);
      }
    }
    return cases;
  }

  private Object[] of(Declared operation, int r, int c) {
    String signature = operation.signature();
    Matrix x = matrix(operation.method().getName(), r, c);
    return switch (signature) {
      case "times(Matrix other)" -> new Object[] {x, numbers(c, 5)};
      case "times(double alpha, Matrix b, double beta, Matrix c)" ->
          new Object[] {x, 1.5, numbers(c, 2), -0.5, numbers(r, 2)};
      case "affine(Matrix weights, Matrix biasRow)" ->
          new Object[] {x, numbers(c, 6), numbers(1, 6)};
      case "outer(Matrix other)" ->
          r > 17
              ? null
              : new Object[] {
                r % 2 == 0 ? numbers(r, 1) : numbers(1, r),
                c % 2 == 0 ? numbers(c, 1) : numbers(1, c)
              };
      case "plusRow(Matrix row)", "minusRow(Matrix row)", "timesRow(Matrix row)" ->
          new Object[] {x, numbers(1, c)};
      case "dividedByRow(Matrix row)" -> new Object[] {x, away(1, c)};
      case "plusColumn(Matrix column)",
          "minusColumn(Matrix column)",
          "timesColumn(Matrix column)" ->
          new Object[] {x, numbers(r, 1)};
      case "dividedByColumn(Matrix column)" -> new Object[] {x, away(r, 1)};
      case "dividedBy(Matrix other)" -> new Object[] {x, away(r, c)};
      case "max(Matrix other)", "min(Matrix other)" -> new Object[] {x, apart(x)};
      case "max()", "rowMax()", "columnMax()" -> new Object[] {distinct(r, c)};
      case "norm()", "rowNorms()", "columnNorms()" -> new Object[] {away(r, c)};
      case "dropout(double rate, long seed)" -> new Object[] {x, 0.3, 5L};
      case "softmaxCrossEntropy(int[] labels)" ->
          r == 0 || c == 0 ? null : new Object[] {x, labels(r, c)};
      case "hinge(int[] labels)" ->
          r == 0 || c == 0 ? null : new Object[] {distinct(r, c), labels(r, c)};
      case "softmaxCrossEntropy(Matrix probabilities)" ->
          r == 0 ? null : new Object[] {x, away(r, c)};
      case "squaredError(Matrix target)" -> r == 0 ? null : new Object[] {x, numbers(r, c)};
      case "mean()" -> r == 0 || c == 0 ? null : new Object[] {x};
      case "rowMeans()" -> c == 0 ? null : new Object[] {x};
      case "columnMeans()" -> r == 0 ? null : new Object[] {x};
      case "slice(int fromRow, int toRow, int fromColumn, int toColumn)" ->
          new Object[] {x, r / 3, r - r / 4, c / 4, c - c / 5};
      case "rows(int from, int to)" -> new Object[] {x, r / 3, r};
      case "columns(int from, int to)" -> new Object[] {x, c / 3, c};
      case "row(int i)" -> r == 0 ? null : new Object[] {x, r / 2};
      case "column(int j)" -> c == 0 ? null : new Object[] {x, c / 2};
      case "concatenateRows(Matrix other)" -> new Object[] {x, numbers(2, c)};
      case "concatenateColumns(Matrix other)" -> new Object[] {x, numbers(r, 2)};
      case "lookup(int[] rows)" ->
          new Object[] {x, r == 0 ? new int[0] : new int[] {r - 1, 0, r / 2, 0, 0}};
      case "logSumExp()" -> c == 0 ? null : new Object[] {x};
      default -> simple(operation, x);
    };
  }

  /** Matrices of the same shape, and numbers. */
  private Object[] simple(Declared operation, Matrix x) {
    Class<?>[] types = operation.method().getParameterTypes();
    Object[] arguments = new Object[types.length + 1];
    arguments[0] = x;
    for (int i = 0; i < types.length; i++) {
      arguments[i + 1] = types[i] == Matrix.class ? numbers(x.rows(), x.columns()) : (Object) 0.3;
    }
    return arguments;
  }

  /** Random numbers where the operation is smooth: not within 0.1 of a kink. */
  private Matrix matrix(String operation, int rows, int columns) {
    double[] domain = DOMAINS.getOrDefault(operation, new double[] {-2, 2});
    double[] values = random.doubles(rows * columns, domain[0], domain[1]).toArray();
    for (int i = 0; i < values.length; i++) {
      boolean steps = List.of("ceil", "floor", "rint", "signum").contains(operation);
      double kink = steps ? Math.rint(2 * values[i]) / 2 : values[i] > 0.15 ? 0.3 : 0;
      if (Math.abs(values[i] - kink) < 0.1) {
        values[i] = kink + 0.1;
      }
    }
    return Matrix.of(rows, columns, values);
  }

  private Matrix numbers(int rows, int columns) {
    return Matrix.of(rows, columns, random.doubles(rows * columns, -2, 2).toArray());
  }

  /** Numbers that are not near 0. */
  private Matrix away(int rows, int columns) {
    double[] values = random.doubles(rows * columns, 0.5, 2).toArray();
    for (int i = 0; i < values.length; i += 3) {
      values[i] = -values[i];
    }
    return Matrix.of(rows, columns, values);
  }

  /** Numbers that differ from those of another matrix by 0.1 or more. */
  private Matrix apart(Matrix from) {
    double[] values = from.toDoubles();
    for (int i = 0; i < values.length; i++) {
      values[i] += (random.nextBoolean() ? 1 : -1) * (0.1 + random.nextDouble());
    }
    return Matrix.of(from.rows(), from.columns(), values);
  }

  /** Multiples of 0.0531 in random order: no two differ by nearly 0 or nearly 1. */
  private Matrix distinct(int rows, int columns) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < rows * columns; i++) {
      order.add(i);
    }
    Collections.shuffle(order, random);
    double[] values = new double[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = order.get(i) * 0.0531;
    }
    return Matrix.of(rows, columns, values);
  }

  private int[] labels(int count, int classes) {
    return random.ints(count, 0, classes).toArray();
  }
}
