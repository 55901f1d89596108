package org.cotangent.benchmarks.compile;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The table of {@code bin/bench --compile}: the processor's own time as a multiple of what javac
 * takes for the sources and the generated files together, and how it grows with the number of
 * methods and with the length of one method.
 */
public final class CompileBenchmark {
  private static final int LENGTH = 20;
  private static final int METHODS_IN_CLASS = 20;

  private final PrintStream out;
  private final int rounds;

  private CompileBenchmark(PrintStream out, int rounds) {
    this.out = out;
    this.rounds = rounds;
  }

  /**
   * Measures and prints.
   *
   * @param quick a tenth of the methods, fewer rounds: for trying the benchmark, not for figures
   */
  public static void run(PrintStream out, boolean quick) {
    CompileBenchmark benchmark = new CompileBenchmark(out, quick ? 2 : 3);
    int most = quick ? 100 : 1000;
    out.printf(
        Locale.ROOT,
        "Processor time of the whole process; medians of %d rounds after %d to warm up; Java %s.%n"
            + "own: with the processor, less javac alone for the sources and the generated files.%n",
        benchmark.rounds,
        benchmark.rounds,
        System.getProperty("java.version"));
    benchmark.head("methods of " + LENGTH + " statements", "method");
    for (int methods = most / 8; methods <= most; methods *= 2) {
      benchmark.row(methods, everyday(methods), methods);
    }
    benchmark.head(most + " methods of " + LENGTH + " statements in one class", "method");
    benchmark.row(most, Map.of("Model", Programs.everyday("Model", most, LENGTH, 1)), most);
    for (Programs.Shape shape : Programs.Shape.values()) {
      String name = shape.name().toLowerCase(Locale.ROOT);
      benchmark.head("statements of one method: " + name, "statement");
      for (int length = 10; length <= 10_000; length *= 10) {
        int real = Math.min(length, shape.longest());
        benchmark.row(real, Map.of("Model", shape.source("Model", real)), real);
      }
    }
  }

  private static Map<String, String> everyday(int methods) {
    Map<String, String> files = new LinkedHashMap<>();
    for (int k = 0, left = methods; left > 0; k++, left -= METHODS_IN_CLASS) {
      int here = Math.min(left, METHODS_IN_CLASS);
      files.put("Model" + k, Programs.everyday("Model" + k, here, LENGTH, k));
    }
    return files;
  }

  private void head(String what, String unit) {
    out.printf(
        Locale.ROOT,
        "%n%-52s %9s %9s %9s %14s%n",
        what,
        "javac",
        "own",
        "own/javac",
        "own/" + unit);
  }

  private void row(int size, Map<String, String> files, int units) {
    try (Compiler compiler = new Compiler(files)) {
      List<Compiler.Times> times = new ArrayList<>();
      for (int k = 0; k < 2 * rounds; k++) {
        Compiler.Times round = compiler.round();
        if (k >= rounds) {
          times.add(round);
        }
      }
      times.sort(Comparator.comparingDouble(Compiler.Times::ratio));
      Compiler.Times median = times.get(times.size() / 2);
      out.printf(
          Locale.ROOT,
          "%-52d %7.0fms %7.0fms %9.2f %12.3fms%n",
          size,
          1e3 * median.without(),
          1e3 * median.own(),
          median.ratio(),
          1e3 * median.own() / units);
      out.flush();
    }
  }
}
