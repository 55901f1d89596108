package org.cotangent.processor.docs;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.lang.reflect.Method;
import org.cotangent.processor.testing.Compiled;
import org.junit.jupiter.api.Test;

/** {@code docs/checking-gradients.md} shows what its example really prints. */
class CheckingGradientsPageTest {

  @Test
  void theTablesAreThoseThatAreShown() throws Exception {
    Page page = Page.read(Pages.directory("checking-gradients.md"));
    Compiled compiled = Compiled.compile(page.blocks("java example").get(0).text()).orThrow();
    for (String name : new String[] {"written", "byHand"}) {
      assertThat(page.blocks("text " + name)).hasSize(1);
      Page.Block shown = page.blocks("text " + name).get(0);
      Method method = compiled.load("Show").getDeclaredMethod(name);
      method.setAccessible(true);
      String table = method.invoke(null).toString().replace("\r\n", "\n");
      if (Boolean.getBoolean("cotangent.golden.update")) {
        page.replace(shown, table);
      } else {
        assertWithMessage("%s (-Dcotangent.golden.update=true rewrites it)", name)
            .that(shown.text())
            .isEqualTo(table);
      }
    }
  }
}
