package org.cotangent.benchmarks.measure;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.cotangent.benchmarks.problems.Case;
import org.cotangent.benchmarks.problems.WorkedValues;

/** {@code bin/bench --check}: has a gradient become slower, in terms of its primal? */
public final class CheckBenchmark {
  /** What is compared; peers and differences take time and have no limits. */
  private static final Set<String> WAYS = Set.of(Case.PRIMAL, Case.GENERATED, Case.BY_HAND);

  private CheckBenchmark() {}

  /**
   * Measures all cases, prints each ratio with its limit, and answers whether all pass.
   *
   * <p>A case that exceeds a limit is measured twice more, and the median counts. A ratio without a
   * limit does not pass, nor does a limit whose case is gone.
   *
   * @param quick too short for a verdict: for trying the check
   * @param filter part of the names of the cases to measure; empty for all
   * @param file where the limits are
   * @param update whether to write limits for what has been measured instead
   */
  public static boolean run(
      PrintStream out,
      PrintStream progress,
      boolean quick,
      String filter,
      Path file,
      boolean update) {
    WorkedValues.check();
    int java = Runtime.version().feature();
    Pace pace = quick ? Pace.HASTY : Pace.BRISK;
    try {
      Check check = new Check(java, Limits.parse(Files.readAllLines(file)));
      Processes once = new Processes(progress, 1, pace, WAYS);
      List<Measured> all = once.measure(filter);
      if (all.isEmpty()) {
        throw new IllegalStateException("no case has '" + filter + "' in its name");
      }
      for (Measured measured : all) {
        if (update || !check.passes(measured)) {
          new Processes(progress, 2, pace, WAYS).again(measured);
        }
      }
      if (update) {
        Files.writeString(file, check.updated(all).text());
        out.println("wrote limits of Java " + java + " to " + file);
        return true;
      }
      return report(out, check, all, filter, java);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read or write the limits in " + file, e);
    }
  }

  private static boolean report(
      PrintStream out, Check check, List<Measured> all, String filter, int java) {
    out.printf("Java %d; ratios of processor time of the thread%n%n", java);
    out.print(check.table(all));
    out.println();
    Set<String> missing = filter.isEmpty() ? check.missing(all) : Set.of();
    missing.forEach(name -> out.println("there is no case for the limits of " + name));
    boolean passes = missing.isEmpty() && all.stream().allMatch(check::passes);
    out.println(
        passes
            ? "all ratios are within their limits"
            : "NOT all ratios are within their limits; if that is meant to be,"
                + " bin/bench --check --update-limits writes new ones");
    return passes;
  }
}
