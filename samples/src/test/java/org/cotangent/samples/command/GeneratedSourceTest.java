package org.cotangent.samples.command;

import static com.google.common.truth.Truth.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class GeneratedSourceTest {
  @Test
  void thePropertyNamesTheRoot() {
    String before = System.getProperty("cotangent.generated");
    try {
      System.setProperty("cotangent.generated", "a");
      assertThat(GeneratedSource.of(Progress.class))
          .isEqualTo(
              Path.of("a", "org", "cotangent", "samples", "command", "ProgressDerivatives.java"));
    } finally {
      if (before == null) {
        System.clearProperty("cotangent.generated");
      } else {
        System.setProperty("cotangent.generated", before);
      }
    }
  }

  @Test
  void withoutAPropertyItIsBelowTheBuildFolder() {
    assertThat(GeneratedSource.of(Progress.class).toString())
        .contains(Path.of("target", "generated-sources", "annotations").toString());
  }
}
