package org.cotangent.processor.docs;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import org.cotangent.processor.testing.Check;
import org.cotangent.processor.testing.Compilation;
import org.cotangent.processor.testing.Compiled;
import org.cotangent.processor.testing.Processors;
import org.junit.jupiter.api.Test;

/** The examples of {@code docs/custom-derivatives.md}, compiled and run. */
class CustomDerivativesPageTest {

  private static String example(String info) throws IOException {
    Page page = Page.read(Pages.directory("custom-derivatives.md"));
    return page.blocks(info).stream()
        .filter(block -> block.info().equals(info))
        .findFirst()
        .orElseThrow()
        .text();
  }

  @Test
  void everyExampleCompilesWithoutAWarning() throws IOException {
    Page page = Page.read(Pages.directory("custom-derivatives.md"));
    assertThat(page.blocks("java")).hasSize(4);
    for (Page.Block block : page.blocks("java")) {
      Compilation.of(block.text())
          .options("-Xlint:all,-processing,-auxiliaryclass")
          .with(Processors::cotangent)
          .run()
          .orThrow();
    }
  }

  @Test
  void aMethodThatWritesItsArrayIsDifferentiatedAsIfItWereFollowed() throws IOException {
    Check check = Check.of(example("java mutating"));
    check.at(new double[] {0.9, 1.2}, 1.1);
    assertThat(check.generated()).contains("Model.squareDerivative(");
  }

  @Test
  void theGradientOfAValueTimesItselfStoppedIsTheValue() throws IOException {
    Check.of(example("java stop")).kink().at(3.5).is("x", 3.5);
  }

  @Test
  void theFixedPointHasTheDerivativeOfTheImplicitFunction()
      throws IOException, ReflectiveOperationException {
    Compiled compiled = Compiled.compile(example("java fixed-point"));
    Method gradient =
        compiled
            .load("ModelDerivatives")
            .getDeclaredMethod("twiceGradient", double.class, double.class);
    gradient.setAccessible(true);
    Object record = gradient.invoke(null, 0.8, 0.3);
    double y = (component(record, "value") - 0.8) / 2;
    // differentiated: y' (1 - e cos y) = 1 by m, and sin y by e
    assertThat(y - 0.3 * Math.sin(y)).isWithin(1e-15).of(0.8);
    assertThat(component(record, "m")).isWithin(1e-14).of(1 + 2 / (1 - 0.3 * Math.cos(y)));
    assertThat(component(record, "e"))
        .isWithin(1e-14)
        .of(2 * Math.sin(y) / (1 - 0.3 * Math.cos(y)));
  }

  private static double component(Object record, String name) throws ReflectiveOperationException {
    Method accessor = record.getClass().getDeclaredMethod(name);
    accessor.setAccessible(true);
    return (double) accessor.invoke(record);
  }
}
