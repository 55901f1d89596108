package org.cotangent.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds out which optimisation makes the difference between a failure and none. */
final class Blame {
  private final Sabotage sabotage;

  Blame(Sabotage sabotage) {
    this.sabotage = sabotage;
  }

  /** A sentence on a program that fails with this outcome. */
  String of(Program program, Outcome failure) {
    Set<String> off = Set.of();
    if (!fails(program, failure, off)) {
      off = program.without();
      if (!fails(program, failure, off)) {
        return "right in a compilation of its own, with all optimisations and without some";
      }
    }
    List<String> found = new ArrayList<>();
    for (String each : Optimizations.all()) {
      Set<String> changed = new TreeSet<>(off);
      boolean added = changed.add(each);
      if (!added) {
        changed.remove(each);
      }
      if (!fails(program, failure, changed)) {
        found.add((added ? "without " : "with ") + each);
      }
    }
    String where = off.isEmpty() ? "with all optimisations" : "without " + String.join(", ", off);
    if (!found.isEmpty()) {
      return "wrong " + where + ", right " + String.join("; or ", found);
    }
    return fails(program, failure, new TreeSet<>(Optimizations.all()))
        ? "wrong " + where + ", and without any"
        : "wrong " + where + ", right without any";
  }

  private boolean fails(Program program, Outcome failure, Set<String> off) {
    Outcome outcome = new Runner(off, sabotage).run(program.without(Set.of()));
    return outcome.kind() == failure.kind();
  }
}
