package org.cotangent.benchmarks.measure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cotangent.benchmarks.problems.Case;

/**
 * What others were measured to take, in C++ on another machine: for each case the gradient in terms
 * of the same program's primal, and in parentheses its time.
 *
 * <p>Measured 2026-11 with gcc 12 {@code -O3 -march=native} (Tapenade: C, {@code -O3}) on 2 cores
 * of an AMD EPYC (Zen 4): processor time of the thread, medians of interleaved rounds. ADBench's
 * and GradBench's programs.
 */
final class OtherTools {
  private static final Map<String, List<String>> FIGURES = new LinkedHashMap<>();

  static {
    put("llsq n=4096 m=128", "2.0 (816 µs)", "", "137 (55.6 ms)", "10.8 (4.37 ms)", "293 (119 ms)");
    put("lse n=40000", "0.8 (230 µs)", "", "8.8 (2.59 ms)", "2.3 (676 µs)", "54 (15.7 ms)");
    put("det 7", "7.0 (292 µs)", "", "7.7 (323 µs)", "2.8 (116 µs)", "29 (1.23 ms)");
    put("ode n=1000 s=100", "", "", "507 (76.8 ms)", "19 (2.93 ms)", "283 (42.9 ms)");
    put(
        "gmm d=2 k=5 n=1000",
        "1.7 (143 µs)",
        "3.2 (268 µs)",
        "17 (1.40 ms)",
        "4.5 (377 µs)",
        "81 (6.84 ms)");
    put(
        "gmm d=10 k=25 n=1000",
        "1.9 (3.63 ms)",
        "2.3 (4.43 ms)",
        "58 (114 ms)",
        "7.8 (15.2 ms)",
        "161 (313 ms)");
    put(
        "gmm d=32 k=25 n=1000",
        "2.6 (17.8 ms)",
        "2.8 (18.7 ms)",
        "146 (991 ms)",
        "18 (122 ms)",
        "415 (2.81 s)");
    put(
        "lstm l=2 c=1024 b=14",
        "7.1 (9.92 ms)",
        "3.8 (5.28 ms)",
        "9.8 (13.8 ms)",
        "2.8 (3.99 ms)",
        "61 (86 ms)");
    put(
        "ba n=49 m=7776 p=31843",
        "6.8 (5.75 ms)",
        "23 (19.2 ms)",
        "32 (26.7 ms)",
        "28 (24 ms)",
        "439 (370 ms)");
  }

  private OtherTools() {}

  private static void put(String problem, String... figures) {
    FIGURES.put(problem, List.of(figures));
  }

  /** The table for those cases that others were measured for, in Markdown; empty without any. */
  static String table(List<Measured> all) {
    StringBuilder text = new StringBuilder();
    for (Measured measured : all) {
      List<String> figures = FIGURES.get(measured.name());
      if (figures != null && measured.overPrimal().isPresent()) {
        text.append("| ").append(measured.name());
        text.append(" | ").append(Table.significant(measured.overPrimal().getAsDouble()));
        text.append(" (").append(Table.time(measured.time(Case.GENERATED))).append(") | ");
        text.append(String.join(" | ", figures)).append(" |\n");
      }
    }
    if (text.isEmpty()) {
      return "";
    }
    return """
    | problem | Cotangent | by hand, C++ | Tapenade | Adept 2.1.3 | CoDiPack 2.3.1 | CppAD |
    | --- | --: | --: | --: | --: | --: | --: |
    """
        + text;
  }
}
