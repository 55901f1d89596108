package org.cotangent.runtime.opencl;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.cotangent.runtime.backend.Kernel;
import org.cotangent.runtime.backend.Precision;
import org.cotangent.runtime.backend.View;
import org.cotangent.runtime.opencl.Twins.Form;
import org.cotangent.runtime.opencl.Twins.Twin;
import org.cotangent.runtime.operation.Kernels;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The kernels of operations do on the device what they do in Java. */
final class KernelsTest {
  private static final int[] NONE = {};
  private static final int[] SIZES =
      Device.SMALL ? new int[] {1, 3, 17} : new int[] {1, 3, 17, 257, 1030};

  @ParameterizedTest
  @EnumSource(Precision.class)
  void ofRowsWithExponentialsAreNear(Precision precision) {
    for (Kernel kernel : List.of(Kernels.SOFTMAX, Kernels.LOG_SOFTMAX)) {
      for (int columns : SIZES) {
        check(kernel, precision, 8, NONE, new double[0], 5, columns, columns, 1);
      }
    }
    for (int columns : SIZES) {
      int[] labels = labels(5, columns);
      check(Kernels.LOG_SUM_EXP, precision, 8, NONE, new double[0], 5, columns, 1, 1);
      check(Kernels.CROSS_ENTROPY, precision, 8, labels, new double[0], 5, columns, 1, 1);
      check(Kernels.CROSS_ENTROPY_OF, precision, 64, NONE, new double[0], 5, columns, 1, 2);
      double[] scale = {0.3};
      check(Kernels.CROSS_ENTROPY_ADJOINT, precision, 8, labels, scale, 5, columns, columns, 1);
      // a difference of nearly equal numbers may lose some digits
      check(Kernels.CROSS_ENTROPY_OF_ADJOINT, precision, 4096, NONE, scale, 5, columns, columns, 2);
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void ofRowsWithoutFunctionsHaveTheBitsOfTheCpu(Precision precision) {
    for (int columns : SIZES) {
      int[] labels = labels(5, columns);
      double[] scale = {0.3};
      check(Kernels.HINGE, precision, 0, labels, new double[0], 5, columns, 1, 1);
      check(Kernels.HINGE_ADJOINT, precision, 0, labels, scale, 5, columns, columns, 1);
      for (Form form : Form.values()) {
        try (Twins twins = new Twins(Device.backend(), precision, 31)) {
          Twin[] inputs = {twins.random(form, 5, columns), twins.random(Form.TRANSPOSED, 5, 1)};
          Twin output = twins.random(Form.WHOLE, 5, columns);
          launch(twins, Kernels.ROW_MAX_ADJOINT, NONE, new double[0], inputs, output);
          twins.assertSameBits("row_max_adjoint " + form, output);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void ofRowsWithOddNumbersAreNear(Precision precision) {
    double inf = Double.POSITIVE_INFINITY;
    double nan = Double.NaN;
    double[] rows = {
      1e4, -1e4, 3, -inf, 0, 2, -inf, -inf, -inf, inf, 1, 2, nan, 1, 2, 1, nan, inf, -0.0, 0.0, 0.0
    };
    int[] labels = {0, 1, 2, 1, 1, 1, 1};
    for (Kernel kernel :
        List.of(
            Kernels.SOFTMAX,
            Kernels.LOG_SOFTMAX,
            Kernels.CROSS_ENTROPY_ADJOINT,
            Kernels.HINGE_ADJOINT)) {
      try (Twins twins = new Twins(Device.backend(), precision, 33)) {
        double[] scalars = kernel.name().endsWith("adjoint") ? new double[] {2} : new double[0];
        Twin[] inputs = {twins.of(7, 3, rows)};
        Twin output = twins.random(Form.WHOLE, 7, 3);
        launch(twins, kernel, labels, scalars, inputs, output);
        twins.assertClose(kernel.name(), output, 4);
      }
    }
    for (Kernel kernel : List.of(Kernels.LOG_SUM_EXP, Kernels.CROSS_ENTROPY, Kernels.HINGE)) {
      try (Twins twins = new Twins(Device.backend(), precision, 33)) {
        Twin[] inputs = {twins.of(7, 3, rows)};
        Twin output = twins.random(Form.WHOLE, 7, 1);
        launch(twins, kernel, labels, new double[0], inputs, output);
        twins.assertClose(kernel.name(), output, 4);
      }
    }
    try (Twins twins = new Twins(Device.backend(), precision, 33)) {
      Twin[] inputs = {twins.of(7, 3, rows), twins.random(Form.WHOLE, 7, 1)};
      Twin output = twins.random(Form.WHOLE, 7, 3);
      launch(twins, Kernels.ROW_MAX_ADJOINT, NONE, new double[0], inputs, output);
      twins.assertSameBits("row_max_adjoint", output);
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void thatMoveRowsHaveTheBitsOfTheCpu(Precision precision) {
    int[] rows = {4, 0, 2, 2, 0, 4, 4};
    // for each of 5 rows where its uses begin, and the end; then the uses
    int[] uses = {6, 8, 8, 10, 10, 13, 1, 4, 2, 3, 0, 5, 6};
    for (Form form : Form.values()) {
      for (int columns : SIZES) {
        try (Twins twins = new Twins(Device.backend(), precision, 41)) {
          Twin table = twins.random(form, 5, columns);
          Twin used = twins.random(form, 7, columns);
          Twin found = twins.random(Form.WHOLE, 7, columns);
          launch(twins, Kernels.LOOKUP, rows, new double[0], new Twin[] {table}, found);
          twins.assertSameBits("lookup " + form, found);
          Twin sums = twins.random(Form.WHOLE, 5, columns);
          launch(twins, Kernels.LOOKUP_ADJOINT, uses, new double[0], new Twin[] {used}, sums);
          twins.assertSameBits("lookup_adjoint " + form, sums);
          Twin placed = twins.random(Form.WHOLE, 9, columns + 4);
          int[] place = {2, 3};
          launch(twins, Kernels.PLACE, place, new double[0], new Twin[] {table}, placed);
          twins.assertSameBits("place " + form, placed);
          Twin stacked = twins.random(Form.WHOLE, 12, columns);
          Twin[] both = {table, used};
          launch(twins, Kernels.CONCATENATE, NONE, new double[0], both, stacked);
          twins.assertSameBits("concatenate rows " + form, stacked);
          Twin beside = twins.random(Form.WHOLE, 5, columns + 6);
          Twin[] neighbours = {table, twins.random(form, 5, 6)};
          launch(twins, Kernels.CONCATENATE, NONE, new double[0], neighbours, beside);
          twins.assertSameBits("concatenate columns " + form, beside);
        }
      }
    }
  }

  private static void check(
      Kernel kernel,
      Precision precision,
      int ulps,
      int[] data,
      double[] scalars,
      int rows,
      int columns,
      int outputColumns,
      int count) {
    for (Form form : Form.values()) {
      try (Twins twins = new Twins(Device.backend(), precision, 21)) {
        Twin[] inputs =
            IntStream.range(0, count)
                .mapToObj(k -> twins.random(form, rows, columns))
                .toArray(Twin[]::new);
        Twin output = twins.random(Form.WHOLE, rows, outputColumns);
        launch(twins, kernel, data, scalars, inputs, output);
        twins.assertClose(kernel.name() + " of " + columns + " " + form, output, ulps);
      }
    }
  }

  private static void launch(
      Twins twins, Kernel kernel, int[] data, double[] scalars, Twin[] inputs, Twin output) {
    View[] cpu = Arrays.stream(inputs).map(Twin::cpu).toArray(View[]::new);
    View[] device = Arrays.stream(inputs).map(Twin::device).toArray(View[]::new);
    twins.cpu().launch(kernel, cpu, data, scalars, output.cpu());
    twins.device().launch(kernel, device, data, scalars, output.device());
  }

  private static int[] labels(int rows, int columns) {
    return new Random(3).ints(rows, 0, columns).toArray();
  }
}
