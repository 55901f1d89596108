package org.cotangent.benchmarks.measure;

import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;
import org.cotangent.benchmarks.problems.Case;
import org.cotangent.benchmarks.problems.Cases;

/**
 * What {@link Processes} starts: measures all ways of one case and prints a line for each: its
 * name, the bytes of a call, and the nanoseconds of a call in each round, separated by tabs. The
 * first line is the bytes of the tape.
 */
public final class OneProcess {
  private OneProcess() {}

  /**
   * Arguments: the name of the case, the three numbers of a {@link Pace}, and the ways to measure,
   * or none for all.
   */
  public static void main(String[] arguments) {
    Pace pace =
        new Pace(
            Integer.parseInt(arguments[1]),
            Integer.parseInt(arguments[2]),
            Integer.parseInt(arguments[3]));
    print(Cases.of(arguments[0]), pace, List.of(arguments).subList(4, arguments.length));
  }

  private static void print(Case made, Pace pace, List<String> wanted) {
    List<String> ways =
        made.ways().stream().filter(way -> wanted.isEmpty() || wanted.contains(way)).toList();
    List<DoubleSupplier> computations =
        ways.stream().map(way -> made.way(way).orElseThrow()).toList();
    List<Stopwatch.Times> all = new Stopwatch().measure(computations, pace);
    System.out.println(made.tapeBytes());
    for (int i = 0; i < all.size(); i++) {
      Stopwatch.Times times = all.get(i);
      System.out.println(
          ways.get(i)
              + "\t"
              + times.bytes()
              + "\t"
              + times.nanoseconds().stream()
                  .map(String::valueOf)
                  .collect(Collectors.joining("\t")));
    }
  }

  /** Adds what a process printed. */
  static void read(List<String> lines, Measured to) {
    to.tapeBytes(Long.parseLong(lines.get(0)));
    for (String line : lines.subList(1, lines.size())) {
      List<String> fields = List.of(line.split("\t"));
      List<Double> times = fields.subList(2, fields.size()).stream().map(Double::valueOf).toList();
      to.add(fields.get(0), times, Double.parseDouble(fields.get(1)));
    }
  }
}
