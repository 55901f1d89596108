package org.cotangent.runtime.backend;

import static com.google.common.truth.Truth.assertWithMessage;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Products on the CPU, bit for bit against one loop for each element. */
final class CpuProductsTest {
  /** Numbers that show differences in order and rounding: ordinary, special and tiny ones. */
  private static double value(Random random) {
    int kind = random.nextInt(400);
    if (kind == 0) {
      return random.nextBoolean() ? 0.0 : -0.0;
    }
    if (kind == 1) {
      return random.nextGaussian() * 1e-30; // products underflow in float
    }
    return random.nextGaussian();
  }

  private static HostBuffer buffer(Precision precision, int size, Random random) {
    if (precision == Precision.DOUBLE) {
      return HostBuffer.of(random.doubles(size).map(x -> value(random)).toArray(), size);
    }
    float[] array = new float[size];
    for (int i = 0; i < size; i++) {
      array[i] = (float) value(random);
    }
    return HostBuffer.of(array, size);
  }

  /** A matrix of random numbers: contiguous, transposed, or a slice of a larger one. */
  private static View matrix(Precision precision, int rows, int columns, Random random) {
    int before = random.nextInt(3);
    int after = random.nextInt(3);
    int offset = random.nextInt(5);
    boolean transposed = random.nextBoolean();
    int lines = transposed ? columns : rows;
    int stride = before + (transposed ? rows : columns) + after;
    HostBuffer buffer = buffer(precision, offset + lines * stride + 1, random);
    return transposed
        ? new View(buffer, offset + before, rows, columns, 1, stride)
        : new View(buffer, offset + before, rows, columns, stride, 1);
  }

  private static View addend(View output, Random random) {
    Precision precision = output.precision();
    int rows = output.rows();
    int columns = output.columns();
    switch (random.nextInt(5)) {
      case 0:
        return null;
      case 1:
        View row = matrix(precision, 1, columns, random);
        return new View(row.buffer(), row.offset(), rows, columns, 0, row.columnStride());
      case 2:
        View column = matrix(precision, rows, 1, random);
        return new View(column.buffer(), column.offset(), rows, columns, column.rowStride(), 0);
      case 3:
        return output;
      default:
        return matrix(precision, rows, columns, random);
    }
  }

  private static double get(View view, int i, int j) {
    int at = view.offset() + i * view.rowStride() + j * view.columnStride();
    HostBuffer buffer = (HostBuffer) view.buffer();
    return view.precision() == Precision.DOUBLE ? buffer.doubles()[at] : buffer.floats()[at];
  }

  private static double element(
      double alpha, View a, View b, double beta, View addend, int i, int j) {
    if (a.precision() == Precision.DOUBLE) {
      double sum = 0;
      for (int k = 0; k < a.columns(); k++) {
        sum = Math.fma(get(a, i, k), get(b, k, j), sum);
      }
      sum = alpha == 1 ? sum : alpha * sum;
      if (addend != null) {
        double c = get(addend, i, j);
        sum = beta == 1 ? sum + c : Math.fma(beta, c, sum);
      }
      return sum;
    }
    float sum = 0;
    for (int k = 0; k < a.columns(); k++) {
      sum = Math.fma((float) get(a, i, k), (float) get(b, k, j), sum);
    }
    sum = alpha == 1 ? sum : (float) alpha * sum;
    if (addend != null) {
      float c = (float) get(addend, i, j);
      sum = beta == 1 ? sum + c : Math.fma((float) beta, c, sum);
    }
    return sum;
  }

  private static Object copyOf(HostBuffer buffer) {
    return buffer.precision() == Precision.DOUBLE
        ? buffer.doubles().clone()
        : buffer.floats().clone();
  }

  /** Something that computes a product. */
  private interface Way {
    void multiply(double alpha, View a, View b, double beta, View addend, View output);
  }

  private static double factor(Random random) {
    return random.nextInt(3) == 0 ? 1 : random.nextInt(4) == 0 ? 0 : random.nextGaussian();
  }

  private static void check(Way way, Precision precision, int m, int k, int n, Random random) {
    View a = matrix(precision, m, k, random);
    View b = matrix(precision, k, n, random);
    View output = matrix(precision, m, n, random);
    View addend = addend(output, random);
    double alpha = factor(random);
    double beta = factor(random);
    HostBuffer buffer = (HostBuffer) output.buffer();
    Object expected = copyOf(buffer);
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        int at = output.offset() + i * output.rowStride() + j * output.columnStride();
        double element = element(alpha, a, b, beta, addend, i, j);
        if (expected instanceof double[] doubles) {
          doubles[at] = element;
        } else {
          ((float[]) expected)[at] = (float) element;
        }
      }
    }
    way.multiply(alpha, a, b, beta, addend, output);
    boolean isEqual =
        expected instanceof double[] doubles
            ? Arrays.equals(doubles, buffer.doubles())
            : Arrays.equals((float[]) expected, buffer.floats());
    // elements around the output are compared too: they must be as they were
    assertWithMessage(
            "%s %s x %s by %s x %s, alpha %s, beta %s, a %s, b %s, addend %s, output %s",
            precision, m, k, k, n, alpha, beta, a, b, addend, output)
        .that(isEqual)
        .isTrue();
  }

  private static void checkManyShapes(Way way, Precision precision, int seed) {
    Random random = new Random(seed);
    int[] special = {0, 1, 2, 3, 4, 7, 8, 9, 17, 257};
    for (int round = 0; round < 250; round++) {
      int[] shape = new int[3];
      for (int i = 0; i < 3; i++) {
        shape[i] =
            random.nextInt(3) == 0 ? special[random.nextInt(special.length)] : random.nextInt(71);
      }
      check(way, precision, shape[0], shape[1], shape[2], random);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void productsHaveTheBitsOfOneLoopForEachElementWithAnyNumberOfThreads(int size) {
    try (CpuThreads threads = new CpuThreads(size)) {
      for (Precision precision : Precision.values()) {
        Way way =
            (alpha, a, b, beta, c, out) -> CpuProducts.multiply(threads, alpha, a, b, beta, c, out);
        checkManyShapes(way, precision, size);
        Random random = new Random(size);
        check(way, precision, 257, 257, 257, random);
        check(way, precision, 65, 150, 1300, random);
        check(way, precision, 1300, 129, 70, random);
        check(way, precision, 1, 700, 1300, random);
        check(way, precision, 1300, 700, 1, random);
        check(way, precision, 700, 1, 900, random);
        check(way, precision, 2, 20_000, 3, random);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void tilesHaveTheBitsOfOneLoopForEachElement(Precision precision) {
    Way way =
        (alpha, a, b, beta, addend, output) -> {
          Product product = new Product(alpha, a, b, beta, addend, output);
          int i = output.rows() / 3;
          int j = output.columns() / 2;
          for (int[] part : parts(output, i, j)) {
            if (precision == Precision.DOUBLE) {
              DoubleTiles.multiply(product, part[0], part[1], part[2], part[3]);
            } else {
              FloatTiles.multiply(product, part[0], part[1], part[2], part[3]);
            }
          }
        };
    checkManyShapes(way, precision, 11);
  }

  @ParameterizedTest
  @EnumSource
  void panelsHaveTheBitsOfOneLoopForEachElement(Precision precision) {
    Way way =
        (alpha, a, b, beta, addend, output) -> {
          if (a.columns() == 0) {
            CpuProducts.multiply(alpha, a, b, beta, addend, output);
            return;
          }
          Product product = new Product(alpha, a, b, beta, addend, output).withAddendApart();
          int i = output.rows() / 3;
          int j = output.columns() / 2;
          for (int[] part : parts(output, i, j)) {
            if (precision == Precision.DOUBLE) {
              DoublePanels.multiply(product, part[0], part[1], part[2], part[3]);
            } else {
              FloatPanels.multiply(product, part[0], part[1], part[2], part[3]);
            }
          }
        };
    checkManyShapes(way, precision, 12);
  }

  private static int[][] parts(View output, int i, int j) {
    int m = output.rows();
    int n = output.columns();
    return new int[][] {{0, i, 0, j}, {0, i, j, n}, {i, m, 0, j}, {i, m, j, n}};
  }

  @ParameterizedTest
  @EnumSource
  void infinitiesAndNansGoWhereTheLoopPutsThem(Precision precision) {
    Random random = new Random(5);
    double[] special = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, 0};
    for (int[] shape : new int[][] {{3, 5, 7}, {40, 33, 50}, {5, 129, 200}}) {
      View a = matrix(precision, shape[0], shape[1], random);
      View b = matrix(precision, shape[1], shape[2], random);
      for (View view : new View[] {a, b}) {
        Object array = ((HostBuffer) view.buffer()).array();
        for (double value : special) {
          int at = random.nextInt(view.buffer().size());
          if (array instanceof double[] doubles) {
            doubles[at] = value;
          } else {
            ((float[]) array)[at] = (float) value;
          }
        }
      }
      View output = matrix(precision, shape[0], shape[2], random);
      CpuProducts.multiply(1, a, b, 0, null, output);
      for (int i = 0; i < shape[0]; i++) {
        for (int j = 0; j < shape[2]; j++) {
          assertWithMessage("%s, %s", i, j)
              .that(get(output, i, j))
              .isEqualTo(element(1, a, b, 0, null, i, j));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void productsThatVanishKeepTheirSign(Precision precision) {
    int n = 150;
    HostBuffer tiny = buffer(precision, n, new Random(1));
    for (int i = 0; i < n; i++) {
      if (precision == Precision.DOUBLE) {
        tiny.doubles()[i] = (i % 2 == 0 ? 1 : -1) * 1e-200;
      } else {
        tiny.floats()[i] = (i % 2 == 0 ? 1 : -1) * 1e-30f;
      }
    }
    View output = matrix(precision, n, n, new Random(2));
    View column = new View(tiny, 0, n, 1, 1, 1);
    View row = new View(tiny, 0, 1, n, n, 1);
    CpuProducts.multiply(1, column, row, 0, null, output);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        assertWithMessage("%s, %s", i, j)
            .that(get(output, i, j))
            .isEqualTo((i + j) % 2 == 0 ? 0.0 : -0.0);
      }
    }
  }

  /** Whole numbers: sums are exact in any order, so the result is known without rounding. */
  @Test
  void productsOfWholeNumbersAreExact() {
    int n = 200;
    double[] a = new double[n * n];
    double[] b = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        a[i * n + j] = i + j;
        b[i * n + j] = i - j;
      }
    }
    HostBuffer result = HostBuffer.of(new double[n * n], n * n);
    View output = new View(result, 0, n, n, n, 1);
    CpuProducts.multiply(
        1,
        new View(HostBuffer.of(a, n * n), 0, n, n, n, 1),
        new View(HostBuffer.of(b, n * n), 0, n, n, n, 1),
        0,
        null,
        output);
    // the sum over k of (i + k)(k - j) = n (-i j) + (i - j) sum k + sum k^2
    long sum = n * (n - 1L) / 2;
    long squares = (n - 1L) * n * (2L * n - 1) / 6;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        assertWithMessage("%s, %s", i, j)
            .that(result.doubles()[i * n + j])
            .isEqualTo(-(double) n * i * j + (i - j) * sum + squares);
      }
    }
  }
}
