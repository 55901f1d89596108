package org.cotangent.runtime;

/** Views of parts of a matrix, with the checks. */
final class Slices {
  private Slices() {}

  static Matrix of(
      Matrix matrix, String operation, int fromRow, int toRow, int fromColumn, int toColumn) {
    boolean rowsFit = 0 <= fromRow && fromRow <= toRow && toRow <= matrix.rows();
    boolean columnsFit = 0 <= fromColumn && fromColumn <= toColumn && toColumn <= matrix.columns();
    if (!rowsFit || !columnsFit) {
      String rows = rowsFit ? "" : " rows " + fromRow + " to " + toRow;
      String columns = columnsFit ? "" : " columns " + fromColumn + " to " + toColumn;
      throw new IllegalArgumentException(
          operation
              + ":"
              + rows
              + (rowsFit || columnsFit ? "" : " and")
              + columns
              + " of "
              + matrix.shape());
    }
    return matrix.view(matrix.operand().slice(fromRow, toRow, fromColumn, toColumn));
  }

  static Matrix row(Matrix matrix, int i) {
    if (i < 0 || i >= matrix.rows()) {
      throw new IllegalArgumentException("row: row " + i + " of " + matrix.shape());
    }
    return matrix.view(matrix.operand().slice(i, i + 1, 0, matrix.columns()));
  }

  static Matrix column(Matrix matrix, int j) {
    if (j < 0 || j >= matrix.columns()) {
      throw new IllegalArgumentException("column: column " + j + " of " + matrix.shape());
    }
    return matrix.view(matrix.operand().slice(0, matrix.rows(), j, j + 1));
  }
}
