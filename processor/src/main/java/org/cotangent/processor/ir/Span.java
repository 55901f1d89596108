package org.cotangent.processor.ir;

/**
 * Where a statement comes from in the user's source.
 *
 * @param file the simple name of the source file, such as {@code Model.java}; empty for generated
 *     code
 * @param line the line, from 1; 0 for generated code
 * @param text one line of source for a comment: the statement itself, or the head of a compound
 *     statement ({@code for (int i = 0; i < n; i++)}), white space folded
 * @param start the character offset of the first character in the file, for diagnostics; -1 for
 *     generated code
 * @param end the character offset behind the last character; -1 for generated code
 */
public record Span(String file, int line, String text, long start, long end) {
  /** The span of generated code. */
  public static final Span NONE = new Span("", 0, "", -1, -1);
}
