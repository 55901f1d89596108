package org.cotangent.benchmarks.measure;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cotangent.benchmarks.problems.WorkedValues;

/** The table of {@code bin/bench}: what gradients cost in terms of their primals. */
public final class ProblemsBenchmark {
  /** How much is measured, and by what. */
  public enum Effort {
    /** Five processes for each case. */
    FULL,
    /** One short process for each case: for trying the benchmark, not for figures. */
    QUICK,
    /** By JMH: five processes for each way of each case. */
    JMH,
    /** By JMH, one short process for each way. */
    QUICK_JMH
  }

  private ProblemsBenchmark() {}

  /**
   * Checks the worked values, measures, and prints.
   *
   * @param progress where it says what it is at
   * @param filter part of the names of the cases to measure; empty for all
   * @param directory where {@code bench.json} and {@code bench.svg} are written
   * @throws IllegalStateException when a worked value comes out wrong, or a measurement fails
   */
  public static void run(
      PrintStream out,
      PrintStream progress,
      Effort effort,
      String filter,
      Optional<Path> directory) {
    WorkedValues.check();
    Measurement measurement =
        switch (effort) {
          case FULL -> new Processes(progress, 5, Pace.CAREFUL, Set.of());
          case QUICK -> new Processes(progress, 1, Pace.HASTY, Set.of());
          case JMH -> new Harness(progress, false);
          case QUICK_JMH -> new Harness(progress, true);
        };
    List<Measured> all = measurement.measure(filter);
    if (all.isEmpty()) {
      throw new IllegalStateException("no case has '" + filter + "' in its name");
    }
    String machine = machine(measurement.described());
    out.println(machine);
    out.println();
    out.print(Table.of(all));
    out.println();
    out.print(Aims.table(all));
    out.println();
    out.print(OtherTools.table(all));
    directory.ifPresent(where -> write(where, all, machine));
  }

  /** A line that says when, where and how. */
  static String machine(String how) {
    return String.format(
        "%s, Java %s, %s %s, %d processors; %s.",
        LocalDate.now(),
        System.getProperty("java.version"),
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors(),
        how);
  }

  private static void write(Path directory, List<Measured> all, String machine) {
    try {
      Files.createDirectories(directory);
      Files.writeString(directory.resolve("bench.json"), Json.of(all, machine));
      Files.writeString(directory.resolve("bench.svg"), Picture.of(all));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + directory, e);
    }
  }
}
