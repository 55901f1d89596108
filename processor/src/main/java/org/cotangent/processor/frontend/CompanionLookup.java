package org.cotangent.processor.frontend;

import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import org.cotangent.processor.ir.Callee;
import org.cotangent.processor.ir.MethodKey;

/** Finds out how a method of another file or of a jar is differentiated. */
public interface CompanionLookup {

  /** Asks for a method whose body is not in the file at hand. */
  Answer find(ExecutableElement method);

  /**
   * A derivative of the method that was written by hand, if the class at hand sees one.
   *
   * @param key the method
   * @param className the qualified name of the class that is differentiated
   */
  default Optional<Callee.Custom> handWritten(MethodKey key, String className) {
    return Optional.empty();
  }

  /** What is known of it. */
  sealed interface Answer {
    /** It has a companion. */
    record Found(Callee.Companion callee) implements Answer {}

    /**
     * It has none, and never will.
     *
     * @param reason a clause such as "it is not annotated"
     */
    record NotDifferentiable(String reason) implements Answer {}

    /** Its companion is still to be written; ask again in a later round. */
    record Later() implements Answer {}
  }
}
