package org.cotangent.fuzz;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Broken sources are answered with errors at a place, never with a stack trace. */
class MutantsTest {
  private static final int MUTANTS = 200;

  private static Mutants mutants() throws IOException {
    return new Mutants(Corpus.of(Path.of(".."), 7), 7);
  }

  @Test
  void twoHundredMutantsAreRightOrRefused() throws IOException {
    Mutants mutants = mutants();
    List<String> failures = new ArrayList<>();
    Map<Outcome.Kind, Integer> kinds = new EnumMap<>(Outcome.Kind.class);
    for (int id = 0; id < MUTANTS; id++) {
      String source = mutants.mutant(id);
      Outcome outcome = mutants.judge(source);
      kinds.merge(outcome.kind(), 1, Integer::sum);
      if (outcome.isFailure()) {
        failures.add("mutant " + id + ": " + outcome + "\n" + source);
      }
    }
    assertWithMessage("failures").that(failures).isEmpty();
    assertThat(kinds.get(Outcome.Kind.RIGHT)).isGreaterThan(MUTANTS / 50);
    assertThat(kinds.get(Outcome.Kind.REFUSED)).isGreaterThan(MUTANTS / 4);
  }

  @Test
  void aMutantFollowsFromTheSeedAndItsNumberAlone() throws IOException {
    assertThat(mutants().mutant(5)).isEqualTo(mutants().mutant(5));
    assertThat(mutants().mutant(5)).isNotEqualTo(mutants().mutant(6));
  }

  @Test
  void tokensPutTogetherAreTheSource() {
    String source = "int x = 0x1F; // a\n\"b\\\"c\" 'd' 1e-3 \u00e4 >>>= \"\"\" x \"\"\" /* y */";
    assertThat(Tokens.of(source).toString()).isEqualTo(source);
  }
}
