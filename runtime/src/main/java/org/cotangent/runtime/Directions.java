package org.cotangent.runtime;

import java.util.Arrays;
import java.util.Random;

/**
 * Random directions through a point.
 *
 * <p>Each number moves in proportion to its own size, so that a step of 0.06 leaves every number
 * with its sign and about its size, whatever the units are; a number that is zero, or tiny beside
 * the others of its array, moves in proportion to those. No component of a direction is close to
 * zero: each counts.
 */
final class Directions {
  /** Of the largest number of the same argument. */
  private static final double LEAST = 0.01;

  /** A check of each single component is for failures only, and stops here. */
  private static final int MOST_COMPONENTS = 256;

  private final double[] sizes;
  private final Random random;

  Directions(Object point, double[] x, Random random) {
    this.random = random;
    this.sizes = new double[x.length];
    int from = 0;
    if (point instanceof GradientCheck.Arguments arguments) {
      for (Object argument : arguments.all()) {
        int to = from + Flat.size(argument);
        size(x, from, to);
        from = to;
      }
    } else {
      size(x, 0, x.length);
    }
  }

  private void size(double[] x, int from, int to) {
    double largest = 0;
    for (int k = from; k < to; k++) {
      largest = Math.max(largest, Double.isFinite(x[k]) ? Math.abs(x[k]) : 0);
    }
    double least = largest == 0 ? 1 : LEAST * largest;
    for (int k = from; k < to; k++) {
      sizes[k] = Double.isFinite(x[k]) ? Math.max(Math.abs(x[k]), least) : 1;
    }
  }

  /** A direction of any kind. */
  double[] next() {
    double[] direction = new double[sizes.length];
    for (int k = 0; k < direction.length; k++) {
      direction[k] = sign() * (0.5 + random.nextDouble()) * sizes[k];
    }
    return direction;
  }

  private double sign() {
    return random.nextBoolean() ? 1 : -1;
  }

  /** A random adjoint of a result; of its type, so rounded where that is {@code float}. */
  static Object seed(Object result, Random random) {
    double[] numbers = new double[Flat.size(result)];
    for (int k = 0; k < numbers.length; k++) {
      numbers[k] = (random.nextBoolean() ? 1 : -1) * (0.5 + random.nextDouble());
    }
    return Flat.write(result, numbers);
  }

  /** Says which single component of a wrong derivative is farthest from its differences. */
  static String worstComponent(Object point, Directions all, Differences differences) {
    int count = Math.min(all.sizes.length, MOST_COMPONENTS);
    double worst = 0;
    String text = "";
    for (int k = 0; k < count; k++) {
      double[] direction = new double[all.sizes.length];
      Arrays.fill(direction, 0);
      direction[k] = all.sizes[k];
      GradientCheck.Direction found = differences.along(k, direction);
      double error = Math.abs(found.difference() - found.adjoint());
      if (found.verdict() == GradientCheck.Verdict.WRONG && !(error <= worst)) {
        worst = Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
        String path = Flat.path(point, k);
        text =
            String.format(
                java.util.Locale.ROOT,
                "component %s: differences %s, derivative %s",
                path.isEmpty() ? "x" : path,
                CheckTable.number(found.difference() / all.sizes[k]),
                CheckTable.number(found.adjoint() / all.sizes[k]));
      }
    }
    return text;
  }
}
