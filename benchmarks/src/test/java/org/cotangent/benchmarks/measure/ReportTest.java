package org.cotangent.benchmarks.measure;

import static com.google.common.truth.Truth.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.cotangent.benchmarks.problems.Case;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class ReportTest {
  private static Measured measured() {
    Measured measured = new Measured("a \"case\"", 4096);
    for (int round = 1; round <= 3; round++) {
      measured.add(Case.PRIMAL, 1000 * round, 0);
      measured.add(Case.GENERATED, 2000 * round * (round == 3 ? 2 : 1), 64 / round);
      measured.add(Case.BY_HAND, 1600 * round, 0);
    }
    return measured;
  }

  @Test
  void ratiosAreTakenWithinARoundAndTheMedianOverRounds() {
    assertThat(measured().ratio(Case.GENERATED, Case.PRIMAL).orElseThrow()).isEqualTo(2.0);
    assertThat(measured().ratio(Case.GENERATED, Case.BY_HAND).orElseThrow()).isEqualTo(1.25);
    assertThat(measured().spread(Case.GENERATED, Case.PRIMAL).orElseThrow()).isEqualTo(0.5);
    assertThat(measured().bytes(Case.GENERATED).orElseThrow()).isEqualTo(21.0);
    assertThat(measured().ratio(Case.FORWARD, Case.PRIMAL).isPresent()).isFalse();
  }

  @Test
  void theTableHasACellForEachColumn() {
    String[] lines = Table.of(List.of(measured())).split("\n");
    assertThat(lines).hasLength(3);
    assertThat(lines[2]).startsWith("| a \"case\" | 2.00 µs | 4.00 µs | 2.00 | 1.60 | 1.25 |");
    assertThat(lines[2].split("\\|", -1)).hasLength(lines[0].split("\\|", -1).length);
  }

  @Test
  void theJsonHoldsEveryRoundAndQuotesNames() {
    String json = Json.of(List.of(measured()), "a machine");
    assertThat(json).contains("\"problem\": \"a \\\"case\\\"\"");
    assertThat(json).contains("\"nanoseconds\": [1000.0, 2000.0, 3000.0]");
    assertThat(json).contains("\"tapeBytes\": 4096");
  }

  @Test
  void thePictureIsWellFormedAndHasBothBars() throws Exception {
    String svg = Picture.of(List.of(new Measured("without figures", 0), plain()));
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    // The background, two of the legend, two bars.
    assertThat(document.getElementsByTagName("rect").getLength()).isEqualTo(5);
  }

  private static Measured plain() {
    Measured measured = new Measured("plain", 0);
    measured.add(Case.PRIMAL, 10, 0);
    measured.add(Case.GENERATED, 20, 0);
    measured.add(Case.BY_HAND, 15, 0);
    return measured;
  }
}
