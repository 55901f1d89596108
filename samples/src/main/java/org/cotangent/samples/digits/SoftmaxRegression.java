package org.cotangent.samples.digits;

import org.cotangent.Differentiable;

/**
 * Multinomial logistic regression: ten scores {@code W x + b}, softmax, cross-entropy and an L2
 * term.
 *
 * <p>The loss is what one would write without any thought of derivatives; {@code
 * SoftmaxRegressionDerivatives} comes from the annotation.
 */
final class SoftmaxRegression {
  /** Pixels of an image. */
  static final int PIXELS = 64;

  /** Digits to choose from. */
  static final int CLASSES = 10;

  private SoftmaxRegression() {}

  /**
   * The mean loss of a mini-batch.
   *
   * @param weights {@code double[10 x 64]}, row-major: row {@code k} scores digit {@code k}
   * @param bias {@code double[10]}
   * @param images {@code double[n x 64]}, one image after the other, pixels from 0 to 1
   * @param labels {@code int[n]}, from 0 to 9
   * @param order the sequence in which images are taken: indexes of images, each from 0 to n - 1
   * @param first where in {@code order} the mini-batch starts
   * @param count images in the mini-batch, at least 1
   * @param lambda weight of the L2 term, at least 0
   * @return the mean cross-entropy in nats plus {@code lambda} times the sum of the squared weights
   */
  @Differentiable(wrt = {"weights", "bias"})
  static double loss(
      double[] weights,
      double[] bias,
      double[] images,
      int[] labels,
      int[] order,
      int first,
      int count,
      double lambda) {
    double sum = 0;
    for (int i = first; i < first + count; i++) {
      int image = order[i];
      sum += crossEntropy(weights, bias, images, image, labels[image]);
    }
    double penalty = 0;
    for (double weight : weights) {
      penalty += weight * weight;
    }
    return sum / count + lambda * penalty;
  }

  /** The loss of one image: how many nats its label surprises the model by. */
  private static double crossEntropy(
      double[] weights, double[] bias, double[] images, int image, int label) {
    double[] scores = new double[CLASSES];
    for (int k = 0; k < CLASSES; k++) {
      scores[k] = score(weights, bias, images, image, k);
    }
    return logSumExp(scores) - scores[label];
  }

  private static double score(
      double[] weights, double[] bias, double[] images, int image, int digit) {
    double score = bias[digit];
    for (int j = 0; j < PIXELS; j++) {
      score += weights[digit * PIXELS + j] * images[image * PIXELS + j];
    }
    return score;
  }

  /** {@code log(sum of exp(scores))}, shifted by the greatest score so that nothing overflows. */
  private static double logSumExp(double[] scores) {
    double max = scores[0];
    for (double score : scores) {
      if (score > max) {
        max = score;
      }
    }
    double sum = 0;
    for (double score : scores) {
      sum += Math.exp(score - max);
    }
    return max + Math.log(sum);
  }

  /**
   * The digit with the greatest score.
   *
   * @param weights {@code double[10 x 64]} as in {@link #loss}
   * @param bias {@code double[10]}
   * @param images {@code double[n x 64]}
   * @param image which image, from 0 to n - 1
   * @return from 0 to 9
   */
  static int predict(double[] weights, double[] bias, double[] images, int image) {
    int best = 0;
    double bestScore = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < CLASSES; k++) {
      double score = score(weights, bias, images, image, k);
      if (score > bestScore) {
        bestScore = score;
        best = k;
      }
    }
    return best;
  }
}
