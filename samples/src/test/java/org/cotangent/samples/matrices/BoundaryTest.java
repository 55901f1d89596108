package org.cotangent.samples.matrices;

import static com.google.common.truth.Truth.assertThat;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

final class BoundaryTest {
  private static final int LINE = 0xff1b2a41;
  private static final int ORANGE = 0xffc8501e;
  private static final int BLUE = 0xff1f5fa8;

  @Test
  void aLineSeparatesTheClasses() {
    Points none = new Points(new double[0], new double[0], new double[0]);
    BufferedImage image = Boundary.draw(none, (x, y) -> map(x, v -> v > 0 ? 1 : 0));
    Set<Integer> columns = new HashSet<>();
    int dark = 0;
    for (int y = 80; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        if (image.getRGB(x, y) == LINE) {
          columns.add(x);
          dark++;
        }
      }
    }
    assertThat(columns).hasSize(1);
    assertThat(dark).isGreaterThan(500);
  }

  @Test
  void pointsHaveTheColoursOfTheirClasses() {
    Points points = new Points(new double[] {-1, 1}, new double[] {0, 0}, new double[] {0, 1});
    BufferedImage image = Boundary.draw(points, (x, y) -> map(x, v -> 0.5));
    Set<Integer> left = colours(image, 0, image.getWidth() / 2);
    Set<Integer> right = colours(image, image.getWidth() / 2, image.getWidth());
    assertThat(left).contains(ORANGE);
    assertThat(left).doesNotContain(BLUE);
    assertThat(right).contains(BLUE);
    assertThat(right).doesNotContain(ORANGE);
    assertThat(left).doesNotContain(LINE);
  }

  private static Set<Integer> colours(BufferedImage image, int from, int to) {
    Set<Integer> colours = new HashSet<>();
    for (int y = 80; y < image.getHeight(); y++) {
      for (int x = from; x < to; x++) {
        colours.add(image.getRGB(x, y));
      }
    }
    return colours;
  }

  private static double[] map(double[] x, DoubleUnaryOperator f) {
    return Arrays.stream(x).map(f).toArray();
  }
}
