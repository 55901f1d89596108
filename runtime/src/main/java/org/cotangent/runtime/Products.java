package org.cotangent.runtime;

/**
 * Matrix products; {@link Matrix} has them. Transposed operands are views that cost nothing: {@code
 * a.transpose().times(b)}. Each element is one chain of fused multiply-adds in ascending order of
 * the inner index, so the result has the same bits on every device.
 */
public sealed interface Products permits Matrix {
  /**
   * The matrix product.
   *
   * @param other K x C, where this matrix is R x K
   * @return R x C
   * @throws IllegalArgumentException if the inner dimensions or the precisions differ
   */
  @Operation(
      adjoints = {
        "self: org.cotangent.runtime.operation.ProductAdjoints.left(other, adjoint, sum)",
        "other: org.cotangent.runtime.operation.ProductAdjoints.right(self, adjoint, sum)"
      })
  default Matrix times(Matrix other) {
    return Compute.multiply(1, (Matrix) this, other, 0, null);
  }

  /**
   * {@code alpha * this * b + beta * c}, at once.
   *
   * @param alpha what the product is multiplied with; rounded to the precision of the matrices
   * @param b K x C, where this matrix is R x K
   * @param beta what {@code c} is multiplied with; rounded to the precision of the matrices
   * @param c R x C
   * @return R x C
   * @throws IllegalArgumentException if shapes or precisions do not fit together
   */
  @Operation(
      adjoints = {
        "self: org.cotangent.runtime.operation.ProductAdjoints.left(alpha, b, adjoint, sum)",
        "alpha: org.cotangent.runtime.operation.ProductAdjoints.factor(self, b, adjoint)",
        "b: org.cotangent.runtime.operation.ProductAdjoints.right(alpha, self, adjoint, sum)",
        "beta: org.cotangent.runtime.operation.ReductionAdjoints.dot(c, adjoint)",
        "c: org.cotangent.runtime.operation.ProductAdjoints.addend(beta, adjoint, sum)"
      })
  default Matrix times(double alpha, Matrix b, double beta, Matrix c) {
    Matrix self = (Matrix) this;
    if (c.rows() != self.rows() || c.columns() != b.columns()) {
      throw new IllegalArgumentException(
          "times: "
              + self.shape()
              + " by "
              + b.shape()
              + " plus "
              + c.shape()
              + ": the addend should be "
              + self.rows()
              + " x "
              + b.columns());
    }
    return Compute.multiply(alpha, self, b, beta, c);
  }

  /**
   * A layer of a neural net: {@code this * weights}, and a row added to each row of it.
   *
   * @param weights K x C, where this matrix is R x K: a batch of R rows
   * @param biasRow 1 x C
   * @return R x C
   * @throws IllegalArgumentException if shapes or precisions do not fit together
   */
  @Operation(
      adjoints = {
        "self: org.cotangent.runtime.operation.ProductAdjoints.left(weights, adjoint, sum)",
        "weights: org.cotangent.runtime.operation.ProductAdjoints.right(self, adjoint, sum)",
        "biasRow: org.cotangent.runtime.operation.ProductAdjoints.bias(adjoint, sum)"
      })
  default Matrix affine(Matrix weights, Matrix biasRow) {
    Matrix self = (Matrix) this;
    if (biasRow.rows() != 1 || biasRow.columns() != weights.columns()) {
      throw new IllegalArgumentException(
          "affine: weights of "
              + weights.shape()
              + " and a bias of "
              + biasRow.shape()
              + ": expected 1 x "
              + weights.columns());
    }
    return Compute.multiply(1, self, weights, 1, biasRow);
  }

  /**
   * The outer product of two vectors: element (i, j) is {@code this[i] * other[j]}.
   *
   * @param other a vector of C elements: a row or a column, as this matrix, of R elements
   * @return R x C
   * @throws IllegalArgumentException if one is neither a row nor a column, or the precisions differ
   */
  @Operation(
      adjoints = {
        "self: org.cotangent.runtime.operation.ProductAdjoints.outerLeft(self, other, adjoint,"
            + " sum)",
        "other: org.cotangent.runtime.operation.ProductAdjoints.outerRight(self, other, adjoint,"
            + " sum)"
      })
  default Matrix outer(Matrix other) {
    Matrix self = (Matrix) this;
    if (self.rows() != 1 && self.columns() != 1 || other.rows() != 1 && other.columns() != 1) {
      throw new IllegalArgumentException(
          "outer: "
              + self.shape()
              + " and "
              + other.shape()
              + ": each should be a row or a column");
    }
    try (Matrix column = self.columns() == 1 ? self.columns(0, 1) : self.transpose();
        Matrix row = other.rows() == 1 ? other.rows(0, 1) : other.transpose()) {
      return Compute.multiply(1, column, row, 0, null);
    }
  }
}
