package org.cotangent.processor;

import java.util.List;
import org.cotangent.processor.diagnostics.Message;
import org.cotangent.processor.diagnostics.Problem;
import org.cotangent.processor.frontend.Unresolved;

/** Says what is wrong with a body that stayed unreadable to the end. */
final class UnresolvedProblems {
  private UnresolvedProblems() {}

  /**
   * The message for one place.
   *
   * @param companion the simple name of the companion of the class
   */
  static Problem problem(Unresolved unresolved, String companion) {
    String name = unresolved.name();
    if (name.isEmpty()) {
      return new Problem(
          Message.BODY_DOES_NOT_COMPILE,
          unresolved.span(),
          List.of(unresolved.method(), unresolved.detail()));
    }
    boolean own = name.equals(companion) || name.endsWith("." + companion);
    return new Problem(
        own ? Message.OWN_COMPANION : Message.UNRESOLVED_NAME,
        unresolved.span(),
        List.of(name, unresolved.method()));
  }
}
