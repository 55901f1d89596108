package org.cotangent.runtime;

import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Assertions for tests: a derivative is that of its function.
 *
 * <pre>{@code
 * import static org.cotangent.runtime.GradientAssertions.assertGradient;
 *
 * @Test
 * void lossGradient() {
 *   assertGradient(
 *       new double[] {0.3, -1.2},
 *       w -> Model.loss(w, data),
 *       w -> ModelDerivatives.lossGradient(w, data).w());
 * }
 * }</pre>
 *
 * <p>A failure is an {@link AssertionError} whose message is the table of a {@link GradientCheck}.
 * JUnit 5, JUnit 4 and TestNG all report such an error as a failure, so this class needs none of
 * them. Other directions, tolerances and points of several arguments: {@link GradientCheck}.
 */
public final class GradientAssertions {
  private GradientAssertions() {}

  /**
   * Asserts that a gradient is that of its function.
   *
   * @param point where: a number, or an array of numbers of any rank
   * @param value the function, with one number as its result
   * @param gradient the derivative by each number of the point, in its shape
   * @param <X> the type of the point
   * @throws AssertionError when it is wrong, or when the differences cannot tell
   */
  public static <X> void assertGradient(
      X point, ToDoubleFunction<? super X> value, Function<? super X, ?> gradient) {
    GradientCheck.at(point).gradient(value, gradient).run().requirePassed();
  }

  /**
   * Asserts that a pullback is that of its function.
   *
   * @param point where: a number, or an array of numbers of any rank
   * @param value the function; its result is a number or an array of any rank
   * @param pullback takes the point and the adjoint of the result, returns the adjoint of the point
   * @param <X> the type of the point
   * @param <Y> the type of the result
   * @throws AssertionError when it is wrong, or when the differences cannot tell
   */
  public static <X, Y> void assertPullback(
      X point, Function<? super X, Y> value, BiFunction<? super X, ? super Y, ?> pullback) {
    GradientCheck.at(point).pullback(value, pullback).run().requirePassed();
  }
}
