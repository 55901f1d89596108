package org.cotangent.processor;

import static com.google.common.truth.Truth.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.cotangent.processor.analysis.Optimization;
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
    Compiled compiled = compile("-Acotangent.checkNaN=true", "-Acotangent.dump=reverse");
    assertThat(compiled.errors().stream().map(error -> error.code()).toList())
        .containsExactly("AD056");
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

  @Test
  void anUnknownOptimisationIsAnErrorThatListsThoseThereAre() {
    assertThat(compile("-Acotangent.without=recomputed-values").succeeded()).isTrue();
    assertThat(compile("-Acotangent.without=all").succeeded()).isTrue();
    for (String other : new String[] {"=recomputed", "=ALL", "=all,", "=", ""}) {
      Compiled compiled = compile("-Acotangent.without" + other);
      assertThat(compiled.errors().stream().map(error -> error.code()).toList())
          .containsExactly("AD084");
      assertThat(compiled.errors().get(0).text()).contains("recomputed-values");
    }
  }

  @Test
  void everyOptimisationIsInTheTableOfThoseThatCanBeSwitchedOff() throws Exception {
    String page = Files.readString(Path.of("..", "docs", "performance.md"));
    for (Optimization each : Optimization.values()) {
      assertThat(page).contains("\n| `" + each.optionName() + "` | ");
    }
  }
}
