package org.cotangent.runtime;

/** Sums, differences, products and quotients, element by element; {@link Matrix} has them. */
public sealed interface Arithmetic permits Matrix {
  /**
   * The sum, element by element.
   *
   * @param other a matrix of the same shape and precision
   * @return a new matrix of the same shape
   * @throws IllegalArgumentException if the shapes or the precisions differ
   */
  @Operation(
      formula = "self + other",
      adjoints = {"self: adjoint", "other: adjoint"})
  default Matrix plus(Matrix other) {
    Require.sameShape("plus", (Matrix) this, other);
    return Elementwise.of("(self, other) -> self + other", (Matrix) this, other);
  }

  /**
   * The difference, element by element.
   *
   * @param other a matrix of the same shape and precision
   * @return a new matrix of the same shape
   * @throws IllegalArgumentException if the shapes or the precisions differ
   */
  @Operation(
      formula = "self - other",
      adjoints = {"self: adjoint", "other: -adjoint"})
  default Matrix minus(Matrix other) {
    Require.sameShape("minus", (Matrix) this, other);
    return Elementwise.of("(self, other) -> self - other", (Matrix) this, other);
  }

  /**
   * The product, element by element; the matrix product is {@link Products#times(Matrix)}.
   *
   * @param other a matrix of the same shape and precision
   * @return a new matrix of the same shape
   * @throws IllegalArgumentException if the shapes or the precisions differ
   */
  @Operation(
      formula = "self * other",
      adjoints = {"self: adjoint * other", "other: adjoint * self"})
  default Matrix hadamard(Matrix other) {
    Require.sameShape("hadamard", (Matrix) this, other);
    return Elementwise.of("(self, other) -> self * other", (Matrix) this, other);
  }

  /**
   * The quotient, element by element. An adjoint of 0 stays 0 whatever the divisor is.
   *
   * @param other a matrix of the same shape and precision
   * @return a new matrix of the same shape
   * @throws IllegalArgumentException if the shapes or the precisions differ
   */
  @Operation(
      formula = "self / other",
      adjoints = {
        "self: adjoint == 0 ? 0 : adjoint / other",
        "other: adjoint == 0 ? 0 : -adjoint * result / other"
      })
  default Matrix dividedBy(Matrix other) {
    Require.sameShape("dividedBy", (Matrix) this, other);
    return Elementwise.of("(self, other) -> self / other", (Matrix) this, other);
  }

  /**
   * Adds a number to each element.
   *
   * @param addend the number; rounded to the precision of the matrix
   * @return a new matrix of the same shape
   */
  @Operation(
      formula = "self + addend",
      adjoints = {"self: adjoint", "addend: sum(adjoint)"})
  default Matrix plus(double addend) {
    return Elementwise.of("(self; addend) -> self + addend", new double[] {addend}, (Matrix) this);
  }

  /**
   * Takes a number away from each element.
   *
   * @param subtrahend the number; rounded to the precision of the matrix
   * @return a new matrix of the same shape
   */
  @Operation(
      formula = "self - subtrahend",
      adjoints = {"self: adjoint", "subtrahend: sum(-adjoint)"})
  default Matrix minus(double subtrahend) {
    return Elementwise.of(
        "(self; subtrahend) -> self - subtrahend", new double[] {subtrahend}, (Matrix) this);
  }

  /**
   * Multiplies each element by a number.
   *
   * @param factor the number; rounded to the precision of the matrix
   * @return a new matrix of the same shape
   */
  @Operation(
      formula = "self * factor",
      adjoints = {"self: adjoint * factor", "factor: sum(adjoint * self)"})
  default Matrix scale(double factor) {
    return Elementwise.of("(self; factor) -> self * factor", new double[] {factor}, (Matrix) this);
  }

  /**
   * Divides each element by a number. An adjoint of 0 stays 0 whatever the divisor is.
   *
   * @param divisor the number; rounded to the precision of the matrix
   * @return a new matrix of the same shape
   */
  @Operation(
      formula = "self / divisor",
      adjoints = {
        "self: adjoint == 0 ? 0 : adjoint / divisor",
        "divisor: sum(adjoint == 0 ? 0 : -adjoint * result / divisor)"
      })
  default Matrix dividedBy(double divisor) {
    return Elementwise.of(
        "(self; divisor) -> self / divisor", new double[] {divisor}, (Matrix) this);
  }

  /**
   * Changes the sign of each element.
   *
   * @return a new matrix of the same shape
   */
  @Operation(formula = "-self", adjoints = "self: -adjoint")
  default Matrix negate() {
    return Elementwise.of("(self) -> -self", (Matrix) this);
  }

  /**
   * Adds a row to each row of this R x C matrix.
   *
   * @param row a 1 x C matrix of the same precision
   * @return a new R x C matrix
   * @throws IllegalArgumentException if it is not 1 x C, or the precisions differ
   */
  @Operation(
      formula = "self + row",
      adjoints = {"self: adjoint", "row: columnSums(adjoint)"})
  default Matrix plusRow(Matrix row) {
    Require.row("plusRow", (Matrix) this, row);
    return Elementwise.of("(self, row) -> self + row", (Matrix) this, row);
  }

  /**
   * Takes a row away from each row of this R x C matrix.
   *
   * @param row a 1 x C matrix of the same precision
   * @return a new R x C matrix
   * @throws IllegalArgumentException if it is not 1 x C, or the precisions differ
   */
  @Operation(
      formula = "self - row",
      adjoints = {"self: adjoint", "row: columnSums(-adjoint)"})
  default Matrix minusRow(Matrix row) {
    Require.row("minusRow", (Matrix) this, row);
    return Elementwise.of("(self, row) -> self - row", (Matrix) this, row);
  }

  /**
   * Multiplies each row of this R x C matrix by a row, element by element.
   *
   * @param row a 1 x C matrix of the same precision
   * @return a new R x C matrix
   * @throws IllegalArgumentException if it is not 1 x C, or the precisions differ
   */
  @Operation(
      formula = "self * row",
      adjoints = {"self: adjoint * row", "row: columnSums(adjoint * self)"})
  default Matrix timesRow(Matrix row) {
    Require.row("timesRow", (Matrix) this, row);
    return Elementwise.of("(self, row) -> self * row", (Matrix) this, row);
  }

  /**
   * Divides each row of this R x C matrix by a row, element by element. An adjoint of 0 stays 0
   * whatever the divisor is.
   *
   * @param row a 1 x C matrix of the same precision
   * @return a new R x C matrix
   * @throws IllegalArgumentException if it is not 1 x C, or the precisions differ
   */
  @Operation(
      formula = "self / row",
      adjoints = {
        "self: adjoint == 0 ? 0 : adjoint / row",
        "row: columnSums(adjoint == 0 ? 0 : -adjoint * result / row)"
      })
  default Matrix dividedByRow(Matrix row) {
    Require.row("dividedByRow", (Matrix) this, row);
    return Elementwise.of("(self, row) -> self / row", (Matrix) this, row);
  }

  /**
   * Adds a column to each column of this R x C matrix.
   *
   * @param column a R x 1 matrix of the same precision
   * @return a new R x C matrix
   * @throws IllegalArgumentException if it is not R x 1, or the precisions differ
   */
  @Operation(
      formula = "self + column",
      adjoints = {"self: adjoint", "column: rowSums(adjoint)"})
  default Matrix plusColumn(Matrix column) {
    Require.column("plusColumn", (Matrix) this, column);
    return Elementwise.of("(self, column) -> self + column", (Matrix) this, column);
  }

  /**
   * Takes a column away from each column of this R x C matrix.
   *
   * @param column a R x 1 matrix of the same precision
   * @return a new R x C matrix
   * @throws IllegalArgumentException if it is not R x 1, or the precisions differ
   */
  @Operation(
      formula = "self - column",
      adjoints = {"self: adjoint", "column: rowSums(-adjoint)"})
  default Matrix minusColumn(Matrix column) {
    Require.column("minusColumn", (Matrix) this, column);
    return Elementwise.of("(self, column) -> self - column", (Matrix) this, column);
  }

  /**
   * Multiplies each column of this R x C matrix by a column, element by element.
   *
   * @param column a R x 1 matrix of the same precision
   * @return a new R x C matrix
   * @throws IllegalArgumentException if it is not R x 1, or the precisions differ
   */
  @Operation(
      formula = "self * column",
      adjoints = {"self: adjoint * column", "column: rowSums(adjoint * self)"})
  default Matrix timesColumn(Matrix column) {
    Require.column("timesColumn", (Matrix) this, column);
    return Elementwise.of("(self, column) -> self * column", (Matrix) this, column);
  }

  /**
   * Divides each column of this R x C matrix by a column, element by element. An adjoint of 0 stays
   * 0 whatever the divisor is.
   *
   * @param column a R x 1 matrix of the same precision
   * @return a new R x C matrix
   * @throws IllegalArgumentException if it is not R x 1, or the precisions differ
   */
  @Operation(
      formula = "self / column",
      adjoints = {
        "self: adjoint == 0 ? 0 : adjoint / column",
        "column: rowSums(adjoint == 0 ? 0 : -adjoint * result / column)"
      })
  default Matrix dividedByColumn(Matrix column) {
    Require.column("dividedByColumn", (Matrix) this, column);
    return Elementwise.of("(self, column) -> self / column", (Matrix) this, column);
  }
}
