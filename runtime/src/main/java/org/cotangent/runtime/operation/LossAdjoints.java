package org.cotangent.runtime.operation;

import org.cotangent.runtime.Elementwise;
import org.cotangent.runtime.Matrix;

/** Losses of batches, means over the rows, and their adjoints. */
public final class LossAdjoints {
  private LossAdjoints() {}

  /**
   * The cross-entropy of the softmax of rows and labels.
   *
   * @param self R x C
   * @param labels R numbers from 0 to C - 1
   * @return the mean over the rows
   * @throws IllegalArgumentException if the labels do not fit
   */
  public static double softmaxCrossEntropy(Matrix self, int[] labels) {
    int[] checked = check("softmaxCrossEntropy", self, labels);
    return mean(RowKernel.CROSS_ENTROPY.launch(1, checked, self));
  }

  /**
   * The adjoint of what the cross-entropy with labels is taken of.
   *
   * @param self R x C
   * @param labels R numbers from 0 to C - 1
   * @param adjoint the adjoint of the loss
   * @param sum the adjoint so far
   * @return {@code sum + (softmax(self) - y) * adjoint / R}, where y is 1 at the labels, else 0
   */
  public static Matrix softmaxCrossEntropy(Matrix self, int[] labels, double adjoint, Matrix sum) {
    int[] checked = check("softmaxCrossEntropy", self, labels);
    double scale = adjoint / self.rows();
    return Shares.plus(
        sum, RowKernel.CROSS_ENTROPY_ADJOINT.launch(self.columns(), checked, scale, self));
  }

  /**
   * The cross-entropy of the softmax of rows and probabilities.
   *
   * @param self R x C
   * @param probabilities R x C
   * @return the mean over the rows
   */
  public static double softmaxCrossEntropy(Matrix self, Matrix probabilities) {
    return mean(RowKernel.CROSS_ENTROPY_OF.launch(1, self, probabilities));
  }

  /**
   * The adjoint of what the cross-entropy with probabilities is taken of.
   *
   * @param self R x C
   * @param probabilities R x C
   * @param adjoint the adjoint of the loss
   * @param sum the adjoint so far
   * @return {@code sum + (softmax(self) * rowSums(p) - p) * adjoint / R}
   */
  public static Matrix softmaxCrossEntropy(
      Matrix self, Matrix probabilities, double adjoint, Matrix sum) {
    double scale = adjoint / self.rows();
    return Shares.plus(
        sum, RowKernel.CROSS_ENTROPY_OF_ADJOINT.launch(self.columns(), scale, self, probabilities));
  }

  /**
   * The adjoint of the probabilities of a cross-entropy.
   *
   * @param self R x C
   * @param adjoint the adjoint of the loss
   * @param sum the adjoint so far
   * @return {@code sum - logSoftmax(self) * adjoint / R}
   */
  public static Matrix probabilities(Matrix self, double adjoint, Matrix sum) {
    double[] scale = {-adjoint / self.rows()};
    try (Matrix logarithms = self.logSoftmax()) {
      return Shares.add(sum, "(logarithms; scale) -> scale * logarithms", scale, logarithms);
    }
  }

  /**
   * The hinge loss of rows and labels.
   *
   * @param self R x C
   * @param labels R numbers from 0 to C - 1
   * @return the mean over the rows
   * @throws IllegalArgumentException if the labels do not fit
   */
  public static double hinge(Matrix self, int[] labels) {
    return mean(RowKernel.HINGE.launch(1, check("hinge", self, labels), self));
  }

  /**
   * The adjoint of what the hinge loss is taken of.
   *
   * @param self R x C
   * @param labels R numbers from 0 to C - 1
   * @param adjoint the adjoint of the loss
   * @param sum the adjoint so far
   * @return {@code sum} plus {@code adjoint / R} for each wrong class within the margin, and minus
   *     as much for the right one
   */
  public static Matrix hinge(Matrix self, int[] labels, double adjoint, Matrix sum) {
    int[] checked = check("hinge", self, labels);
    double scale = adjoint / self.rows();
    return Shares.plus(sum, RowKernel.HINGE_ADJOINT.launch(self.columns(), checked, scale, self));
  }

  /**
   * The adjoint of one matrix of a squared error.
   *
   * @param self the matrix, R x C
   * @param other the other one, R x C
   * @param adjoint the adjoint of the loss
   * @param sum the adjoint so far
   * @return {@code sum} plus {@code 2 * adjoint / R} times the difference to the other matrix
   */
  public static Matrix squaredError(Matrix self, Matrix other, double adjoint, Matrix sum) {
    double[] scale = {2 * adjoint / self.rows()};
    return Shares.add(sum, "(self, other; scale) -> scale * (self - other)", scale, self, other);
  }

  private static double mean(Matrix losses) {
    try (losses) {
      return Elementwise.sum("(losses) -> losses", losses) / losses.rows();
    }
  }

  /** A copy of the labels: the work may be done, or done again, after the caller changed them. */
  private static int[] check(String operation, Matrix self, int[] labels) {
    int rows = self.rows();
    int columns = self.columns();
    if (labels.length != rows) {
      throw new IllegalArgumentException(
          operation + ": " + labels.length + " labels for " + rows + " rows");
    }
    int[] copy = labels.clone();
    for (int i = 0; i < rows; i++) {
      if (copy[i] < 0 || copy[i] >= columns) {
        throw new IllegalArgumentException(
            operation + ": label " + copy[i] + " of row " + i + ": expected 0 to " + (columns - 1));
      }
    }
    return copy;
  }
}
