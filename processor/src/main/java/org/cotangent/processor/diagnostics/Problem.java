package org.cotangent.processor.diagnostics;

import java.util.List;
import org.cotangent.processor.ir.Span;

/**
 * One finding at one place.
 *
 * @param message what kind
 * @param span where; its start and end offsets are those of the offending expression
 * @param arguments for the message's templates; the texts of the why and do lines may use them too
 *     ({@code %2$s})
 */
public record Problem(Message message, Span span, List<Object> arguments) {
  public Problem {
    arguments = List.copyOf(arguments);
  }

  /** The text as the user reads it. */
  public String text() {
    return message.format(arguments.toArray());
  }
}
