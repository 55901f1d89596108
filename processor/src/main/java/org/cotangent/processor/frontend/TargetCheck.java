package org.cotangent.processor.frontend;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.Tree;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import org.cotangent.processor.diagnostics.Message;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Function;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Type;

/** Checks the use of {@code @Differentiable} on a method, and reads what it asks for. */
final class TargetCheck {
  private final FileContext file;

  TargetCheck(FileContext file) {
    this.file = file;
  }

  /**
   * What an annotation asks for: the names of the parameters, in the method's order, the fields of
   * the receiver, and the policy.
   */
  record Request(Set<String> wrt, List<VariableElement> fields, boolean strict) {
    Request {
      fields = List.copyOf(fields);
      wrt = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(wrt));
    }
  }

  /** Reports all that is wrong with the annotation or the method's head. */
  Optional<Request> check(MethodTree tree, ExecutableElement method) {
    AnnotationMirror annotation = Annotations.differentiable(method).orElseThrow();
    Tree at = annotationTree(tree);
    checkMethod(method, at);
    checkClass(method, at);
    for (String mode : Annotations.strings(annotation, "modes")) {
      if (mode.equals("JACOBIAN")) {
        checkJacobian(method, argument(at, mode));
      } else if (!mode.equals("GRADIENT")) {
        file.report(Message.MODE, argument(at, mode), mode, method.getSimpleName());
      }
    }
    boolean given =
        annotation.getElementValues().keySet().stream()
            .anyMatch(member -> member.getSimpleName().contentEquals("modes"));
    if (given && Annotations.strings(annotation, "modes").isEmpty()) {
      file.report(Message.NO_MODE, at, method.getSimpleName());
    }
    checkResult(method, tree, at);
    checkRules(annotation, at);
    List<String> asked = Annotations.strings(annotation, "wrt");
    List<VariableElement> fields =
        new FieldsAsked(file, method).find(asked, name -> argument(at, name));
    Set<String> wrt = wrt(method, at, asked);
    if (Annotations.strings(annotation, "modes").contains("JACOBIAN")) {
      checkJacobianParameters(method, argument(at, "JACOBIAN"), wrt, fields);
    }
    boolean strict = Annotations.strings(annotation, "singularities").contains("STRICT");
    return Optional.of(new Request(wrt, fields, strict));
  }

  /** The rows of a Jacobian belong to the elements of an array. */
  private void checkJacobian(ExecutableElement method, Tree at) {
    Type result = file.types().erased(method.getReturnType());
    if (result.rank() != 1 || !result.isDifferentiable() || result.leaf().isMatrix()) {
      file.report(Message.JACOBIAN_RESULT, at, method.getSimpleName(), method.getReturnType());
    }
  }

  /** A class that is named for its derivatives has some, and they can be called. */
  private void checkRules(AnnotationMirror annotation, Tree at) {
    for (TypeMirror type : Annotations.types(annotation, "rules")) {
      List<ExecutableElement> rules =
          type instanceof DeclaredType declared
              ? HandWrittenLookup.rules((TypeElement) declared.asElement())
              : List.of();
      if (rules.isEmpty() || !rules.stream().allMatch(file::isVisible)) {
        file.report(Message.RULES_WITHOUT_USE, at, type);
      }
    }
  }

  private void checkMethod(ExecutableElement method, Tree at) {
    Set<Modifier> modifiers = method.getModifiers();
    boolean handWritten = file.handWritten(file.types().key(method)).isPresent();
    if (!handWritten
        && (modifiers.contains(Modifier.ABSTRACT) || modifiers.contains(Modifier.NATIVE))) {
      file.report(Message.NO_BODY, at, method.getSimpleName());
    } else if (!MethodLowering.isStatic(method) && Callees.isOverridable(file, method)) {
      file.report(Message.OVERRIDABLE, at, method.getSimpleName());
    }
    if (modifiers.contains(Modifier.PRIVATE)) {
      file.report(Message.PRIVATE_METHOD, at, method.getSimpleName());
    }
    if (!method.getTypeParameters().stream().allMatch(this::isData)) {
      file.report(Message.GENERIC_METHOD, at, method.getSimpleName());
    }
  }

  private boolean isData(TypeParameterElement parameter) {
    return file.types().data(parameter.asType()).isPresent();
  }

  private void checkClass(ExecutableElement method, Tree at) {
    TypeElement owner = (TypeElement) method.getEnclosingElement();
    if (!MethodLowering.isStatic(method) && Callees.isInnerOfGeneric(owner)) {
      file.report(Message.GENERIC_CLASS, at, method.getSimpleName(), owner.getSimpleName());
    }
    for (Element each = owner;
        each instanceof TypeElement type;
        each = each.getEnclosingElement()) {
      boolean named =
          type.getNestingKind() == NestingKind.TOP_LEVEL
              || type.getNestingKind() == NestingKind.MEMBER;
      if (!named) {
        file.report(Message.LOCAL_CLASS, at, method.getSimpleName());
        return;
      }
      if (type.getModifiers().contains(Modifier.PRIVATE)) {
        file.report(Message.PRIVATE_CLASS, at, type.getSimpleName());
        return;
      }
    }
  }

  private void checkResult(ExecutableElement method, MethodTree tree, Tree at) {
    Type result = file.types().erased(method.getReturnType());
    boolean record =
        RecordParameters.isRecord(method.getReturnType())
            && file.types()
                .value(method.getReturnType())
                .filter(type -> type.isDifferentiable() && !holdsMatrix(type))
                .isPresent()
            && new RecordParameters(file).obstacle(method.getReturnType()).isEmpty()
            && file.handWritten(file.types().key(method)).isEmpty();
    if (!record && !result.isDifferentiable() && result != Type.VoidType.VOID) {
      Tree place = tree.getReturnType() == null ? at : tree.getReturnType();
      file.report(Message.RESULT_TYPE, place, method.getSimpleName(), method.getReturnType());
    }
  }

  private Set<String> wrt(ExecutableElement method, Tree at, List<String> asked) {
    List<String> names =
        method.getParameters().stream().map(each -> each.getSimpleName().toString()).toList();
    Set<String> given = new LinkedHashSet<>();
    for (String name : asked) {
      if (FieldsAsked.isField(name)) {
        continue;
      }
      Tree place = argument(at, name);
      if (!names.contains(name)) {
        String known = names.isEmpty() ? "(it has none)" : String.join(", ", names);
        file.report(Message.UNKNOWN_PARAMETER, place, method.getSimpleName(), name, known);
        continue;
      }
      VariableElement parameter = method.getParameters().get(names.indexOf(name));
      if (!given.add(name)) {
        file.report(Message.WRT_REPEATED, place, name);
      } else if (!isDifferentiable(parameter)) {
        file.report(Message.WRT_TYPE, place, name, parameter.asType());
      } else if (Annotations.isNonDifferentiable(parameter)) {
        file.report(Message.WRT_IS_DATA, place, name);
      }
    }
    if (!asked.isEmpty()) {
      return names.stream()
          .filter(given::contains)
          .collect(Collectors.toCollection(LinkedHashSet::new));
    }
    Set<String> all =
        method.getParameters().stream()
            .filter(each -> !Annotations.isNonDifferentiable(each))
            .filter(this::isDifferentiable)
            .map(each -> each.getSimpleName().toString())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    if (all.isEmpty()) {
      file.report(Message.NOTHING_TO_DIFFERENTIATE, at, method.getSimpleName());
    }
    return all;
  }

  private boolean isDifferentiable(VariableElement parameter) {
    boolean apart =
        RecordParameters.isRecord(parameter)
            && file.types().value(parameter.asType()).filter(Type::isDifferentiable).isPresent();
    return apart || file.types().erased(parameter.asType()).isDifferentiable();
  }

  /** The gradient of an element by a parameter is a number or one row of a Jacobian. */
  private void checkJacobianParameters(
      ExecutableElement method, Tree at, Set<String> wrt, List<VariableElement> fields) {
    for (VariableElement parameter : method.getParameters()) {
      boolean asked = wrt.contains(parameter.getSimpleName().toString());
      if (RecordParameters.isRecord(parameter) || asked && !fitsRow(parameter)) {
        reportJacobian(method, at, parameter);
      }
    }
    for (VariableElement field : fields) {
      if (!fitsRow(field)) {
        reportJacobian(method, at, field);
      }
    }
  }

  private boolean fitsRow(VariableElement variable) {
    Type type = file.types().erased(variable.asType());
    return type.rank() <= 1 && type.leaf().isFloating();
  }

  private void reportJacobian(ExecutableElement method, Tree at, VariableElement variable) {
    file.report(
        Message.JACOBIAN_PARAMETER,
        at,
        method.getSimpleName(),
        variable.getSimpleName(),
        variable.asType());
  }

  private Tree annotationTree(MethodTree tree) {
    for (AnnotationTree annotation : tree.getModifiers().getAnnotations()) {
      if (file.type(annotation.getAnnotationType())
          .toString()
          .equals("org.cotangent.Differentiable")) {
        return annotation;
      }
    }
    return tree;
  }

  /** The place of a value inside the annotation: a string or the name of an enum constant. */
  private static Tree argument(Tree annotation, String text) {
    Tree found = annotation;
    if (annotation instanceof AnnotationTree tree) {
      for (ExpressionTree argument : tree.getArguments()) {
        ExpressionTree value =
            argument instanceof AssignmentTree named ? named.getExpression() : argument;
        List<? extends ExpressionTree> values =
            value instanceof NewArrayTree array ? array.getInitializers() : List.of(value);
        for (ExpressionTree each : values) {
          boolean literal =
              each instanceof LiteralTree constant && text.equals(constant.getValue());
          if (literal || each.toString().equals(text) || each.toString().endsWith("." + text)) {
            found = each;
          }
        }
      }
    }
    return found;
  }

  /** A void method must write a floating-point array, or it has no output. */
  static void checkOutput(FileContext file, MethodTree tree, Function function) {
    if (function.returnType() == Type.VoidType.VOID
        && tree.getReturnType() != null
        && tree.getReturnType().toString().equals("void")
        && !writes(function.body())) {
      Tree at = new TargetCheck(file).annotationTree(tree);
      file.report(Message.VOID_WITHOUT_OUTPUT, at, tree.getName());
    }
  }

  private static boolean writes(Stmt statement) {
    if (statement instanceof Stmt.Block block) {
      return block.statements().stream().anyMatch(TargetCheck::writes);
    }
    if (statement instanceof Stmt.If branch) {
      return writes(branch.then()) || writes(branch.otherwise());
    }
    if (statement instanceof Stmt.CountedFor loop) {
      return writes(loop.body());
    }
    if (statement instanceof Stmt.While loop) {
      return writes(loop.body()) || writes(loop.update());
    }
    if (statement instanceof Stmt.Labelled labelled) {
      return writes(labelled.body());
    }
    if (statement instanceof Stmt.Assign assign) {
      return assign.target() instanceof Expr.ArrayRead && assign.target().type().isDifferentiable();
    }
    if (statement instanceof Stmt.Fill fill) {
      return fill.array().type().isDifferentiable();
    }
    if (statement instanceof Stmt.ArrayCopy copy) {
      return copy.target().type().isDifferentiable();
    }
    return statement instanceof Stmt.CallStatement call
        && call.arguments().stream().anyMatch(each -> holdsNumbers(each.type()));
  }

  private static boolean holdsMatrix(Type type) {
    return type instanceof Type.ValueType value
        ? value.components().stream().anyMatch(each -> holdsMatrix(each.type()))
        : type.isMatrix();
  }

  /** Whether there are arrays of floating-point numbers that a method could write. */
  private static boolean holdsNumbers(Type type) {
    return type instanceof Type.ValueType value
        ? value.components().stream().anyMatch(each -> holdsNumbers(each.type()))
        : type.isArray() && type.isDifferentiable();
  }
}
