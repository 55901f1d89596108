package org.cotangent.processor.docs;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import org.cotangent.processor.testing.Compilation;
import org.cotangent.processor.testing.Compiled;
import org.cotangent.processor.testing.Processors;
import org.junit.jupiter.api.Test;

/** The examples of {@code docs/matrices.md} print what stands below them. */
class MatricesPageTest {

  @Test
  void theExamplesPrintWhatIsShown() throws ReflectiveOperationException, IOException {
    Page page = Page.read(Pages.directory("matrices.md"));
    assertThat(page.blocks("java ")).hasSize(5);
    for (Page.Block example : page.blocks("java ")) {
      String name = example.info().substring("java ".length());
      Compiled compiled =
          Compilation.of(example.text())
              .options("-Xlint:all,-processing")
              .with(Processors::cotangent)
              .run()
              .orThrow();
      assertThat(page.blocks("text " + name)).hasSize(1);
      Page.Block shown = page.blocks("text " + name).get(0);
      String printed = printed(compiled, name);
      if (Boolean.getBoolean("cotangent.golden.update")) {
        page.replace(shown, printed);
      } else {
        assertWithMessage("%s (-Dcotangent.golden.update=true rewrites it)", name)
            .that(shown.text())
            .isEqualTo(printed);
      }
    }
  }

  private static String printed(Compiled compiled, String name)
      throws ReflectiveOperationException {
    Method main = compiled.load(name).getDeclaredMethod("main", String[].class);
    main.setAccessible(true);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      main.invoke(null, (Object) new String[0]);
    } finally {
      System.setOut(before);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
