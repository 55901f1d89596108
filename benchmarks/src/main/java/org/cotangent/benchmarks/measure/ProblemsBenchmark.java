package org.cotangent.benchmarks.measure;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.cotangent.benchmarks.problems.WorkedValues;
import org.openjdk.jmh.runner.RunnerException;

/** The table of {@code bin/bench}: what gradients cost in terms of their primals. */
public final class ProblemsBenchmark {
  private ProblemsBenchmark() {}

  /**
   * Checks the worked values, measures, and prints.
   *
   * @param progress where it says what it is at
   * @param quick one short round: for trying the benchmark, not for figures
   * @param filter part of the names of the cases to measure; empty for all
   * @param directory where {@code bench.json} and {@code bench.svg} are written
   * @throws IllegalStateException when a worked value comes out wrong, or a measurement fails
   */
  public static void run(
      PrintStream out,
      PrintStream progress,
      boolean quick,
      String filter,
      Optional<Path> directory) {
    WorkedValues.check();
    Rounds rounds = new Rounds(progress, quick);
    List<Measured> all;
    try {
      all = rounds.measure(filter);
    } catch (RunnerException e) {
      throw new IllegalStateException("JMH did not finish", e);
    }
    if (all.isEmpty()) {
      throw new IllegalStateException("no case has '" + filter + "' in its name");
    }
    out.println(machine(rounds.count()));
    out.println();
    out.print(Table.of(all));
    directory.ifPresent(where -> write(where, all, machine(rounds.count())));
  }

  private static String machine(int rounds) {
    return String.format(
        "%s, Java %s, %s %s, %d processors; processor time, medians of %d rounds;"
            + " noise: half the range of gradient / primal over the rounds.",
        LocalDate.now(),
        System.getProperty("java.version"),
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors(),
        rounds);
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
