package org.cotangent.processor.frontend;

import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;

/** Reads the annotations of Cotangent off elements; they may come from class files. */
final class Annotations {
  private static final String DIFFERENTIABLE = "org.cotangent.Differentiable";
  private static final String NON_DIFFERENTIABLE = "org.cotangent.NonDifferentiable";
  private static final String DERIVATIVE_OF = "org.cotangent.DerivativeOf";
  private static final String OPERATION = "org.cotangent.runtime.Operation";
  private static final String CHECKPOINTED = "org.cotangent.Checkpointed";
  private static final String GENERATED = "org.cotangent.GeneratedDerivative";

  private Annotations() {}

  static Optional<? extends AnnotationMirror> differentiable(Element element) {
    return find(element, DIFFERENTIABLE);
  }

  /** The mark on a generated method. */
  static Optional<? extends AnnotationMirror> generated(Element element) {
    return find(element, GENERATED);
  }

  /** The mark on a derivative written by hand. */
  static Optional<? extends AnnotationMirror> derivativeOf(Element element) {
    return find(element, DERIVATIVE_OF);
  }

  /** What says how an operation on matrices is differentiated. */
  static Optional<? extends AnnotationMirror> operation(Element method) {
    return find(method, OPERATION);
  }

  /** The request to recompute instead of storing, on a local variable or a method. */
  static Optional<? extends AnnotationMirror> checkpointed(Element element) {
    return find(element, CHECKPOINTED);
  }

  static boolean isNonDifferentiable(Element element) {
    return find(element, NON_DIFFERENTIABLE).isPresent();
  }

  /**
   * The elements of an array member that is written down, as text: constants by their value, enums
   * by their name.
   */
  static List<String> strings(AnnotationMirror annotation, String member) {
    return value(annotation, member)
        .map(
            value ->
                value.getValue() instanceof List<?> list
                    ? list.stream().map(Annotations::text).toList()
                    : List.of(text(value)))
        .orElse(List.of());
  }

  /** The elements of an array member of numbers. */
  static List<Integer> integers(AnnotationMirror annotation, String member) {
    return strings(annotation, member).stream().map(Integer::valueOf).toList();
  }

  /** A member that is a class. */
  static Optional<TypeMirror> type(AnnotationMirror annotation, String member) {
    return types(annotation, member).stream().findFirst();
  }

  /** The elements of an array member of classes; those that do not exist are left out. */
  static List<TypeMirror> types(AnnotationMirror annotation, String member) {
    List<?> values =
        value(annotation, member)
            .<List<?>>map(value -> value.getValue() instanceof List<?> list ? list : List.of(value))
            .orElse(List.of());
    return values.stream()
        .map(value -> ((AnnotationValue) value).getValue())
        .filter(TypeMirror.class::isInstance)
        .map(TypeMirror.class::cast)
        .toList();
  }

  /** Whether a member is written down. */
  static boolean isGiven(AnnotationMirror annotation, String member) {
    return value(annotation, member).isPresent();
  }

  private static Optional<AnnotationValue> value(AnnotationMirror annotation, String member) {
    for (ExecutableElement each : annotation.getElementValues().keySet()) {
      if (each.getSimpleName().contentEquals(member)) {
        return Optional.of(annotation.getElementValues().get(each));
      }
    }
    return Optional.empty();
  }

  private static String text(Object value) {
    Object bare = value instanceof AnnotationValue wrapped ? wrapped.getValue() : value;
    return bare instanceof Element constant
        ? constant.getSimpleName().toString()
        : String.valueOf(bare);
  }

  private static Optional<? extends AnnotationMirror> find(Element element, String name) {
    return element.getAnnotationMirrors().stream()
        .filter(
            mirror ->
                ((TypeElement) mirror.getAnnotationType().asElement())
                    .getQualifiedName()
                    .contentEquals(name))
        .findFirst();
  }
}
