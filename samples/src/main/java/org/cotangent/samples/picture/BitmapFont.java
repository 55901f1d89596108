package org.cotangent.samples.picture;

import java.awt.image.BufferedImage;
import java.util.Locale;

/**
 * Capital letters, digits and a few signs, 5 x 7 pixels each: text in pictures without a font from
 * the system.
 */
public final class BitmapFont {
  private static final int ROWS = 7;
  private static final int COLUMNS = 5;
  private static final int ADVANCE = COLUMNS + 1;

  private static final String SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ%().,:- ";

  /** For each sign its seven rows, each row five bits as two hexadecimal digits. */
  private static final String[] GLYPHS = {
    "0E11131519110E", "040C040404040E", "0E11010204081F", "1F02040201110E", "02060A121F0202",
    "1F101E0101110E", "0608101E11110E", "1F010204080808", "0E11110E11110E", "0E11110F01020C",
    "0E11111F111111", "1E11111E11111E", "0E11101010110E", "1C12111111121C", "1F10101E10101F",
    "1F10101E101010", "0E11101711110F", "1111111F111111", "0E04040404040E", "0702020202120C",
    "11121418141211", "1010101010101F", "111B1515111111", "11111915131111", "0E11111111110E",
    "1E11111E101010", "0E11111115120D", "1E11111E141211", "0F10100E01011E", "1F040404040404",
    "1111111111110E", "11111111110A04", "1111111515150A", "11110A040A1111", "1111110A040404",
    "1F01020408101F", "18190204081303", "02040808080402", "08040202020408", "00000000000C0C",
    "000000000C0408", "000C0C000C0C00", "0000001F000000", "00000000000000"
  };

  private BitmapFont() {}

  /**
   * How wide a text is.
   *
   * @param scale the side of a font pixel, in pixels, at least 1
   * @return pixels
   */
  public static int width(String text, int scale) {
    return Math.max(0, text.length() * ADVANCE - 1) * scale;
  }

  /**
   * How high every text is.
   *
   * @param scale the side of a font pixel, in pixels, at least 1
   * @return pixels
   */
  public static int height(int scale) {
    return ROWS * scale;
  }

  /**
   * Writes a text, in capitals.
   *
   * @param image where to; what lies beyond its edges is cut off
   * @param text letters A to Z, digits and {@code %().,:-} and blanks; anything else is a blank
   * @param left of the text, in pixels
   * @param top of the text, in pixels
   * @param scale the side of a font pixel, in pixels, at least 1
   * @param rgb the colour, {@code 0xRRGGBB}
   */
  public static void write(
      BufferedImage image, String text, int left, int top, int scale, int rgb) {
    String capitals = text.toUpperCase(Locale.ROOT);
    for (int i = 0; i < capitals.length(); i++) {
      int sign = SIGNS.indexOf(capitals.charAt(i));
      if (sign >= 0) {
        glyph(image, GLYPHS[sign], left + i * ADVANCE * scale, top, scale, rgb);
      }
    }
  }

  private static void glyph(
      BufferedImage image, String glyph, int left, int top, int scale, int rgb) {
    for (int row = 0; row < ROWS; row++) {
      int bits = Integer.parseInt(glyph.substring(2 * row, 2 * row + 2), 16);
      for (int column = 0; column < COLUMNS; column++) {
        if ((bits >> (COLUMNS - 1 - column) & 1) == 1) {
          fill(image, left + column * scale, top + row * scale, scale, scale, rgb);
        }
      }
    }
  }

  /** Fills a rectangle; what lies beyond the edges is cut off. */
  public static void fill(BufferedImage image, int left, int top, int width, int height, int rgb) {
    int right = Math.min(left + width, image.getWidth());
    int bottom = Math.min(top + height, image.getHeight());
    for (int y = Math.max(0, top); y < bottom; y++) {
      for (int x = Math.max(0, left); x < right; x++) {
        image.setRGB(x, y, rgb);
      }
    }
  }
}
