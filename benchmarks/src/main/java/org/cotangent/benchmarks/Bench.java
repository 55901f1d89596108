package org.cotangent.benchmarks;

import java.util.List;
import org.cotangent.benchmarks.compile.CompileBenchmark;

/** What {@code bin/bench} runs. */
public final class Bench {
  private static final String USAGE =
      """
      usage: bin/bench --compile [--quick]
        --compile  the processor's own time, in terms of javac's
        --quick    fewer and smaller measurements: to try it, not for figures
      """;

  private Bench() {}

  /** Exits with 2 when the arguments are wrong. */
  public static void main(String[] arguments) {
    List<String> given = List.of(arguments);
    List<String> known = List.of("--compile", "--quick");
    for (String argument : given) {
      if (argument.equals("--help")) {
        System.out.print(USAGE);
        return;
      }
      if (!known.contains(argument)) {
        stop("unknown option " + argument);
      }
    }
    if (!given.contains("--compile")) {
      stop("nothing to measure");
    }
    CompileBenchmark.run(System.out, given.contains("--quick"));
  }

  private static void stop(String problem) {
    System.err.print("bin/bench: " + problem + "\n" + USAGE);
    System.exit(2);
  }
}
