package org.cotangent.runtime;

import org.cotangent.runtime.backend.Engine;
import org.cotangent.runtime.backend.Formula;
import org.cotangent.runtime.backend.Kernel;
import org.cotangent.runtime.backend.Operand;
import org.cotangent.runtime.backend.Precision;
import org.cotangent.runtime.backend.Reduction;

/**
 * What operations on matrices are made of, for their authors: products, reductions of formulas, and
 * kernels. Each runs where it is faster, on the CPU or on a device, with the same result; see
 * {@link Operation} for how a method that uses them says its derivative, and {@link Elementwise}
 * for formulas.
 */
public final class Compute {
  private Compute() {}

  /**
   * {@code alpha * a * b + beta * addend}. Each element is one chain of fused multiply-adds in
   * ascending order of the inner index, so the result has the same bits everywhere.
   *
   * @param alpha what the product is multiplied with
   * @param a R x K; a transposed view costs nothing
   * @param b K x C
   * @param beta what the addend is multiplied with
   * @param addend R x C, or 1 x C (added to each row), or null or {@link Matrix#ZERO} for nothing
   * @return R x C, a new matrix
   * @throws IllegalArgumentException if shapes or precisions do not fit together
   */
  public static Matrix multiply(double alpha, Matrix a, Matrix b, double beta, Matrix addend) {
    Operand left = a.operand();
    Operand right = b.operand();
    if (left.columns() != right.rows()) {
      throw new IllegalArgumentException(
          "times: "
              + a.shape()
              + " by "
              + b.shape()
              + ": the left has "
              + left.columns()
              + " columns, the right "
              + right.rows()
              + " rows");
    }
    int rows = left.rows();
    int columns = right.columns();
    Operand third = null;
    if (addend != null && addend != Matrix.ZERO) {
      third = addend.operand();
      if (third.columns() != columns || third.rows() != rows && third.rows() != 1) {
        throw new IllegalArgumentException(
            "times: a product of "
                + rows
                + " x "
                + columns
                + " and an addend of "
                + addend.shape()
                + ": expected the same shape, or one row of "
                + columns);
      }
      third = third.broadcast(rows, columns);
    }
    if (left.precision() != right.precision()
        || third != null && third.precision() != left.precision()) {
      throw third == null ? Broadcast.mixed(a, b) : Broadcast.mixed(a, b, addend);
    }
    Matrix.size(rows, columns);
    return Matrix.of(Engine.current().multiply(alpha, left, right, beta, third), rows, columns);
  }

  /**
   * Reduces the values of a formula to a matrix of 1 x 1 (all of them), R x 1 (each row) or 1 x C
   * (each column). The order of additions is fixed: the result has the same bits everywhere if the
   * formula's values have.
   *
   * @param reduction sum or maximum
   * @param formula computed for each element, see {@link Elementwise}
   * @param scalars the values of the formula's scalars
   * @param rows the rows of the result: 1, or those of the inputs
   * @param columns the columns of the result: 1, or those of the inputs if rows is 1
   * @param inputs R x C, 1 x C, R x 1 or 1 x 1; at least one
   * @return rows x columns, a new matrix
   * @throws IllegalArgumentException if shapes or precisions do not fit together
   */
  public static Matrix reduce(
      Reduction reduction,
      Formula formula,
      double[] scalars,
      int rows,
      int columns,
      Matrix... inputs) {
    Matrix first = Broadcast.first(formula, inputs);
    int inputRows = Broadcast.rows(inputs);
    int inputColumns = Broadcast.columns(inputs);
    if (rows != 1 && rows != inputRows
        || columns != 1 && columns != inputColumns
        || rows != 1 && columns != 1) {
      throw new IllegalArgumentException(
          formula
              + ": "
              + inputRows
              + " x "
              + inputColumns
              + " values cannot be reduced to "
              + rows
              + " x "
              + columns);
    }
    Precision precision = first.precision();
    Operand[] operands =
        Broadcast.operands(formula, scalars, inputs, precision, inputRows, inputColumns);
    return Matrix.of(
        Engine.current()
            .reduce(
                reduction,
                formula,
                scalars,
                operands,
                inputRows,
                inputColumns,
                precision,
                rows,
                columns),
        rows,
        columns);
  }

  /**
   * Runs a kernel.
   *
   * @param kernel says what is computed, in Java and in OpenCL C
   * @param rows the rows of the result, 0 or more
   * @param columns the columns of the result, 0 or more
   * @param precision that of the inputs and of the result
   * @param data whole numbers for the kernel, such as labels; not to be changed afterwards
   * @param scalars numbers for the kernel, rounded to the precision
   * @param inputs what the kernel reads, of any shapes
   * @return rows x columns, a new matrix
   * @throws IllegalArgumentException if the inputs are of another precision
   */
  public static Matrix launch(
      Kernel kernel,
      int rows,
      int columns,
      Precision precision,
      int[] data,
      double[] scalars,
      Matrix... inputs) {
    Matrix.size(rows, columns);
    Operand[] operands = new Operand[inputs.length];
    for (int i = 0; i < operands.length; i++) {
      operands[i] = inputs[i].operand();
      if (operands[i].precision() != precision) {
        throw Broadcast.mixed(inputs);
      }
    }
    return Matrix.of(
        Engine.current().launch(kernel, operands, data, scalars, precision, rows, columns),
        rows,
        columns);
  }
}
