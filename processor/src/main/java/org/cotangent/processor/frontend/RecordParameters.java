package org.cotangent.processor.frontend;

import java.util.Optional;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.cotangent.processor.ir.Type;

/**
 * Records as parameters of annotated methods. The companion reads their components by the
 * accessors, and makes gradients by the canonical constructor, so both must be the ones that Java
 * writes: an accessor with a body may return something else than what came in, and a constructor
 * with a body may reject or change an adjoint.
 */
final class RecordParameters {
  private final FileContext file;

  RecordParameters(FileContext file) {
    this.file = file;
  }

  /** Whether a parameter of an annotated method is a record that is not data. */
  static boolean isRecord(VariableElement parameter) {
    return isRecord(parameter.asType()) && !Annotations.isNonDifferentiable(parameter);
  }

  static boolean isRecord(TypeMirror type) {
    return type instanceof DeclaredType declared
        && declared.asElement().getKind() == ElementKind.RECORD;
  }

  /** Why a record cannot be a parameter of an annotated method, as a clause; empty when it can. */
  Optional<String> obstacle(TypeMirror type) {
    TypeElement record = (TypeElement) ((DeclaredType) type).asElement();
    Optional<String> shape = file.valueClasses().obstacle(record);
    if (shape.isPresent()) {
      return shape;
    }
    for (TypeElement each = record; ; each = (TypeElement) each.getEnclosingElement()) {
      if (each.getModifiers().contains(Modifier.PRIVATE)) {
        return Optional.of("the companion cannot name the private class " + each.getSimpleName());
      }
      if (!(each.getEnclosingElement() instanceof TypeElement)) {
        break;
      }
    }
    for (ExecutableElement constructor :
        ElementFilter.constructorsIn(record.getEnclosedElements())) {
      if (isCanonical(constructor, record) && !file.valueClasses().isImplicit(constructor)) {
        return Optional.of(
            "its constructor has a body of its own, which the adjoints in a gradient might not"
                + " pass");
      }
    }
    for (VariableElement field : ValueClasses.fields(record)) {
      if (!hasPlainAccessor(record, field)) {
        return Optional.of("its accessor '" + field.getSimpleName() + "' has a body of its own");
      }
      TypeMirror component = field.asType();
      Type known = file.types().erased(component);
      if (known.isArray() && known.leaf().isMatrix()) {
        return Optional.of(
            "its component '"
                + field.getSimpleName()
                + "' is an array of matrices, whose elements have no adjoints");
      }
      if (file.valueClasses().isTakenApart(component)) {
        Optional<String> inner =
            isRecord(component)
                ? obstacle(component)
                : Optional.of("its component '" + field.getSimpleName() + "' is no record");
        if (inner.isPresent()) {
          return inner;
        }
      }
    }
    return Optional.empty();
  }

  private boolean isCanonical(ExecutableElement constructor, TypeElement record) {
    var fields = ValueClasses.fields(record);
    if (constructor.getParameters().size() != fields.size()) {
      return false;
    }
    for (int k = 0; k < fields.size(); k++) {
      TypeMirror parameter = constructor.getParameters().get(k).asType();
      if (!file.typed().types().isSameType(parameter, fields.get(k).asType())) {
        return false;
      }
    }
    return true;
  }

  private boolean hasPlainAccessor(TypeElement record, VariableElement field) {
    return ElementFilter.methodsIn(record.getEnclosedElements()).stream()
        .filter(method -> method.getSimpleName().equals(field.getSimpleName()))
        .anyMatch(method -> file.valueClasses().accessed(method).isPresent());
  }
}
