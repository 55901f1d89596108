package org.cotangent.benchmarks.measure;

import static org.cotangent.benchmarks.problems.Case.BY_HAND;
import static org.cotangent.benchmarks.problems.Case.DIFFERENCES;
import static org.cotangent.benchmarks.problems.Case.FORWARD;
import static org.cotangent.benchmarks.problems.Case.GENERATED;
import static org.cotangent.benchmarks.problems.Case.PRIMAL;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The table of measured cases, in Markdown. */
final class Table {
  private static final String HEAD =
"""
| problem | primal | gradient | gradient / primal | by hand / primal | generated / by hand | \
noise | bytes a call | by the primal | tape | differences / gradient | Hipparchus / gradient |
| --- | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: |
""";

  private Table() {}

  static String of(List<Measured> all) {
    StringBuilder text = new StringBuilder(HEAD);
    for (Measured measured : all) {
      row(text, measured);
    }
    return text.toString();
  }

  private static void row(StringBuilder text, Measured measured) {
    cell(text, measured.name());
    cell(text, time(measured.time(PRIMAL)));
    cell(text, time(measured.time(GENERATED)));
    cell(text, ratio(measured.ratio(GENERATED, PRIMAL)));
    cell(text, ratio(measured.ratio(BY_HAND, PRIMAL)));
    cell(text, ratio(measured.ratio(GENERATED, BY_HAND)));
    cell(text, percent(measured.spread(GENERATED, PRIMAL)));
    cell(text, bytes(measured.bytes(GENERATED)));
    cell(text, bytes(measured.bytes(PRIMAL)));
    cell(text, bytes(OptionalDouble.of(measured.tapeBytes())));
    cell(text, ratio(measured.ratio(DIFFERENCES, GENERATED)));
    cell(text, ratio(measured.ratio(FORWARD, GENERATED)));
    text.append("|\n");
  }

  private static void cell(StringBuilder text, String content) {
    text.append("| ").append(content).append(' ');
  }

  static String time(OptionalDouble nanoseconds) {
    if (nanoseconds.isEmpty()) {
      return "";
    }
    double time = nanoseconds.getAsDouble();
    return time < 1e6 ? significant(time / 1e3) + " µs" : significant(time / 1e6) + " ms";
  }

  private static String ratio(OptionalDouble ratio) {
    return ratio.isEmpty() ? "" : significant(ratio.getAsDouble());
  }

  private static String percent(OptionalDouble share) {
    return share.isEmpty() ? "" : String.format(Locale.ROOT, "±%.0f %%", 100 * share.getAsDouble());
  }

  private static String bytes(OptionalDouble bytes) {
    if (bytes.isEmpty()) {
      return "";
    }
    double count = bytes.getAsDouble();
    if (count < 10_000) {
      return String.format(Locale.ROOT, "%.0f", count);
    }
    return count < 1e6 ? significant(count / 1e3) + " kB" : significant(count / 1e6) + " MB";
  }

  /** Three digits, more before the point where there are more. */
  static String significant(double number) {
    int places = number < 10 ? 2 : number < 100 ? 1 : 0;
    return String.format(Locale.ROOT, "%." + places + "f", number);
  }
}
