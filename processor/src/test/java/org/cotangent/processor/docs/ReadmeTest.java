package org.cotangent.processor.docs;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.io.IOException;
import org.cotangent.processor.testing.Compilation;
import org.cotangent.processor.testing.Processors;
import org.junit.jupiter.api.Test;

/** The README's example beside what is really written for it. */
class ReadmeTest {

  @Test
  void theGeneratedMethodIsTheOneThatIsWritten() throws IOException {
    Page page = Page.read(Pages.root().resolve("README.md"));
    assertThat(page.blocks("java example")).hasSize(1);
    assertThat(page.blocks("java generated")).hasSize(1);
    Page.Block shown = page.blocks("java generated").get(0);
    String companion =
        Compilation.of(page.blocks("java example").get(0).text())
            .with(Processors::cotangent)
            .run()
            .orThrow()
            .generated()
            .get("LineDerivatives");
    int start = companion.indexOf("  static LossBackward lossBackward(");
    String end = "\n  }\n";
    String method = companion.substring(start, companion.indexOf(end, start) + end.length());
    if (Boolean.getBoolean("cotangent.golden.update")) {
      page.replace(shown, method.indent(-2));
    } else {
      assertWithMessage("the method in README.md (-Dcotangent.golden.update=true rewrites it)")
          .that(shown.text())
          .isEqualTo(method.indent(-2));
    }
  }
}
