package org.cotangent.processor.frontend;

import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import org.cotangent.processor.diagnostics.Message;
import org.cotangent.processor.diagnostics.Problem;
import org.cotangent.processor.diagnostics.Problems;
import org.cotangent.processor.ir.Callee;
import org.cotangent.processor.ir.MethodKey;

/**
 * What all methods of one class share while they are lowered: javac's answers, places, findings,
 * wishes.
 */
final class FileContext {
  private final TypedClass typed;
  private final SourceText text;
  private final TypeMapping types;
  private final ValueClasses valueClasses;
  private final Problems problems;
  private final CompanionLookup lookup;
  private final Intrinsics intrinsics;
  private final Set<ExecutableElement> wanted = new LinkedHashSet<>();
  private final Specialisations specialisations;
  private final CallChains chains = new CallChains();
  private final FieldWrites fieldWrites = new FieldWrites(this);
  private final FieldAccess access = new FieldAccess(this);
  private final OperationReader operations = new OperationReader(this);
  private boolean waiting;

  FileContext(TypedClass typed, CompanionLookup lookup, Intrinsics intrinsics, Problems problems) {
    this.typed = typed;
    this.text = new SourceText(typed.unit(), typed.trees().getSourcePositions());
    this.valueClasses = new ValueClasses(this);
    this.types = new TypeMapping(typed.types(), valueClasses::find);
    this.problems = problems;
    this.lookup = lookup;
    this.intrinsics = intrinsics;
    this.specialisations = new Specialisations(this);
  }

  TypedClass typed() {
    return typed;
  }

  SourceText text() {
    return text;
  }

  TypeMapping types() {
    return types;
  }

  ValueClasses valueClasses() {
    return valueClasses;
  }

  CompanionLookup lookup() {
    return lookup;
  }

  /** The derivative of a method that was written by hand, if this class sees one. */
  Optional<Callee.Custom> handWritten(MethodKey key) {
    return lookup.handWritten(key, typed.element().getQualifiedName().toString());
  }

  Intrinsics intrinsics() {
    return intrinsics;
  }

  /**
   * The type of an expression or a type's name. Never attributes anything: the tree is typed
   * already.
   */
  TypeMirror type(Tree tree) {
    TypeMirror type = typed.trees().getTypeMirror(path(tree));
    return type == null ? typed.types().getNoType(TypeKind.NONE) : type;
  }

  /** What a name or a call refers to, or null. */
  Element element(Tree tree) {
    return typed.trees().getElement(path(tree));
  }

  // Trees looks at the leaf only once a tree is typed, so any path that ends in it will do.
  private TreePath path(Tree tree) {
    return new TreePath(typed.path(), tree);
  }

  /** Adds a finding at a tree. */
  void report(Message message, Tree at, Object... arguments) {
    problems.add(message, text.span(at), arguments);
  }

  /** Adds a finding at a tree, with lines that follow the message. */
  void report(List<String> notes, Message message, Tree at, Object... arguments) {
    problems.add(new Problem(message, text.span(at), List.of(arguments), notes));
  }

  /** Whether anything was reported that prevents a result. */
  boolean hasErrors() {
    return problems.hasErrors();
  }

  /** Whether the body of a method, or the assignments to a field, can be seen in this file. */
  boolean isInFile(Element element) {
    return typed.declarations().of(element) != null;
  }

  /** The declaration of a method of this file. */
  MethodTree tree(ExecutableElement method) {
    return (MethodTree) typed.declarations().of(method).getLeaf();
  }

  /** Whether another class of this class's package can name an element. */
  boolean isVisible(Element element) {
    PackageElement here = typed.elements().getPackageOf(typed.element());
    boolean samePackage = typed.elements().getPackageOf(element).equals(here);
    for (Element each = element;
        each != null && !(each instanceof PackageElement);
        each = each.getEnclosingElement()) {
      boolean open = each.getModifiers().contains(Modifier.PUBLIC);
      boolean local =
          each instanceof TypeElement type
              && (type.getNestingKind() == NestingKind.LOCAL
                  || type.getNestingKind() == NestingKind.ANONYMOUS);
      if (local) {
        return false;
      }
      if (!open && (!samePackage || each.getModifiers().contains(Modifier.PRIVATE))) {
        return false;
      }
    }
    return true;
  }

  /** Whether another class of this class's package can name a type. */
  boolean isNameable(TypeMirror type) {
    if (type.getKind() == TypeKind.ARRAY) {
      return isNameable(((ArrayType) type).getComponentType());
    }
    if (type.getKind() == TypeKind.TYPEVAR) {
      return isNameable(((TypeVariable) type).getUpperBound());
    }
    return type.getKind() != TypeKind.DECLARED || isVisible(((DeclaredType) type).asElement());
  }

  /** The fields that are read, and those that called methods may write. */
  FieldWrites fieldWrites() {
    return fieldWrites;
  }

  /** How operations on matrices are differentiated. */
  OperationReader operations() {
    return operations;
  }

  /** How the companion reads fields. */
  FieldAccess access() {
    return access;
  }

  /** Whether a class is the other one or extends it, whatever their type arguments. */
  boolean isSubclass(TypeElement type, TypeElement other) {
    return typed
        .types()
        .isSubtype(typed.types().erasure(type.asType()), typed.types().erasure(other.asType()));
  }

  /** Asks for the body of a method of this file. */
  void want(ExecutableElement method) {
    wanted.add(method);
  }

  /** Asks for the body of a method of this file, for a call. */
  void want(ExecutableElement method, ExecutableElement caller, Tree call) {
    wanted.add(method);
    chains.add(method, caller, text.span(call));
  }

  /** By which calls methods were reached. */
  CallChains chains() {
    return chains;
  }

  /** The methods whose bodies were asked for, in order. */
  Set<ExecutableElement> wanted() {
    return wanted;
  }

  /** The methods that exist for certain functions only. */
  Specialisations specialisations() {
    return specialisations;
  }

  /** Notes that a companion is still to come. */
  void waitForCompanion() {
    waiting = true;
  }

  boolean isWaiting() {
    return waiting;
  }
}
