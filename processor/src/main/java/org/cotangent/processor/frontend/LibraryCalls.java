package org.cotangent.processor.frontend;

import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import org.cotangent.processor.diagnostics.Message;

/**
 * Calls of the JDK that are often met, and have a better answer than that no derivative is known.
 */
final class LibraryCalls {
  private static final Set<String> OPTIONALS =
      Set.of("java.util.OptionalDouble", "java.util.OptionalInt", "java.util.OptionalLong");

  private LibraryCalls() {}

  /** What is said of a call; empty for calls that others judge. */
  static Optional<Message> refusal(ExecutableElement callee) {
    String owner = ((TypeElement) callee.getEnclosingElement()).getQualifiedName().toString();
    boolean stream =
        owner.startsWith("java.util.stream.")
            || OPTIONALS.contains(owner)
            || owner.startsWith("java.util.")
                && callee.getReturnType().toString().startsWith("java.util.stream.");
    if (stream) {
      return Optional.of(Message.STREAM);
    }
    boolean sorts =
        owner.equals("java.util.Arrays")
            && (callee.getSimpleName().contentEquals("sort")
                || callee.getSimpleName().contentEquals("parallelSort"));
    return sorts ? Optional.of(Message.SORT) : Optional.empty();
  }
}
