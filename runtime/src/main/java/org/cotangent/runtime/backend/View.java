package org.cotangent.runtime.backend;

/**
 * A matrix as a backend sees it: element (i, j) stands at {@code offset + i * rowStride + j *
 * columnStride} of the buffer. A transpose swaps the strides; a stride of 0 repeats one row or one
 * column (broadcast), in inputs only.
 *
 * @param buffer the memory
 * @param offset the index of element (0, 0)
 * @param rows the number of rows, 0 or more
 * @param columns the number of columns, 0 or more
 * @param rowStride the distance from one row to the next, 0 or more
 * @param columnStride the distance from one column to the next, 0 or more
 */
public record View(
    Buffer buffer, int offset, int rows, int columns, int rowStride, int columnStride) {
  /** Whether the rows follow each other without a gap, in row-major order. */
  public boolean isContiguous() {
    return (columnStride == 1 || columns <= 1) && (rowStride == columns || rows <= 1);
  }

  /** The number of elements. */
  public int size() {
    return rows * columns;
  }

  /** The type of the elements. */
  public Precision precision() {
    return buffer.precision();
  }
}
