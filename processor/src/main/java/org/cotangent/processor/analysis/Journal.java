package org.cotangent.processor.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.cotangent.processor.ir.Companion;
import org.cotangent.processor.ir.Span;

/**
 * What was found out and decided on the way from a class to its companion, for a report ({@code
 * -Acotangent.report}). Nothing that is generated depends on it.
 *
 * <p>Whoever decides something about a statement writes it down here; what is written down twice,
 * for two versions of a method, stands here once.
 */
public final class Journal {
  private final boolean on;
  private final List<MethodFacts> methods = new ArrayList<>();
  private final Set<Decision> decisions = new LinkedHashSet<>();

  private Journal(boolean on) {
    this.on = on;
  }

  /** A journal that somebody reads. */
  public static Journal on() {
    return new Journal(true);
  }

  /** A journal that forgets everything. */
  public static Journal off() {
    return new Journal(false);
  }

  /** Whether anybody reads it. */
  public boolean isOn() {
    return on;
  }

  /** Notes what was found out about a version of a method. */
  public void method(MethodFacts facts) {
    if (on) {
      methods.add(facts);
    }
  }

  /**
   * Notes a decision.
   *
   * @param at the statement of the user that it is about
   * @param text what is done, and why, as a sentence without its full stop
   */
  public void decide(Span at, Kind kind, String text) {
    if (on && at.line() > 0) {
      decisions.add(new Decision(at, kind, text));
    }
  }

  /** What {@link MethodFacts#generated} calls a generated method that has overloads. */
  public static String signature(Companion.GeneratedFunction function) {
    return function.name()
        + function.parameters().stream()
            .map(parameter -> parameter.type().toString())
            .collect(Collectors.joining(",", "(", ")"));
  }

  /** The versions of methods, in the order in which they were made. */
  public List<MethodFacts> methods() {
    return List.copyOf(methods);
  }

  /** The decisions, in the order of the user's source. */
  public List<Decision> decisions() {
    List<Decision> sorted = new ArrayList<>(decisions);
    sorted.sort(
        Comparator.comparingLong((Decision decision) -> decision.at().start())
            .thenComparing(Decision::kind)
            .thenComparing(Decision::text));
    return sorted;
  }

  /** What a decision is about. */
  public enum Kind {
    /** A value is computed a second time instead of being kept. */
    RECOMPUTED,
    /** An assignment is run backwards instead of its old value being kept. */
    UNDONE,
    /** Both sweeps of a loop are one. */
    FUSED,
    /** A method is differentiated in place of its call. */
    INLINED,
    /** What both sweeps need is computed once. */
    SHARED,
    /** Something runs again from snapshots. */
    CHECKPOINTED;

    /** The word for it in a report. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** What was decided about a statement of the user. */
  public record Decision(Span at, Kind kind, String text) {}
}
