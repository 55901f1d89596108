package org.cotangent.fuzz;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The oracle must find what is wrong, and what is wrong here is put there by hand. */
class OracleTest {
  private static final int PROGRAMS = 40;

  private static Set<Outcome.Kind> found(UnaryOperator<String> sabotage) {
    List<Program> programs = new ArrayList<>();
    for (int id = 0; id < PROGRAMS; id++) {
      programs.add(ProgramGenerator.program(23, id));
    }
    Set<Outcome.Kind> kinds = new TreeSet<>();
    for (Outcome outcome : new Runner(sabotage).run(programs)) {
      if (outcome.isFailure()) {
        kinds.add(outcome.kind());
      }
    }
    return kinds;
  }

  @ParameterizedTest(name = "{0} becomes {1}")
  @CsvSource({
    // The derivative of one function.
    "Adjoint += productAdjoint,Adjoint += 1.0000001 * productAdjoint,WRONG_GRADIENT",
    "* Math.cos(,* Math.sin(,WRONG_GRADIENT",
    // An adjoint that is set in the place of being added to.
    "[0] += ,[0] = ,WRONG_PULLBACK",
    // What was overwritten is not put back.
    " = tape.popDouble();, = tape.popDouble() * 0 + 1;,WRONG_PULLBACK",
    // The primal.
    "1.5 + Math.abs(,1.5000001 + Math.abs(,WRONG_VALUE",
  })
  void aPlantedErrorIsFound(String right, String wrong, Outcome.Kind kind) {
    Set<Outcome.Kind> kinds = found(source -> source.replace(right, wrong));
    assertWithMessage("%s for %s", wrong, right).that(kinds).contains(kind);
  }

  @Test
  void nothingIsFoundWhereNothingIsWrong() {
    assertThat(found(source -> source + "\n// changed\n")).isEmpty();
  }
}
