package org.cotangent.processor.frontend;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.cotangent.processor.diagnostics.Message;
import org.cotangent.processor.diagnostics.Problem;
import org.cotangent.processor.ir.Callee;
import org.cotangent.processor.ir.MethodKey;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Type;

/**
 * Reads a method marked {@code @DerivativeOf}: which method it is the derivative of, by what, and
 * what is wrong with it. Only signatures are looked at, so it may come from a class file.
 *
 * <p>The parameters of the derivative are those of its method (the receiver first), each active
 * array followed by its adjoint, then the seed. Overloads of the method are told apart by that.
 */
final class HandWritten {
  private final ExecutableElement rule;
  private final AnnotationMirror mark;
  private final List<Problem> problems = new ArrayList<>();
  private Optional<Callee.Custom> callee = Optional.empty();

  private HandWritten(ExecutableElement rule, AnnotationMirror mark) {
    this.rule = rule;
    this.mark = mark;
  }

  /** Reads a method that has the annotation. */
  static HandWritten read(ExecutableElement rule) {
    HandWritten read = new HandWritten(rule, Annotations.derivativeOf(rule).orElseThrow());
    read.read();
    return read;
  }

  /** What a call of the method becomes; empty when something is wrong. */
  Optional<Callee.Custom> callee() {
    return problems.isEmpty() ? callee : Optional.empty();
  }

  /** What is wrong, to be said at the annotation. */
  List<Problem> problems() {
    return problems;
  }

  private void read() {
    checkRule();
    Optional<TypeMirror> type = Annotations.type(mark, "type");
    List<String> names = Annotations.strings(mark, "method");
    if (type.isEmpty() || names.isEmpty() || type.get().getKind() == TypeKind.ERROR) {
      return; // javac says that the class is not known
    }
    String name = names.get(0);
    List<ExecutableElement> overloads = List.of();
    if (type.get() instanceof DeclaredType declared) {
      overloads = named((TypeElement) declared.asElement(), name);
    }
    if (overloads.isEmpty()) {
      report(Message.RULE_METHOD, simple(type.get()), name, others(type.get(), name));
      return;
    }
    for (ExecutableElement overload : overloads) {
      if (matches(overload)) {
        return;
      }
    }
    String wanted = String.join(" or ", heads(overloads));
    report(Message.RULE_SIGNATURE, rule.getSimpleName(), name, wanted);
  }

  private List<String> heads(List<ExecutableElement> overloads) {
    return overloads.stream()
        .filter(RuleText::isPossible)
        .map(each -> RuleText.head(each, rule.getSimpleName().toString()))
        .toList();
  }

  private void report(Message message, Object... arguments) {
    problems.add(new Problem(message, Span.NONE, List.of(arguments)));
  }

  private static List<ExecutableElement> named(TypeElement type, String name) {
    return ElementFilter.methodsIn(type.getEnclosedElements()).stream()
        .filter(method -> method.getSimpleName().contentEquals(name))
        .toList();
  }

  /** Where the method is declared instead, if a class above declares it. */
  private static String others(TypeMirror type, String name) {
    TypeMirror at = type;
    while (at instanceof DeclaredType declared && declared.asElement() instanceof TypeElement e) {
      if (!named(e, name).isEmpty()) {
        return "it is declared in " + e.getQualifiedName() + ": name that class";
      }
      at = e.getSuperclass();
    }
    return "name a method that the class itself declares";
  }

  private static String simple(TypeMirror type) {
    return type instanceof DeclaredType declared
        ? declared.asElement().getSimpleName().toString()
        : type.toString();
  }

  // ---------------------------------------------------------------- the derivative itself

  private void checkRule() {
    Set<Modifier> modifiers = rule.getModifiers();
    if (!modifiers.contains(Modifier.STATIC)) {
      report(Message.RULE_NOT_CALLABLE, rule.getSimpleName(), "it is not static");
    } else if (hasPrivate(rule)) {
      report(
          Message.RULE_NOT_CALLABLE, rule.getSimpleName(), "it, or a class around it, is private");
    } else if (!rule.getTypeParameters().isEmpty()) {
      report(Message.RULE_NOT_CALLABLE, rule.getSimpleName(), "it has type parameters");
    }
    CheckedExceptions.of(rule)
        .ifPresent(
            type ->
                report(
                    Message.RULE_NOT_CALLABLE,
                    rule.getSimpleName(),
                    "it declares the checked " + type));
  }

  private static boolean hasPrivate(Element element) {
    for (Element each = element; each != null; each = each.getEnclosingElement()) {
      if (each.getModifiers().contains(Modifier.PRIVATE)) {
        return true;
      }
    }
    return false;
  }

  // ---------------------------------------------------------------- its method

  /** Whether this is a derivative of the method; if so, what is wrong with that is reported. */
  private boolean matches(ExecutableElement method) {
    List<? extends VariableElement> given = rule.getParameters();
    Map<String, Integer> arrays = new TreeMap<>();
    List<Integer> wrt = new ArrayList<>();
    List<Type> scalars = new ArrayList<>();
    Map<String, Integer> positions = new LinkedHashMap<>();
    List<Type> wanted = argumentTypes(method);
    int next = 0;
    for (int k = 0; k < wanted.size(); k++) {
      if (next >= given.size()
          || !Signatures.type(given.get(next).asType()).equals(wanted.get(k))) {
        return false;
      }
      VariableElement parameter = given.get(next++);
      boolean data = Annotations.isNonDifferentiable(parameter);
      positions.put(parameter.getSimpleName().toString(), k);
      if (wanted.get(k).isArray() && !data) {
        arrays.put(parameter.getSimpleName().toString(), k);
      }
      if (!wanted.get(k).isDifferentiable() || data) {
        continue;
      }
      wrt.add(k);
      if (!wanted.get(k).isArray()) {
        scalars.add(wanted.get(k));
      } else if (next >= given.size()
          || !Signatures.type(given.get(next++).asType()).equals(wanted.get(k))) {
        return false;
      }
    }
    Type result = Signatures.type(method.getReturnType());
    if (result.isDifferentiable()
        && (next >= given.size() || !Signatures.type(given.get(next++).asType()).equals(result))) {
      return false;
    }
    Type returned =
        scalars.isEmpty()
            ? Type.VoidType.VOID
            : scalars.size() == 1 ? scalars.get(0) : new Type.ArrayType(Type.Primitive.DOUBLE);
    if (next != given.size() || !Signatures.type(rule.getReturnType()).equals(returned)) {
      return false;
    }
    checkMethod(method, wrt);
    List<Integer> writes = writes(method, arrays, positions, wrt);
    MethodKey key = Signatures.key(method);
    String owner = ((TypeElement) rule.getEnclosingElement()).getQualifiedName().toString();
    callee =
        Optional.of(
            new Callee.Custom(key, result, owner, rule.getSimpleName().toString(), wrt, writes));
    return true;
  }

  /** The types of the arguments, the receiver first. */
  private static List<Type> argumentTypes(ExecutableElement method) {
    List<Type> types = new ArrayList<>();
    if (!MethodLowering.isStatic(method)) {
      types.add(Signatures.type(method.getEnclosingElement().asType()));
    }
    types.addAll(Signatures.parameterTypes(method));
    return types;
  }

  private void checkMethod(ExecutableElement method, List<Integer> wrt) {
    String name = method.getSimpleName().toString();
    boolean matrices =
        Signatures.type(method.getReturnType()).isMatrix()
            || wrt.stream().anyMatch(k -> argumentTypes(method).get(k).isMatrix());
    if (matrices) {
      report(Message.RULE_METHOD_UNFIT, name, "it computes with a Matrix: mark it @Operation");
    }
    if (wrt.isEmpty()) {
      report(Message.RULE_METHOD_UNFIT, name, "it has no parameter to differentiate by");
    }
    if (hasPrivate(method)) {
      report(Message.RULE_METHOD_UNFIT, name, "it, or a class around it, is private");
    }
    if (!method.getTypeParameters().isEmpty()) {
      report(Message.RULE_METHOD_UNFIT, name, "it has type parameters");
    }
    CheckedExceptions.of(method)
        .ifPresent(
            type -> report(Message.RULE_METHOD_UNFIT, name, "it declares the checked " + type));
  }

  /** The positions of the arrays that the method may write to. */
  private List<Integer> writes(
      ExecutableElement method,
      Map<String, Integer> arrays,
      Map<String, Integer> positions,
      List<Integer> wrt) {
    List<Integer> writes = new ArrayList<>();
    if (Annotations.isGiven(mark, "writes")) {
      for (String name : Annotations.strings(mark, "writes")) {
        if (arrays.containsKey(name)) {
          writes.add(arrays.get(name));
        } else {
          String why =
              positions.containsKey(name)
                  ? "is no array, or is marked @NonDifferentiable"
                  : "is no parameter of the method";
          report(Message.RULE_WRITES, name, why, String.join(", ", arrays.keySet()));
        }
      }
      writes.sort(null);
    } else {
      arrays.values().stream().sorted().forEach(writes::add);
    }
    Type result = Signatures.type(method.getReturnType());
    if (!result.isDifferentiable() && writes.stream().noneMatch(wrt::contains)) {
      report(
          Message.RULE_METHOD_UNFIT,
          method.getSimpleName(),
          "it returns no floating-point value and writes no floating-point array");
    }
    return writes;
  }
}
