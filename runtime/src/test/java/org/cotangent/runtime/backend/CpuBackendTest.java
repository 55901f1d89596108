package org.cotangent.runtime.backend;

import static com.google.common.truth.Truth.assertThat;

import com.google.common.collect.Range;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class CpuBackendTest {
  private final CpuBackend cpu = new CpuBackend();

  @Test
  void aRowIsRepeatedAndATransposeIsReadThroughItsStrides() {
    View x = view(2, 3, 1, 2, 3, 4, 5, 6);
    View row = new View(buffer(10, 20), 0, 3, 2, 0, 1);
    View output = view(3, 2, new double[6]);

    cpu.map(
        Formula.of("(x, row; s) -> s * x + row"),
        new double[] {2},
        new View[] {transpose(x), row},
        output);

    assertThat(doubles(output)).isEqualTo(new double[] {12, 28, 14, 30, 16, 32});
  }

  @Test
  void floatsAreRoundedAfterEachOperation() {
    float x = 0.1f;
    View output = floats(1, 1, 0);

    cpu.map(
        Formula.of("(x) -> x * x * x + 0.1"), new double[0], new View[] {floats(1, 1, x)}, output);

    assertThat(((HostBuffer) output.buffer()).floats()[0]).isEqualTo(x * x * x + 0.1f);
  }

  @Test
  void sumsFollowTheLanesAndChunksOfTheContract() {
    int count = 2500;
    double[] values = new Random(1).doubles(count, -1, 1).toArray();
    double total = 0;
    for (int start = 0; start < count; start += 1024) {
      double[] lanes = new double[16];
      for (int i = start; i < Math.min(count, start + 1024); i++) {
        lanes[(i - start) % 16] += values[i];
      }
      for (int half : new int[] {8, 4, 2, 1}) {
        for (int l = 0; l < half; l++) {
          lanes[l] += lanes[l + half];
        }
      }
      total += lanes[0];
    }

    assertThat(sum(view(50, 50, values), 1, 1)).isEqualTo(new double[] {total});
    assertThat(sum(view(1, 2500, values), 1, 1)).isEqualTo(new double[] {total});
  }

  @Test
  void columnsAreAddedFromTopToBottomInChunksOf256() {
    int rows = 600;
    double[] values = new Random(2).doubles(rows * 2, -1, 1).toArray();
    double[] totals = new double[2];
    for (int j = 0; j < 2; j++) {
      for (int start = 0; start < rows; start += 256) {
        double chunk = 0;
        for (int i = start; i < Math.min(rows, start + 256); i++) {
          chunk += values[2 * i + j];
        }
        totals[j] += chunk;
      }
    }

    assertThat(sum(view(rows, 2, values), 1, 2)).isEqualTo(totals);
  }

  @Test
  void nothingSumsToZeroAndItsMaximumIsNegativeInfinity() {
    View empty = view(0, 3);
    View max = view(1, 1, 0);

    cpu.reduce(Reduction.MAX, Formula.of("(x) -> x"), new double[0], new View[] {empty}, 0, 3, max);

    assertThat(doubles(max)).isEqualTo(new double[] {Double.NEGATIVE_INFINITY});
    assertThat(sum(empty, 1, 3)).isEqualTo(new double[3]);
    assertThat(sum(empty, 1, 1)).isEqualTo(new double[1]);
  }

  @Test
  void aProductIsOneChainOfFusedMultiplyAdds() {
    Random random = new Random(3);
    double[] a = random.doubles(4 * 5, -1, 1).toArray();
    double[] b = random.doubles(5 * 3, -1, 1).toArray();
    double[] bias = random.doubles(3, -1, 1).toArray();
    double[] expected = new double[12];
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 3; j++) {
        double r = 0;
        for (int k = 0; k < 5; k++) {
          r = Math.fma(a[5 * i + k], b[3 * k + j], r);
        }
        expected[3 * i + j] = Math.fma(0.5, bias[j], 3 * r);
      }
    }
    View output = view(4, 3, new double[12]);

    cpu.multiply(
        3, view(4, 5, a), view(5, 3, b), 0.5, new View(buffer(bias), 0, 4, 3, 0, 1), output);

    assertThat(doubles(output)).isEqualTo(expected);
  }

  @Test
  void randomNumbersAreSpreadEvenlyAndDependOnTheSeed() {
    View output = view(100, 100, new double[10_000]);
    cpu.map(Formula.of("(; s) -> uniform(s)"), new double[] {7}, new View[0], output);
    double[] first = doubles(output).clone();
    cpu.map(Formula.of("(; s) -> uniform(s)"), new double[] {8}, new View[0], output);

    int[] bins = new int[10];
    double products = 0;
    for (int i = 0; i < first.length; i++) {
      bins[(int) (first[i] * 10)]++;
      products += (first[i] - 0.5) * (doubles(output)[i] - 0.5);
    }

    for (int bin : bins) {
      assertThat(bin).isIn(Range.closed(880, 1120));
    }
    assertThat(Math.abs(products / first.length)).isLessThan(0.003);
    assertThat(Formula.uniform(7, 3)).isEqualTo((float) first[3]);
  }

  private double[] sum(View input, int rows, int columns) {
    View output = view(rows, columns, new double[rows * columns]);
    cpu.reduce(
        Reduction.SUM,
        Formula.of("(x) -> x"),
        new double[0],
        new View[] {input},
        input.rows(),
        input.columns(),
        output);
    return doubles(output);
  }

  private static HostBuffer buffer(double... values) {
    return HostBuffer.of(values, values.length);
  }

  private static View view(int rows, int columns, double... values) {
    return new View(buffer(values), 0, rows, columns, columns, 1);
  }

  private static View floats(int rows, int columns, float... values) {
    return new View(HostBuffer.of(values, values.length), 0, rows, columns, columns, 1);
  }

  private static View transpose(View view) {
    return new View(
        view.buffer(),
        view.offset(),
        view.columns(),
        view.rows(),
        view.columnStride(),
        view.rowStride());
  }

  private static double[] doubles(View view) {
    return ((HostBuffer) view.buffer()).doubles();
  }
}
