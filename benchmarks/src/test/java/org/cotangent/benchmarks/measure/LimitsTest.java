package org.cotangent.benchmarks.measure;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class LimitsTest {
  private static final List<String> LINES =
      List.of(
          "# a comment", "", "17 | lse n=40000 | gradient / primal | 1.68", "21|lse n=40000|a|2");

  @Test
  void linesAreLimitsOrComments() {
    assertThat(Limits.parse(LINES).of(17))
        .containsExactly(new Limits.Limit(17, "lse n=40000", "gradient / primal", 1.68));
    assertThat(Limits.parse(LINES).most(17, "lse n=40000", "gradient / primal").orElseThrow())
        .isEqualTo(1.68);
    assertThat(Limits.parse(LINES).most(17, "lse n=40000", "a").isPresent()).isFalse();
  }

  @Test
  void aVersionOfJavaWithoutLimitsHasThoseOfTheNextOlderOne() {
    Limits limits = Limits.parse(LINES);
    assertThat(limits.of(20)).isEqualTo(limits.of(17));
    assertThat(limits.of(25)).isEqualTo(limits.of(21));
    assertThat(limits.of(11)).isEqualTo(limits.of(17));
    assertThat(Limits.parse(List.of()).of(17)).isEmpty();
  }

  @Test
  void aLineThatIsNoLimitIsNamed() {
    for (String wrong :
        List.of(
            "17 | lse | gradient / primal",
            "17 | lse | gradient / primal | 1 | 2",
            "Java | lse | gradient / primal | 1",
            "17 | lse | gradient / primal | much",
            "17 | lse | gradient / primal | 0",
            "17 | lse | gradient / primal | NaN")) {
      var thrown =
          assertThrows(
              IllegalArgumentException.class,
              () -> Limits.parse(List.of("17 | lse | a | 1", wrong)));
      assertThat(thrown).hasMessageThat().contains("line 2");
      assertThat(thrown).hasMessageThat().contains(wrong);
    }
  }

  @Test
  void aLimitThatStandsTwiceIsNamed() {
    var thrown =
        assertThrows(
            IllegalArgumentException.class,
            () -> Limits.parse(List.of("17 | lse | a | 1", "17 | lse | a | 2")));
    assertThat(thrown).hasMessageThat().contains("line 2 repeats");
  }

  @Test
  void aNewLimitIsTheMeasuredRatioWithTheMarginRoundedUp() {
    Limits limits = Limits.parse(LINES).with(17, "lse n=40000", "gradient / primal", 1.234);
    assertThat(limits.most(17, "lse n=40000", "gradient / primal").orElseThrow()).isEqualTo(1.73);
    assertThat(limits.of(17)).hasSize(1);
    assertThat(limits.with(17, "ode", "gradient / primal", 1).of(17)).hasSize(2);
    assertThat(limits.of(21)).isEqualTo(Limits.parse(LINES).of(21));
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    Limits limits = Limits.parse(LINES);
    Limits again = Limits.parse(limits.text().lines().toList());
    assertThat(again.of(17)).isEqualTo(limits.of(17));
    assertThat(again.of(21)).isEqualTo(limits.of(21));
    assertThat(again.text()).isEqualTo(limits.text());
  }
}
