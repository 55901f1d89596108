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
import java.util.function.Predicate;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import org.cotangent.processor.diagnostics.Problems;
import org.cotangent.processor.ir.Callee;
import org.cotangent.processor.ir.CompanionNames;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Function;
import org.cotangent.processor.ir.SourceUnit;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Type;

/**
 * Lowers one class: its annotated methods, and all methods of the file that they reach by calls.
 */
public final class UnitLowering {
  private final CompanionLookup lookup;
  private final Intrinsics intrinsics;
  private final Problems problems;
  private final List<Function> sound = new ArrayList<>();
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

  /**
   * The methods of the last class that were lowered without an error and call only such methods:
   * what is wrong with them behind the lowering can be said together with the errors of the others.
   */
  public List<Function> sound() {
    List<Function> left = new ArrayList<>(sound);
    while (left.removeIf(function -> !callsOnly(left, function))) {
      // until nothing changes
    }
    return left;
  }

  private static boolean callsOnly(List<Function> known, Function function) {
    boolean[] all = {true};
    Stmts.walk(
        function.body(),
        stmt -> {
          if (stmt instanceof Stmt.CallStatement call && call.callee() instanceof Callee.Local to) {
            all[0] &= known.stream().anyMatch(each -> each.key().equals(to.key()));
          }
        });
    return all[0];
  }

  /** Lowers a class; empty when there are errors, or when it {@link #waits}. */
  public Optional<SourceUnit> lower(TypedClass typed) {
    return lower(typed, method -> true);
  }

  /** Lowers a class as if only some of its annotated methods were annotated. */
  public Optional<SourceUnit> lower(TypedClass typed, Predicate<ExecutableElement> wanted) {
    sound.clear();
    FileContext file = new FileContext(typed, lookup, intrinsics, problems);
    Map<ExecutableElement, Function> functions = new LinkedHashMap<>();
    List<ExecutableElement> targets = new ArrayList<>();
    Map<ExecutableElement, List<Expr.FieldRead>> fields = new LinkedHashMap<>();
    for (Tree member : ((ClassTree) typed.path().getLeaf()).getMembers()) {
      if (member instanceof MethodTree tree
          && file.element(tree) instanceof ExecutableElement element
          && Annotations.differentiable(element).isPresent()
          && wanted.test(element)) {
        targets.add(element);
        int before = problems.errors();
        Optional<TargetCheck.Request> request = new TargetCheck(file).check(tree, element);
        boolean handWritten = file.handWritten(file.types().key(element)).isPresent();
        if (tree.getBody() != null || handWritten) {
          Set<String> wrt = request.map(TargetCheck.Request::wrt).orElse(Set.of());
          boolean strict = request.map(TargetCheck.Request::strict).orElse(false);
          MethodLowering lowering = new MethodLowering(file, tree, element);
          Function function = lowering.lower(tree, wrt, strict);
          functions.put(element, function);
          fields.put(
              element,
              lowering.fields().differentiated(request.map(TargetCheck.Request::fields), tree));
          TargetCheck.checkOutput(file, tree, function);
          if (problems.errors() == before) {
            // While a companion is still to come, the call of it is not there yet.
            if (!file.isWaiting()) {
              Influence.report(file, tree, function);
            }
            sound.add(function);
          }
        }
      }
    }
    lowerHelpers(file, functions);
    file.fieldWrites().report();
    waits = file.isWaiting();
    return file.hasErrors() || waits
        ? Optional.empty()
        : Optional.of(unit(file, targets, functions, fields));
  }

  private void lowerHelpers(FileContext file, Map<ExecutableElement, Function> functions) {
    boolean strict = !functions.isEmpty() && functions.values().stream().allMatch(Function::strict);
    boolean found = true;
    while (found) {
      found = file.specialisations().lowerNew(strict);
      for (ExecutableElement wanted : List.copyOf(file.wanted())) {
        if (!functions.containsKey(wanted)) {
          MethodTree tree = file.tree(wanted);
          problems.explain(file.text().span(tree), file.chains().because(wanted));
          int before = problems.errors();
          MethodLowering lowering = new MethodLowering(file, tree, wanted);
          Function function =
              wanted.getKind() == ElementKind.CONSTRUCTOR
                  ? new Constructors(lowering).lower(tree, wanted, strict)
                  : lowering.lower(tree, floating(file, wanted), strict);
          functions.put(wanted, function);
          if (problems.errors() == before) {
            sound.add(function);
          }
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
          && file.types().number(parameter.asType()).filter(Type::isDifferentiable).isPresent()) {
        names.add(parameter.getSimpleName().toString());
      }
    }
    return names;
  }

  private static SourceUnit unit(
      FileContext file,
      List<ExecutableElement> targets,
      Map<ExecutableElement, Function> functions,
      Map<ExecutableElement, List<Expr.FieldRead>> fields) {
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
              prefixes.get(i),
              fields.get(targets.get(i)),
              Annotations.differentiable(targets.get(i))
                  .filter(each -> Annotations.strings(each, "modes").contains("JACOBIAN"))
                  .isPresent()));
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
