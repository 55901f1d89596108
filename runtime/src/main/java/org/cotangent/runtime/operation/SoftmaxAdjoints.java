package org.cotangent.runtime.operation;

import org.cotangent.runtime.Elementwise;
import org.cotangent.runtime.Matrix;

/**
 * The softmax of rows, its logarithm, the logarithm of sums of exponentials, and their adjoints.
 */
public final class SoftmaxAdjoints {
  private SoftmaxAdjoints() {}

  /**
   * The softmax of each row.
   *
   * @param self R x C
   * @return R x C
   */
  public static Matrix softmax(Matrix self) {
    return RowKernel.SOFTMAX.launch(self.columns(), self);
  }

  /**
   * The logarithm of the softmax of each row.
   *
   * @param self R x C
   * @return R x C
   */
  public static Matrix logSoftmax(Matrix self) {
    return RowKernel.LOG_SOFTMAX.launch(self.columns(), self);
  }

  /**
   * The logarithm of the sum of the exponentials of each row.
   *
   * @param self R x C
   * @return R x 1
   */
  public static Matrix logSumExp(Matrix self) {
    return RowKernel.LOG_SUM_EXP.launch(1, self);
  }

  /**
   * The adjoint of what the softmax is taken of.
   *
   * @param result the softmax, R x C
   * @param adjoint the adjoint of it
   * @param sum the adjoint so far
   * @return {@code sum + result * (adjoint - rowSums(adjoint * result))}
   */
  public static Matrix softmax(Matrix result, Matrix adjoint, Matrix sum) {
    if (adjoint == Matrix.ZERO) {
      return sum;
    }
    try (Matrix dots =
        Elementwise.rowSums("(adjoint, result) -> adjoint * result", adjoint, result)) {
      return Shares.add(
          sum, "(adjoint, dots, result) -> result * (adjoint - dots)", adjoint, dots, result);
    }
  }

  /**
   * The adjoint of what the logarithm of the softmax is taken of.
   *
   * @param result the logarithm of the softmax, R x C
   * @param adjoint the adjoint of it
   * @param sum the adjoint so far
   * @return {@code sum + adjoint - exp(result) * rowSums(adjoint)}
   */
  public static Matrix logSoftmax(Matrix result, Matrix adjoint, Matrix sum) {
    if (adjoint == Matrix.ZERO) {
      return sum;
    }
    try (Matrix sums = adjoint.rowSums()) {
      return Shares.add(
          sum, "(adjoint, sums, result) -> adjoint - exp(result) * sums", adjoint, sums, result);
    }
  }

  /**
   * The adjoint of what the logarithm of sums of exponentials is taken of.
   *
   * @param self the matrix, R x C
   * @param result the logarithms, R x 1
   * @param adjoint the adjoint of them, R x 1
   * @param sum the adjoint so far, R x C
   * @return {@code sum + adjoint * exp(self - result)}
   */
  public static Matrix logSumExp(Matrix self, Matrix result, Matrix adjoint, Matrix sum) {
    return Shares.add(
        sum, "(adjoint, self, result) -> adjoint * exp(self - result)", adjoint, self, result);
  }
}
