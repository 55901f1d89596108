package org.cotangent.processor.diagnostics;

import java.util.ArrayList;
import java.util.List;
import org.cotangent.processor.ir.Span;

/** Collects the findings of one class: all of them, so that the user sees all in one pass. */
public final class Problems {
  private final List<Problem> found = new ArrayList<>();
  private final List<Explanation> explanations = new ArrayList<>();

  /** Why findings in a part of the file matter. */
  private record Explanation(long start, long end, String note) {
    boolean covers(Span span) {
      return span.start() >= start && span.end() <= end;
    }
  }

  /** Adds one, unless the same message stands at the same place already. */
  public void add(Message message, Span span, Object... arguments) {
    add(new Problem(message, span, List.of(arguments)));
  }

  /** Adds one, unless the same stands there already. */
  public void add(Problem problem) {
    if (!found.contains(problem)) {
      found.add(problem);
    }
  }

  /** Adds a note to everything that is found, before or after this, in a part of the file. */
  public void explain(Span part, String note) {
    explanations.add(new Explanation(part.start(), part.end(), note));
  }

  /** How many errors were found so far. */
  public int errors() {
    return (int) found.stream().filter(problem -> !problem.message().isWarning()).count();
  }

  /** Whether an error (not only warnings) was found. */
  public boolean hasErrors() {
    return found.stream().anyMatch(problem -> !problem.message().isWarning());
  }

  /** All of them, in the order of their places in the file. */
  public List<Problem> all() {
    List<Problem> sorted = new ArrayList<>();
    for (Problem problem : found) {
      sorted.add(
          explanations.stream()
              .filter(each -> problem.span().start() >= 0 && each.covers(problem.span()))
              .findFirst()
              .map(each -> problem.with(each.note()))
              .orElse(problem));
    }
    sorted.sort(java.util.Comparator.comparingLong(problem -> problem.span().start()));
    return sorted;
  }
}
