package org.cotangent.fuzz;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {

  @Test
  void allOptionsAreRead() {
    Options options =
        Options.parse(
            List.of(
                "--programs", "20", "--seed", "7", "--mutants", "3", "--jobs", "2", "--keep", "x"));
    assertThat(options).isEqualTo(new Options(20, 3, 7, 2, Path.of("x"), false));
  }

  @Test
  void wrongOptionsAreExplained() {
    assertThat(message("--program", "3")).isEqualTo("there is no option --program");
    assertThat(message("--seed")).isEqualTo("--seed needs a value");
    assertThat(message("--seed", "x")).isEqualTo("--seed needs a whole number, not x");
    assertThat(message("--jobs", "0")).isEqualTo("--jobs needs a number from 1 to 1024, not 0");
  }

  private static String message(String... arguments) {
    return assertThrows(IllegalArgumentException.class, () -> Options.parse(List.of(arguments)))
        .getMessage();
  }
}
