package org.cotangent.runtime.operation;

import org.cotangent.runtime.Matrix;

/** Matrices put together and looked up, and the adjoints of what changes shapes. */
public final class ShapeAdjoints {
  private ShapeAdjoints() {}

  /**
   * The adjoint of what is transposed.
   *
   * @param adjoint the adjoint of the transpose
   * @param sum the adjoint so far
   * @return {@code sum + adjoint'}
   */
  public static Matrix transpose(Matrix adjoint, Matrix sum) {
    return adjoint == Matrix.ZERO ? sum : Shares.plus(sum, adjoint.transpose());
  }

  /**
   * The adjoint of what a part is taken of.
   *
   * @param self the matrix; only its shape counts
   * @param fromRow the first row of the part
   * @param fromColumn the first column of the part
   * @param adjoint the adjoint of the part
   * @param sum the adjoint so far
   * @return {@code sum}, with the adjoint added to the part
   */
  public static Matrix slice(Matrix self, int fromRow, int fromColumn, Matrix adjoint, Matrix sum) {
    return adjoint == Matrix.ZERO
        ? sum
        : Shares.plus(
            sum,
            TableKernel.PLACE.launch(
                self.rows(), self.columns(), new int[] {fromRow, fromColumn}, adjoint));
  }

  /**
   * The adjoint of what rows are taken of.
   *
   * @param self the matrix; only its shape counts
   * @param from the first of the rows
   * @param adjoint the adjoint of the rows
   * @param sum the adjoint so far
   * @return {@code sum}, with the adjoint added to the rows
   */
  public static Matrix rows(Matrix self, int from, Matrix adjoint, Matrix sum) {
    return slice(self, from, 0, adjoint, sum);
  }

  /**
   * The adjoint of what columns are taken of.
   *
   * @param self the matrix; only its shape counts
   * @param from the first of the columns
   * @param adjoint the adjoint of the columns
   * @param sum the adjoint so far
   * @return {@code sum}, with the adjoint added to the columns
   */
  public static Matrix columns(Matrix self, int from, Matrix adjoint, Matrix sum) {
    return slice(self, 0, from, adjoint, sum);
  }

  /**
   * One matrix above the other.
   *
   * @param upper R x C
   * @param lower S x C
   * @return (R + S) x C
   * @throws IllegalArgumentException if the numbers of columns differ
   */
  public static Matrix concatenateRows(Matrix upper, Matrix lower) {
    if (upper.columns() != lower.columns()) {
      throw new IllegalArgumentException(
          "concatenateRows: " + shapes(upper, lower) + ": the numbers of columns differ");
    }
    int rows = Math.addExact(upper.rows(), lower.rows());
    return TableKernel.CONCATENATE.launch(rows, upper.columns(), new int[0], upper, lower);
  }

  /**
   * One matrix to the left of the other.
   *
   * @param left R x C
   * @param right R x D
   * @return R x (C + D)
   * @throws IllegalArgumentException if the numbers of rows differ
   */
  public static Matrix concatenateColumns(Matrix left, Matrix right) {
    if (left.rows() != right.rows()) {
      throw new IllegalArgumentException(
          "concatenateColumns: " + shapes(left, right) + ": the numbers of rows differ");
    }
    int columns = Math.addExact(left.columns(), right.columns());
    return TableKernel.CONCATENATE.launch(left.rows(), columns, new int[0], left, right);
  }

  private static String shapes(Matrix a, Matrix b) {
    return a.rows() + " x " + a.columns() + " and " + b.rows() + " x " + b.columns();
  }

  /**
   * The adjoint of the upper one of two matrices.
   *
   * @param upper the matrix; only its shape counts
   * @param adjoint the adjoint of both together
   * @param sum the adjoint so far
   * @return {@code sum} plus the first rows of the adjoint
   */
  public static Matrix upper(Matrix upper, Matrix adjoint, Matrix sum) {
    return adjoint == Matrix.ZERO ? sum : Shares.plus(sum, adjoint.rows(0, upper.rows()));
  }

  /**
   * The adjoint of the lower one of two matrices.
   *
   * @param lower the matrix; only its shape counts
   * @param adjoint the adjoint of both together
   * @param sum the adjoint so far
   * @return {@code sum} plus the last rows of the adjoint
   */
  public static Matrix lower(Matrix lower, Matrix adjoint, Matrix sum) {
    return adjoint == Matrix.ZERO
        ? sum
        : Shares.plus(sum, adjoint.rows(adjoint.rows() - lower.rows(), adjoint.rows()));
  }

  /**
   * The adjoint of the left one of two matrices.
   *
   * @param left the matrix; only its shape counts
   * @param adjoint the adjoint of both together
   * @param sum the adjoint so far
   * @return {@code sum} plus the first columns of the adjoint
   */
  public static Matrix left(Matrix left, Matrix adjoint, Matrix sum) {
    return adjoint == Matrix.ZERO ? sum : Shares.plus(sum, adjoint.columns(0, left.columns()));
  }

  /**
   * The adjoint of the right one of two matrices.
   *
   * @param right the matrix; only its shape counts
   * @param adjoint the adjoint of both together
   * @param sum the adjoint so far
   * @return {@code sum} plus the last columns of the adjoint
   */
  public static Matrix right(Matrix right, Matrix adjoint, Matrix sum) {
    return adjoint == Matrix.ZERO
        ? sum
        : Shares.plus(sum, adjoint.columns(adjoint.columns() - right.columns(), adjoint.columns()));
  }

  /**
   * Rows by their numbers.
   *
   * @param self R x C
   * @param rows N numbers from 0 to R - 1
   * @return N x C
   * @throws IllegalArgumentException if a number is no row
   */
  public static Matrix lookup(Matrix self, int[] rows) {
    int[] checked = check(self, rows);
    return TableKernel.LOOKUP.launch(checked.length, self.columns(), checked, self);
  }

  /**
   * The adjoint of what rows are looked up in.
   *
   * @param self the matrix, R x C; only its shape counts
   * @param rows N numbers from 0 to R - 1
   * @param adjoint the adjoint of the rows, N x C
   * @param sum the adjoint so far
   * @return {@code sum}, with each row of the adjoint added to the row it was looked up in, in the
   *     order of the numbers
   */
  public static Matrix lookup(Matrix self, int[] rows, Matrix adjoint, Matrix sum) {
    if (adjoint == Matrix.ZERO) {
      return sum;
    }
    int[] uses = uses(check(self, rows), self.rows());
    return Shares.plus(
        sum, TableKernel.LOOKUP_ADJOINT.launch(self.rows(), self.columns(), uses, adjoint));
  }

  /**
   * For each row of the table where its uses begin, and the end; then the uses (places in {@code
   * rows}), in ascending order for each row.
   */
  private static int[] uses(int[] rows, int count) {
    int[] uses = new int[count + 1 + rows.length];
    for (int row : rows) {
      uses[row + 1]++;
    }
    uses[0] = count + 1;
    for (int r = 0; r < count; r++) {
      uses[r + 1] += uses[r];
    }
    int[] next = uses.clone();
    for (int k = 0; k < rows.length; k++) {
      uses[next[rows[k]]++] = k;
    }
    return uses;
  }

  /** A copy of the numbers: the work may be done, or done again, after the caller changed them. */
  private static int[] check(Matrix self, int[] rows) {
    int[] copy = rows.clone();
    for (int k = 0; k < copy.length; k++) {
      if (copy[k] < 0 || copy[k] >= self.rows()) {
        throw new IllegalArgumentException(
            "lookup: row "
                + copy[k]
                + " (number "
                + k
                + ") of "
                + self.rows()
                + " x "
                + self.columns());
      }
    }
    return copy;
  }
}
