package org.cotangent.processor.frontend;

import java.util.Collection;

/**
 * Finds the types inside method bodies. The compiler offers none of them while it runs processors,
 * and {@code Trees.getElement} on a path inside a body attributes the user's own tree for good,
 * which breaks correct programs; so this must be done on a tree of one's own.
 */
public interface BodyTyper {

  /**
   * Types the bodies of classes of the compilation, all at once.
   *
   * @param classes their qualified names
   * @param sources the sources of the compilation
   * @return the typed classes, usable until closed
   */
  TypedBodies type(Collection<String> classes, RoundSources sources);
}
