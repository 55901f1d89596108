package org.cotangent.processor.frontend;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.cotangent.processor.diagnostics.Message;
import org.cotangent.processor.frontend.MethodLowering.Operand;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Type;

/**
 * Calls of the JDK that compute data from data, and are written into the companion as they are.
 *
 * <p>They are those that cannot change anything that the derivative sees: methods of {@code
 * String}, of enumeration constants, conversions of numbers to text, checks of {@code Objects}, and
 * printing to {@code System.out} and {@code System.err}. What they turn into text must be a number,
 * a string or a constant of an enumeration, since any other object's {@code toString} could do
 * anything.
 */
final class DataCalls {
  private static final Set<String> OF_STRINGS =
      Set.of(
          "charAt",
          "codePointAt",
          "compareTo",
          "compareToIgnoreCase",
          "concat",
          "contains",
          "contentEquals",
          "endsWith",
          "equals",
          "equalsIgnoreCase",
          "format",
          "formatted",
          "hashCode",
          "indexOf",
          "isBlank",
          "isEmpty",
          "join",
          "lastIndexOf",
          "length",
          "matches",
          "repeat",
          "replace",
          "startsWith",
          "strip",
          "stripLeading",
          "stripTrailing",
          "substring",
          "toLowerCase",
          "toString",
          "toUpperCase",
          "trim",
          "valueOf");
  private static final Set<String> OF_ENUMS =
      Set.of("compareTo", "equals", "hashCode", "name", "ordinal", "toString");
  private static final Set<String> OF_OBJECTS =
      Set.of("checkFromIndexSize", "checkFromToIndex", "checkIndex", "isNull", "nonNull");
  private static final Set<String> OF_ARRAYS = Set.of("equals", "hashCode", "toString");
  private static final Set<String> PRINTS = Set.of("format", "print", "printf", "println");
  private static final Set<String> BOXES =
      Set.of(
          "java.lang.Boolean",
          "java.lang.Byte",
          "java.lang.Character",
          "java.lang.Double",
          "java.lang.Float",
          "java.lang.Integer",
          "java.lang.Long",
          "java.lang.Short");

  private final MethodLowering method;
  private final FileContext file;

  DataCalls(MethodLowering method) {
    this.method = method;
    this.file = method.file();
  }

  /** Whether this is one of these calls. */
  boolean knows(MethodInvocationTree tree, ExecutableElement callee) {
    String owner = owner(callee);
    String name = callee.getSimpleName().toString();
    boolean isStatic = MethodLowering.isStatic(callee);
    return switch (owner) {
      case "java.lang.String" -> OF_STRINGS.contains(name) && (isStatic || isOnObject(tree));
      case "java.lang.Enum" -> OF_ENUMS.contains(name) && !isStatic && isOnObject(tree);
      case "java.util.Objects" -> OF_OBJECTS.contains(name) || isRequireNonNull(callee);
      case "java.util.Arrays" -> OF_ARRAYS.contains(name);
      case "java.io.PrintStream" -> PRINTS.contains(name) && isStandardStream(tree);
      default ->
          BOXES.contains(owner)
              && isStatic
              && callee.getReturnType().toString().equals("java.lang.String");
    };
  }

  private static String owner(ExecutableElement callee) {
    return ((TypeElement) callee.getEnclosingElement()).getQualifiedName().toString();
  }

  private static boolean isOnObject(MethodInvocationTree tree) {
    return tree.getMethodSelect() instanceof MemberSelectTree select
        && !Receivers.isThis(select.getExpression());
  }

  private static boolean isRequireNonNull(ExecutableElement callee) {
    return callee.getSimpleName().contentEquals("requireNonNull");
  }

  private boolean isStandardStream(MethodInvocationTree tree) {
    return tree.getMethodSelect() instanceof MemberSelectTree select
        && file.element(MethodLowering.strip(select.getExpression())) instanceof VariableElement at
        && at.getEnclosingElement().toString().equals("java.lang.System");
  }

  /**
   * Lowers a call.
   *
   * @param wanted whether its result is used
   */
  Expr lower(MethodInvocationTree tree, ExecutableElement callee, boolean wanted) {
    boolean instance = !MethodLowering.isStatic(callee);
    List<ExpressionTree> parts = new ArrayList<>();
    if (instance) {
      parts.add(((MemberSelectTree) tree.getMethodSelect()).getExpression());
    }
    parts.addAll(tree.getArguments());
    List<Operand> operands = new ArrayList<>();
    for (ExpressionTree part : parts) {
      operands.add(new Operand(Hints.of(part) + "Before", () -> method.expressions().value(part)));
    }
    List<Expr> values = method.inOrder(operands);
    if (Broken.any(values) || !arePlain(tree, callee)) {
      return Broken.VALUE;
    }
    if (isRequireNonNull(callee)) {
      return requireNonNull(values, wanted);
    }
    Type type = callee.getReturnType().getKind() == TypeKind.VOID ? Type.VoidType.VOID : null;
    if (type == null && wanted) {
      type = method.typeOf(tree);
      if (type == Type.VoidType.VOID) {
        return Broken.VALUE;
      }
    }
    boolean reads = values.stream().anyMatch(value -> value.type().isArray());
    Expr call =
        new Expr.DataCall(
            instance ? values.get(0) : null,
            owner(callee),
            callee.getSimpleName().toString(),
            instance ? values.subList(1, values.size()) : values,
            type == null ? Type.VoidType.VOID : type);
    if (!wanted) {
      evaluate(call);
      return Broken.VALUE;
    }
    // the array may be another one when the value is asked for again
    return reads ? method.scope().save(call, callee.getSimpleName().toString()) : call;
  }

  /** The check happens here; its value is that of the argument, whatever its type. */
  private Expr requireNonNull(List<Expr> values, boolean wanted) {
    Expr value = values.get(0);
    Expr checked =
        !wanted || value instanceof Expr.VariableRead
            ? value
            : method.scope().save(value, "checked");
    List<Expr> arguments = new ArrayList<>(values);
    arguments.set(0, checked);
    evaluate(
        new Expr.DataCall(
            null, "java.util.Objects", "requireNonNull", arguments, Type.VoidType.VOID));
    return wanted ? checked : Broken.VALUE;
  }

  private void evaluate(Expr call) {
    method.scope().emit(new Stmt.Evaluate(call, method.scope().span()));
  }

  /** Whether nothing but plain data is turned into text, or compared; reports what is not. */
  private boolean arePlain(MethodInvocationTree tree, ExecutableElement callee) {
    boolean any =
        owner(callee).startsWith("java.util.") // looks at references and at arrays of numbers
            || method.exceptions().areBeingMade();
    boolean plain = true;
    for (ExpressionTree argument : tree.getArguments()) {
      TypeMirror type = file.type(argument);
      if (!any && !isPlain(type) && !type.toString().equals("java.util.Locale")) {
        method.refuse(Message.STRING_CONCATENATION, argument);
        plain = false;
      }
    }
    return plain;
  }

  /** Whether a value can be turned into text without running code of the user's. */
  static boolean isPlain(TypeMirror type) {
    if (type.getKind().isPrimitive() || type.getKind() == TypeKind.NULL) {
      return true;
    }
    return type instanceof DeclaredType declared
        && (declared.asElement().getKind() == ElementKind.ENUM
            || type.toString().equals("java.lang.String")
            || BOXES.contains(type.toString()));
  }
}
