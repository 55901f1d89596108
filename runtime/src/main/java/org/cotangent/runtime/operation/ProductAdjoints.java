package org.cotangent.runtime.operation;

import org.cotangent.runtime.Compute;
import org.cotangent.runtime.Elementwise;
import org.cotangent.runtime.Matrix;

/**
 * Adjoints of products. For {@code C = A B} with the adjoint {@code dC}: {@code dA += dC B'} and
 * {@code dB += A' dC}. Each is one product with an addend.
 */
public final class ProductAdjoints {
  private ProductAdjoints() {}

  /**
   * The adjoint of the left factor.
   *
   * @param right the right factor, K x C
   * @param adjoint the adjoint of the product, R x C
   * @param sum the adjoint so far, R x K
   * @return {@code sum + adjoint * right'}
   */
  public static Matrix left(Matrix right, Matrix adjoint, Matrix sum) {
    return left(1, right, adjoint, sum);
  }

  /**
   * The adjoint of the left factor.
   *
   * @param alpha the number that the product was multiplied with
   * @param right the right factor, K x C
   * @param adjoint the adjoint of the product, R x C
   * @param sum the adjoint so far, R x K
   * @return {@code sum + alpha * adjoint * right'}
   */
  public static Matrix left(double alpha, Matrix right, Matrix adjoint, Matrix sum) {
    if (adjoint == Matrix.ZERO) {
      return sum;
    }
    try (Matrix transposed = right.transpose()) {
      return Compute.multiply(alpha, adjoint, transposed, 1, sum);
    }
  }

  /**
   * The adjoint of the right factor.
   *
   * @param left the left factor, R x K
   * @param adjoint the adjoint of the product, R x C
   * @param sum the adjoint so far, K x C
   * @return {@code sum + left' * adjoint}
   */
  public static Matrix right(Matrix left, Matrix adjoint, Matrix sum) {
    return right(1, left, adjoint, sum);
  }

  /**
   * The adjoint of the right factor.
   *
   * @param alpha the number that the product was multiplied with
   * @param left the left factor, R x K
   * @param adjoint the adjoint of the product, R x C
   * @param sum the adjoint so far, K x C
   * @return {@code sum + alpha * left' * adjoint}
   */
  public static Matrix right(double alpha, Matrix left, Matrix adjoint, Matrix sum) {
    if (adjoint == Matrix.ZERO) {
      return sum;
    }
    try (Matrix transposed = left.transpose()) {
      return Compute.multiply(alpha, transposed, adjoint, 1, sum);
    }
  }

  /**
   * The adjoint of the number that a product is multiplied with. It computes the product again.
   *
   * @param left the left factor, R x K
   * @param right the right factor, K x C
   * @param adjoint the adjoint of the result, R x C
   * @return the sum of the elements of {@code adjoint} times those of {@code left * right}
   */
  public static double factor(Matrix left, Matrix right, Matrix adjoint) {
    if (adjoint == Matrix.ZERO) {
      return 0;
    }
    try (Matrix product = Compute.multiply(1, left, right, 0, null)) {
      return Elementwise.sum("(product, adjoint) -> adjoint * product", product, adjoint);
    }
  }

  /**
   * The adjoint of a matrix that is added to a product.
   *
   * @param beta the number it is multiplied with
   * @param adjoint the adjoint of the result
   * @param sum the adjoint so far, of the same shape
   * @return {@code sum + beta * adjoint}
   */
  public static Matrix addend(double beta, Matrix adjoint, Matrix sum) {
    return Shares.add(sum, "(adjoint; beta) -> beta * adjoint", new double[] {beta}, adjoint);
  }

  /**
   * The adjoint of a row that is added to each row of a product.
   *
   * @param adjoint the adjoint of the result, R x C
   * @param sum the adjoint so far, 1 x C
   * @return {@code sum} plus the sums of the columns
   */
  public static Matrix bias(Matrix adjoint, Matrix sum) {
    return adjoint == Matrix.ZERO
        ? sum
        : Shares.plus(sum, Elementwise.columnSums("(adjoint) -> adjoint", adjoint));
  }

  /**
   * The adjoint of the first vector of an outer product.
   *
   * @param self the first vector: a row or a column of R elements
   * @param other the second one, of C elements
   * @param adjoint the adjoint of the result, R x C
   * @param sum the adjoint so far, of the first vector's shape
   * @return {@code sum + adjoint * other}
   */
  public static Matrix outerLeft(Matrix self, Matrix other, Matrix adjoint, Matrix sum) {
    if (adjoint == Matrix.ZERO) {
      return sum;
    }
    try (Matrix column = column(other);
        Matrix row = column.transpose();
        Matrix transposed = adjoint.transpose()) {
      return self.columns() == 1
          ? Compute.multiply(1, adjoint, column, 1, sum)
          : Compute.multiply(1, row, transposed, 1, sum);
    }
  }

  /**
   * The adjoint of the second vector of an outer product.
   *
   * @param self the first vector: a row or a column of R elements
   * @param other the second one, of C elements
   * @param adjoint the adjoint of the result, R x C
   * @param sum the adjoint so far, of the second vector's shape
   * @return {@code sum + adjoint' * self}
   */
  public static Matrix outerRight(Matrix self, Matrix other, Matrix adjoint, Matrix sum) {
    if (adjoint == Matrix.ZERO) {
      return sum;
    }
    try (Matrix column = column(self);
        Matrix row = column.transpose();
        Matrix transposed = adjoint.transpose()) {
      return other.rows() == 1
          ? Compute.multiply(1, row, adjoint, 1, sum)
          : Compute.multiply(1, transposed, column, 1, sum);
    }
  }

  /** A view of a row or a column as a column. */
  private static Matrix column(Matrix vector) {
    return vector.columns() == 1 ? vector.columns(0, 1) : vector.transpose();
  }
}
