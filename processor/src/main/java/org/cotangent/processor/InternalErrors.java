package org.cotangent.processor;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.cotangent.processor.diagnostics.Message;
import org.cotangent.processor.diagnostics.Problem;
import org.cotangent.processor.ir.Span;

/** Turns a defect of the processor into a message that can be sent to its authors. */
final class InternalErrors {
  private static final int FRAMES = 5;

  private InternalErrors() {}

  static Problem problem(String className, Throwable error) {
    String frames =
        Arrays.stream(error.getStackTrace())
            .limit(FRAMES)
            .map(frame -> System.lineSeparator() + "    at " + frame)
            .collect(Collectors.joining());
    return new Problem(Message.INTERNAL, Span.NONE, List.of(className, error + frames));
  }
}
