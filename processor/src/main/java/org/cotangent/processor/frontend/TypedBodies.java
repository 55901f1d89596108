package org.cotangent.processor.frontend;

import java.util.List;
import java.util.Optional;

/** Typed classes of one round. They may be looked into until this is closed, not longer. */
public interface TypedBodies extends AutoCloseable {

  /** The class of this qualified name, or nothing when its source was not found. */
  Optional<TypedClass> find(String className);

  /** What the bodies that derivatives of this class are made from mention in vain. */
  List<Unresolved> unresolved(TypedClass typed);

  @Override
  void close();
}
