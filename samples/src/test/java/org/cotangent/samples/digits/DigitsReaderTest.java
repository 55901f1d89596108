package org.cotangent.samples.digits;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

final class DigitsReaderTest {
  private static final String GOOD = "16,8" + ",0".repeat(62) + ",7";

  @Test
  void readsPixelsAndLabels() throws IOException {
    Digits digits = DigitsReader.read(new StringReader(GOOD + "\n" + GOOD + "\r\n"), "a.csv");
    assertThat(digits.size()).isEqualTo(2);
    assertThat(digits.images()[0]).isEqualTo(1.0);
    assertThat(digits.images()[65]).isEqualTo(0.5);
    assertThat(digits.labels()).isEqualTo(new int[] {7, 7});
  }

  @Test
  void readsTheDataSet() throws IOException {
    Digits digits = DigitsReader.readResource();
    assertThat(digits.size()).isEqualTo(1797);
    int[] seen = new int[10];
    for (int label : digits.labels()) {
      seen[label]++;
    }
    for (int count : seen) {
      assertThat(count).isGreaterThan(150);
    }
    for (double pixel : digits.images()) {
      assertThat(pixel).isAtLeast(0.0);
      assertThat(pixel).isAtMost(1.0);
    }
  }

  @Test
  void countsColumns() {
    assertThat(messageFor(GOOD + "\n" + GOOD.substring(3)))
        .isEqualTo("a.csv:2: expected 65 columns (64 pixels and a label), found 64");
    assertThat(messageFor(GOOD + ",1")).startsWith("a.csv:1: expected 65 columns");
    assertThat(messageFor(GOOD + "\n\n" + GOOD)).startsWith("a.csv:2: expected 65 columns");
  }

  @Test
  void namesWhatIsNotANumber() {
    assertThat(messageFor(GOOD.replaceFirst("8", "x")))
        .isEqualTo("a.csv:1: column 2: 'x' is not an integer");
    assertThat(messageFor(GOOD.replaceFirst("8", "1.5")))
        .isEqualTo("a.csv:1: column 2: '1.5' is not an integer");
    assertThat(messageFor(GOOD.replaceFirst("8", "")))
        .isEqualTo("a.csv:1: column 2: '' is not an integer");
  }

  @Test
  void namesWhatIsOutOfRange() {
    assertThat(messageFor(GOOD.replaceFirst("16", "17")))
        .isEqualTo("a.csv:1: column 1: pixel 17 is not within 0 to 16");
    assertThat(messageFor(GOOD.replaceFirst("16", "-1")))
        .isEqualTo("a.csv:1: column 1: pixel -1 is not within 0 to 16");
    assertThat(messageFor(GOOD.replaceFirst("7$", "10")))
        .isEqualTo("a.csv:1: column 65: label 10 is not within 0 to 9");
  }

  @Test
  void refusesAnEmptyFile() {
    assertThat(messageFor("")).isEqualTo("a.csv: no lines");
  }

  private static String messageFor(String text) {
    return assertThrows(IOException.class, () -> DigitsReader.read(new StringReader(text), "a.csv"))
        .getMessage();
  }
}
