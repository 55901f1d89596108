package org.cotangent.runtime;

/** The checks of shapes that operations share; the messages name the operation and both shapes. */
final class Require {
  private Require() {}

  static void sameShape(String operation, Matrix self, Matrix other) {
    if (self.rows() != other.rows() || self.columns() != other.columns()) {
      throw new IllegalArgumentException(
          operation + ": " + self.shape() + " and " + other.shape() + ": the shapes differ");
    }
  }

  static void row(String operation, Matrix self, Matrix row) {
    if (row.rows() != 1 || row.columns() != self.columns()) {
      throw new IllegalArgumentException(
          operation
              + ": "
              + self.shape()
              + " and a row of "
              + row.shape()
              + ": expected 1 x "
              + self.columns());
    }
  }

  static void column(String operation, Matrix self, Matrix column) {
    if (column.columns() != 1 || column.rows() != self.rows()) {
      throw new IllegalArgumentException(
          operation
              + ": "
              + self.shape()
              + " and a column of "
              + column.shape()
              + ": expected "
              + self.rows()
              + " x 1");
    }
  }
}
