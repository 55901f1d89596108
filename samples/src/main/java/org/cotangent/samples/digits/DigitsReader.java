package org.cotangent.samples.digits;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads digits from lines of 64 pixels (integers from 0 to 16) and a label (0 to 9), with commas.
 */
public final class DigitsReader {
  private static final String RESOURCE = "digits.csv";
  private static final int COLUMNS = Digits.PIXELS + 1;
  private static final int DARKEST = 16;
  private static final int LAST_LABEL = 9;

  private DigitsReader() {}

  /**
   * Reads the data set that comes with the samples.
   *
   * @return 1,797 digits
   * @throws IOException if the file is missing or damaged
   */
  public static Digits readResource() throws IOException {
    InputStream in = DigitsReader.class.getResourceAsStream(RESOURCE);
    if (in == null) {
      throw new IOException(RESOURCE + ": not on the class path");
    }
    try (Reader reader = new InputStreamReader(in, StandardCharsets.US_ASCII)) {
      return read(reader, RESOURCE);
    }
  }

  /**
   * Reads all lines.
   *
   * @param in the text; not closed
   * @param file its name, for messages
   * @return one digit for each line, pixels scaled to 0 to 1
   * @throws IOException if a line is not 64 pixels and a label; the message starts {@code
   *     file:line:}
   */
  static Digits read(Reader in, String file) throws IOException {
    List<int[]> rows = new ArrayList<>();
    BufferedReader lines = new BufferedReader(in);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      rows.add(parse(line, file + ":" + (rows.size() + 1) + ": "));
    }
    if (rows.isEmpty()) {
      throw new IOException(file + ": no lines");
    }
    double[] images = new double[rows.size() * Digits.PIXELS];
    int[] labels = new int[rows.size()];
    for (int i = 0; i < labels.length; i++) {
      int[] row = rows.get(i);
      for (int j = 0; j < Digits.PIXELS; j++) {
        images[i * Digits.PIXELS + j] = row[j] / (double) DARKEST;
      }
      labels[i] = row[Digits.PIXELS];
    }
    return new Digits(images, labels);
  }

  private static int[] parse(String line, String where) throws IOException {
    String[] cells = line.split(",", -1);
    if (cells.length != COLUMNS) {
      throw new IOException(
          where
              + "expected "
              + COLUMNS
              + " columns (64 pixels and a label), found "
              + cells.length);
    }
    int[] row = new int[COLUMNS];
    for (int j = 0; j < COLUMNS; j++) {
      boolean isLabel = j == Digits.PIXELS;
      int last = isLabel ? LAST_LABEL : DARKEST;
      String column = where + "column " + (j + 1) + ": ";
      try {
        row[j] = Integer.parseInt(cells[j].trim());
      } catch (NumberFormatException e) {
        throw new IOException(column + "'" + cells[j] + "' is not an integer", e);
      }
      if (row[j] < 0 || row[j] > last) {
        throw new IOException(
            column + (isLabel ? "label " : "pixel ") + row[j] + " is not within 0 to " + last);
      }
    }
    return row;
  }
}
