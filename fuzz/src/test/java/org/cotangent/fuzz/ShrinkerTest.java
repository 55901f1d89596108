package org.cotangent.fuzz;

import static com.google.common.truth.Truth.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** What fails is made small, and printed as a test. */
class ShrinkerTest {

  @Test
  void aProgramThatFailsBecomesAFewLinesThatFailInTheSameWay() {
    Runner wrong =
        new Runner(Set.of(), (source, without) -> source.replace("* Math.cos(", "* Math.sin("));
    Program failing = null;
    Outcome outcome = null;
    for (int id = 0; failing == null; id++) {
      Program program = ProgramGenerator.program(5, id);
      outcome = wrong.run(program);
      failing = outcome.kind() == Outcome.Kind.WRONG_GRADIENT ? program : null;
    }
    Program small = new Shrinker(wrong, outcome, 600).shrink(failing);
    assertThat(small.size()).isLessThan(20);
    Outcome ofSmall = wrong.run(small);
    assertThat(ofSmall.kind()).isEqualTo(Outcome.Kind.WRONG_GRADIENT);

    String test = Reproduction.test(small, ofSmall, "seed 5");
    assertThat(test).contains("void wrongGradient() {");
    assertThat(test).contains("@Differentiable");
    assertThat(test).contains("Math.sin(");
    assertThat(test).contains("check.at(");
  }

  @Test
  void aProgramThatDoesNotFailStaysAsItIs() {
    Program program = ProgramGenerator.program(5, 1);
    Program small =
        new Shrinker(new Runner(), Outcome.of(Outcome.Kind.WRONG_GRADIENT), 40).shrink(program);
    assertThat(JavaPrinter.print(small, "X")).isEqualTo(JavaPrinter.print(program, "X"));
  }

  @Test
  void everySmallerProgramIsAProgram() {
    for (int id = 840; id < 860; id++) {
      for (Program smaller : Reductions.of(ProgramGenerator.program(106, id))) {
        assertThat(JavaPrinter.print(smaller, "X")).contains("class X");
      }
    }
  }
}
