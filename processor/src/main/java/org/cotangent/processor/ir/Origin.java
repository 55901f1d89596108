package org.cotangent.processor.ir;

/**
 * Which statement of the user a line of generated text comes from.
 *
 * @param function the position of the generated method in {@link Companion#functions}; -1 outside
 *     of methods
 * @param span the user's statement; {@link Span#NONE} when the line comes from no single one
 * @param part whether the line repeats the statement or is its adjoint
 */
public record Origin(int function, Span span, Part part) {
  /** Outside of methods. */
  public static final Origin NONE = new Origin(-1, Span.NONE, Part.OTHER);

  /** What a line is to the statement that it comes from. */
  public enum Part {
    /** It comes from no single statement. */
    OTHER,
    /** It is the statement, or stands beside it to keep a value. */
    PRIMAL,
    /** It is the statement's adjoint. */
    ADJOINT
  }

  /** The same method, and no statement. */
  public Origin whole() {
    return new Origin(function, Span.NONE, Part.OTHER);
  }

  /** The same method, and another statement. */
  public Origin at(Span other, Part how) {
    return new Origin(function, other, how);
  }
}
