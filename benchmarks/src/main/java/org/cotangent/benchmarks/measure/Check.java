package org.cotangent.benchmarks.measure;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/** Measured ratios against their limits. */
final class Check {
  static final String OVER_PRIMAL = "gradient / primal";
  static final String OVER_HAND = "generated / by hand";

  private final int java;
  private final Limits limits;

  Check(int java, Limits limits) {
    this.java = java;
    this.limits = limits;
  }

  /** A ratio that has been measured, and what became of it. */
  private record Row(String problem, String ratio, double measured, OptionalDouble most) {
    boolean passes() {
      return most.isPresent() && measured <= most.getAsDouble();
    }

    String line() {
      return String.format(
          "| %s | %s | %s | %s | %s |%n",
          problem,
          ratio,
          Table.significant(measured),
          most.isPresent() ? Table.significant(most.getAsDouble()) : "",
          passes() ? "" : most.isPresent() ? "EXCEEDED" : "NO LIMIT");
    }
  }

  /** Whether each ratio of a case has a limit and stays within it. */
  boolean passes(Measured measured) {
    return rows(measured).stream().allMatch(Row::passes);
  }

  /** The names of the cases that have limits but have not been measured. */
  Set<String> missing(List<Measured> all) {
    Set<String> names = new LinkedHashSet<>();
    limits.of(java).forEach(limit -> names.add(limit.problem()));
    all.forEach(measured -> names.remove(measured.name()));
    return names;
  }

  /** A table of all ratios with their limits, in Markdown. */
  String table(List<Measured> all) {
    StringBuilder text = new StringBuilder();
    text.append("| problem | ratio | measured | limit | |\n| --- | --- | --: | --: | --- |\n");
    for (Measured measured : all) {
      rows(measured).forEach(row -> text.append(row.line()));
    }
    return text.toString();
  }

  /** The limits that let the measured ratios pass with a margin. */
  Limits updated(List<Measured> all) {
    Limits updated = limits;
    for (Measured measured : all) {
      for (Row row : rows(measured)) {
        updated = updated.with(java, row.problem(), row.ratio(), row.measured());
      }
    }
    return updated;
  }

  private List<Row> rows(Measured measured) {
    List<Row> rows = new ArrayList<>();
    add(rows, measured.name(), OVER_PRIMAL, measured.overPrimal());
    add(rows, measured.name(), OVER_HAND, measured.overHand());
    return rows;
  }

  private void add(List<Row> rows, String problem, String ratio, OptionalDouble measured) {
    measured.ifPresent(
        number -> rows.add(new Row(problem, ratio, number, limits.most(java, problem, ratio))));
  }
}
