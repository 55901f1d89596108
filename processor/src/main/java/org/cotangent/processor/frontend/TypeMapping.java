package org.cotangent.processor.frontend;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.util.Types;
import org.cotangent.processor.ir.MethodKey;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.TypeRules;

/** javac's types as types of the intermediate language. */
final class TypeMapping {
  private static final Set<String> BOXES =
      Set.of(
          "java.lang.Boolean",
          "java.lang.Byte",
          "java.lang.Character",
          "java.lang.Double",
          "java.lang.Float",
          "java.lang.Integer",
          "java.lang.Long",
          "java.lang.Number",
          "java.lang.Short");
  static final String MATRIX = "org.cotangent.runtime.Matrix";

  private final Types types;
  private final Function<TypeElement, Optional<Type.ValueType>> values;

  /**
   * @param values the classes whose objects are taken apart
   */
  TypeMapping(Types types, Function<TypeElement, Optional<Type.ValueType>> values) {
    this.types = types;
    this.values = values;
  }

  /** The type, or empty when values of it cannot occur in a differentiated method. */
  Optional<Type> map(TypeMirror type) {
    Optional<Type.ValueType> value = value(type);
    return value.isPresent() ? Optional.of(value.get()) : data(type);
  }

  /** The type of objects that are taken apart. */
  Optional<Type.ValueType> value(TypeMirror type) {
    return type.getKind() == TypeKind.DECLARED
        ? values.apply((TypeElement) ((DeclaredType) type).asElement())
        : Optional.empty();
  }

  /** The type of something that is passed on as it is: objects stay whole. */
  Optional<Type> data(TypeMirror type) {
    if (type.getKind().isPrimitive()) {
      return Optional.of(primitive(type.getKind()));
    }
    switch (type.getKind()) {
      case VOID:
        return Optional.of(Type.VoidType.VOID);
      case NULL:
        return Optional.of(TypeRules.NULL);
      case ARRAY:
        return data(((ArrayType) type).getComponentType()).map(Type.ArrayType::new);
      case DECLARED:
        return isBox(type) || isGeneric(type) ? Optional.empty() : Optional.of(named(name(type)));
      case TYPEVAR:
        return variable((TypeVariable) type);
      default:
        return Optional.empty();
    }
  }

  /**
   * The type of data whose type is a type variable: its bound. There is none where the companion
   * could not name the bound (it has type arguments, or is several types), nor where values of it
   * may carry derivatives (a box or a class that is taken apart).
   */
  private Optional<Type> variable(TypeVariable variable) {
    TypeMirror bound = variable.getUpperBound();
    if (bound.getKind() == TypeKind.TYPEVAR) {
      return variable((TypeVariable) bound);
    }
    boolean plain =
        bound.getKind() == TypeKind.DECLARED
            && !isStructure(bound)
            && !((DeclaredType) bound).asElement().getModifiers().contains(Modifier.FINAL);
    return plain ? data(bound) : Optional.empty();
  }

  /** Whether a type variable occurs in a type. */
  static boolean isVariable(TypeMirror type) {
    return type.getKind() == TypeKind.ARRAY
        ? isVariable(((ArrayType) type).getComponentType())
        : type.getKind() == TypeKind.TYPEVAR;
  }

  /** The type of an object that a method of this class is called on, whatever its arguments are. */
  Type receiver(TypeElement owner) {
    return new Type.ReferenceType(
        owner.getQualifiedName().toString(), owner.getTypeParameters().size());
  }

  /** The type of a value: a box is the number in it. */
  Optional<Type> number(TypeMirror type) {
    boolean number = isBox(type) && !name(type).equals("java.lang.Number");
    return number ? map(types.unboxedType(type)) : map(type);
  }

  /** The erased type, for identities: defined for every type. */
  Type erased(TypeMirror type) {
    TypeMirror erasure = types.erasure(type);
    if (erasure.getKind() == TypeKind.ARRAY) {
      return new Type.ArrayType(erased(((ArrayType) erasure).getComponentType()));
    }
    if (erasure.getKind() == TypeKind.DECLARED) {
      return named(name(erasure));
    }
    return data(erasure).orElseGet(() -> new Type.ReferenceType(erasure.toString()));
  }

  /** The identity of a method. */
  MethodKey key(ExecutableElement method) {
    TypeElement owner = (TypeElement) method.getEnclosingElement();
    List<Type> parameters =
        method.getParameters().stream().map(VariableElement::asType).map(this::erased).toList();
    return new MethodKey(
        owner.getQualifiedName().toString(), method.getSimpleName().toString(), parameters);
  }

  /** Whether an object of this class wraps a number. */
  boolean isBox(TypeMirror type) {
    return type.getKind() == TypeKind.DECLARED && BOXES.contains(name(type));
  }

  /** Whether a class has type parameters, given or raw. */
  boolean isGeneric(TypeMirror type) {
    return type.getKind() == TypeKind.TYPEVAR
        || type instanceof DeclaredType declared
            && type.getKind() == TypeKind.DECLARED
            && !((TypeElement) declared.asElement()).getTypeParameters().isEmpty();
  }

  /** Whether this is a record that cannot be taken apart, or an array of matrices: no data. */
  boolean isStructure(TypeMirror type) {
    Type erased = type.getKind() == TypeKind.ARRAY ? erased(type) : Type.VoidType.VOID;
    return erased.leaf().isMatrix()
        || type instanceof DeclaredType declared
            && declared.asElement().getKind() == ElementKind.RECORD;
  }

  /** The type of objects of a class. */
  static Type named(String qualifiedName) {
    return qualifiedName.equals(MATRIX)
        ? Type.MatrixType.MATRIX
        : new Type.ReferenceType(qualifiedName);
  }

  private static String name(TypeMirror type) {
    return ((TypeElement) ((DeclaredType) type).asElement()).getQualifiedName().toString();
  }

  private static Type primitive(TypeKind kind) {
    return Type.Primitive.valueOf(kind.name());
  }
}
