package org.cotangent.processor.frontend;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Types;
import org.cotangent.processor.ir.OperationRule;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;
import org.cotangent.processor.rules.OperationText;

/** Reads how an operation on matrices is differentiated off the method that it is. */
final class OperationReader {
  private final FileContext file;
  private final Map<ExecutableElement, OperationRule> known = new HashMap<>();

  OperationReader(FileContext file) {
    this.file = file;
  }

  /** Whether a method is an operation. */
  static boolean isOperation(ExecutableElement method) {
    return Annotations.operation(method).isPresent();
  }

  /**
   * The rule of an operation.
   *
   * @throws IllegalArgumentException when its annotation cannot be used, with the reason
   */
  OperationRule read(ExecutableElement method) {
    OperationRule rule = known.get(method);
    if (rule == null) {
      rule = make(method);
      known.put(method, rule);
    }
    return rule;
  }

  private OperationRule make(ExecutableElement method) {
    AnnotationMirror annotation = Annotations.operation(method).orElseThrow();
    List<Variable> parameters = new ArrayList<>();
    List<TypeMirror> types = new ArrayList<>();
    if (!MethodLowering.isStatic(method)) {
      parameters.add(OperationText.placeholder("self", Type.MatrixType.MATRIX));
      types.add(file.typed().elements().getTypeElement(TypeMapping.MATRIX).asType());
    }
    for (VariableElement parameter : method.getParameters()) {
      parameters.add(
          OperationText.placeholder(
              parameter.getSimpleName().toString(), file.types().erased(parameter.asType())));
      types.add(parameter.asType());
    }
    Type result = file.types().erased(method.getReturnType());
    if (result.isArray() || result == Type.VoidType.VOID) {
      throw new IllegalArgumentException("its result is no Matrix and no number");
    }
    if (!method.getModifiers().contains(Modifier.PUBLIC)) {
      throw new IllegalArgumentException("it is not public");
    }
    String formula = Annotations.strings(annotation, "formula").stream().findFirst().orElse("");
    List<String> adjoints = Annotations.strings(annotation, "adjoints");
    boolean unnamed = parameters.stream().anyMatch(each -> each.name().matches("arg\\d+"));
    if (unnamed && !(formula.isBlank() && adjoints.isEmpty())) {
      throw new IllegalArgumentException(
          "its class file does not hold the names of its parameters: compile it with -parameters");
    }
    OperationRule rule = OperationText.read(parameters, result, formula, adjoints);
    rule.adjoints()
        .forEach(
            (k, adjoint) -> {
              if (adjoint instanceof OperationRule.ByMethod call) {
                check(call, parameters, types, k, method.getReturnType());
              }
            });
    return rule;
  }

  /** Whether the method that an adjoint names is there, and takes and returns what it should. */
  private void check(
      OperationRule.ByMethod call,
      List<Variable> parameters,
      List<TypeMirror> types,
      int position,
      TypeMirror result) {
    TypeElement owner = file.typed().elements().getTypeElement(call.owner());
    if (owner == null) {
      throw new IllegalArgumentException("there is no class " + call.owner());
    }
    TypeMirror matrix = file.typed().elements().getTypeElement(TypeMapping.MATRIX).asType();
    List<TypeMirror> given = new ArrayList<>();
    for (String argument : call.arguments()) {
      if (argument.equals(OperationRule.SUM)) {
        given.add(matrix);
      } else if (argument.equals(OperationRule.RESULT) || argument.equals(OperationRule.ADJOINT)) {
        given.add(result);
      } else {
        int at = parameters.stream().map(Variable::name).toList().indexOf(argument);
        given.add(types.get(at));
      }
    }
    Type wanted = parameters.get(position).type();
    boolean fits =
        ElementFilter.methodsIn(owner.getEnclosedElements()).stream()
            .anyMatch(
                each ->
                    each.getSimpleName().contentEquals(call.name())
                        && each.getModifiers().contains(Modifier.PUBLIC)
                        && each.getModifiers().contains(Modifier.STATIC)
                        && returns(each, wanted)
                        && takes(each, given));
    if (!fits) {
      throw new IllegalArgumentException(
          "there is no public static method "
              + call.name()
              + "("
              + String.join(", ", given.stream().map(TypeMirror::toString).toList())
              + ") in "
              + call.owner()
              + " that returns "
              + (wanted.isMatrix() ? "a Matrix" : "a number"));
    }
  }

  private boolean returns(ExecutableElement method, Type wanted) {
    Type type = file.types().erased(method.getReturnType());
    return wanted.isMatrix() ? type.isMatrix() : type.isFloating();
  }

  private boolean takes(ExecutableElement method, List<TypeMirror> given) {
    Types types = file.typed().types();
    List<? extends VariableElement> parameters = method.getParameters();
    boolean fits = parameters.size() == given.size();
    for (int k = 0; fits && k < given.size(); k++) {
      fits = types.isAssignable(given.get(k), parameters.get(k).asType());
    }
    return fits;
  }

  /** Whether a method is called on a Matrix, or is a static one of the class. */
  boolean isOfMatrix(ExecutableElement method) {
    TypeElement owner = (TypeElement) method.getEnclosingElement();
    TypeElement matrix = file.typed().elements().getTypeElement(TypeMapping.MATRIX);
    return matrix != null
        && (owner.equals(matrix)
            || !owner.getQualifiedName().contentEquals("java.lang.Object")
                && file.isSubclass(matrix, owner));
  }

  /** The rule, or the reason why there is none. */
  record Answer(Optional<OperationRule> rule, String reason) {}

  /** The same without an exception. */
  Answer find(ExecutableElement method) {
    try {
      return new Answer(Optional.of(read(method)), "");
    } catch (IllegalArgumentException e) {
      return new Answer(Optional.empty(), e.getMessage());
    }
  }
}
