package org.cotangent.fuzz;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A campaign that is part of every build. */
class ProgramsTest {
  private static final int PROGRAMS = 500;

  @Test
  void fiveHundredRandomProgramsAreRightOrRefused() {
    Tally tally = new Tally();
    new Campaign(7).run(0, PROGRAMS, tally);
    List<String> failures = new ArrayList<>();
    tally.failures().forEach(f -> failures.add("program " + f.program().id() + ": " + f.outcome()));
    assertWithMessage("failures; bin/fuzz --seed 7 shrinks them").that(failures).isEmpty();
    assertThat(tally.programs()).isEqualTo(PROGRAMS);
    // The generator aims at what is accepted and finite: or it would say little.
    assertThat(tally.count(Outcome.Kind.REFUSED)).isLessThan(PROGRAMS / 20);
    assertThat(tally.count(Outcome.Kind.SKIPPED)).isLessThan(PROGRAMS / 20);
    for (Feature feature : Feature.values()) {
      if (feature.weight() > 0) {
        assertWithMessage("programs with: %s", feature.description())
            .that(tally.programsWith())
            .containsKey(feature);
      }
    }
    for (String optimisation : Optimizations.all()) {
      assertWithMessage("programs without %s", optimisation)
          .that(tally.programsWithout(optimisation))
          .isAtLeast(PROGRAMS / 10);
    }
  }

  @Test
  void eachOptimisationIsLeftOutAloneAndWithOthersAndKept() {
    for (String optimisation : Optimizations.all()) {
      int alone = 0;
      int withOthers = 0;
      int kept = 0;
      for (long group = 0; group < 2000; group++) {
        Set<String> without = Optimizations.without(3, group * Optimizations.GROUP);
        assertThat(without).isNotEmpty();
        assertThat(without).isEqualTo(Optimizations.without(3, group * Optimizations.GROUP + 1));
        if (!without.contains(optimisation)) {
          kept++;
        } else if (without.size() > 1) {
          withOthers++;
        } else {
          alone++;
        }
      }
      assertThat(alone).isAtLeast(300 / Optimizations.all().size());
      assertThat(withOthers).isAtLeast(300);
      assertThat(kept).isAtLeast(300);
    }
  }

  @Test
  void aProgramFollowsFromTheSeedAndItsNumberAlone() {
    String once = JavaPrinter.print(ProgramGenerator.program(3, 17), "X");
    ProgramGenerator.program(3, 16);
    assertThat(JavaPrinter.print(ProgramGenerator.program(3, 17), "X")).isEqualTo(once);
    assertThat(JavaPrinter.print(ProgramGenerator.program(4, 17), "X")).isNotEqualTo(once);
    assertThat(JavaPrinter.print(ProgramGenerator.program(3, 18), "X")).isNotEqualTo(once);
  }

  @Test
  void whatBecomesOfAProgramDoesNotDependOnThoseCompiledWithIt() {
    List<Program> programs = new ArrayList<>();
    for (int id = 0; id < 12; id++) {
      programs.add(ProgramGenerator.program(11, id));
    }
    List<Outcome> together = new Runner().run(programs);
    List<Outcome> alone = new ArrayList<>();
    programs.forEach(p -> alone.add(new Runner().run(p)));
    assertThat(alone).isEqualTo(together);
  }
}
