package org.cotangent.runtime;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.cotangent.runtime.GradientCheck.Direction;
import org.cotangent.runtime.GradientCheck.Step;
import org.cotangent.runtime.GradientCheck.Verdict;

/**
 * Difference quotients of one function at one point, and what they say of a derivative.
 *
 * <p>Central differences with steps {@code h, h/4, h/16, ...} are extrapolated to step 0; the
 * scatter of the extrapolated values says how far they can be trusted. Steps are what the rounded
 * arguments really moved by, which matters for {@code float}.
 */
final class Differences {
  /** Each step is about this much smaller than the one before. */
  private static final double RATIO = 4;

  /** Shifts each step a little, so that no two fall on the same grid of rounded values. */
  private static final double SHIFT = 0.618;

  private final Object point;
  private final double[] x;
  private final Function<Object, Object> value;
  private final double[] seed;
  private final double[] gradient;
  private final double epsilon;
  private final double tolerance;
  private final double largest;
  private final int count;
  private final double here;
  private final double magnitude;

  Differences(
      Object point,
      double[] x,
      Function<Object, Object> value,
      double[] seed,
      double[] gradient,
      boolean floats,
      double tolerance,
      double largest,
      int count) {
    this.point = point;
    this.x = x;
    this.value = value;
    this.seed = seed;
    this.gradient = gradient;
    this.epsilon = floats ? 0x1p-23 : 0x1p-52;
    this.tolerance = tolerance;
    this.largest = largest;
    this.count = count;
    double[] result = Flat.read(value.apply(Flat.copy(point)));
    this.here = dot(seed, result);
    double sum = 0;
    for (int k = 0; k < result.length; k++) {
      sum += Math.abs(seed[k] * result[k]);
    }
    this.magnitude = sum;
  }

  /** The same function at the same point, beside another derivative. */
  private Differences(Differences other, double[] gradient) {
    this.point = other.point;
    this.x = other.x;
    this.value = other.value;
    this.seed = other.seed;
    this.gradient = gradient;
    this.epsilon = other.epsilon;
    this.tolerance = other.tolerance;
    this.largest = other.largest;
    this.count = other.count;
    this.here = other.here;
    this.magnitude = other.magnitude;
  }

  private static double dot(double[] a, double[] b) {
    if (a.length != b.length) {
      throw new IllegalArgumentException(
          "the result has " + b.length + " numbers beside the point, and " + a.length + " at it");
    }
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }

  /** One side of one step: how the function moved, and what the derivative says of it. */
  private record Side(double change, double predicted) {
    double remainder() {
      return change - predicted;
    }
  }

  private Side side(double[] direction, double step) {
    double[] moved = new double[x.length];
    for (int k = 0; k < x.length; k++) {
      moved[k] = x[k] + step * direction[k];
    }
    Object argument = Flat.write(point, moved);
    double[] real = Flat.read(argument);
    double predicted = 0;
    for (int k = 0; k < x.length; k++) {
      predicted += real[k] == x[k] ? 0 : gradient[k] * (real[k] - x[k]);
    }
    return new Side(dot(seed, Flat.read(value.apply(argument))) - here, predicted);
  }

  /** Looks in one direction. */
  Direction along(int number, double[] direction) {
    double adjoint = 0;
    for (int k = 0; k < x.length; k++) {
      adjoint += direction[k] == 0 ? 0 : gradient[k] * direction[k];
    }
    return Double.isFinite(adjoint)
        ? along(number, direction, adjoint)
        : beside(number, direction, adjoint);
  }

  /** A derivative that is NaN or infinite is wrong where the differences settle at a number. */
  private Direction beside(int number, double[] direction, double adjoint) {
    Differences plain = new Differences(this, new double[x.length]);
    Direction found = plain.along(number, direction, 0);
    Verdict verdict = found.verdict();
    if (verdict == Verdict.PASSED || verdict == Verdict.WRONG || verdict == Verdict.INCONCLUSIVE) {
      boolean settled = found.uncertainty() <= 0.01 * Math.abs(found.difference());
      verdict = settled || verdict == Verdict.PASSED ? Verdict.WRONG : Verdict.UNDEFINED;
    }
    return new Direction(
        number,
        found.difference(),
        found.uncertainty(),
        adjoint,
        Double.POSITIVE_INFINITY,
        found.slope(),
        verdict,
        found.steps());
  }

  private Direction along(int number, double[] direction, double adjoint) {
    double smallest = largest * Math.pow(RATIO, 1 - count);
    double noise =
        2 * epsilon * magnitude + 3 * Noise.of(h -> side(direction, h).remainder(), smallest);
    List<Step> steps = new ArrayList<>();
    double still = 0;
    for (int k = 0; k < count; k++) {
      double h = largest * Math.pow(RATIO, -k) * (1 - 0.2 * (SHIFT * k % 1));
      Side right = side(direction, h);
      Side left = side(direction, -h);
      boolean flat = right.change() == 0 && left.change() == 0;
      still = flat ? Math.max(still, h) : 0;
      steps.add(
          new Step(
              h,
              adjoint + right.remainder() / h,
              adjoint - left.remainder() / h,
              larger(right.remainder(), left.remainder())));
    }
    boolean kink = hasKink(steps, noise);
    noise = Math.max(noise, unexplained(steps, adjoint));
    if (still > 0 && still < largest) {
      // Steps that should show, but do not: the value is rounded more coarsely than they move it.
      noise = Math.max(noise, 4 * Math.abs(adjoint) * still);
    }
    Estimate estimate = estimate(steps, noise);
    double size = Math.max(Math.abs(estimate.value()), norm(direction));
    double error = Math.abs(estimate.value() - adjoint);
    double relative = error == 0 ? 0 : error / size;
    Verdict verdict = verdict(steps, estimate, adjoint, error, size, kink);
    return new Direction(
        number,
        estimate.value(),
        estimate.uncertainty(),
        adjoint,
        relative,
        slope(steps, noise),
        verdict,
        List.copyOf(steps));
  }

  /**
   * What the smallest central differences leave over that does not fall with the step, as both
   * curvature and the error of a wrong derivative do.
   */
  private double unexplained(List<Step> steps, double adjoint) {
    double most = 0;
    double before = Double.NaN;
    for (Step step : steps.subList(count - 4, count)) {
      double rest = Math.abs((step.right() + step.left()) / 2 - adjoint) * step.size();
      if (rest > 0.4 * before && Double.isFinite(rest)) {
        most = Math.max(most, rest);
      }
      before = rest;
    }
    return most;
  }

  private static double larger(double a, double b) {
    return Math.max(Math.abs(a), Math.abs(b));
  }

  /**
   * The size that a derivative in such a direction has: cancellation between components does not
   * count as precision.
   */
  private double norm(double[] direction) {
    double sum = 0;
    for (int k = 0; k < direction.length; k++) {
      sum = direction[k] == 0 ? sum : Math.hypot(sum, gradient[k] * direction[k]);
    }
    return sum;
  }

  private Verdict verdict(
      List<Step> steps,
      Estimate estimate,
      double adjoint,
      double error,
      double size,
      boolean kink) {
    if (!Double.isFinite(here)) {
      return Verdict.UNDEFINED;
    }
    if (Double.isNaN(estimate.value())) {
      boolean right = steps.stream().filter(step -> Double.isFinite(step.right())).count() > 2;
      boolean left = steps.stream().filter(step -> Double.isFinite(step.left())).count() > 2;
      return right != left ? Verdict.NOT_DIFFERENTIABLE : Verdict.UNDEFINED;
    }
    double bound = tolerance * size;
    if (kink) {
      return Verdict.NOT_DIFFERENTIABLE;
    }
    double zero = 64 * epsilon * magnitude / largest;
    if (larger(adjoint, size) <= zero) {
      return Verdict.PASSED; // both are zero, up to the rounding of the function's value
    }
    boolean sharp = estimate.uncertainty() <= bound;
    if (error <= bound) {
      return sharp ? Verdict.PASSED : Verdict.INCONCLUSIVE;
    }
    return error > 5 * estimate.uncertainty() ? Verdict.WRONG : Verdict.INCONCLUSIVE;
  }

  /**
   * Whether the quotients from both sides tend to different values. Where a function is smooth
   * their distance falls with the step; at a kink it stays, at a jump it grows as the step falls.
   */
  private boolean hasKink(List<Step> steps, double noise) {
    double size = larger(steps.get(0).right(), steps.get(0).left());
    double least = 10 * tolerance * (Double.isFinite(size) ? size : 0);
    List<Double> gaps = new ArrayList<>();
    for (Step step : steps) {
      double gap = Math.abs(step.right() - step.left());
      if (Double.isFinite(gap) && gap > least && gap > 10 * noise / step.size()) {
        gaps.add(gap);
      } else {
        gaps.add(0.0);
      }
    }
    int last = gaps.size() - 1;
    while (last >= 0 && gaps.get(last) == 0) {
      last--;
    }
    if (last < 2) {
      return false;
    }
    double near = gaps.get(last) / gaps.get(last - 1);
    double far = gaps.get(last - 1) / gaps.get(last - 2);
    double nearStep = steps.get(last).size() / steps.get(last - 1).size();
    double farStep = steps.get(last - 1).size() / steps.get(last - 2).size();
    if (constant(near) && constant(far)) {
      return true;
    }
    double jump = gaps.get(last) * steps.get(last).size();
    double change = larger(steps.get(0).right(), steps.get(0).left()) * steps.get(0).size();
    // A value that is rounded coarsely jumps as well, but little.
    return constant(near * nearStep) && constant(far * farStep) && !(jump < 0.25 * change);
  }

  private static boolean constant(double ratio) {
    return ratio > 0.9 && ratio < 1.1;
  }

  /** A derivative by differences, and how far it may be off; NaN when there is none. */
  private record Estimate(double value, double uncertainty) {
    double distance(Estimate other) {
      return Math.abs(value - other.value);
    }
  }

  /** Ridders' extrapolation over all runs of steps where both sides are finite. */
  private Estimate estimate(List<Step> steps, double noise) {
    List<Estimate> found = new ArrayList<>();
    double[] row = {};
    for (int at = 0; at < steps.size(); at++) {
      Step step = steps.get(at);
      double central = (step.right() + step.left()) / 2;
      if (!Double.isFinite(central)) {
        row = new double[0];
        continue;
      }
      double[] next = new double[row.length + 1];
      next[0] = central;
      for (int k = 1; k < next.length; k++) {
        double ratio = steps.get(at - k).size() / step.size();
        next[k] = next[k - 1] + (next[k - 1] - row[k - 1]) / (ratio * ratio - 1);
        double scatter = larger(next[k] - next[k - 1], next[k] - row[k - 1]);
        found.add(new Estimate(next[k], scatter + noise / step.size()));
      }
      row = next;
    }
    if (found.size() < 3) {
      return new Estimate(Double.NaN, Double.NaN);
    }
    found.sort(Comparator.comparingDouble(Estimate::uncertainty));
    Estimate best = found.get(0);
    // Two values can be close by accident; three are so rarely.
    double spread = Math.max(best.distance(found.get(1)), best.distance(found.get(2)));
    return new Estimate(best.value(), best.uncertainty() + spread);
  }

  /** The power of the step with which the remainder falls: the median of what each step shows. */
  private double slope(List<Step> steps, double noise) {
    List<Double> slopes = new ArrayList<>();
    for (int k = 1; k < steps.size(); k++) {
      double before = steps.get(k - 1).remainder();
      double after = steps.get(k).remainder();
      if (Double.isFinite(before) && after > 10 * noise) {
        double ratio = steps.get(k - 1).size() / steps.get(k).size();
        slopes.add(Math.log(before / after) / Math.log(ratio));
      }
    }
    if (slopes.isEmpty()) {
      return Double.NaN;
    }
    slopes.sort(Comparator.naturalOrder());
    int middle = slopes.size() / 2;
    return slopes.size() % 2 == 1
        ? slopes.get(middle)
        : (slopes.get(middle - 1) + slopes.get(middle)) / 2;
  }
}
