package org.cotangent.processor.docs;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.io.IOException;
import java.util.List;
import org.cotangent.processor.testing.Check;
import org.cotangent.processor.testing.Compilation;
import org.cotangent.processor.testing.Processors;
import org.junit.jupiter.api.Test;

/** {@code docs/checkpointing.md}: its examples are right, and it shows what they become. */
class CheckpointingPageTest {

  @Test
  void theExamplesHaveTheirDerivatives() throws IOException {
    List<Page.Block> examples = page().blocks("java example");
    assertThat(examples).hasSize(2);
    for (int steps : new int[] {0, 1, 2, 30}) {
      Check.of(examples.get(0).text()).at(0.7, 0.2, steps);
      Check.of(examples.get(1).text()).at(new double[] {0.7, 0.2, -0.4}, steps);
    }
  }

  @Test
  void theSweepsOfTheLoopAreThoseThatAreGenerated() throws IOException {
    Page page = page();
    Page.Block shown = page.blocks("java generated").get(0);
    String source =
        Compilation.of(page.blocks("java example").get(0).text())
            .with(Processors::cotangent)
            .run()
            .orThrow()
            .generated()
            .get("PendulumDerivatives");
    String text = sweeps(source);
    if (Boolean.getBoolean("cotangent.golden.update")) {
      page.replace(shown, text);
    } else {
      assertWithMessage("-Dcotangent.golden.update=true rewrites it")
          .that(shown.text())
          .isEqualTo(text);
    }
  }

  private static Page page() throws IOException {
    return Page.read(Pages.directory("checkpointing.md"));
  }

  private static String sweeps(String source) {
    int start = source.indexOf("  /** Runs the loop of");
    int reverse = source.indexOf(" swingLoopReverse(", start);
    String end = "\n  }\n";
    return source.substring(start, source.indexOf(end, reverse) + end.length()).indent(-2);
  }
}
