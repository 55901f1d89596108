package org.cotangent.processor.frontend;

import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/** Finds exceptions that a method declares and a generated one could not pass on. */
final class CheckedExceptions {
  private CheckedExceptions() {}

  /** The first checked exception in the throws clause of a method. */
  static Optional<String> of(ExecutableElement method) {
    return method.getThrownTypes().stream()
        .filter(type -> !isUnchecked(type))
        .map(TypeMirror::toString)
        .findFirst();
  }

  private static boolean isUnchecked(TypeMirror type) {
    TypeMirror at = type;
    while (at instanceof DeclaredType declared && declared.asElement() instanceof TypeElement e) {
      if (e.getQualifiedName().contentEquals("java.lang.RuntimeException")
          || e.getQualifiedName().contentEquals("java.lang.Error")) {
        return true;
      }
      at = e.getSuperclass();
    }
    return false;
  }
}
