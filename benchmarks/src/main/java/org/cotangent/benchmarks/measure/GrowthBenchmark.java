package org.cotangent.benchmarks.measure;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.cotangent.benchmarks.problems.Sized;
import org.cotangent.benchmarks.problems.WorkedValues;

/** {@code bin/bench --growth}: does the cost of a gradient grow faster than its problem? */
public final class GrowthBenchmark {
  /** Tapes of ten million elements, one kept and one that grows, and room to copy them. */
  private static final List<String> HEAP = List.of("-Xmx10g");

  private GrowthBenchmark() {}

  /**
   * Measures each problem with 1,000 to 10,000,000 elements and prints a table: nanoseconds and
   * bytes for each element.
   *
   * @param filter part of the names of the problems to measure; empty for all
   */
  public static void run(PrintStream out, PrintStream progress, String filter) {
    WorkedValues.check();
    out.println(
        ProblemsBenchmark.machine("processor time of the thread, medians of 7 interleaved rounds"));
    out.println();
    out.print(
        """
        | problem | elements | primal, ns an element | gradient, ns an element | gradient / primal | \
        gradient with a new tape, ns an element | tape, bytes an element |
        | --- | --: | --: | --: | --: | --: | --: |
        """);
    for (String problem : Sized.names()) {
      for (int size = 1000; problem.contains(filter) && size <= 10_000_000; size *= 10) {
        progress.printf("%s of %d%n", problem, size);
        List<String> printed =
            Processes.run(GrowthProcess.class, HEAP, List.of(problem, String.valueOf(size)));
        out.print(row(problem, size, printed.get(0).split("\t")));
      }
    }
  }

  static String row(String problem, int size, String[] numbers) {
    double primal = Double.parseDouble(numbers[0]);
    double gradient = Double.parseDouble(numbers[1]);
    double anew = Double.parseDouble(numbers[2]);
    double bytes = Double.parseDouble(numbers[3]);
    return String.format(
        Locale.ROOT,
        "| %s | %,d | %s | %s | %s | %s | %s |\n",
        problem,
        size,
        Table.significant(primal / size),
        Table.significant(gradient / size),
        Table.significant(gradient / primal),
        Table.significant(anew / size),
        Table.significant(bytes / size));
  }
}
