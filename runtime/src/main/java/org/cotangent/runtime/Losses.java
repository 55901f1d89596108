package org.cotangent.runtime;

import org.cotangent.runtime.operation.LossAdjoints;

/**
 * Losses of a batch: each row of this R x C matrix is what a model says of one example, and a loss
 * is the mean over the rows; {@link Matrix} has them. The loss of no rows is NaN, as a mean of
 * nothing.
 */
public sealed interface Losses permits Matrix {
  /**
   * The cross-entropy of the softmax of each row and the class that is right: {@code -log
   * softmax(x)[label]}, computed at once and without overflow. Its adjoint is {@code (softmax(x) -
   * y) / R}, where {@code y} is 1 at the label and else 0.
   *
   * @param labels the right class of each row, R numbers from 0 to C - 1; copied
   * @return the mean over the rows
   * @throws IllegalArgumentException if there are not R labels, or one is no class
   */
  @Operation(
      adjoints =
          "self: org.cotangent.runtime.operation.LossAdjoints.softmaxCrossEntropy(self, labels,"
              + " adjoint, sum)")
  default double softmaxCrossEntropy(int[] labels) {
    return LossAdjoints.softmaxCrossEntropy((Matrix) this, labels);
  }

  /**
   * The cross-entropy of the softmax of each row and probabilities: {@code -sum p[j] * log
   * softmax(x)[j]}, where nothing is added for a {@code p[j]} of 0. One-hot rows are labels.
   *
   * @param probabilities R x C; rows usually add up to 1, but need not
   * @return the mean over the rows
   * @throws IllegalArgumentException if the shapes or the precisions differ
   */
  @Operation(
      adjoints = {
        "self: org.cotangent.runtime.operation.LossAdjoints.softmaxCrossEntropy(self,"
            + " probabilities, adjoint, sum)",
        "probabilities: org.cotangent.runtime.operation.LossAdjoints.probabilities(self, adjoint,"
            + " sum)"
      })
  default double softmaxCrossEntropy(Matrix probabilities) {
    Require.sameShape("softmaxCrossEntropy", (Matrix) this, probabilities);
    return LossAdjoints.softmaxCrossEntropy((Matrix) this, probabilities);
  }

  /**
   * The hinge loss of a support vector machine with many classes, with a margin of 1: the sum of
   * {@code max(0, x[j] - x[label] + 1)} over the classes {@code j} that are not the right one. At
   * the kinks its derivative counts as 0.
   *
   * @param labels the right class of each row, R numbers from 0 to C - 1; copied
   * @return the mean over the rows
   * @throws IllegalArgumentException if there are not R labels, or one is no class
   */
  @Operation(
      adjoints =
          "self: org.cotangent.runtime.operation.LossAdjoints.hinge(self, labels, adjoint, sum)")
  default double hinge(int[] labels) {
    return LossAdjoints.hinge((Matrix) this, labels);
  }

  /**
   * The sum of the squares of the differences to a target, for each row.
   *
   * @param target R x C
   * @return the mean over the rows
   * @throws IllegalArgumentException if the shapes or the precisions differ
   */
  @Operation(
      adjoints = {
        "self: org.cotangent.runtime.operation.LossAdjoints.squaredError(self, target, adjoint,"
            + " sum)",
        "target: org.cotangent.runtime.operation.LossAdjoints.squaredError(target, self, adjoint,"
            + " sum)"
      })
  default double squaredError(Matrix target) {
    Matrix self = (Matrix) this;
    Require.sameShape("squaredError", self, target);
    String square = "(self, target) -> (self - target) * (self - target)";
    return Elementwise.sum(square, self, target) / self.rows();
  }
}
