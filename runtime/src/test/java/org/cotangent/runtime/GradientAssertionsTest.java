package org.cotangent.runtime;

import static com.google.common.truth.Truth.assertThat;
import static org.cotangent.runtime.GradientAssertions.assertGradient;
import static org.cotangent.runtime.GradientAssertions.assertPullback;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

final class GradientAssertionsTest {

  @Test
  void rightDerivativesPass() {
    assertGradient(
        new double[] {2, 3},
        x -> x[0] * x[0] * x[1],
        x -> new double[] {2 * x[0] * x[1], x[0] * x[0]});
    assertGradient(0.7, Math::sin, Math::cos);
    assertPullback(
        new double[] {2, 3},
        x -> new double[] {x[0] * x[1], x[0]},
        (x, u) -> new double[] {u[0] * x[1] + u[1], u[0] * x[0]});
  }

  @Test
  void wrongOnesFailWithTheTable() {
    AssertionError gradient =
        assertThrows(AssertionError.class, () -> assertGradient(0.7, Math::sin, Math::sin));
    assertThat(gradient).hasMessageThat().contains("verdict");
    AssertionError pullback =
        assertThrows(
            AssertionError.class, () -> assertPullback(0.7, x -> 3 * x, (x, seed) -> 2 * seed));
    assertThat(pullback).hasMessageThat().contains("farthest off: component x: differences ");
  }
}
