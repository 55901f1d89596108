package org.cotangent.processor.frontend;

import java.util.List;
import java.util.Locale;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.QualifiedNameable;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import org.cotangent.processor.ir.MethodKey;
import org.cotangent.processor.ir.Type;

/**
 * Signatures in the words of the intermediate language. They are the same whichever compiler an
 * element comes from, so methods of one can be found in another.
 */
final class Signatures {
  private Signatures() {}

  /** The identity of a method. */
  static MethodKey key(ExecutableElement method) {
    String owner =
        method.getEnclosingElement() instanceof QualifiedNameable named
            ? named.getQualifiedName().toString()
            : "";
    return new MethodKey(owner, method.getSimpleName().toString(), parameterTypes(method));
  }

  /** The erased types of the parameters. */
  static List<Type> parameterTypes(ExecutableElement method) {
    return method.getParameters().stream().map(parameter -> type(parameter.asType())).toList();
  }

  /** An erased type. */
  static Type type(TypeMirror type) {
    if (type.getKind().isPrimitive()) {
      return Type.Primitive.valueOf(type.getKind().name().toUpperCase(Locale.ROOT));
    }
    return switch (type.getKind()) {
      case VOID -> Type.VoidType.VOID;
      case ARRAY -> new Type.ArrayType(type(((ArrayType) type).getComponentType()));
      case DECLARED ->
          TypeMapping.named(
              ((TypeElement) ((DeclaredType) type).asElement()).getQualifiedName().toString());
      case TYPEVAR -> type(((TypeVariable) type).getUpperBound());
      case INTERSECTION -> type(((IntersectionType) type).getBounds().get(0));
      default -> new Type.ReferenceType(type.toString());
    };
  }
}
