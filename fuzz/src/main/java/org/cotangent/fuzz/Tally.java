package org.cotangent.fuzz;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What became of the programs of a campaign so far. Safe for several threads. */
final class Tally {
  /** A program that failed. */
  record Failure(Program program, Outcome outcome) {}

  private final Map<Outcome.Kind, Long> outcomes = new EnumMap<>(Outcome.Kind.class);
  private final Map<String, Long> codes = new TreeMap<>();
  private final Map<Feature, Long> programsWith = new EnumMap<>(Feature.class);
  private final Map<Feature, Long> occurrences = new EnumMap<>(Feature.class);
  private final Map<String, Long> programsWithout = new TreeMap<>();
  private final Map<String, Long> aloneLeftOut = new TreeMap<>();
  private final Map<String, Long> acted = new TreeMap<>();
  private final List<Failure> failures = new ArrayList<>();
  private long programs;

  synchronized void add(Program program, Outcome outcome) {
    programs++;
    outcomes.merge(outcome.kind(), 1L, Long::sum);
    if (outcome.kind() == Outcome.Kind.REFUSED) {
      codes.merge(outcome.detail().substring(0, 5), 1L, Long::sum);
    } else {
      // Only what was compiled counts as covered.
      program
          .features()
          .forEach(
              (feature, count) -> {
                programsWith.merge(feature, 1L, Long::sum);
                occurrences.merge(feature, (long) count, Long::sum);
              });
      optimizations(program.without(), outcome.differs());
    }
    if (outcome.isFailure()) {
      failures.add(new Failure(program, outcome));
    }
  }

  private void optimizations(Set<String> without, boolean differs) {
    without.forEach(name -> programsWithout.merge(name, 1L, Long::sum));
    if (without.size() == 1) {
      String name = without.iterator().next();
      aloneLeftOut.merge(name, 1L, Long::sum);
      acted.merge(name, differs ? 1L : 0L, Long::sum);
    }
  }

  synchronized long programs() {
    return programs;
  }

  synchronized List<Failure> failures() {
    return List.copyOf(failures);
  }

  synchronized long count(Outcome.Kind kind) {
    return outcomes.getOrDefault(kind, 0L);
  }

  synchronized Map<Feature, Long> programsWith() {
    return new EnumMap<>(programsWith);
  }

  synchronized long programsWithout(String optimization) {
    return programsWithout.getOrDefault(optimization, 0L);
  }

  /** The table of outcomes, codes and features. */
  synchronized String table() {
    StringBuilder text = new StringBuilder();
    text.append(String.format("%,d programs%n", programs));
    outcomes.forEach((kind, count) -> text.append(row(kind.toString(), count)));
    codes.forEach((code, count) -> text.append(row("  refused with " + code, count)));
    text.append(
        String.format(
            "%noptimisation: left out of programs, of them alone, it makes a difference%n"));
    for (String name : Optimizations.all()) {
      long alone = aloneLeftOut.getOrDefault(name, 0L);
      text.append(
          String.format(
              "  %-30s %,10d %,10d %,10d%n",
              name, programsWithout.getOrDefault(name, 0L), alone, acted.getOrDefault(name, 0L)));
    }
    text.append(String.format("%nconstruct: programs with it, occurrences%n"));
    for (Feature feature : Feature.values()) {
      text.append(
          String.format(
              "  %-60s %,10d %,12d%n",
              feature.description(),
              programsWith.getOrDefault(feature, 0L),
              occurrences.getOrDefault(feature, 0L)));
    }
    return text.toString();
  }

  private String row(String name, long count) {
    return String.format("  %-30s %,10d  %5.2f %%%n", name, count, 100.0 * count / programs);
  }
}
