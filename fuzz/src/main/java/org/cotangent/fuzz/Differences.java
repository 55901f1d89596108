package org.cotangent.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.cotangent.fuzz.Jacobian.Entry;
import org.cotangent.fuzz.MethodTree.Parameter;

/**
 * The second oracle: central differences of the original along a random direction, extrapolated to
 * the limit. It keeps the dual numbers themselves honest. Only for programs that are smooth.
 */
final class Differences {
  private static final double STEP = 1e-3;
  private static final double ACCURACY = 1e-4;

  /** The oracles disagree. */
  static final class DisagreementException extends RuntimeException {
    private static final long serialVersionUID = 1;

    DisagreementException(String message) {
      super(message);
    }
  }

  private final MethodTree method;
  private final Original original;
  private final Object[] arguments;
  private final SplittableRandom random;

  Differences(MethodTree method, Original original, Object[] arguments, SplittableRandom random) {
    this.method = method;
    this.original = original;
    this.arguments = arguments;
    this.random = random;
  }

  /** Compares the derivative of the sum of all numbers that the call returns. */
  void check(Jacobian jacobian, Object result) {
    if (result == null) {
      return;
    }
    List<Entry> entries =
        jacobian.pullback(Arguments.map(result, x -> 1), new Object[arguments.length]);
    double[] direction = new double[entries.size()];
    Arrays.setAll(direction, i -> random.nextDouble() - 0.5);
    double expected = 0;
    double magnitude = 1;
    for (int i = 0; i < direction.length; i++) {
      expected += direction[i] * entries.get(i).derivative();
      magnitude += Math.abs(direction[i]) * entries.get(i).magnitude();
    }
    if (!(magnitude < 100)) {
      // The steps would have to be smaller than rounding allows.
      return;
    }
    double coarse = quotient(jacobian, direction, STEP);
    double fine = quotient(jacobian, direction, STEP / 2);
    double extrapolated = (4 * fine - coarse) / 3;
    double uncertain = Math.abs(fine - coarse);
    if (uncertain < 1e-4 * magnitude
        && !(Math.abs(extrapolated - expected) <= ACCURACY * magnitude + uncertain)) {
      throw new DisagreementException(
          "dual numbers say " + expected + ", differences " + extrapolated);
    }
  }

  private double quotient(Jacobian jacobian, double[] direction, double step) {
    return (sum(jacobian, direction, step) - sum(jacobian, direction, -step)) / (2 * step);
  }

  private double sum(Jacobian jacobian, double[] direction, double step) {
    Object[] moved = new Object[arguments.length];
    for (int i = 0; i < moved.length; i++) {
      Parameter parameter = method.parameters().get(i);
      int[] next = {jacobian.inputs()[i]};
      moved[i] =
          parameter.differentiated()
              ? Arguments.map(arguments[i], x -> x + step * direction[next[0]++])
              : Arguments.copy(arguments[i]);
    }
    Object result = original.call(method, moved);
    return Arguments.numbers(result).stream().mapToDouble(x -> x).sum();
  }
}
