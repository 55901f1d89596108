package org.cotangent.samples.digits;

import java.util.Arrays;

/**
 * Images of handwritten digits with their labels.
 *
 * @param images {@code double[n x 64]}, one 8 x 8 image after the other, row-major, from 0 (paper)
 *     to 1 (ink)
 * @param labels {@code int[n]}, from 0 to 9
 */
public record Digits(double[] images, int[] labels) {
  /** Rows and columns of an image. */
  public static final int SIDE = 8;

  /** Pixels of an image. */
  public static final int PIXELS = SIDE * SIDE;

  /** How many digits at the end are kept for tests. Their writers are others: the harder split. */
  private static final int TEST_DIGITS = 360;

  public Digits {
    if (images.length != labels.length * PIXELS) {
      throw new IllegalArgumentException(
          images.length + " pixels do not make " + labels.length + " images of " + PIXELS);
    }
  }

  /** How many images there are. */
  public int size() {
    return labels.length;
  }

  /**
   * The part of answers that are right.
   *
   * @param answers {@code int[size()]}, from 0 to 9; at least one
   * @return from 0 to 1
   */
  public double accuracy(int[] answers) {
    int right = 0;
    for (int i = 0; i < answers.length; i++) {
      if (answers[i] == labels[i]) {
        right++;
      }
    }
    return (double) right / answers.length;
  }

  /** All but the last 360, to learn from. */
  public Digits training() {
    return range(0, size() - TEST_DIGITS);
  }

  /** The last 360, to test with. */
  public Digits test() {
    return range(size() - TEST_DIGITS, size());
  }

  /**
   * A copy of some of the images.
   *
   * @param from the first, from 0
   * @param to one past the last, at most {@link #size}
   */
  public Digits range(int from, int to) {
    return new Digits(
        Arrays.copyOfRange(images, from * PIXELS, to * PIXELS),
        Arrays.copyOfRange(labels, from, to));
  }
}
