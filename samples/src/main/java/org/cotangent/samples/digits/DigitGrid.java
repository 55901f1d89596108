package org.cotangent.samples.digits;

import java.awt.image.BufferedImage;
import org.cotangent.samples.picture.BitmapFont;

/** Draws digits in a grid, each with a model's answer below; wrong answers in a red frame. */
public final class DigitGrid {
  private static final int COLUMNS = 10;
  private static final int MARGIN = 24;
  private static final int HEADER = 80;
  private static final int PIXEL = 8;
  private static final int PICTURE = Digits.SIDE * PIXEL;
  private static final int PADDING = 6;
  private static final int LABEL = 28;
  private static final int GAP = 10;
  private static final int CELL_WIDTH = PICTURE + 2 * PADDING;
  private static final int CELL_HEIGHT = PICTURE + 2 * PADDING + LABEL;
  private static final int BORDER = 3;

  private static final int BACKGROUND = 0xf6f6f3;
  private static final int CARD = 0xffffff;
  private static final int INK = 0x1b2a41;
  private static final int TEXT = 0x333333;
  private static final int RIGHT = 0x2c6e49;
  private static final int WRONG = 0xc1121f;

  private static final int SOME = 60;

  private DigitGrid() {}

  /**
   * Draws 60 of many digits, spread over all of them.
   *
   * @param digits the images, with the true digits as labels; at least one
   * @param answers {@code int[digits.size()]}, from 0 to 9
   * @return as {@link #draw}
   */
  public static BufferedImage drawSome(Digits digits, int[] answers) {
    double[] images = new double[SOME * Digits.PIXELS];
    int[] labels = new int[SOME];
    int[] drawn = new int[SOME];
    for (int i = 0; i < SOME; i++) {
      // A stride without a common factor with the test size: no digit twice, and many writers.
      int index = i * 37 % digits.size();
      System.arraycopy(
          digits.images(), index * Digits.PIXELS, images, i * Digits.PIXELS, Digits.PIXELS);
      labels[i] = digits.labels()[index];
      drawn[i] = answers[index];
    }
    return draw(new Digits(images, labels), drawn);
  }

  /**
   * Draws digits and answers.
   *
   * @param digits the images, with the true digits as labels; at least one
   * @param answers {@code int[digits.size()]}, from 0 to 9
   * @return ten digits a row, in RGB
   */
  public static BufferedImage draw(Digits digits, int[] answers) {
    if (answers.length != digits.size()) {
      throw new IllegalArgumentException(
          answers.length + " answers for " + digits.size() + " digits");
    }
    int rows = (digits.size() + COLUMNS - 1) / COLUMNS;
    int width = 2 * MARGIN + COLUMNS * (CELL_WIDTH + GAP) - GAP;
    int height = HEADER + rows * (CELL_HEIGHT + GAP) - GAP + MARGIN;
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    BitmapFont.fill(image, 0, 0, width, height, BACKGROUND);
    int right = 0;
    for (int i = 0; i < answers.length; i++) {
      if (answers[i] == digits.labels()[i]) {
        right++;
      }
      int left = MARGIN + i % COLUMNS * (CELL_WIDTH + GAP);
      int top = HEADER + i / COLUMNS * (CELL_HEIGHT + GAP);
      cell(image, digits, i, answers[i], left, top);
    }
    String title = right + " of " + answers.length + " test digits read rightly";
    BitmapFont.write(image, title, MARGIN, 16, 3, TEXT);
    String note = "Below each digit the answer. Red: wrong, the true digit in brackets.";
    BitmapFont.write(image, note, MARGIN, 48, 2, TEXT);
    return image;
  }

  private static void cell(
      BufferedImage image, Digits digits, int index, int answer, int left, int top) {
    int truth = digits.labels()[index];
    boolean wrong = answer != truth;
    if (wrong) {
      BitmapFont.fill(
          image,
          left - BORDER,
          top - BORDER,
          CELL_WIDTH + 2 * BORDER,
          CELL_HEIGHT + 2 * BORDER,
          WRONG);
    }
    BitmapFont.fill(image, left, top, CELL_WIDTH, CELL_HEIGHT, CARD);
    for (int j = 0; j < Digits.PIXELS; j++) {
      BitmapFont.fill(
          image,
          left + PADDING + j % Digits.SIDE * PIXEL,
          top + PADDING + j / Digits.SIDE * PIXEL,
          PIXEL,
          PIXEL,
          shade(digits.images()[index * Digits.PIXELS + j]));
    }
    String label = wrong ? answer + " (" + truth + ")" : Integer.toString(answer);
    int labelLeft = left + (CELL_WIDTH - BitmapFont.width(label, 2)) / 2;
    int labelTop = top + PICTURE + 2 * PADDING + (LABEL - PADDING - BitmapFont.height(2)) / 2;
    BitmapFont.write(image, label, labelLeft, labelTop, 2, wrong ? WRONG : RIGHT);
  }

  /** The colour between paper (0) and ink (1). */
  private static int shade(double darkness) {
    int rgb = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int paper = CARD >> shift & 0xff;
      int ink = INK >> shift & 0xff;
      rgb |= (int) Math.round(paper + (ink - paper) * darkness) << shift;
    }
    return rgb;
  }
}
