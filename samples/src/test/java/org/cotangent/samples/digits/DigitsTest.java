package org.cotangent.samples.digits;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

final class DigitsTest {
  @Test
  void rangeCopiesImagesWithTheirLabels() {
    double[] images = new double[3 * Digits.PIXELS];
    images[Digits.PIXELS] = 0.25;
    Digits part = new Digits(images, new int[] {4, 5, 6}).range(1, 3);
    assertThat(part.size()).isEqualTo(2);
    assertThat(part.images()[0]).isEqualTo(0.25);
    assertThat(part.labels()).isEqualTo(new int[] {5, 6});
  }

  @Test
  void lengthsMustAgree() {
    assertThrows(
        IllegalArgumentException.class, () -> new Digits(new double[Digits.PIXELS], new int[2]));
  }
}
