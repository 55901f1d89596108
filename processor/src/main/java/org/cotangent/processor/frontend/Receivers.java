package org.cotangent.processor.frontend;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import org.cotangent.processor.diagnostics.Message;
import org.cotangent.processor.frontend.MethodLowering.Operand;
import org.cotangent.processor.ir.Expr;

/** Lowers the objects that methods are called on and fields are read of. */
final class Receivers {
  private final MethodLowering method;
  private final FileContext file;

  Receivers(MethodLowering method) {
    this.method = method;
    this.file = method.file();
  }

  /** Whether an expression is {@code this} or {@code super}. */
  static boolean isThis(ExpressionTree tree) {
    return isNamed(tree, "this") || isNamed(tree, "super");
  }

  /** Whether a call skips the methods of subclasses: {@code super.f(x)}. */
  static boolean isSuper(MethodInvocationTree tree) {
    return tree.getMethodSelect() instanceof MemberSelectTree select
        && (isNamed(select.getExpression(), "super")
            || select.getExpression() instanceof MemberSelectTree qualified
                && qualified.getIdentifier().contentEquals("super"));
  }

  private static boolean isNamed(ExpressionTree tree, String word) {
    return MethodLowering.strip(tree) instanceof IdentifierTree name
        && name.getName().contentEquals(word);
  }

  /** {@code this}, or {@code Model.this}. */
  Expr self(ExpressionTree tree) {
    TypeElement wanted = (TypeElement) file.typed().types().asElement(file.type(tree));
    return own(wanted == null ? method.element().getEnclosingElement() : wanted, tree);
  }

  /** The object of an instance method that is called. */
  Operand of(MethodInvocationTree tree, ExecutableElement callee) {
    if (!(tree.getMethodSelect() instanceof MemberSelectTree select)) {
      return new Operand("self", () -> own(callee.getEnclosingElement(), tree.getMethodSelect()));
    }
    if (isThis(select.getExpression()) || isSuper(tree)) {
      return new Operand("self", () -> own(callee.getEnclosingElement(), select));
    }
    return new Operand("object", () -> method.expressions().value(select.getExpression()));
  }

  /** The receiver, as the owner of a member of this class; refused where it is another object. */
  Expr own(Element owner, ExpressionTree at) {
    boolean is =
        method.receiverClass().isPresent()
            && owner instanceof TypeElement type
            && file.isSubclass(method.receiverClass().get(), type);
    if (is) {
      return new Expr.VariableRead(method.receiver().get());
    }
    file.report(Message.OUTER_MEMBER, at, file.text().quote(at));
    return Broken.VALUE;
  }
}
