package org.cotangent.processor.diagnostics;

import java.util.Locale;

/**
 * Every message of the compiler, with an id that never changes its meaning: AD0xx wrong use of an annotation, AD1xx Java
 * that is not differentiated, AD2xx rules and calls, AD3xx types and aliasing, AD4xx warnings, AD9xx internal errors.
 *
 * <p>A message is three lines: what (a full clause that quotes the offending text), why, and what to do instead.
 */
public enum Message {
  NOT_DIFFERENTIATED_BY(
      "AD291",
      "%s is not differentiated by its parameter %s, but a value that depends on a differentiated parameter is passed there",
      "its companion has no adjoint for that parameter, so the gradient would lose this path",
      "add the parameter to wrt in its @Differentiable annotation, or mark it @NonDifferentiable if it is data"),
  SAME_ARRAY_TWICE(
      "AD310",
      "the array '%s' is passed twice to a method that writes to it",
      "the method's adjoint takes its parameters for different arrays, so the gradient would be wrong",
      "pass a copy (clone()) for the one that is only read"),
  ARRAY_REASSIGNED(
      "AD311",
      "the array variable '%s' is assigned more than once",
      "the reverse sweep has to know which array each name means at every moment, and follows a name to one array only",
      "use a new variable for each array, or copy the elements with System.arraycopy"),
  ARRAY_STORED(
      "AD312",
      "a whole array is stored into an element of '%s'",
      "the adjoint of the array that was there before would be lost",
      "copy the elements instead, or allocate all rows at once: new double[rows][columns]"),
  RETURNS_PARAMETER(
      "AD313",
      "the method returns the array '%s', which it was given",
      "the result and the argument would be two names of one array, and their adjoints would mix",
      "return a copy: %1$s.clone(), or make the method void and let the caller use its own array"),
  ARRAY_BOUND_LATE(
      "AD314",
      "the array variable '%s' gets its array in another block than the one that declares it",
      "the reverse sweep follows an array variable to one array in the block of its declaration",
      "declare it where it gets its value"),
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
