package org.cotangent.processor.frontend;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.cotangent.processor.ir.Access;

/**
 * How the companion, which is another class of the same package, reads a field: by its name where
 * that is visible; by a method that returns it and does nothing else; else by a {@code VarHandle},
 * which may look into every class of its own module, but is only used for classes of the same file.
 */
final class FieldAccess {
  private final FileContext file;
  private final Map<VariableElement, Optional<Access>> known = new HashMap<>();

  FieldAccess(FileContext file) {
    this.file = file;
  }

  /** The way to read a field; empty when there is none. */
  Optional<Access> of(VariableElement field) {
    Optional<Access> access = known.get(field);
    if (access == null) {
      access = find(field);
      known.put(field, access);
    }
    return access;
  }

  private Optional<Access> find(VariableElement field) {
    String owner = owner(field).getQualifiedName().toString();
    if (file.isVisible(field) && !isHidden(field)) {
      return Optional.of(new Access.Direct(owner, field.getModifiers().contains(Modifier.FINAL)));
    }
    if (!file.isVisible(owner(field))) {
      return Optional.empty();
    }
    Optional<ExecutableElement> accessor =
        ElementFilter.methodsIn(owner(field).getEnclosedElements()).stream()
            .filter(method -> isAccessor(method, field))
            .findFirst();
    if (accessor.isPresent()) {
      return Optional.of(new Access.Accessor(owner, accessor.get().getSimpleName().toString()));
    }
    int wildcards = owner(field).getTypeParameters().size();
    return file.isInFile(field)
        ? Optional.of(new Access.Handle(owner, wildcards))
        : Optional.empty();
  }

  /** The field that a method returns and that is all it does, if there is one. */
  Optional<VariableElement> accessedBy(ExecutableElement method) {
    return method.getEnclosingElement() instanceof TypeElement owner
        ? ElementFilter.fieldsIn(owner.getEnclosedElements()).stream()
            .filter(field -> isAccessor(method, field))
            .findFirst()
        : Optional.empty();
  }

  private boolean isAccessor(ExecutableElement method, VariableElement field) {
    boolean plain =
        method.getParameters().isEmpty()
            && !MethodLowering.isStatic(method)
            && !MethodLowering.isStatic(field)
            && file.isVisible(method)
            && isNamedAfter(method.getSimpleName().toString(), field.getSimpleName().toString())
            && sameType(method.getReturnType(), field.asType())
            && !Callees.isOverridable(file, method);
    return plain && (isImplicit(method) || isTrivial(method, field));
  }

  private static boolean isNamedAfter(String method, String field) {
    String capital = field.substring(0, 1).toUpperCase(Locale.ROOT) + field.substring(1);
    return method.equals(field) || method.equals("get" + capital) || method.equals("is" + capital);
  }

  private boolean sameType(TypeMirror a, TypeMirror b) {
    return file.typed().types().isSameType(a, b);
  }

  /** The accessor of a record's component that the record does not write itself. */
  private boolean isImplicit(ExecutableElement method) {
    return method.getEnclosingElement().getKind() == ElementKind.RECORD
        && file.isInFile(method.getEnclosingElement())
        && source(method).isEmpty();
  }

  private Optional<MethodTree> source(ExecutableElement method) {
    Tree owner = file.typed().trees().getTree(method.getEnclosingElement());
    if (owner instanceof ClassTree members) {
      for (Tree member : members.getMembers()) {
        if (member instanceof MethodTree tree && method.equals(file.element(tree))) {
          return Optional.of(tree);
        }
      }
    }
    return Optional.empty();
  }

  private boolean isTrivial(ExecutableElement method, VariableElement field) {
    if (!file.isInFile(method)) {
      return false;
    }
    List<? extends Tree> body =
        source(method)
            .filter(tree -> tree.getBody() != null)
            .<List<? extends Tree>>map(tree -> tree.getBody().getStatements())
            .orElse(List.of());
    if (body.size() != 1
        || !(body.get(0) instanceof ReturnTree result)
        || result.getExpression() == null) {
      return false;
    }
    Tree value = MethodLowering.strip(result.getExpression());
    boolean own =
        value instanceof IdentifierTree
            || value instanceof MemberSelectTree select && Receivers.isThis(select.getExpression());
    return own && field.equals(file.element(value));
  }

  /**
   * Whether a subclass of this file has a field of the same name, so that the name is not enough.
   */
  private boolean isHidden(VariableElement field) {
    return !MethodLowering.isStatic(field)
        && file.typed().unit().getTypeDecls().stream().anyMatch(tree -> hides(tree, field));
  }

  private boolean hides(Tree tree, VariableElement field) {
    if (!(tree instanceof ClassTree members)) {
      return false;
    }
    boolean own =
        file.element(tree) instanceof TypeElement type
            && !type.equals(owner(field))
            && ElementFilter.fieldsIn(type.getEnclosedElements()).stream()
                .anyMatch(each -> each.getSimpleName().equals(field.getSimpleName()))
            && file.isSubclass(type, owner(field));
    return own || members.getMembers().stream().anyMatch(member -> hides(member, field));
  }

  static TypeElement owner(Element member) {
    return (TypeElement) member.getEnclosingElement();
  }
}
