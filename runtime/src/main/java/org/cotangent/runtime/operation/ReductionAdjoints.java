package org.cotangent.runtime.operation;

import org.cotangent.runtime.Elementwise;
import org.cotangent.runtime.Matrix;

/** Adjoints of sums, means, maxima, norms and dot products. */
public final class ReductionAdjoints {
  private ReductionAdjoints() {}

  /**
   * The adjoint of what is summed up.
   *
   * @param self what was summed up; only its shape counts
   * @param adjoint the adjoint of the sum
   * @param sum the adjoint so far
   * @return {@code sum} plus the adjoint at each place
   */
  public static Matrix sum(Matrix self, double adjoint, Matrix sum) {
    double[] scalars = {adjoint};
    return sum == Matrix.ZERO
        ? Elementwise.of("(self; adjoint) -> adjoint", scalars, self)
        : Elementwise.of("(sum; adjoint) -> sum + adjoint", scalars, sum);
  }

  /**
   * The adjoint of what a mean is taken of.
   *
   * @param self what the mean was taken of; only its shape counts
   * @param adjoint the adjoint of the mean
   * @param sum the adjoint so far
   * @return {@code sum} plus the adjoint divided by the number of elements, at each place
   */
  public static Matrix mean(Matrix self, double adjoint, Matrix sum) {
    return sum(self, adjoint / ((double) self.rows() * self.columns()), sum);
  }

  /**
   * The adjoint of what the largest element is taken of.
   *
   * @param self the matrix
   * @param adjoint the adjoint of its largest element
   * @param sum the adjoint so far
   * @return {@code sum} plus the adjoint at the place of the first largest element
   */
  public static Matrix max(Matrix self, double adjoint, Matrix sum) {
    if (self.rows() == 0 || self.columns() == 0) {
      return sum;
    }
    // the first row that has it, then its place in that row
    try (Matrix largest = self.rowMax();
        Matrix row = largest.transpose();
        Matrix one = row.columns(0, 1);
        Matrix ofOne = Elementwise.of("(one; adjoint) -> adjoint", new double[] {adjoint}, one);
        Matrix ofRow = rowMax(row, ofOne, Matrix.ZERO);
        Matrix ofRows = ofRow.transpose()) {
      return rowMax(self, ofRows, sum);
    }
  }

  /**
   * The adjoint of what the Euclidean norm is taken of.
   *
   * @param self the matrix
   * @param result its norm
   * @param adjoint the adjoint of the norm
   * @param sum the adjoint so far
   * @return {@code sum + adjoint * self / result}; where the norm is 0, {@code sum}
   */
  public static Matrix norm(Matrix self, double result, double adjoint, Matrix sum) {
    return result == 0
        ? sum
        : Shares.add(
            sum,
            "(self; result, adjoint) -> adjoint * (self / result)",
            new double[] {result, adjoint},
            self);
  }

  /**
   * The adjoint of what the norms of rows or columns are taken of.
   *
   * @param self the matrix
   * @param result the norms, R x 1 or 1 x C
   * @param adjoint the adjoint of the norms
   * @param sum the adjoint so far
   * @return {@code sum + adjoint * self / result}, row by row or column by column; 0 is added where
   *     the norm is 0
   */
  public static Matrix norms(Matrix self, Matrix result, Matrix adjoint, Matrix sum) {
    return Shares.add(
        sum,
        "(adjoint, self, result) -> result == 0 ? 0 : adjoint * (self / result)",
        adjoint,
        self,
        result);
  }

  /**
   * The adjoint of what the sums of rows are taken of.
   *
   * @param self the matrix; only its shape counts
   * @param adjoint the adjoint of the sums, R x 1
   * @param sum the adjoint so far
   * @return {@code sum} plus the adjoint, repeated in each column
   */
  public static Matrix rowSums(Matrix self, Matrix adjoint, Matrix sum) {
    return repeated(self, adjoint, sum);
  }

  /**
   * The adjoint of what the sums of columns are taken of.
   *
   * @param self the matrix; only its shape counts
   * @param adjoint the adjoint of the sums, 1 x C
   * @param sum the adjoint so far
   * @return {@code sum} plus the adjoint, repeated in each row
   */
  public static Matrix columnSums(Matrix self, Matrix adjoint, Matrix sum) {
    return repeated(self, adjoint, sum);
  }

  private static Matrix repeated(Matrix self, Matrix adjoint, Matrix sum) {
    if (adjoint == Matrix.ZERO) {
      return sum;
    }
    return sum == Matrix.ZERO
        ? Elementwise.of("(self, adjoint) -> adjoint", self, adjoint)
        : Elementwise.of("(sum, adjoint) -> sum + adjoint", sum, adjoint);
  }

  /**
   * The adjoint of what the means of rows are taken of.
   *
   * @param self the matrix; only its shape counts
   * @param adjoint the adjoint of the means, R x 1
   * @param sum the adjoint so far
   * @return {@code sum} plus the adjoint divided by the number of columns, repeated in each column
   */
  public static Matrix rowMeans(Matrix self, Matrix adjoint, Matrix sum) {
    return repeated(self, adjoint, self.columns(), sum);
  }

  /**
   * The adjoint of what the means of columns are taken of.
   *
   * @param self the matrix; only its shape counts
   * @param adjoint the adjoint of the means, 1 x C
   * @param sum the adjoint so far
   * @return {@code sum} plus the adjoint divided by the number of rows, repeated in each row
   */
  public static Matrix columnMeans(Matrix self, Matrix adjoint, Matrix sum) {
    return repeated(self, adjoint, self.rows(), sum);
  }

  private static Matrix repeated(Matrix self, Matrix adjoint, int count, Matrix sum) {
    if (adjoint == Matrix.ZERO) {
      return sum;
    }
    double[] scalars = {count};
    return sum == Matrix.ZERO
        ? Elementwise.of("(self, adjoint; count) -> adjoint / count", scalars, self, adjoint)
        : Elementwise.of("(sum, adjoint; count) -> sum + adjoint / count", scalars, sum, adjoint);
  }

  /**
   * The adjoint of what the largest elements of rows are taken of.
   *
   * @param self the matrix
   * @param adjoint the adjoint of the largest elements, R x 1
   * @param sum the adjoint so far
   * @return {@code sum} plus the adjoint at the place of the first largest element of each row
   */
  public static Matrix rowMax(Matrix self, Matrix adjoint, Matrix sum) {
    return adjoint == Matrix.ZERO
        ? sum
        : Shares.plus(sum, RowKernel.ROW_MAX_ADJOINT.launch(self.columns(), self, adjoint));
  }

  /**
   * The adjoint of what the largest elements of columns are taken of.
   *
   * @param self the matrix
   * @param adjoint the adjoint of the largest elements, 1 x C
   * @param sum the adjoint so far
   * @return {@code sum} plus the adjoint at the place of the first largest element of each column
   */
  public static Matrix columnMax(Matrix self, Matrix adjoint, Matrix sum) {
    if (adjoint == Matrix.ZERO) {
      return sum;
    }
    try (Matrix rows = self.transpose();
        Matrix ofRows = adjoint.transpose();
        Matrix share = rowMax(rows, ofRows, Matrix.ZERO)) {
      return Shares.plus(sum, share.transpose());
    }
  }

  /**
   * The adjoint of one matrix of a dot product.
   *
   * @param other the other matrix
   * @param adjoint the adjoint of the product
   * @param sum the adjoint so far
   * @return {@code sum + adjoint * other}
   */
  public static Matrix dot(Matrix other, double adjoint, Matrix sum) {
    double[] scalars = {adjoint};
    return sum == Matrix.ZERO
        ? Elementwise.of("(other; adjoint) -> adjoint * other", scalars, other)
        : Elementwise.of("(sum, other; adjoint) -> sum + adjoint * other", scalars, sum, other);
  }

  /**
   * The adjoint of a number that each element of a matrix is multiplied with.
   *
   * @param self the matrix
   * @param adjoint the adjoint of the result, of the same shape
   * @return the sum of the products of elements at the same places
   */
  public static double dot(Matrix self, Matrix adjoint) {
    return adjoint == Matrix.ZERO
        ? 0
        : Elementwise.sum("(self, adjoint) -> adjoint * self", self, adjoint);
  }
}
