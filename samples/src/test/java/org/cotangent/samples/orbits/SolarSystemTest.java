package org.cotangent.samples.orbits;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.cotangent.runtime.OutOfTape;
import org.cotangent.runtime.Tape;
import org.cotangent.samples.Check;
import org.cotangent.samples.Oracle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SolarSystemTest {
  private static final double STEP = 0.01;

  private static SolarSystemDerivatives.MissGradient gradient(Planets planets, int steps) {
    return SolarSystemDerivatives.missGradient(
        planets.position(), planets.velocity(), planets.mass(), Planets.WANTED, STEP, steps);
  }

  private static double miss(Planets planets, int steps) {
    return SolarSystem.miss(
        planets.position(), planets.velocity(), planets.mass(), Planets.WANTED, STEP, steps);
  }

  @ParameterizedTest
  @CsvSource({"0, 2", "1, 1", "2, 2", "99, 2", "100, 1", "101, 2", "1000, 3", "6000, 2"})
  void theGradientIsThatOfTheWholeTape(int steps, int planets) {
    Planets start = Planets.of(planets);
    SolarSystemDerivatives.MissGradient again = gradient(start, steps);
    SolarSystemDerivatives.MissTapedGradient taped =
        SolarSystemDerivatives.missTapedGradient(
            start.position(), start.velocity(), start.mass(), Planets.WANTED, STEP, steps);
    assertThat(again.value()).isEqualTo(miss(start, steps));
    assertThat(again.value()).isEqualTo(taped.value());
    // all adjoints are elements of arrays, so even their shares are added in the same order
    assertThat(again.position()).isEqualTo(taped.position());
    assertThat(again.velocity()).isEqualTo(taped.velocity());
    assertThat(again.mass()).isEqualTo(taped.mass());
  }

  @ParameterizedTest
  @CsvSource({"0, 2", "1, 1", "57, 2", "300, 3"})
  void theGradientIsThatOfDifferences(int steps, int planets) {
    Planets start = Planets.of(planets);
    SolarSystemDerivatives.MissGradient gradient = gradient(start, steps);
    Check.differences(
        gradient.position(), Oracle.gradient(start.position(), () -> miss(start, steps)));
    Check.differences(
        gradient.velocity(), Oracle.gradient(start.velocity(), () -> miss(start, steps)));
    Check.differences(gradient.mass(), Oracle.gradient(start.mass(), () -> miss(start, steps)));
  }

  @Test
  void manyStepsTakeLittleMemory() {
    Planets start = Planets.of(2);
    Tape tape = new Tape();
    tape.limit(100_000);
    int steps = 30_000;
    SolarSystemDerivatives.MissGradient gradient =
        SolarSystemDerivatives.missGradient(
            start.position(), start.velocity(), start.mass(), Planets.WANTED, STEP, steps, tape);
    Planets direction = Planets.of(2);
    Tangent tangent = Tangent.of(start, direction, Planets.WANTED, STEP, steps);
    double along = 0;
    for (int k = 0; k < 9; k++) {
      along += gradient.position()[k] * direction.position()[k];
      along += gradient.velocity()[k] * direction.velocity()[k];
      along += k < 3 ? gradient.mass()[k] * direction.mass()[k] : 0;
    }
    assertThat(along).isWithin(1e-9 * Math.abs(tangent.derivative())).of(tangent.derivative());
    assertThat(gradient.value()).isWithin(1e-9).of(tangent.value());

    OutOfTape full =
        assertThrows(
            OutOfTape.class,
            () ->
                SolarSystemDerivatives.missTapedGradient(
                    start.position(),
                    start.velocity(),
                    start.mass(),
                    Planets.WANTED,
                    STEP,
                    steps,
                    tape));
    assertThat(full)
        .hasMessageThat()
        .contains("write for (@Checkpointed int i = 0; i < steps; i++)");
  }

  @Test
  void theSampleSaysThatItsDerivativesAgree() {
    assertThat(Main.run(Planets.of(1), 2_000)).isTrue();
  }
}
