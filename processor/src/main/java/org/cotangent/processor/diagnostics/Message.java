package org.cotangent.processor.diagnostics;

import java.util.Locale;

/**
 * Every message of the compiler, with an id that never changes its meaning: AD0xx wrong use of an annotation, AD1xx Java
 * that is not differentiated, AD2xx rules and calls, AD3xx types and aliasing, AD4xx warnings, AD9xx internal errors.
 *
 * <p>A message is three lines: what (a full clause that quotes the offending text), why, and what to do instead.
 */
public enum Message {
  INTERNAL(
      "AD900",
      "internal error in %s: %s",
      "this is a defect of Cotangent, not of your program",
      "report it with this message and the method's source; until then write this method without @Differentiable");

  private final String id;
  private final String what;
  private final String why;
  private final String remedy;

  Message(String id, String what, String why, String remedy) {
    this.id = id;
    this.what = what;
    this.why = why;
    this.remedy = remedy;
  }

  /** The stable id, such as {@code AD103}. */
  public String id() {
    return id;
  }

  /** Whether it only warns. */
  public boolean isWarning() {
    return id.startsWith("AD4");
  }

  /** The page of the documentation that explains it. */
  public String page() {
    return "docs/errors/" + id + ".md";
  }

  /** The whole text, with the arguments filled in. */
  String format(Object... arguments) {
    return String.format(
        Locale.ROOT,
        "[%s] %s%n  why: %s%n  do: %s",
        id,
        String.format(Locale.ROOT, what, arguments),
        String.format(Locale.ROOT, why, arguments),
        String.format(Locale.ROOT, remedy, arguments));
  }
}
