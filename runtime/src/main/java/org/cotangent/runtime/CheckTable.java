package org.cotangent.runtime;

import java.util.Locale;
import org.cotangent.runtime.GradientCheck.Direction;
import org.cotangent.runtime.GradientCheck.Result;
import org.cotangent.runtime.GradientCheck.Step;
import org.cotangent.runtime.GradientCheck.Verdict;

/**
 * The result of a check as text: a line that says it all, a table with one row a direction, and,
 * when something is wrong, the single steps of the direction to look at.
 */
final class CheckTable {
  private CheckTable() {}

  static String text(Result result) {
    StringBuilder out = new StringBuilder();
    long passed =
        result.directions().stream().filter(each -> each.verdict() == Verdict.PASSED).count();
    out.append(
        String.format(
            Locale.ROOT,
            "gradient check: %s (%d of %d directions passed; %d -> %d numbers, seed %d, tolerance %s)%n",
            result.passed() ? "passed" : result.worst().verdict(),
            passed,
            result.directions().size(),
            result.inputs(),
            result.outputs(),
            result.seed(),
            brief(result.tolerance())));
    out.append(
        String.format(
            Locale.ROOT,
            "%9s %18s %18s %11s %6s  %s%n",
            "direction",
            "differences",
            "derivative",
            "rel. error",
            "slope",
            "verdict"));
    for (Direction each : result.directions()) {
      out.append(
          String.format(
              Locale.ROOT,
              "%9d %18s %18s %11s %6s  %s%n",
              each.number(),
              number(each.difference()),
              number(each.adjoint()),
              brief(each.relativeError()),
              slope(each.slope()),
              each.verdict()));
    }
    if (!result.passed()) {
      explain(result, out);
    }
    return out.toString();
  }

  private static void explain(Result result, StringBuilder out) {
    Direction worst = result.worst();
    out.append(String.format(Locale.ROOT, "%n%s%n", meaning(worst)));
    if (!result.component().isEmpty()) {
      out.append(String.format(Locale.ROOT, "farthest off: %s%n", result.component()));
    }
    out.append(String.format(Locale.ROOT, "%ndirection %d, step by step:%n", worst.number()));
    out.append(
        String.format(
            Locale.ROOT,
            "%9s %18s %18s %11s%n",
            "step",
            "from the right",
            "from the left",
            "remainder"));
    for (Step step : worst.steps()) {
      out.append(
          String.format(
              Locale.ROOT,
              "%9s %18s %18s %11s%n",
              brief(step.size()),
              number(step.right()),
              number(step.left()),
              brief(step.remainder())));
    }
  }

  private static String meaning(Direction worst) {
    return switch (worst.verdict()) {
      case WRONG ->
          "The derivative is wrong: the differences settle at another value (+- "
              + brief(worst.uncertainty())
              + ").";
      case NOT_DIFFERENTIABLE ->
          "The function is not differentiable here: the differences from the left and from the right"
              + " do not meet. Check at another point.";
      case INCONCLUSIVE ->
          "The differences are too coarse to tell (+- "
              + brief(worst.uncertainty())
              + "): rounding errors, or steps that do not fit the function. Try another point,"
              + " other steps, or a larger tolerance.";
      default -> "The function, its derivative or the differences are NaN or infinite here.";
    };
  }

  /** A number with ten digits. */
  static String number(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.9e", value) : value + "";
  }

  private static String brief(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.1e", value) : value + "";
  }

  private static String slope(double value) {
    return Double.isNaN(value) ? "exact" : String.format(Locale.ROOT, "%.2f", value);
  }
}
