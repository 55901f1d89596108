package org.cotangent.processor.diagnostics;

import java.util.Locale;

/**
 * Every message of the compiler, with an id that never changes its meaning: AD0xx wrong use of an annotation, AD1xx Java
 * that is not differentiated, AD2xx rules and calls, AD3xx types and aliasing, AD4xx warnings, AD9xx internal errors.
 *
 * <p>A message is three lines: what (a full clause that quotes the offending text), why, and what to do instead.
 */
public enum Message {
  // ------------------------------------------------------------------ AD05x: around the bodies
  UNRESOLVED_NAME(
      "AD050",
      "'%s' is not known, so the body of '%s' cannot be read",
      "every type that a differentiated body mentions must exist, or be written by another annotation processor in"
          + " the same compilation",
      "declare or import it; if another processor should write it, look for the errors of that one"),
  OWN_COMPANION(
      "AD051",
      "'%s' is what is to be written from the body of '%s', which mentions it already",
      "a companion cannot be made from a body that needs it",
      "call the original method here; its derivative comes along"),
  BODY_DOES_NOT_COMPILE(
      "AD052",
      "the body of '%s' does not compile: %s",
      "derivatives are made from bodies that are correct Java",
      "correct the body"),
  COMPANION_EXISTS(
      "AD053",
      "a class named '%s' is part of this compilation already",
      "the companion of this class has that name",
      "rename the other class"),
  NO_SOURCE(
      "AD054",
      "the source of '%s' cannot be read: %s",
      "derivatives are made from the source of method bodies",
      "compile the source with javac of JDK 17 or later, and this processor on its processor path"),
  UNKNOWN_OPTION(
      "AD055",
      "'-A%s' is not an option of Cotangent",
      "a misspelled option would be ignored in silence",
      "write cotangent.dump, the option there is, or leave it out"),
  OPTION_NOT_READY(
      "AD056",
      "'-A%s' does nothing yet",
      "the name is taken for a feature that this version does not have",
      "leave the option out"),
  OPTION_VALUE(
      "AD057",
      "'-A%s' needs a value: %s",
      "without it the option says nothing",
      "write -A%1$s=VALUE"),

  // ------------------------------------------------------------------ AD9xx: not the user's doing
  CANNOT_WRITE(
      "AD901",
      "'%s' cannot be written: %s",
      "the compiler could not create the file",
      "make room, or the output directory writable"),
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
