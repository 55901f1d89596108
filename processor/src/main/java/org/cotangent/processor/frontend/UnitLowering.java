package org.cotangent.processor.frontend;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import org.cotangent.processor.diagnostics.Problems;
import org.cotangent.processor.ir.CompanionNames;
import org.cotangent.processor.ir.Function;
import org.cotangent.processor.ir.SourceUnit;

/**
 * Lowers one class: its annotated methods, and all methods of the file that they reach by calls.
 */
public final class UnitLowering {
  private final CompanionLookup lookup;
  private final Intrinsics intrinsics;
  private final Problems problems;
  private boolean waits;

  public UnitLowering(CompanionLookup lookup, Intrinsics intrinsics, Problems problems) {
    this.lookup = lookup;
    this.intrinsics = intrinsics;
    this.problems = problems;
  }

  /**
   * Whether the last class calls a method whose companion is still to come: lower it again in a
   * later round.
   */
  public boolean waits() {
    return waits;
  }

  /** Lowers a class; empty when there are errors, or when it {@link #waits}. */
  public Optional<SourceUnit> lower(TypedClass typed) {
    FileContext file = new FileContext(typed, lookup, intrinsics, problems);
    Map<ExecutableElement, Function> functions = new LinkedHashMap<>();
    List<ExecutableElement> targets = new ArrayList<>();
    for (Tree member : ((ClassTree) typed.path().getLeaf()).getMembers()) {
      if (member instanceof MethodTree tree
          && file.element(tree) instanceof ExecutableElement element
          && Annotations.differentiable(element).isPresent()) {
        targets.add(element);
        Optional<TargetCheck.Request> request = new TargetCheck(file).check(tree, element);
        boolean handWritten = file.handWritten(file.types().key(element)).isPresent();
        if (tree.getBody() != null || handWritten) {
          Set<String> wrt = request.map(TargetCheck.Request::wrt).orElse(Set.of());
          boolean strict = request.map(TargetCheck.Request::strict).orElse(false);
          Function function = new MethodLowering(file, tree, element).lower(tree, wrt, strict);
          functions.put(element, function);
          TargetCheck.checkOutput(file, tree, function);
        }
      }
    }
    lowerHelpers(file, functions);
    waits = file.isWaiting();
    return file.hasErrors() || waits
        ? Optional.empty()
        : Optional.of(unit(file, targets, functions));
  }

  private static void lowerHelpers(FileContext file, Map<ExecutableElement, Function> functions) {
    boolean strict = !functions.isEmpty() && functions.values().stream().allMatch(Function::strict);
    boolean found = true;
    while (found) {
      found = file.specialisations().lowerNew(strict);
      for (ExecutableElement wanted : List.copyOf(file.wanted())) {
        if (!functions.containsKey(wanted)) {
          MethodTree tree = file.tree(wanted);
          functions.put(
              wanted,
              new MethodLowering(file, tree, wanted).lower(tree, floating(file, wanted), strict));
          found = true;
        }
      }
    }
  }

  /** A plain helper may be differentiated by everything that can carry a derivative. */
  private static Set<String> floating(FileContext file, ExecutableElement method) {
    Set<String> names = new LinkedHashSet<>();
    for (VariableElement parameter : method.getParameters()) {
      if (!Annotations.isNonDifferentiable(parameter)
          && file.types().erased(parameter.asType()).isDifferentiable()) {
        names.add(parameter.getSimpleName().toString());
      }
    }
    return names;
  }

  private static SourceUnit unit(
      FileContext file,
      List<ExecutableElement> targets,
      Map<ExecutableElement, Function> functions) {
    TypeElement element = file.typed().element();
    String packageName =
        file.typed().elements().getPackageOf(element).getQualifiedName().toString();
    String qualified = element.getQualifiedName().toString();
    String className =
        packageName.isEmpty() ? qualified : qualified.substring(packageName.length() + 1);
    List<String> prefixes =
        CompanionNames.recordPrefixes(
            targets.stream().map(target -> target.getSimpleName().toString()).toList());
    List<SourceUnit.Target> named = new ArrayList<>();
    for (int i = 0; i < targets.size(); i++) {
      named.add(
          new SourceUnit.Target(
              functions.get(targets.get(i)),
              targets.get(i).getModifiers().contains(Modifier.PUBLIC),
              prefixes.get(i)));
    }
    List<Function> helpers = new ArrayList<>(functions.values());
    helpers.addAll(file.specialisations().functions());
    return new SourceUnit(
        packageName,
        className,
        CompanionNames.companion(className),
        isPublic(element),
        file.text().file(),
        named,
        helpers);
  }

  private static boolean isPublic(TypeElement element) {
    return element.getModifiers().contains(Modifier.PUBLIC)
        && (element.getEnclosingElement().getKind() == ElementKind.PACKAGE
            || isPublic((TypeElement) element.getEnclosingElement()));
  }
}
