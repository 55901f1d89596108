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
    Measured measured = new Measured("a \"case\"");
    measured.tapeBytes(4096);
    for (int run = 1; run <= 3; run++) {
      double slow = run == 3 ? 2 : 1;
      // In the last round of each run the machine was busy.
      measured.add(Case.PRIMAL, List.of(1000.0 * run, 1000.0 * run, 5000.0 * run), 0);
      measured.add(
          Case.GENERATED,
          List.of(2000.0 * run * slow, 2000.0 * run * slow, 10000.0 * run * slow),
          64 / run);
      measured.add(Case.BY_HAND, List.of(1600.0 * run, 1600.0 * run, 1700.0 * run), 0);
    }
    return measured;
  }

  @Test
  void ratiosAreTakenWithinARoundAndTheMedianOverRoundsAndRuns() {
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
    assertThat(json).contains("\"nanoseconds\": [[1000.0, 1000.0, 5000.0], [2000.0");
    assertThat(json).contains("\"tapeBytes\": 4096");
  }

  @Test
  void thePictureIsWellFormedAndHasBothBars() throws Exception {
    String svg = Picture.of(List.of(new Measured("without figures"), plain()));
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    // The background, two of the legend, two bars.
    assertThat(document.getElementsByTagName("rect").getLength()).isEqualTo(5);
  }

  @Test
  void anAimThatIsReachedIsInBold() {
    Measured ode = new Measured("ode n=1000 s=100");
    ode.add(Case.PRIMAL, List.of(10.0), 0);
    ode.add(Case.GENERATED, List.of(29.9), 0);
    Measured det = new Measured("det 7");
    det.add(Case.PRIMAL, List.of(10.0), 0);
    det.add(Case.GENERATED, List.of(25.1), 0);
    String[] lines = Aims.table(List.of(plain(), ode, det)).split("\n");
    assertThat(lines).hasLength(4);
    assertThat(lines[2]).isEqualTo("| ode n=1000 s=100 | | | 3.0 | **2.99** |");
    assertThat(lines[3]).isEqualTo("| det 7 | | | 2.5 | 2.51 |");
  }

  @Test
  void othersAreBesideTheMeasuredRatioAndTime() {
    Measured ode = new Measured("ode n=1000 s=100");
    ode.add(Case.PRIMAL, List.of(100_000.0), 0);
    ode.add(Case.GENERATED, List.of(450_000.0), 0);
    String[] lines = OtherTools.table(List.of(plain(), ode)).split("\n");
    assertThat(lines).hasLength(3);
    assertThat(lines[2])
        .isEqualTo(
            "| ode n=1000 s=100 | 4.50 (450 µs) |  |  | 507 (76.8 ms) | 19 (2.93 ms) | 283 (42.9"
                + " ms) |");
    assertThat(lines[2].split("\\|", -1)).hasLength(lines[0].split("\\|", -1).length);
  }

  @Test
  void withoutAnyAimThereIsNoTable() {
    assertThat(Aims.table(List.of(plain()))).isEmpty();
    assertThat(OtherTools.table(List.of(plain()))).isEmpty();
  }

  @Test
  void growthIsPrintedForAnElement() {
    String row = GrowthBenchmark.row("lse", 10_000, new String[] {"40000", "50000", "80000", "81"});
    assertThat(row).isEqualTo("| lse | 10,000 | 4.00 | 5.00 | 1.25 | 8.00 | 0.01 |\n");
  }

  private static Measured plain() {
    Measured measured = new Measured("plain");
    measured.add(Case.PRIMAL, List.of(10.0), 0);
    measured.add(Case.GENERATED, List.of(20.0), 0);
    measured.add(Case.BY_HAND, List.of(15.0), 0);
    return measured;
  }
}
