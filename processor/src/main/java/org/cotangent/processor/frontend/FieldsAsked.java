package org.cotangent.processor.frontend;

import com.sun.source.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;
import org.cotangent.processor.diagnostics.Message;

/** The fields that {@code wrt = "this.rate"} names: found, and checked. */
final class FieldsAsked {
  private static final String PREFIX = "this.";

  private final FileContext file;
  private final ExecutableElement method;

  FieldsAsked(FileContext file, ExecutableElement method) {
    this.file = file;
    this.method = method;
  }

  /** Whether a name in wrt means a field. */
  static boolean isField(String name) {
    return name.startsWith(PREFIX);
  }

  /**
   * The fields, in the order of their names in the annotation.
   *
   * @param place the place of a name in the annotation
   */
  List<VariableElement> find(List<String> asked, Function<String, Tree> place) {
    List<VariableElement> found = new ArrayList<>();
    for (String name : asked) {
      if (isField(name)) {
        Optional<VariableElement> field = find(name, place.apply(name));
        if (field.isPresent() && found.contains(field.get())) {
          file.report(Message.WRT_REPEATED, place.apply(name), name);
        } else {
          field.ifPresent(found::add);
        }
      }
    }
    return found;
  }

  private Optional<VariableElement> find(String name, Tree at) {
    if (MethodLowering.isStatic(method)) {
      file.report(Message.STATIC_FIELD, at, method.getSimpleName(), name, "it is a static method");
      return Optional.empty();
    }
    Optional<VariableElement> field = lookUp(name.substring(PREFIX.length()));
    if (field.isEmpty()) {
      file.report(
          Message.UNKNOWN_FIELD, at, method.getSimpleName(), name.substring(PREFIX.length()));
    } else if (MethodLowering.isStatic(field.get())) {
      file.report(Message.STATIC_FIELD, at, method.getSimpleName(), name, "that field is static");
      return Optional.empty();
    } else if (!file.types().erased(field.get().asType()).isDifferentiable()) {
      file.report(Message.FIELD_TYPE, at, name, field.get().asType());
      return Optional.empty();
    } else if (file.access().of(field.get()).isEmpty()) {
      file.report(
          Message.INVISIBLE_CONSTANT, at, name, FieldAccess.owner(field.get()).getQualifiedName());
      return Optional.empty();
    }
    return field;
  }

  /** The field that a simple name means in the class: its own, or the nearest inherited one. */
  private Optional<VariableElement> lookUp(String name) {
    TypeElement type = (TypeElement) method.getEnclosingElement();
    while (type != null) {
      for (VariableElement field : ElementFilter.fieldsIn(type.getEnclosedElements())) {
        if (field.getSimpleName().contentEquals(name)) {
          return Optional.of(field);
        }
      }
      type = (TypeElement) file.typed().types().asElement(type.getSuperclass());
    }
    return Optional.empty();
  }
}
