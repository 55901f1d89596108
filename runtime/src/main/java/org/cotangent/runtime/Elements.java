package org.cotangent.runtime;

import org.cotangent.runtime.backend.HostBuffer;
import org.cotangent.runtime.backend.Operand;
import org.cotangent.runtime.backend.Precision;

/** The elements of a {@link Matrix} as numbers and arrays of Java. */
public sealed interface Elements permits Matrix {
  /**
   * One element.
   *
   * @param i the row, from 0
   * @param j the column, from 0
   * @return the element
   * @throws IndexOutOfBoundsException if there is no such element
   */
  @Operation(
      adjoints =
          "self: org.cotangent.runtime.operation.ElementAdjoints.get(self, i, j, adjoint, sum)")
  default double get(int i, int j) {
    Matrix self = (Matrix) this;
    Operand operand = self.hold();
    try {
      requireElement(self, i, j);
      HostBuffer memory = operand.value().host();
      int index = operand.index(i, j);
      return memory.precision() == Precision.DOUBLE
          ? memory.doubles()[index]
          : memory.floats()[index];
    } finally {
      operand.value().release();
    }
  }

  /**
   * The rows, as doubles.
   *
   * @return a new array: rows x columns
   */
  default double[][] toArray() {
    Matrix self = (Matrix) this;
    double[] all = toDoubles();
    double[][] array = new double[self.rows()][self.columns()];
    for (int i = 0; i < array.length; i++) {
      System.arraycopy(all, i * array[i].length, array[i], 0, array[i].length);
    }
    return array;
  }

  /**
   * The elements row by row, as doubles.
   *
   * @return a new array of rows times columns elements
   */
  default double[] toDoubles() {
    Operand operand = ((Matrix) this).hold();
    try {
      double[] all = new double[operand.size()];
      Copies.toDoubles(operand, all);
      return all;
    } finally {
      operand.value().release();
    }
  }

  /**
   * The elements row by row, as floats; doubles are rounded to the nearest float.
   *
   * @return a new array of rows times columns elements
   */
  default float[] toFloats() {
    Operand operand = ((Matrix) this).hold();
    try {
      float[] all = new float[operand.size()];
      Copies.toFloats(operand, all);
      return all;
    } finally {
      operand.value().release();
    }
  }

  /**
   * The same numbers, stored otherwise: doubles are rounded to the nearest float. All matrices of
   * an operation have one precision; nothing is converted unless this is called.
   *
   * @param precision how the result is stored
   * @return a new matrix of the same shape
   */
  @Operation(
      adjoints =
          "self: org.cotangent.runtime.operation.ElementAdjoints.toPrecision(self, adjoint, sum)")
  default Matrix toPrecision(Precision precision) {
    Matrix self = (Matrix) this;
    if (self.precision() == precision) {
      return self.view(self.operand());
    }
    return precision == Precision.DOUBLE
        ? Matrix.of(self.rows(), self.columns(), toDoubles())
        : Matrix.ofFloats(self.rows(), self.columns(), toFloats());
  }

  /** Refuses what is no element. */
  private static void requireElement(Matrix self, int i, int j) {
    if (i < 0 || i >= self.rows() || j < 0 || j >= self.columns()) {
      throw new IndexOutOfBoundsException(
          "element (" + i + ", " + j + ") of a matrix of " + self.shape());
    }
  }
}
