package org.cotangent.processor.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
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
   * Notes what an optimisation did.
   *
   * @param at the statement of the user that it is about
   * @param by the optimisation, which is asked for
   * @param text what is done, and why, as a sentence without its full stop; {@code `x`} is code
   */
  public void decide(Span at, Optimization by, String text) {
    decide(at, by.optionName(), true, text);
  }

  /**
   * Notes a decision that cannot be switched off, or what was not done.
   *
   * @param at the statement of the user that it is about
   * @param text what is done, and why, as a sentence without its full stop; {@code `x`} is code
   */
  public void decide(Span at, Kind kind, String text) {
    decide(at, kind.word(), false, text);
  }

  private void decide(Span at, String what, boolean optional, String text) {
    if (on && at.line() > 0) {
      decisions.add(new Decision(at, what, optional, text));
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
            .thenComparing(Decision::what)
            .thenComparing(Decision::text));
    return sorted;
  }

  /** What is decided besides what an {@link Optimization} does. */
  public enum Kind {
    /** Something is not done, and why. */
    KEPT,
    /** A name of an array is bound once more. */
    NAMED_AGAIN,
    /** A loop or method runs again from snapshots. */
    RUN_AGAIN;

    /** The word for it in a report. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /**
   * What was decided about a statement of the user.
   *
   * @param what the name of an optimisation, as in the option, or the word of a kind
   * @param optional whether it is an optimisation
   */
  public record Decision(Span at, String what, boolean optional, String text) {}
}
