package org.cotangent.processor.diagnostics;

import java.util.ArrayList;
import java.util.List;
import org.cotangent.processor.ir.Span;

/**
 * One finding at one place.
 *
 * @param message what kind
 * @param span where; its start and end offsets are those of the offending expression
 * @param arguments for the message's templates; the texts of the why and do lines may use them too
 *     ({@code %2$s})
 * @param notes lines that follow the message
 */
public record Problem(Message message, Span span, List<Object> arguments, List<String> notes) {
  public Problem {
    arguments = List.copyOf(arguments);
    notes = List.copyOf(notes);
  }

  /** A finding without notes. */
  public Problem(Message message, Span span, List<Object> arguments) {
    this(message, span, arguments, List.of());
  }

  /** The same finding with one more note. */
  Problem with(String note) {
    List<String> more = new ArrayList<>(notes);
    more.add(note);
    return new Problem(message, span, arguments, more);
  }

  /** The text as the user reads it. */
  public String text() {
    StringBuilder text = new StringBuilder(message.format(arguments.toArray()));
    notes.forEach(note -> text.append(System.lineSeparator()).append("  ").append(note));
    return text.toString();
  }
}
