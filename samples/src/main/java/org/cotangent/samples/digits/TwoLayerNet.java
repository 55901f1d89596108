package org.cotangent.samples.digits;

import org.cotangent.Differentiable;

/**
 * A network of two layers, 64-32-10: {@code tanh} in the hidden layer, softmax and cross-entropy at
 * the end, and an L2 term.
 *
 * <p>The two local arrays of the loss are overwritten by every image; keeping what the derivative
 * needs of them is the compiler's work.
 */
final class TwoLayerNet {
  /** Pixels of an image. */
  static final int PIXELS = 64;

  /** Neurons of the hidden layer. */
  static final int HIDDEN = 32;

  /** Digits to choose from. */
  static final int CLASSES = 10;

  private TwoLayerNet() {}

  /**
   * The mean loss of a mini-batch.
   *
   * @param hiddenWeights {@code double[32 x 64]}, row-major: a row for each hidden neuron
   * @param hiddenBias {@code double[32]}
   * @param outputWeights {@code double[10 x 32]}, row-major: a row for each digit
   * @param outputBias {@code double[10]}
   * @param images {@code double[n x 64]}, one image after the other, pixels from 0 to 1
   * @param labels {@code int[n]}, from 0 to 9
   * @param order the sequence in which images are taken: indexes of images, each from 0 to n - 1
   * @param first where in {@code order} the mini-batch starts
   * @param count images in the mini-batch, at least 1
   * @param lambda weight of the L2 term, at least 0
   * @return the mean cross-entropy in nats plus {@code lambda} times the sum of the squared weights
   */
  @Differentiable(wrt = {"hiddenWeights", "hiddenBias", "outputWeights", "outputBias"})
  static double loss(
      double[] hiddenWeights,
      double[] hiddenBias,
      double[] outputWeights,
      double[] outputBias,
      double[] images,
      int[] labels,
      int[] order,
      int first,
      int count,
      double lambda) {
    double[] hidden = new double[HIDDEN];
    double[] scores = new double[CLASSES];
    double sum = 0;
    for (int i = first; i < first + count; i++) {
      int image = order[i];
      layer(hiddenWeights, hiddenBias, images, image * PIXELS, PIXELS, hidden);
      for (int h = 0; h < HIDDEN; h++) {
        hidden[h] = Math.tanh(hidden[h]);
      }
      layer(outputWeights, outputBias, hidden, 0, HIDDEN, scores);
      sum += logSumExp(scores) - scores[labels[image]];
    }
    double penalty = sumOfSquares(hiddenWeights) + sumOfSquares(outputWeights);
    return sum / count + lambda * penalty;
  }

  /** Writes {@code W x + b} to {@code out}; x is the part of {@code in} from {@code start} on. */
  private static void layer(
      double[] weights, double[] bias, double[] in, int start, int width, double[] out) {
    for (int k = 0; k < out.length; k++) {
      double sum = bias[k];
      for (int j = 0; j < width; j++) {
        sum += weights[k * width + j] * in[start + j];
      }
      out[k] = sum;
    }
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

  private static double sumOfSquares(double[] weights) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight * weight;
    }
    return sum;
  }

  /**
   * The digit with the greatest score.
   *
   * @param hiddenWeights {@code double[32 x 64]} as in {@link #loss}
   * @param hiddenBias {@code double[32]}
   * @param outputWeights {@code double[10 x 32]}
   * @param outputBias {@code double[10]}
   * @param images {@code double[n x 64]}
   * @param image which image, from 0 to n - 1
   * @return from 0 to 9
   */
  static int predict(
      double[] hiddenWeights,
      double[] hiddenBias,
      double[] outputWeights,
      double[] outputBias,
      double[] images,
      int image) {
    double[] hidden = new double[HIDDEN];
    double[] scores = new double[CLASSES];
    layer(hiddenWeights, hiddenBias, images, image * PIXELS, PIXELS, hidden);
    for (int h = 0; h < HIDDEN; h++) {
      hidden[h] = Math.tanh(hidden[h]);
    }
    layer(outputWeights, outputBias, hidden, 0, HIDDEN, scores);
    int best = 0;
    for (int k = 1; k < CLASSES; k++) {
      if (scores[k] > scores[best]) {
        best = k;
      }
    }
    return best;
  }
}
