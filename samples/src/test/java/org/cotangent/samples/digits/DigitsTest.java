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
  void theLast360AreForTests() {
    Digits digits = new Digits(new double[400 * Digits.PIXELS], labels(400));
    assertThat(digits.training().size()).isEqualTo(40);
    assertThat(digits.test().size()).isEqualTo(360);
    assertThat(digits.training().labels()[39]).isEqualTo(39 % 10);
    assertThat(digits.test().labels()[0]).isEqualTo(40 % 10);
  }

  @Test
  void accuracyIsThePartThatIsRight() {
    Digits digits = new Digits(new double[4 * Digits.PIXELS], new int[] {1, 2, 3, 4});
    assertThat(digits.accuracy(new int[] {1, 2, 9, 4})).isEqualTo(0.75);
  }

  @Test
  void lengthsMustAgree() {
    assertThrows(
        IllegalArgumentException.class, () -> new Digits(new double[Digits.PIXELS], new int[2]));
  }

  private static int[] labels(int length) {
    int[] labels = new int[length];
    for (int i = 0; i < length; i++) {
      labels[i] = i % 10;
    }
    return labels;
  }
}
