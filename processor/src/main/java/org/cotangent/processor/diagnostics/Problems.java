package org.cotangent.processor.diagnostics;

import java.util.ArrayList;
import java.util.List;
import org.cotangent.processor.ir.Span;

/** Collects the findings of one class: all of them, so that the user sees all in one pass. */
public final class Problems {
  private final List<Problem> found = new ArrayList<>();

  /** Adds one, unless the same message stands at the same place already. */
  public void add(Message message, Span span, Object... arguments) {
    Problem problem = new Problem(message, span, List.of(arguments));
    if (!found.contains(problem)) {
      found.add(problem);
    }
  }

  /** Whether an error (not only warnings) was found. */
  public boolean hasErrors() {
    return found.stream().anyMatch(problem -> !problem.message().isWarning());
  }

  /** All of them, in the order of their places in the file. */
  public List<Problem> all() {
    List<Problem> sorted = new ArrayList<>(found);
    sorted.sort(java.util.Comparator.comparingLong(problem -> problem.span().start()));
    return sorted;
  }
}
