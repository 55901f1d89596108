package org.cotangent.processor.rules;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The documentation of the rules is the table itself. */
final class RulesPageTest {

  @Test
  void thePageShowsTheTable() throws IOException {
    Path page = Docs.page("rules.md");
    if (Boolean.getBoolean("cotangent.golden.update")) {
      Files.writeString(page, RulesPage.text());
    }

    assertThat(Files.readString(page)).isEqualTo(RulesPage.text());
  }
}
