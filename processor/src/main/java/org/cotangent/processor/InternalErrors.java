package org.cotangent.processor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.cotangent.processor.diagnostics.Message;
import org.cotangent.processor.diagnostics.Problem;
import org.cotangent.processor.ir.Span;

/**
 * Turns a defect of the processor into a message that can be sent to its authors: where it arose,
 * with which versions, and from which method.
 */
final class InternalErrors {
  private static final int FRAMES = 12;

  private InternalErrors() {}

  /** A defect that came up with a class, nobody knows at which of its methods. */
  static Problem problem(String className, Throwable error) {
    return problem(className, error, Optional.empty());
  }

  /** A defect that came up with a class, and perhaps the method that it came up with. */
  static Problem problem(String className, Throwable error, Optional<Culprit> culprit) {
    List<String> notes = new ArrayList<>();
    notes.add("with: " + versions());
    Arrays.stream(error.getStackTrace()).limit(FRAMES).forEach(f -> notes.add("    at " + f));
    if (error.getCause() != null) {
      notes.add("caused by: " + error.getCause());
      Arrays.stream(error.getCause().getStackTrace())
          .limit(FRAMES)
          .forEach(f -> notes.add("    at " + f));
    }
    culprit.ifPresent(
        found -> {
          notes.add("source:");
          found.source().lines().forEach(line -> notes.add("    " + line));
        });
    String name = culprit.map(found -> className + "." + found.name()).orElse(className);
    Span span = culprit.map(Culprit::span).orElse(Span.NONE);
    return new Problem(Message.INTERNAL, span, List.of(name, error.toString()), notes);
  }

  /**
   * The method that a defect comes up with.
   *
   * @param name its name
   * @param span its head
   * @param source its text
   */
  record Culprit(String name, Span span, String source) {}

  private static String versions() {
    String version = InternalErrors.class.getPackage().getImplementationVersion();
    return "Cotangent "
        + (version == null ? "(no version in its manifest)" : version)
        + ", Java "
        + System.getProperty("java.version")
        + " ("
        + System.getProperty("java.vendor")
        + "), "
        + System.getProperty("os.name")
        + " "
        + System.getProperty("os.arch");
  }
}
