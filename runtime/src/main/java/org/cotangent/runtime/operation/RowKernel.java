package org.cotangent.runtime.operation;

import org.cotangent.runtime.Compute;
import org.cotangent.runtime.Matrix;
import org.cotangent.runtime.backend.Kernel;
import org.cotangent.runtime.backend.Precision;
import org.cotangent.runtime.backend.View;

/**
 * Computations on rows: each work item does one row. The code in Java is in {@link DoubleRow} and
 * {@link FloatRow}, the one in OpenCL C in {@code rows.cl}; both do the same operations in the same
 * order, so that they differ by the rounding of exponentials and logarithms alone.
 */
final class RowKernel implements Kernel {
  static final RowKernel SOFTMAX =
      new RowKernel(
          "softmax",
          (row, inputs, data, scalars, output, i) -> {
            row.load(inputs[0], i);
            row.softmax();
            row.store(output, i);
          });

  static final RowKernel LOG_SOFTMAX =
      new RowKernel(
          "log_softmax",
          (row, inputs, data, scalars, output, i) -> {
            row.load(inputs[0], i);
            row.logSoftmax();
            row.store(output, i);
          });

  static final RowKernel LOG_SUM_EXP =
      new RowKernel(
          "log_sum_exp",
          (row, inputs, data, scalars, output, i) -> {
            row.load(inputs[0], i);
            row.storeNumber(row.logSumExp(), output, i);
          });

  /** The loss of each row; {@code data} are the labels. */
  static final RowKernel CROSS_ENTROPY =
      new RowKernel(
          "cross_entropy",
          (row, inputs, data, scalars, output, i) -> {
            row.load(inputs[0], i);
            row.storeNumber(row.crossEntropy(data[i]), output, i);
          });

  /** Scalar: what the difference of softmax and label is multiplied with. */
  static final RowKernel CROSS_ENTROPY_ADJOINT =
      new RowKernel(
          "cross_entropy_adjoint",
          (row, inputs, data, scalars, output, i) -> {
            row.load(inputs[0], i);
            row.crossEntropyAdjoint(data[i], scalars[0]);
            row.store(output, i);
          });

  /** The loss of each row; the second input has the probabilities. */
  static final RowKernel CROSS_ENTROPY_OF =
      new RowKernel(
          "cross_entropy_of",
          (row, inputs, data, scalars, output, i) -> {
            row.load(inputs[0], i);
            row.loadSecond(inputs[1], i);
            row.storeNumber(row.crossEntropyOf(), output, i);
          });

  /** Scalar: what the difference of softmax and probabilities is multiplied with. */
  static final RowKernel CROSS_ENTROPY_OF_ADJOINT =
      new RowKernel(
          "cross_entropy_of_adjoint",
          (row, inputs, data, scalars, output, i) -> {
            row.load(inputs[0], i);
            row.loadSecond(inputs[1], i);
            row.crossEntropyOfAdjoint(scalars[0]);
            row.store(output, i);
          });

  /** The loss of each row; {@code data} are the labels. */
  static final RowKernel HINGE =
      new RowKernel(
          "hinge",
          (row, inputs, data, scalars, output, i) -> {
            row.load(inputs[0], i);
            row.storeNumber(row.hinge(data[i]), output, i);
          });

  /** Scalar: what each class within the margin gets. */
  static final RowKernel HINGE_ADJOINT =
      new RowKernel(
          "hinge_adjoint",
          (row, inputs, data, scalars, output, i) -> {
            row.load(inputs[0], i);
            row.hingeAdjoint(data[i], scalars[0]);
            row.store(output, i);
          });

  /** The second input, R x 1, at the place of the first largest element of each row; else 0. */
  static final RowKernel ROW_MAX_ADJOINT =
      new RowKernel(
          "row_max_adjoint",
          (row, inputs, data, scalars, output, i) -> {
            row.load(inputs[0], i);
            row.maxAdjoint(inputs[1], i);
            row.store(output, i);
          });

  private static final int[] NO_DATA = {};
  private static final double[] NO_SCALARS = {};

  private final String name;
  private final Work work;

  private RowKernel(String name, Work work) {
    this.name = name;
    this.work = work;
  }

  /** What is done for row i. */
  private interface Work {
    void run(Row row, View[] inputs, int[] data, double[] scalars, View output, int i);
  }

  Matrix launch(int columns, Matrix... inputs) {
    return launch(columns, NO_DATA, NO_SCALARS, inputs);
  }

  Matrix launch(int columns, int[] data, Matrix... inputs) {
    return launch(columns, data, NO_SCALARS, inputs);
  }

  Matrix launch(int columns, double scalar, Matrix... inputs) {
    return launch(columns, NO_DATA, new double[] {scalar}, inputs);
  }

  Matrix launch(int columns, int[] data, double scalar, Matrix... inputs) {
    return launch(columns, data, new double[] {scalar}, inputs);
  }

  private Matrix launch(int columns, int[] data, double[] scalars, Matrix... inputs) {
    Matrix first = inputs[0];
    return Compute.launch(this, first.rows(), columns, first.precision(), data, scalars, inputs);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String resource() {
    return "rows";
  }

  @Override
  public int workItems(View[] inputs, View output) {
    return output.rows();
  }

  @Override
  public void run(View[] inputs, int[] data, double[] scalars, View output, int from, int to) {
    int columns = inputs[0].columns();
    Row row =
        output.precision() == Precision.DOUBLE ? new DoubleRow(columns) : new FloatRow(columns);
    for (int i = from; i < to; i++) {
      work.run(row, inputs, data, scalars, output, i);
    }
  }
}
