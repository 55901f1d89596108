package org.cotangent.processor.frontend;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** Functional interfaces (JLS 9.8): which types they are, and what their one method looks like. */
final class FunctionTypes {
  private final FileContext file;

  FunctionTypes(FileContext file) {
    this.file = file;
  }

  /** The one abstract method of a functional interface; empty for every other type. */
  Optional<ExecutableElement> method(TypeMirror type) {
    if (type.getKind() != TypeKind.DECLARED
        || ((DeclaredType) type).asElement().getKind() != ElementKind.INTERFACE) {
      return Optional.empty();
    }
    TypeElement element = (TypeElement) ((DeclaredType) type).asElement();
    List<ExecutableElement> found = new ArrayList<>();
    for (ExecutableElement each :
        ElementFilter.methodsIn(file.typed().elements().getAllMembers(element))) {
      if (each.getModifiers().contains(Modifier.ABSTRACT) && !isOfEveryObject(each)) {
        found.add(each);
      }
    }
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  boolean isFunctional(TypeMirror type) {
    return method(type).isPresent();
  }

  /** The method's parameter and result types where the interface's type arguments are known. */
  ExecutableType descriptor(TypeMirror type, ExecutableElement method) {
    return (ExecutableType) file.typed().types().asMemberOf((DeclaredType) type, method);
  }

  /** {@code equals}, {@code hashCode} and {@code toString} count for nothing in an interface. */
  private boolean isOfEveryObject(ExecutableElement method) {
    TypeElement object = file.typed().elements().getTypeElement("java.lang.Object");
    return ElementFilter.methodsIn(object.getEnclosedElements()).stream()
        .anyMatch(
            each ->
                file.typed()
                    .elements()
                    .overrides(method, each, (TypeElement) method.getEnclosingElement()));
  }
}
