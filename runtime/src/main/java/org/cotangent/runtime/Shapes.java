package org.cotangent.runtime;

import org.cotangent.runtime.operation.ShapeAdjoints;

/**
 * Views of parts of a matrix, which copy nothing, and matrices put together; {@link Matrix} has
 * them.
 */
public sealed interface Shapes permits Matrix {
  /**
   * Rows and columns exchanged.
   *
   * @return C x R, a view
   */
  @Operation(
      adjoints = "self: org.cotangent.runtime.operation.ShapeAdjoints.transpose(adjoint, sum)")
  default Matrix transpose() {
    Matrix self = (Matrix) this;
    return self.view(self.operand().transpose());
  }

  /**
   * A part of the matrix.
   *
   * @param fromRow the first row
   * @param toRow the row behind the last one
   * @param fromColumn the first column
   * @param toColumn the column behind the last one
   * @return a view of {@code toRow - fromRow} rows and {@code toColumn - fromColumn} columns
   * @throws IllegalArgumentException if it is not within the matrix
   */
  @Operation(
      adjoints =
          "self: org.cotangent.runtime.operation.ShapeAdjoints.slice(self, fromRow, fromColumn,"
              + " adjoint, sum)")
  default Matrix slice(int fromRow, int toRow, int fromColumn, int toColumn) {
    return Slices.of((Matrix) this, "slice", fromRow, toRow, fromColumn, toColumn);
  }

  /**
   * Some rows.
   *
   * @param from the first row
   * @param to the row behind the last one
   * @return a view of {@code to - from} rows
   * @throws IllegalArgumentException if they are not within the matrix
   */
  @Operation(
      adjoints =
          "self: org.cotangent.runtime.operation.ShapeAdjoints.rows(self, from, adjoint, sum)")
  default Matrix rows(int from, int to) {
    return Slices.of((Matrix) this, "rows", from, to, 0, ((Matrix) this).columns());
  }

  /**
   * Some columns.
   *
   * @param from the first column
   * @param to the column behind the last one
   * @return a view of {@code to - from} columns
   * @throws IllegalArgumentException if they are not within the matrix
   */
  @Operation(
      adjoints =
          "self: org.cotangent.runtime.operation.ShapeAdjoints.columns(self, from, adjoint, sum)")
  default Matrix columns(int from, int to) {
    return Slices.of((Matrix) this, "columns", 0, ((Matrix) this).rows(), from, to);
  }

  /**
   * One row.
   *
   * @param i the row
   * @return a view, 1 x C
   * @throws IllegalArgumentException if there is no such row
   */
  @Operation(
      adjoints = "self: org.cotangent.runtime.operation.ShapeAdjoints.rows(self, i, adjoint, sum)")
  default Matrix row(int i) {
    return Slices.row((Matrix) this, i);
  }

  /**
   * One column.
   *
   * @param j the column
   * @return a view, R x 1
   * @throws IllegalArgumentException if there is no such column
   */
  @Operation(
      adjoints =
          "self: org.cotangent.runtime.operation.ShapeAdjoints.columns(self, j, adjoint, sum)")
  default Matrix column(int j) {
    return Slices.column((Matrix) this, j);
  }

  /**
   * The rows of this matrix, and below them those of another.
   *
   * @param other S x C, where this matrix is R x C
   * @return (R + S) x C, a new matrix
   * @throws IllegalArgumentException if the numbers of columns or the precisions differ
   */
  @Operation(
      adjoints = {
        "self: org.cotangent.runtime.operation.ShapeAdjoints.upper(self, adjoint, sum)",
        "other: org.cotangent.runtime.operation.ShapeAdjoints.lower(other, adjoint, sum)"
      })
  default Matrix concatenateRows(Matrix other) {
    return ShapeAdjoints.concatenateRows((Matrix) this, other);
  }

  /**
   * The columns of this matrix, and to the right of them those of another.
   *
   * @param other R x D, where this matrix is R x C
   * @return R x (C + D), a new matrix
   * @throws IllegalArgumentException if the numbers of rows or the precisions differ
   */
  @Operation(
      adjoints = {
        "self: org.cotangent.runtime.operation.ShapeAdjoints.left(self, adjoint, sum)",
        "other: org.cotangent.runtime.operation.ShapeAdjoints.right(other, adjoint, sum)"
      })
  default Matrix concatenateColumns(Matrix other) {
    return ShapeAdjoints.concatenateColumns((Matrix) this, other);
  }

  /**
   * The rows with the given numbers, in the order given: an embedding, where this matrix has a row
   * for each word.
   *
   * @param rows N numbers from 0 to R - 1, where this matrix is R x C; copied
   * @return N x C, a new matrix
   * @throws IllegalArgumentException if a number is no row
   */
  @Operation(
      adjoints =
          "self: org.cotangent.runtime.operation.ShapeAdjoints.lookup(self, rows, adjoint, sum)")
  default Matrix lookup(int[] rows) {
    return ShapeAdjoints.lookup((Matrix) this, rows);
  }
}
