package org.cotangent.processor.frontend;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.util.TreeScanner;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/**
 * Recognises helpers that compute data from data, such as {@code static int clamp(int i, int n)}:
 * the companion calls them as they are, whatever their bodies hold. To be called so, a method must
 * be static and visible, take scalars and strings, return a value, assign no field, make no object
 * and call nothing but itself and the rule table.
 */
final class PureData {
  private PureData() {}

  static boolean isConstant(FileContext file, ExecutableElement method) {
    if (!MethodLowering.isStatic(method) || !file.isVisible(method)) {
      return false;
    }
    boolean plain =
        method.getParameters().stream().map(VariableElement::asType).allMatch(PureData::isPlain)
            && isPlain(method.getReturnType());
    return plain && isPure(file, method);
  }

  /** A scalar that is no floating-point number, or an immutable object that stands for one. */
  private static boolean isPlain(TypeMirror type) {
    if (type.getKind().isPrimitive()) {
      return type.getKind() != TypeKind.DOUBLE && type.getKind() != TypeKind.FLOAT;
    }
    return type.toString().equals("java.lang.String");
  }

  private static boolean isPure(FileContext file, ExecutableElement method) {
    boolean[] pure = {true};
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitMethodInvocation(MethodInvocationTree tree, Void unused) {
        Element callee = file.element(tree.getMethodSelect());
        boolean known =
            callee.equals(method)
                || callee instanceof ExecutableElement executable
                    && file.intrinsics().kind(file.types().key(executable)).isPresent();
        pure[0] &= known;
        return super.visitMethodInvocation(tree, unused);
      }

      @Override
      public Void visitNewClass(NewClassTree tree, Void unused) {
        pure[0] = false;
        return null;
      }

      @Override
      public Void visitThrow(ThrowTree tree, Void unused) {
        // the exception reaches the caller just as it is
        return null;
      }

      @Override
      public Void visitAssignment(AssignmentTree tree, Void unused) {
        target(tree.getVariable());
        return super.visitAssignment(tree, unused);
      }

      @Override
      public Void visitCompoundAssignment(CompoundAssignmentTree tree, Void unused) {
        target(tree.getVariable());
        return super.visitCompoundAssignment(tree, unused);
      }

      @Override
      public Void visitUnary(UnaryTree tree, Void unused) {
        if (Assignments.isStep(tree)) {
          target(tree.getExpression());
        }
        return super.visitUnary(tree, unused);
      }

      private void target(ExpressionTree tree) {
        Element element = file.element(MethodLowering.strip(tree));
        // an array element has no symbol: the array may be a field's
        pure[0] &= element != null && !Fields.isField(element);
      }
    }.scan(body(file, method), null);
    return pure[0];
  }

  private static Tree body(FileContext file, ExecutableElement method) {
    return file.tree(method).getBody();
  }
}
