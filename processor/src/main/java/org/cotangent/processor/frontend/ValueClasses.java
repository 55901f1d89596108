package org.cotangent.processor.frontend;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import org.cotangent.processor.ir.Type;

/**
 * The classes of a file whose objects are taken apart: records and final classes that consist of
 * final fields, and of which the differentiated methods make objects. A variable of such a class
 * stands for one variable for each field. Objects of all other classes are data.
 */
final class ValueClasses {
  private final FileContext file;
  private final Map<TypeElement, Optional<Type.ValueType>> shapes = new HashMap<>();
  private final Set<TypeElement> open = new LinkedHashSet<>();
  private Set<TypeElement> used;

  ValueClasses(FileContext file) {
    this.file = file;
  }

  /** The class as a value type, if its objects are taken apart here. */
  Optional<Type.ValueType> find(TypeElement type) {
    return isCandidate(type) && used().contains(type) ? shape(type) : Optional.empty();
  }

  /** Whether components of this type are taken apart with the object that they belong to. */
  boolean isTakenApart(TypeMirror type) {
    return type.getKind() == TypeKind.DECLARED
        && componentType(type).filter(Type.ValueType.class::isInstance).isPresent();
  }

  /** Why objects of a class cannot be taken apart, as a clause; empty when they can. */
  Optional<String> obstacle(TypeElement type) {
    if (!file.isInFile(type)) {
      return Optional.of("the class is in another file");
    }
    if (!isCandidate(type)) {
      return Optional.of("the class is not final and no record");
    }
    if (!type.getTypeParameters().isEmpty()) {
      return Optional.of("the class has type parameters");
    }
    boolean record = type.getKind() == ElementKind.RECORD;
    boolean plain = type.getSuperclass().toString().equals("java.lang.Object");
    if (!record && !plain) {
      return Optional.of("the class extends another one");
    }
    boolean inner =
        type.getNestingKind() == NestingKind.MEMBER
            && !record
            && !type.getModifiers().contains(Modifier.STATIC);
    if (inner) {
      return Optional.of("the class is an inner one: it is not static");
    }
    if (type.getNestingKind() == NestingKind.LOCAL) {
      return Optional.of("the class is declared inside a method");
    }
    ClassTree tree = file.typed().trees().getTree(type);
    for (Tree member : tree.getMembers()) {
      if (member instanceof BlockTree block && !block.isStatic()) {
        return Optional.of("the class has an initialiser block");
      }
    }
    boolean outermost = open.add(type);
    Optional<String> found =
        fields(type).stream().flatMap(field -> obstacle(field).stream()).findFirst();
    if (outermost) {
      open.remove(type);
    }
    return found;
  }

  private Optional<String> obstacle(VariableElement field) {
    String name = "its field '" + field.getSimpleName() + "'";
    if (!field.getModifiers().contains(Modifier.FINAL)) {
      return Optional.of(name + " is not final");
    }
    return componentType(field.asType()).isPresent()
        ? Optional.empty()
        : Optional.of(name + " has the type " + field.asType());
  }

  /** The instance fields, in their order. */
  static List<VariableElement> fields(TypeElement type) {
    return ElementFilter.fieldsIn(type.getEnclosedElements()).stream()
        .filter(field -> !MethodLowering.isStatic(field))
        .toList();
  }

  /** Whether this is the constructor that Java writes for a record. */
  boolean isImplicit(ExecutableElement constructor) {
    return file.typed().elements().getOrigin(constructor) == Elements.Origin.MANDATED;
  }

  /** The field that an accessor of a record reads, unless the accessor has a body of its own. */
  Optional<VariableElement> accessed(ExecutableElement method) {
    TypeElement owner = (TypeElement) method.getEnclosingElement();
    if (owner.getKind() != ElementKind.RECORD
        || !method.getParameters().isEmpty()
        || MethodLowering.isStatic(method)
        || file.isInFile(method)) {
      return Optional.empty();
    }
    return fields(owner).stream()
        .filter(field -> field.getSimpleName().equals(method.getSimpleName()))
        .findFirst();
  }

  private boolean isCandidate(TypeElement type) {
    boolean isFinal =
        type.getKind() == ElementKind.CLASS && type.getModifiers().contains(Modifier.FINAL);
    return (isFinal || type.getKind() == ElementKind.RECORD) && file.isInFile(type);
  }

  /** The components of a class, whether or not its objects are taken apart here. */
  private Optional<Type.ValueType> shape(TypeElement type) {
    Optional<Type.ValueType> known = shapes.get(type);
    if (known == null) {
      open.add(type);
      known = obstacle(type).isPresent() ? Optional.empty() : Optional.of(make(type));
      open.remove(type);
      shapes.put(type, known);
    }
    return known;
  }

  private Type.ValueType make(TypeElement type) {
    List<Type.ValueComponent> components = new ArrayList<>();
    for (VariableElement field : fields(type)) {
      Type component = componentType(field.asType()).orElseThrow();
      components.add(new Type.ValueComponent(field.getSimpleName().toString(), component));
    }
    return new Type.ValueType(type.getQualifiedName().toString(), components);
  }

  private Optional<Type> componentType(TypeMirror type) {
    if (type.getKind() == TypeKind.DECLARED) {
      TypeElement element = (TypeElement) ((DeclaredType) type).asElement();
      if (open.contains(element)) {
        return Optional.empty();
      }
      if (isCandidate(element)) {
        Optional<Type.ValueType> nested = shape(element);
        if (nested.isPresent()) {
          return Optional.of(nested.get());
        }
      }
    }
    return file.types().data(type);
  }

  private Set<TypeElement> used() {
    if (used == null) {
      used = new LinkedHashSet<>();
      MadeClasses made = new MadeClasses(file);
      made.find().forEach(this::use);
      made.records().forEach(this::use);
    }
    return used;
  }

  private void use(Element element) {
    if (element instanceof TypeElement type
        && isCandidate(type)
        && shape(type).isPresent()
        && used.add(type)) {
      for (VariableElement field : fields(type)) {
        if (field.asType() instanceof DeclaredType declared) {
          use(declared.asElement());
        }
      }
    }
  }
}
