package org.cotangent.processor.testing;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.cotangent.processor.testing.Parsed.ParsedMethod;

/**
 * The other oracle: central differences of the compiled method itself, extrapolated to step zero
 * with Ridders' table, which also says how far the result is to be trusted (Ridders, Advances in
 * Engineering Software 4, 1982; Press et al., Numerical Recipes, section 5.7). No oracle at kinks
 * and ties.
 */
final class Differences {
  private static final int LEVELS = 6;
  private static final double SHRINK = 1.6;

  /** Calls the original method on these arguments; it may write to them. */
  @FunctionalInterface
  interface Original {
    Object call(Object[] arguments);
  }

  private final Original original;
  private final boolean single;

  /**
   * @param single whether any float takes part: then steps are wide, and the result is good to 3
   *     digits
   */
  Differences(Original original, boolean single) {
    this.original = original;
    this.single = single;
  }

  /** See {@link DualInterpreter#run}; arguments that are one and the same array move together. */
  Pullback run(ParsedMethod method, Object[] arguments, Object seed, Object[] outputAdjoints) {
    Object[] after = Flat.copy(arguments);
    Object result = original.call(after);
    List<double[]> adjoints = new ArrayList<>();
    List<double[]> errors = new ArrayList<>();
    for (int p = 0; p < arguments.length; p++) {
      int count = method.wrt().get(p) ? Flat.count(arguments[p]) : -1;
      double[] adjoint = count < 0 ? null : new double[count];
      double[] error = count < 0 ? null : new double[count];
      for (int i = 0; i < count; i++) {
        int parameter = p;
        int index = i;
        double at = Flat.numbers(arguments[p])[i];
        double[] both =
            ridders(at, x -> weighted(moved(arguments, parameter, index, x), seed, outputAdjoints));
        adjoint[i] = both[0];
        error[i] = both[1];
      }
      adjoints.add(adjoint);
      errors.add(error);
    }
    return new Pullback(result, after, adjoints, errors);
  }

  private double weighted(Object[] arguments, Object seed, Object[] outputAdjoints) {
    Object result = original.call(arguments);
    double sum = seed == null ? 0 : Flat.dot(result, seed);
    for (int i = 0; i < arguments.length; i++) {
      if (outputAdjoints[i] != null) {
        sum += Flat.dot(arguments[i], outputAdjoints[i]);
      }
    }
    return sum;
  }

  /** Copies of the arguments in which one number of one parameter is another. */
  private static Object[] moved(Object[] arguments, int parameter, int index, double number) {
    Object[] copies = Flat.copy(arguments);
    copies[parameter] = replace(copies[parameter], new int[] {index}, number);
    return copies;
  }

  /** Replaces the number that is {@code left[0]} numbers away, in place where it is in an array. */
  private static Object replace(Object value, int[] left, double number) {
    if (value instanceof Double) {
      return left[0]-- == 0 ? (Object) number : value;
    }
    if (value instanceof Float) {
      return left[0]-- == 0 ? (Object) (float) number : value;
    }
    for (int i = 0; i < Array.getLength(value) && left[0] >= 0; i++) {
      Object element = Array.get(value, i);
      Array.set(value, i, replace(element, left, number));
    }
    return value;
  }

  /** The derivative and an estimate of its error. */
  private double[] ridders(double at, DoubleUnaryOperator f) {
    double step = (single ? 0.05 : 1e-3) * Math.max(1, Math.abs(at));
    double[] previous = new double[LEVELS];
    double best = Double.NaN;
    double error = Double.POSITIVE_INFINITY;
    int levels = single ? 3 : LEVELS;
    for (int level = 0; level < levels; level++, step /= SHRINK) {
      // The step that the arithmetic really takes.
      double up = single ? (float) (at + step) : at + step;
      double down = single ? (float) (at - step) : at - step;
      double[] row = new double[LEVELS];
      row[0] = (f.applyAsDouble(up) - f.applyAsDouble(down)) / (up - down);
      double factor = SHRINK * SHRINK;
      for (int k = 1; k <= level; k++, factor *= SHRINK * SHRINK) {
        row[k] = (row[k - 1] * factor - previous[k - 1]) / (factor - 1);
        double estimate =
            Math.max(Math.abs(row[k] - row[k - 1]), Math.abs(row[k] - previous[k - 1]));
        if (estimate <= error) {
          error = estimate;
          best = row[k];
        }
      }
      if (level > 0 && Math.abs(row[level] - previous[level - 1]) >= 2 * error) {
        break;
      }
      previous = Arrays.copyOf(row, LEVELS);
    }
    return new double[] {best, error};
  }
}
