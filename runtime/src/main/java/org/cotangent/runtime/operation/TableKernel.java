package org.cotangent.runtime.operation;

import java.util.Arrays;
import org.cotangent.runtime.Compute;
import org.cotangent.runtime.Matrix;
import org.cotangent.runtime.backend.HostBuffer;
import org.cotangent.runtime.backend.Kernel;
import org.cotangent.runtime.backend.Precision;
import org.cotangent.runtime.backend.View;

/**
 * Computations that move rows: each work item makes one row of the result, so that no two write to
 * the same place. The code in OpenCL C is in {@code tables.cl}.
 */
final class TableKernel implements Kernel {
  /** Row i of the result is row {@code data[i]} of the input. */
  static final TableKernel LOOKUP =
      new TableKernel(
          "lookup", (inputs, data, output, i) -> copyRow(inputs[0], data[i], output, i, 0));

  /** Row i of the result is the sum of the input's rows that {@code data} lists for it. */
  static final TableKernel LOOKUP_ADJOINT =
      new TableKernel(
          "lookup_adjoint",
          (inputs, data, output, i) -> {
            clearRow(output, i);
            for (int use = data[i]; use < data[i + 1]; use++) {
              addRow(inputs[0], data[use], output, i);
            }
          });

  /** The input at row {@code data[0]} and column {@code data[1]} of the result; else 0. */
  static final TableKernel PLACE =
      new TableKernel(
          "place",
          (inputs, data, output, i) -> {
            clearRow(output, i);
            int row = i - data[0];
            if (row >= 0 && row < inputs[0].rows()) {
              copyRow(inputs[0], row, output, i, data[1]);
            }
          });

  /** Two inputs: side by side if the result has more columns than the first, else stacked. */
  static final TableKernel CONCATENATE =
      new TableKernel(
          "concatenate",
          (inputs, data, output, i) -> {
            View first = inputs[0];
            if (i < first.rows()) {
              copyRow(first, i, output, i, 0);
            }
            boolean beside = first.columns() < output.columns();
            int row = beside ? i : i - first.rows();
            if (row >= 0) {
              copyRow(inputs[1], row, output, i, beside ? first.columns() : 0);
            }
          });

  private static final double[] NO_SCALARS = {};

  private final String name;
  private final Work work;

  private TableKernel(String name, Work work) {
    this.name = name;
    this.work = work;
  }

  /** Makes row i of the output. */
  private interface Work {
    void run(View[] inputs, int[] data, View output, int i);
  }

  Matrix launch(int rows, int columns, int[] data, Matrix... inputs) {
    return Compute.launch(this, rows, columns, inputs[0].precision(), data, NO_SCALARS, inputs);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String resource() {
    return "tables";
  }

  @Override
  public int workItems(View[] inputs, View output) {
    return output.rows();
  }

  @Override
  public void run(View[] inputs, int[] data, double[] scalars, View output, int from, int to) {
    for (int i = from; i < to; i++) {
      work.run(inputs, data, output, i);
    }
  }

  /** Copies a row to row i of a matrix, from a column on. */
  private static void copyRow(View from, int row, View to, int i, int column) {
    Object source = ((HostBuffer) from.buffer()).array();
    Object target = ((HostBuffer) to.buffer()).array();
    int at = from.offset() + row * from.rowStride();
    int there = index(to, i, column);
    if (from.columnStride() == 1 && to.columnStride() == 1) {
      System.arraycopy(source, at, target, there, from.columns());
    } else if (target instanceof double[] doubles) {
      for (int j = 0; j < from.columns(); j++) {
        doubles[there + j * to.columnStride()] = ((double[]) source)[at + j * from.columnStride()];
      }
    } else {
      for (int j = 0; j < from.columns(); j++) {
        ((float[]) target)[there + j * to.columnStride()] =
            ((float[]) source)[at + j * from.columnStride()];
      }
    }
  }

  private static void addRow(View from, int row, View to, int i) {
    int at = from.offset() + row * from.rowStride();
    int there = index(to, i, 0);
    HostBuffer source = (HostBuffer) from.buffer();
    HostBuffer target = (HostBuffer) to.buffer();
    for (int j = 0; j < to.columns(); j++) {
      if (to.precision() == Precision.DOUBLE) {
        target.doubles()[there + j * to.columnStride()] +=
            source.doubles()[at + j * from.columnStride()];
      } else {
        target.floats()[there + j * to.columnStride()] +=
            source.floats()[at + j * from.columnStride()];
      }
    }
  }

  /** Results are made for the kernel: their rows have no gaps. */
  private static void clearRow(View to, int i) {
    HostBuffer target = (HostBuffer) to.buffer();
    int from = index(to, i, 0);
    if (to.precision() == Precision.DOUBLE) {
      Arrays.fill(target.doubles(), from, from + to.columns(), 0);
    } else {
      Arrays.fill(target.floats(), from, from + to.columns(), 0);
    }
  }

  private static int index(View view, int i, int j) {
    return view.offset() + i * view.rowStride() + j * view.columnStride();
  }
}
