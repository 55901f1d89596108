package org.cotangent.samples.command;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class OptionsTest {
  @Test
  void defaults() throws Options.UsageException {
    assertThat(Options.parse(60)).isEqualTo(new Options(60, 1, Path.of("out"), false));
  }

  @Test
  void everyOption() throws Options.UsageException {
    assertThat(Options.parse(60, "--epochs", "3", "--seed", "-9", "--out", "a/b", "--help"))
        .isEqualTo(new Options(3, -9, Path.of("a", "b"), true));
  }

  @Test
  void sayWhatIsWrong() {
    assertThat(messageFor("--epoch", "3")).isEqualTo("unknown option '--epoch'; --help lists them");
    assertThat(messageFor("3")).isEqualTo("unknown option '3'; --help lists them");
    assertThat(messageFor("--out")).isEqualTo("--out needs a value");
    assertThat(messageFor("--out", "")).isEqualTo("--out takes a folder, not an empty name");
    assertThat(messageFor("--epochs", "0"))
        .isEqualTo("--epochs takes an integer from 1 to 10000, not '0'");
    assertThat(messageFor("--epochs", "ten"))
        .isEqualTo("--epochs takes an integer from 1 to 10000, not 'ten'");
    assertThat(messageFor("--seed", "1.5")).startsWith("--seed takes an integer");
  }

  private static String messageFor(String... arguments) {
    return assertThrows(Options.UsageException.class, () -> Options.parse(60, arguments))
        .getMessage();
  }
}
