package org.cotangent.samples.digits;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.cotangent.samples.picture.BitmapFont;
import org.junit.jupiter.api.Test;

final class DigitGridTest {
  private static final int RED = 0xffc1121f;

  @Test
  void marksWrongAnswersOnly() {
    Digits digits = new Digits(new double[2 * Digits.PIXELS], new int[] {3, 4});
    assertThat(count(DigitGrid.draw(digits, new int[] {3, 4}), RED)).isEqualTo(0);
    int oneWrong = count(DigitGrid.draw(digits, new int[] {3, 9}), RED);
    assertThat(oneWrong).isGreaterThan(500);
    assertThat(count(DigitGrid.draw(digits, new int[] {8, 9}), RED)).isGreaterThan(oneWrong);
  }

  @Test
  void drawsInkDark() {
    double[] images = new double[Digits.PIXELS];
    Arrays.fill(images, 1);
    BufferedImage image = DigitGrid.draw(new Digits(images, new int[] {0}), new int[] {0});
    assertThat(count(image, 0xff1b2a41)).isEqualTo(64 * 64);
  }

  @Test
  void growsByRowsOfTen() {
    int ten = grid(10).getHeight();
    assertThat(grid(1).getHeight()).isEqualTo(ten);
    assertThat(grid(11).getHeight()).isGreaterThan(ten);
    assertThat(grid(11).getWidth()).isEqualTo(grid(1).getWidth());
  }

  @Test
  void drawsSixtyOfMany() {
    Digits digits = new Digits(new double[360 * Digits.PIXELS], new int[360]);
    assertThat(DigitGrid.drawSome(digits, new int[360]).getHeight())
        .isEqualTo(grid(60).getHeight());
  }

  @Test
  void needsAnAnswerForEachDigit() {
    Digits digits = new Digits(new double[Digits.PIXELS], new int[1]);
    assertThrows(IllegalArgumentException.class, () -> DigitGrid.draw(digits, new int[2]));
  }

  @Test
  void fontTellsAllSignsApart() {
    String signs = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ%().,:- ";
    String[] pictures = new String[signs.length()];
    for (int i = 0; i < pictures.length; i++) {
      BufferedImage image = new BufferedImage(5, 7, BufferedImage.TYPE_INT_RGB);
      BitmapFont.write(image, signs.substring(i, i + 1), 0, 0, 1, 0xffffff);
      pictures[i] = Arrays.toString(image.getRGB(0, 0, 5, 7, null, 0, 5));
    }
    assertThat(Arrays.asList(pictures)).containsNoDuplicates();
  }

  private static BufferedImage grid(int size) {
    return DigitGrid.draw(
        new Digits(new double[size * Digits.PIXELS], new int[size]), new int[size]);
  }

  private static int count(BufferedImage image, int argb) {
    int count = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        if (image.getRGB(x, y) == argb) {
          count++;
        }
      }
    }
    return count;
  }
}
