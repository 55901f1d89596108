package org.cotangent.processor.docs;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.cotangent.processor.testing.Compilation;
import org.cotangent.processor.testing.Compiled;
import org.cotangent.processor.testing.Processors;
import org.junit.jupiter.api.Test;

/** {@code docs/finding-nans.md} shows what its example really throws. */
class FindingNansPageTest {

  @Test
  void theMessagesAreThoseThatAreShown() throws ReflectiveOperationException, IOException {
    Page page = Page.read(Pages.directory("finding-nans.md"));
    Compiled compiled =
        Compilation.of(page.blocks("java example").get(0).text())
            .with(Processors::cotangent)
            .options("-Acotangent.checkNaN=true")
            .run()
            .orThrow();
    for (String name : new String[] {"forward", "reverse"}) {
      assertThat(page.blocks("text " + name)).hasSize(1);
      Page.Block shown = page.blocks("text " + name).get(0);
      Method method = compiled.load("Show").getDeclaredMethod(name);
      method.setAccessible(true);
      Throwable thrown =
          assertThrows(InvocationTargetException.class, () -> method.invoke(null)).getCause();
      String text = thrown + "\n";
      if (Boolean.getBoolean("cotangent.golden.update")) {
        page.replace(shown, text);
      } else {
        assertWithMessage("%s (-Dcotangent.golden.update=true rewrites it)", name)
            .that(shown.text())
            .isEqualTo(text);
      }
    }
  }
}
