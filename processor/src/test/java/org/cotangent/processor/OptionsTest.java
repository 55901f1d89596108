package org.cotangent.processor;

import static com.google.common.truth.Truth.assertThat;

import org.cotangent.processor.testing.Compilation;
import org.cotangent.processor.testing.Compiled;
import org.junit.jupiter.api.Test;

class OptionsTest {
  private static final String SOURCE =
      "class Model { @org.cotangent.Differentiable static double f(double x) { return x; } }";

  private static Compiled compile(String... options) {
    return Compilation.of(SOURCE).with(() -> new StandIn().processor()).options(options).run();
  }

  @Test
  void anUnknownOptionIsAnError() {
    Compiled compiled = compile("-Acotangent.dmup=reverse", "-Aother.option=1");
    assertThat(compiled.errors()).hasSize(1);
    assertThat(compiled.errors().get(0).text())
        .startsWith("[AD055] '-Acotangent.dmup' is not an option of Cotangent");
  }

  @Test
  void featuresThatAreNotThereYetAreNotIgnoredInSilence() {
    Compiled compiled =
        compile("-Acotangent.report=x", "-Acotangent.checkNaN=true", "-Acotangent.dump=reverse");
    assertThat(compiled.errors().stream().map(error -> error.code()).toList())
        .containsExactly("AD056", "AD056");
  }

  @Test
  void aSwitchIsTrueOrFalse() {
    assertThat(compile("-Acotangent.checkNaN=false").succeeded()).isTrue();
    assertThat(compile("-Acotangent.checkNaN=true").succeeded()).isTrue();
    for (String other : new String[] {"=yes", "=TRUE", "=", ""}) {
      Compiled compiled = compile("-Acotangent.checkNaN" + other);
      assertThat(compiled.errors().stream().map(error -> error.code()).toList())
          .containsExactly("AD083");
    }
  }
}
