package org.cotangent.runtime;

import org.cotangent.runtime.backend.Reduction;

/**
 * Sums, means, maxima and Euclidean norms of all elements, of each row (R x 1) and of each column
 * (1 x C); {@link Matrix} has them. Sums are added up in one fixed order, on every device, in the
 * precision of the matrix. Of nothing, a sum and a norm are 0, a mean is NaN, and a maximum is
 * negative infinity. A maximum is NaN if an element is. Its adjoint goes to the first of equal
 * largest elements, in row-major order (to the first NaN, if it is NaN). Norms square the elements:
 * those of rows and columns overflow where the squares do.
 */
public sealed interface Reductions permits Matrix {
  /**
   * The sum of all elements.
   *
   * @return the sum
   */
  @Operation(
      adjoints = "self: org.cotangent.runtime.operation.ReductionAdjoints.sum(self, adjoint, sum)")
  default double sum() {
    return Elementwise.sum("(self) -> self", (Matrix) this);
  }

  /**
   * The mean of all elements.
   *
   * @return the sum divided by the number of elements
   */
  @Operation(
      adjoints = "self: org.cotangent.runtime.operation.ReductionAdjoints.mean(self, adjoint, sum)")
  default double mean() {
    Matrix self = (Matrix) this;
    return self.sum() / ((double) self.rows() * self.columns());
  }

  /**
   * The largest element.
   *
   * @return the largest element
   */
  @Operation(
      adjoints = "self: org.cotangent.runtime.operation.ReductionAdjoints.max(self, adjoint, sum)")
  default double max() {
    return Elementwise.reduce(Reduction.MAX, "(self) -> self", new double[0], (Matrix) this);
  }

  /**
   * The Euclidean (Frobenius) norm: the root of the sum of the squares, without overflow. Its
   * derivative at 0 counts as 0.
   *
   * @return the norm
   */
  @Operation(
      adjoints =
          "self: org.cotangent.runtime.operation.ReductionAdjoints.norm(self, result, adjoint,"
              + " sum)")
  default double norm() {
    return Norms.of((Matrix) this);
  }

  /**
   * The sum of each row.
   *
   * @return R x 1
   */
  @Operation(
      adjoints =
          "self: org.cotangent.runtime.operation.ReductionAdjoints.rowSums(self, adjoint, sum)")
  default Matrix rowSums() {
    return Elementwise.rowSums("(self) -> self", (Matrix) this);
  }

  /**
   * The mean of each row.
   *
   * @return R x 1
   */
  @Operation(
      adjoints =
          "self: org.cotangent.runtime.operation.ReductionAdjoints.rowMeans(self, adjoint, sum)")
  default Matrix rowMeans() {
    Matrix self = (Matrix) this;
    try (Matrix sums = self.rowSums()) {
      return sums.dividedBy(self.columns());
    }
  }

  /**
   * The largest element of each row.
   *
   * @return R x 1
   */
  @Operation(
      adjoints =
          "self: org.cotangent.runtime.operation.ReductionAdjoints.rowMax(self, adjoint, sum)")
  default Matrix rowMax() {
    return Elementwise.reduceRows(Reduction.MAX, "(self) -> self", new double[0], (Matrix) this);
  }

  /**
   * The Euclidean norm of each row. Its derivative at 0 counts as 0.
   *
   * @return R x 1
   */
  @Operation(
      adjoints =
          "self: org.cotangent.runtime.operation.ReductionAdjoints.norms(self, result, adjoint,"
              + " sum)")
  default Matrix rowNorms() {
    try (Matrix squares = Elementwise.rowSums("(self) -> self * self", (Matrix) this)) {
      return squares.sqrt();
    }
  }

  /**
   * The sum of each column.
   *
   * @return 1 x C
   */
  @Operation(
      adjoints =
          "self: org.cotangent.runtime.operation.ReductionAdjoints.columnSums(self, adjoint, sum)")
  default Matrix columnSums() {
    return Elementwise.columnSums("(self) -> self", (Matrix) this);
  }

  /**
   * The mean of each column.
   *
   * @return 1 x C
   */
  @Operation(
      adjoints =
          "self: org.cotangent.runtime.operation.ReductionAdjoints.columnMeans(self, adjoint, sum)")
  default Matrix columnMeans() {
    Matrix self = (Matrix) this;
    try (Matrix sums = self.columnSums()) {
      return sums.dividedBy(self.rows());
    }
  }

  /**
   * The largest element of each column.
   *
   * @return 1 x C
   */
  @Operation(
      adjoints =
          "self: org.cotangent.runtime.operation.ReductionAdjoints.columnMax(self, adjoint, sum)")
  default Matrix columnMax() {
    return Elementwise.reduceColumns(Reduction.MAX, "(self) -> self", new double[0], (Matrix) this);
  }

  /**
   * The Euclidean norm of each column. Its derivative at 0 counts as 0.
   *
   * @return 1 x C
   */
  @Operation(
      adjoints =
          "self: org.cotangent.runtime.operation.ReductionAdjoints.norms(self, result, adjoint,"
              + " sum)")
  default Matrix columnNorms() {
    try (Matrix squares = Elementwise.columnSums("(self) -> self * self", (Matrix) this)) {
      return squares.sqrt();
    }
  }

  /**
   * The sum of the products of elements at the same places.
   *
   * @param other a matrix of the same shape and precision
   * @return the dot product
   * @throws IllegalArgumentException if the shapes or the precisions differ
   */
  @Operation(
      adjoints = {
        "self: org.cotangent.runtime.operation.ReductionAdjoints.dot(other, adjoint, sum)",
        "other: org.cotangent.runtime.operation.ReductionAdjoints.dot(self, adjoint, sum)"
      })
  default double dot(Matrix other) {
    Require.sameShape("dot", (Matrix) this, other);
    return Elementwise.sum("(self, other) -> self * other", (Matrix) this, other);
  }
}
