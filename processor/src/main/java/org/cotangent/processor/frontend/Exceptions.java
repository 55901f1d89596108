package org.cotangent.processor.frontend;

import com.sun.source.tree.AssertTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ThrowTree;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import org.cotangent.processor.diagnostics.Message;
import org.cotangent.processor.frontend.MethodLowering.Operand;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Type;

/**
 * Lowers {@code throw} and {@code assert}, and the objects that are made to be thrown. A path that
 * throws has no derivative, so whatever the exception is made of cannot spoil one.
 */
final class Exceptions {
  private final MethodLowering method;
  private final FileContext file;
  private int depth;

  Exceptions(MethodLowering method) {
    this.method = method;
    this.file = method.file();
  }

  /** Whether the expression at hand is part of an exception that is thrown at once. */
  boolean areBeingMade() {
    return depth > 0;
  }

  /** {@code throw exception;}. */
  void thrown(ThrowTree tree) {
    Expr value = made(tree.getExpression());
    if (!Broken.is(value)) {
      method.scope().emit(new Stmt.Throw(value, method.scope().span()));
    }
  }

  /** An exception that is thrown, or returned by a method that makes exceptions. */
  private Expr made(ExpressionTree tree) {
    depth++;
    Expr value = method.expressions().value(tree);
    depth--;
    return value;
  }

  /** What a method returns whose result is an exception. */
  Expr returned(ExpressionTree tree) {
    return made(tree);
  }

  /** Whether a type is that of exceptions and errors. */
  boolean isThrowable(TypeMirror type) {
    var types = file.typed().types();
    TypeElement top = file.typed().elements().getTypeElement("java.lang.Throwable");
    return types.isAssignable(types.erasure(type), top.asType());
  }

  /** {@code new}: exceptions only, and only where they are thrown. */
  Expr make(NewClassTree tree) {
    boolean plain = tree.getClassBody() == null && tree.getEnclosingExpression() == null;
    TypeMirror type = file.type(tree);
    if (!plain || depth == 0 || !isThrowable(type) || needsOuter(tree)) {
      return method.refuse(Message.NEW_OBJECT, tree);
    }
    Type mapped = method.typeOf(tree);
    List<Operand> operands = new ArrayList<>();
    for (ExpressionTree argument : tree.getArguments()) {
      operands.add(
          new Operand(Hints.of(argument) + "Before", () -> method.expressions().value(argument)));
    }
    List<Expr> arguments = method.inOrder(operands);
    Element constructor = file.element(tree);
    if (mapped != Type.VoidType.VOID && !file.isVisible(constructor)) {
      file.report(Message.HIDDEN_CONSTRUCTOR, tree, file.text().quote(tree));
      return Broken.VALUE;
    }
    return mapped == Type.VoidType.VOID || Broken.any(arguments)
        ? Broken.VALUE
        : new Expr.NewObject(mapped, arguments);
  }

  /** Whether the class is an inner one, whose objects belong to an object around them. */
  private boolean needsOuter(NewClassTree tree) {
    Element type = file.typed().types().asElement(file.type(tree));
    return type.getEnclosingElement().getKind() != ElementKind.PACKAGE
        && !type.getModifiers().contains(Modifier.STATIC);
  }

  /** {@code assert condition : detail;}: it keeps its meaning, by the companion's own switch. */
  void asserted(AssertTree tree) {
    Lowered condition = method.scope().lower(() -> method.expressions().value(tree.getCondition()));
    depth++;
    Lowered detail =
        tree.getDetail() == null
            ? null
            : method.scope().lower(() -> method.expressions().value(tree.getDetail()));
    depth--;
    boolean effects = !condition.before().isEmpty() || detail != null && !detail.before().isEmpty();
    if (Broken.is(condition.value()) || detail != null && Broken.is(detail.value())) {
      return;
    }
    if (effects) {
      method.refuse(Message.ASSERT, tree);
      return;
    }
    Expr text = detail == null ? null : detail.value();
    method.scope().emit(new Stmt.Assert(condition.value(), text, method.scope().span()));
  }

  /** Reports checked exceptions: the companion's methods declare none. */
  static void checkDeclared(
      FileContext file, ExecutableElement callee, com.sun.source.tree.Tree at) {
    var types = file.typed().types();
    var elements = file.typed().elements();
    for (TypeMirror thrown : callee.getThrownTypes()) {
      boolean unchecked =
          types.isAssignable(thrown, elements.getTypeElement("java.lang.RuntimeException").asType())
              || types.isAssignable(thrown, elements.getTypeElement("java.lang.Error").asType());
      if (!unchecked) {
        file.report(Message.CHECKED_EXCEPTION, at, callee.getSimpleName(), thrown);
      }
    }
  }
}
