package org.cotangent.fuzz;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The oracle must find what is wrong, and what is wrong here is put there by hand. */
class OracleTest {
  private static final int PROGRAMS = 40;

  private static Set<Outcome.Kind> found(UnaryOperator<String> sabotage) {
    return failures((source, without) -> sabotage.apply(source)).stream()
        .map(Outcome::kind)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<Outcome> failures(Sabotage sabotage) {
    List<Program> programs = new ArrayList<>();
    for (int id = 0; id < PROGRAMS; id++) {
      programs.add(ProgramGenerator.program(23, id));
    }
    return new Runner(Set.of(), sabotage)
        .run(programs).stream().filter(Outcome::isFailure).toList();
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

  @Test
  void whatIsWrongOnlyWithoutSomeOptimisationsIsFound() {
    List<Outcome> failures =
        failures(
            (source, without) ->
                without.isEmpty() ? source : source.replace("* Math.cos(", "* Math.sin("));
    assertThat(failures).isNotEmpty();
    for (Outcome failure : failures) {
      assertThat(failure.detail()).contains(": without ");
    }
  }

  @Test
  void theOptimisationThatMakesTheDifferenceIsNamed() {
    Sabotage wrong =
        (source, without) ->
            without.contains("recomputed-values") ? source : source.replace(", 1.0)", ", 2.0)");
    Runner runner = new Runner(Set.of(), wrong);
    for (int id = 0; ; id++) {
      Program program = ProgramGenerator.program(23, id);
      Outcome outcome = runner.run(program);
      if (outcome.isFailure()) {
        assertThat(new Blame(wrong).of(program, outcome))
            .isEqualTo("wrong with all optimisations, right without recomputed-values");
        return;
      }
    }
  }
}
