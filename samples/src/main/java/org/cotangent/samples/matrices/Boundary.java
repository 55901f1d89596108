package org.cotangent.samples.matrices;

import java.awt.image.BufferedImage;
import org.cotangent.samples.picture.BitmapFont;

/** Draws points of two classes, how probable a model finds each class where, and the boundary. */
final class Boundary {
  private static final int SIDE = 560;
  private static final int HEADER = 76;
  private static final int MARGIN = 24;
  private static final double EXTENT = 2.7;

  private static final int BACKGROUND = 0xf6f6f3;
  private static final int TEXT = 0x333333;
  private static final int LINE = 0x1b2a41;
  private static final int PAPER = 0xffffff;
  private static final int[] CLASSES = {0xc8501e, 0x1f5fa8};
  private static final int POINT = 5;

  private Boundary() {}

  /** What a model thinks of many points at once. */
  interface Model {
    /** The probability of class 1 at each of the points (x, y), from 0 to 1. */
    double[] probabilities(double[] x, double[] y);
  }

  /**
   * Draws.
   *
   * @param points those that are shown
   * @param model gives the colour of the ground
   * @return the square from -2.7 to 2.7, below a title, in RGB
   */
  static BufferedImage draw(Points points, Model model) {
    int width = SIDE + 2 * MARGIN;
    BufferedImage image =
        new BufferedImage(width, HEADER + SIDE + MARGIN, BufferedImage.TYPE_INT_RGB);
    BitmapFont.fill(image, 0, 0, width, image.getHeight(), BACKGROUND);
    BitmapFont.write(image, "Two classes and the boundary", MARGIN, 16, 3, TEXT);
    BitmapFont.write(image, "Paler: less certain. Line: both are as probable", MARGIN, 48, 2, TEXT);
    ground(image, model);
    for (int i = 0; i < points.labels().length; i++) {
      int left = MARGIN + pixel(points.x()[i]) - POINT / 2;
      int top = HEADER + SIDE - 1 - pixel(points.y()[i]) - POINT / 2;
      BitmapFont.fill(image, left - 1, top - 1, POINT + 2, POINT + 2, PAPER);
      BitmapFont.fill(image, left, top, POINT, POINT, CLASSES[(int) points.labels()[i]]);
    }
    return image;
  }

  private static void ground(BufferedImage image, Model model) {
    double[] x = new double[SIDE * SIDE];
    double[] y = new double[SIDE * SIDE];
    for (int i = 0; i < x.length; i++) {
      x[i] = coordinate(i % SIDE);
      y[i] = coordinate(SIDE - 1 - i / SIDE);
    }
    double[] probabilities = model.probabilities(x, y);
    for (int i = 0; i < x.length; i++) {
      double probability = probabilities[i];
      int colour = blend(PAPER, CLASSES[probability >= 0.5 ? 1 : 0], certainty(probability) / 2);
      image.setRGB(MARGIN + i % SIDE, HEADER + i / SIDE, crosses(probabilities, i) ? LINE : colour);
    }
  }

  /** Whether the other class is the more probable one to the right or below. */
  private static boolean crosses(double[] probabilities, int i) {
    boolean here = probabilities[i] >= 0.5;
    boolean right = i % SIDE < SIDE - 1 && probabilities[i + 1] >= 0.5 != here;
    boolean below = i / SIDE < SIDE - 1 && probabilities[i + SIDE] >= 0.5 != here;
    return right || below;
  }

  /** 0 where both classes are as probable, 1 where one is certain. */
  private static double certainty(double probability) {
    return Math.abs(2 * probability - 1);
  }

  private static double coordinate(int pixel) {
    return EXTENT * (2.0 * pixel / (SIDE - 1) - 1);
  }

  private static int pixel(double coordinate) {
    return (int) Math.round((coordinate / EXTENT + 1) / 2 * (SIDE - 1));
  }

  private static int blend(int from, int to, double part) {
    int rgb = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int a = from >> shift & 0xff;
      int b = to >> shift & 0xff;
      rgb |= (int) Math.round(a + (b - a) * part) << shift;
    }
    return rgb;
  }
}
