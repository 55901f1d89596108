package org.cotangent.benchmarks.compile;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The programs of the benchmark compile, and a broken one is not measured. */
final class CompilerTest {

  @Test
  void everydayMethodsCompileWithAndWithoutTheProcessor() {
    try (Compiler compiler = new Compiler(Map.of("Model", Programs.everyday("Model", 3, 20, 7)))) {
      Compiler.Times times = compiler.round();
      assertThat(times.without()).isGreaterThan(0.0);
      assertThat(times.with()).isGreaterThan(0.0);
    }
  }

  @ParameterizedTest
  @EnumSource(Programs.Shape.class)
  void aMethodOfEachShapeCompiles(Programs.Shape shape) {
    try (Compiler compiler = new Compiler(Map.of("Model", shape.source("Model", 100)))) {
      assertThat(compiler.round().with()).isGreaterThan(0.0);
    }
  }

  @Test
  void aProgramThatDoesNotCompileIsNotMeasured() {
    try (Compiler compiler = new Compiler(Map.of("Model", "class Model { int f() {} }"))) {
      IllegalStateException e = assertThrows(IllegalStateException.class, compiler::round);
      assertThat(e).hasMessageThat().contains("missing return statement");
    }
  }

  @Test
  void theSameArgumentsGiveTheSameProgram() {
    assertThat(Programs.everyday("Model", 2, 20, 3))
        .isEqualTo(Programs.everyday("Model", 2, 20, 3));
    assertThat(Programs.everyday("Model", 2, 20, 3))
        .isNotEqualTo(Programs.everyday("Model", 2, 20, 4));
  }
}
