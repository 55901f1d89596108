package org.cotangent.processor.frontend;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.cotangent.processor.ir.Callee;
import org.cotangent.processor.ir.MethodKey;

/**
 * Finds, for one class to be differentiated, derivatives written by hand where it can see them: in
 * its own file, in the classes that its {@code @Differentiable} annotations name under {@code
 * rules}, and in the class of the called method itself, in this order. Each of these is something
 * that the class depends on already, so an incremental build that knows dependencies between
 * classes stays right: no other class can change what is written for this one.
 */
final class HandWrittenLookup {
  private final Host host;
  private final Map<String, Map<MethodKey, Callee.Custom>> known = new LinkedHashMap<>();

  private final Map<String, Map<MethodKey, Callee.Custom>> beside = new LinkedHashMap<>();

  HandWrittenLookup(Host host) {
    this.host = host;
  }

  /**
   * The derivative of a method, for the companion of a class.
   *
   * @param className the qualified name of the class that is differentiated
   */
  Optional<Callee.Custom> find(MethodKey key, String className) {
    Callee.Custom found = known.computeIfAbsent(className, this::visible).get(key);
    if (found != null) {
      return Optional.of(found);
    }
    return Optional.ofNullable(
        beside.computeIfAbsent(key.owner(), owner -> declaredBy(owner, className)).get(key));
  }

  /** What the class of a called method declares of derivatives of its own methods. */
  private Map<MethodKey, Callee.Custom> declaredBy(String ownerName, String className) {
    Map<MethodKey, Callee.Custom> found = new LinkedHashMap<>();
    TypeElement owner = host.elements().getTypeElement(ownerName);
    TypeElement caller = host.elements().getTypeElement(className);
    if (owner != null && caller != null) {
      PackageElement from = host.elements().getPackageOf(caller);
      for (ExecutableElement rule : rules(owner)) {
        if (isVisible(rule, from)) {
          HandWritten.read(rule).callee().ifPresent(each -> found.putIfAbsent(each.key(), each));
        }
      }
    }
    return found;
  }

  private Map<MethodKey, Callee.Custom> visible(String className) {
    Map<MethodKey, Callee.Custom> found = new LinkedHashMap<>();
    TypeElement type = host.elements().getTypeElement(className);
    if (type == null) {
      return found;
    }
    Set<TypeElement> places = new LinkedHashSet<>(fileOf(type));
    for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
      for (AnnotationMirror mark : Annotations.differentiable(method).stream().toList()) {
        for (TypeMirror named : Annotations.types(mark, "rules")) {
          if (named instanceof DeclaredType declared) {
            places.add((TypeElement) declared.asElement());
          }
        }
      }
    }
    for (TypeElement place : places) {
      for (ExecutableElement rule : rules(place)) {
        HandWritten.read(rule).callee().ifPresent(each -> found.putIfAbsent(each.key(), each));
      }
    }
    return found;
  }

  /** All classes of the file of a class, nested ones too. */
  List<TypeElement> fileOf(TypeElement type) {
    TypeElement top = RoundSources.topLevel(type);
    TreePath path = host.trees().map(trees -> trees.getPath(top)).orElse(null);
    List<TypeElement> found = new ArrayList<>();
    if (path == null) {
      addWithNested(top, found);
      return found;
    }
    CompilationUnitTree unit = path.getCompilationUnit();
    String packageName = host.elements().getPackageOf(top).getQualifiedName().toString();
    for (Tree tree : unit.getTypeDecls()) {
      if (tree instanceof ClassTree declaration) {
        String prefix = packageName.isEmpty() ? "" : packageName + ".";
        TypeElement each =
            host.elements().getTypeElement(prefix + declaration.getSimpleName().toString());
        if (each != null) {
          addWithNested(each, found);
        }
      }
    }
    return found;
  }

  private static void addWithNested(TypeElement type, List<TypeElement> found) {
    found.add(type);
    ElementFilter.typesIn(type.getEnclosedElements()).forEach(each -> addWithNested(each, found));
  }

  /** The derivatives that a class itself declares. */
  static List<ExecutableElement> rules(TypeElement type) {
    return ElementFilter.methodsIn(type.getEnclosedElements()).stream()
        .filter(method -> Annotations.derivativeOf(method).isPresent())
        .toList();
  }

  /** Whether a class of this package can name an element. */
  boolean isVisible(Element element, PackageElement from) {
    boolean near = host.elements().getPackageOf(element).equals(from);
    for (Element each = element;
        each != null && !(each instanceof PackageElement);
        each = each.getEnclosingElement()) {
      Set<Modifier> modifiers = each.getModifiers();
      boolean open = modifiers.contains(Modifier.PUBLIC) || isInInterface(each);
      if (!open && (!near || modifiers.contains(Modifier.PRIVATE))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isInInterface(Element element) {
    return element.getEnclosingElement() != null
        && element.getEnclosingElement().getKind().isInterface()
        && !element.getModifiers().contains(Modifier.PRIVATE);
  }
}
