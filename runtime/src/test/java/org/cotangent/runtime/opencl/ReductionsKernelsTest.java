package org.cotangent.runtime.opencl;

import org.cotangent.runtime.backend.Formula;
import org.cotangent.runtime.backend.Precision;
import org.cotangent.runtime.backend.Reduction;
import org.cotangent.runtime.backend.View;
import org.cotangent.runtime.opencl.Twins.Form;
import org.cotangent.runtime.opencl.Twins.Twin;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Reductions have the same bits on the device and on the CPU. */
class ReductionsKernelsTest {
  /** The device, with the code of its kind. */
  OpenClBackend backend() {
    return Device.backend();
  }

  private static final int[][] SHAPES =
      Device.SMALL
          ? new int[][] {{0, 3}, {1, 1}, {17, 1}, {2, 1040}, {260, 3}}
          : new int[][] {
            {0, 3}, {3, 0}, {1, 1}, {1, 17}, {17, 1}, {257, 3}, {3, 2500}, {1500, 33}, {40, 5000}
          };

  @ParameterizedTest
  @EnumSource(Precision.class)
  void ofEveryShapeAndFormHaveTheBitsOfTheCpu(Precision precision) {
    Formula formula = Formula.of("(x, y; s) -> x * s - y * y");
    for (int[] shape : SHAPES) {
      for (Form x : Form.values()) {
        reduce(Reduction.SUM, formula, precision, shape[0], shape[1], x, Form.WHOLE);
      }
      reduce(Reduction.SUM, formula, precision, shape[0], shape[1], Form.WHOLE, Form.ROW);
      reduce(Reduction.MAX, formula, precision, shape[0], shape[1], Form.PART, Form.WHOLE);
      reduce(Reduction.MAX, formula, precision, shape[0], shape[1], Form.SPREAD, Form.WHOLE);
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void ofNumbersThatAreNotFiniteHaveTheBitsOfTheCpu(Precision precision) {
    double nan = Double.NaN;
    double[][] rows = {{1, nan, 2}, {-0.0, 0.0, -0.0}, {1 / 0.0, 1, 2}, {-1 / 0.0, 1 / 0.0, 0}};
    for (double[] row : rows) {
      for (Reduction reduction : Reduction.values()) {
        try (Twins twins = new Twins(backend(), precision, 22)) {
          Twin x = twins.of(1, 3, row);
          Twin output = twins.random(Form.WHOLE, 1, 1);
          reduce(twins, reduction, Formula.of("(x) -> x"), new double[0], output, x);
          twins.assertSameBits(reduction + " of a row", output);
        }
      }
    }
  }

  private void reduce(
      Reduction reduction,
      Formula formula,
      Precision precision,
      int rows,
      int columns,
      Form xForm,
      Form yForm) {
    try (Twins twins = new Twins(backend(), precision, 21)) {
      Twin x = twins.random(xForm, rows, columns);
      Twin y = twins.random(yForm, rows, columns);
      int[][] outputs = {{1, 1}, {rows, 1}, {1, columns}};
      for (int[] shape : outputs) {
        Twin output = twins.random(Form.PART, shape[0], shape[1]);
        reduce(twins, reduction, formula, new double[] {0.3}, output, x, y);
        String what = reduction + " of " + rows + " x " + columns + " " + xForm + " " + yForm;
        twins.assertSameBits(what + " to " + shape[0] + " x " + shape[1], output);
      }
    }
  }

  private void reduce(
      Twins twins,
      Reduction reduction,
      Formula formula,
      double[] scalars,
      Twin output,
      Twin... inputs) {
    View[] onCpu = new View[inputs.length];
    View[] onDevice = new View[inputs.length];
    for (int k = 0; k < inputs.length; k++) {
      onCpu[k] = inputs[k].cpu();
      onDevice[k] = inputs[k].device();
    }
    int rows = inputs[0].cpu().rows();
    int columns = inputs[0].cpu().columns();
    twins.cpu().reduce(reduction, formula, scalars, onCpu, rows, columns, output.cpu());
    twins.device().reduce(reduction, formula, scalars, onDevice, rows, columns, output.device());
  }
}
