package org.cotangent.processor.frontend;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/** Reads Cotangent's annotations by name, so that it does not matter which compiler they are of. */
final class Annotations {
  static final String DIFFERENTIABLE = "org.cotangent.Differentiable";
  static final String NON_DIFFERENTIABLE = "org.cotangent.NonDifferentiable";
  static final String GENERATED = "org.cotangent.GeneratedDerivative";

  private Annotations() {}

  /** The annotation of this name on an element. */
  static Optional<AnnotationMirror> find(Element element, String name) {
    for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
      if (mirror.getAnnotationType().asElement() instanceof TypeElement type
          && type.getQualifiedName().contentEquals(name)) {
        return Optional.of(mirror);
      }
    }
    return Optional.empty();
  }

  /** Whether derivatives of a method are asked for. */
  static boolean isDifferentiable(ExecutableElement method) {
    return find(method, DIFFERENTIABLE).isPresent();
  }

  /** The text of a member; empty when it is left out. */
  static String text(AnnotationMirror mirror, String member) {
    return value(mirror, member).map(Object::toString).orElse("");
  }

  /** The elements of an array member; none when it is left out. */
  static <T> List<T> list(AnnotationMirror mirror, String member, Class<T> type) {
    Object value = value(mirror, member).orElse(List.of());
    List<?> elements = value instanceof List<?> list ? list : List.of(value);
    return elements.stream()
        .map(element -> element instanceof AnnotationValue inner ? inner.getValue() : element)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  private static Optional<Object> value(AnnotationMirror mirror, String member) {
    for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> entry :
        mirror.getElementValues().entrySet()) {
      if (entry.getKey().getSimpleName().contentEquals(member)) {
        return Optional.of(entry.getValue().getValue());
      }
    }
    return Optional.empty();
  }
}
