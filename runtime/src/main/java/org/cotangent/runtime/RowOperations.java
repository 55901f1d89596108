package org.cotangent.runtime;

import org.cotangent.runtime.operation.SoftmaxAdjoints;

/**
 * Softmax and its logarithms, for each row; {@link Matrix} has them. The largest element of a row
 * is taken away before the exponential, so that nothing overflows. A row with NaN or positive
 * infinity, or with nothing but negative infinity, has a softmax of NaN.
 */
public sealed interface RowOperations permits Matrix {
  /**
   * The softmax of each row: {@code exp(x[j])} divided by the sum of {@code exp} over the row.
   *
   * @return R x C; the elements of each row add up to 1
   */
  @Operation(
      adjoints =
          "self: org.cotangent.runtime.operation.SoftmaxAdjoints.softmax(result, adjoint, sum)")
  default Matrix softmax() {
    return SoftmaxAdjoints.softmax((Matrix) this);
  }

  /**
   * The logarithm of the softmax of each row: {@code x[j] - log(sum of exp(x))}.
   *
   * @return R x C
   */
  @Operation(
      adjoints =
          "self: org.cotangent.runtime.operation.SoftmaxAdjoints.logSoftmax(result, adjoint, sum)")
  default Matrix logSoftmax() {
    return SoftmaxAdjoints.logSoftmax((Matrix) this);
  }

  /**
   * The logarithm of the sum of the exponentials of each row.
   *
   * @return R x 1; negative infinity for rows of no columns, or of nothing but negative infinity
   */
  @Operation(
      adjoints =
          "self: org.cotangent.runtime.operation.SoftmaxAdjoints.logSumExp(self, result, adjoint,"
              + " sum)")
  default Matrix logSumExp() {
    return SoftmaxAdjoints.logSumExp((Matrix) this);
  }
}
