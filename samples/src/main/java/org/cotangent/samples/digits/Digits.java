package org.cotangent.samples.digits;

import java.util.Arrays;

/**
 * Images of handwritten digits with their labels.
 *
 * @param images {@code double[n x 64]}, one 8 x 8 image after the other, row-major, from 0 (paper)
 *     to 1 (ink)
 * @param labels {@code int[n]}, from 0 to 9
 */
record Digits(double[] images, int[] labels) {
  /** Rows and columns of an image. */
  static final int SIDE = 8;

  /** Pixels of an image. */
  static final int PIXELS = SIDE * SIDE;

  Digits {
    if (images.length != labels.length * PIXELS) {
      throw new IllegalArgumentException(
          images.length + " pixels do not make " + labels.length + " images of " + PIXELS);
    }
  }

  /** How many images there are. */
  int size() {
    return labels.length;
  }

  /**
   * A copy of some of the images.
   *
   * @param from the first, from 0
   * @param to one past the last, at most {@link #size}
   */
  Digits range(int from, int to) {
    return new Digits(
        Arrays.copyOfRange(images, from * PIXELS, to * PIXELS),
        Arrays.copyOfRange(labels, from, to));
  }
}
