package org.cotangent.processor.frontend;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import javax.lang.model.element.VariableElement;

/**
 * Recognises conditions that are constantly true. javac treats what stands behind such a loop as
 * unreachable, and it judges by constants that the generated code no longer declares as such.
 */
final class ConstantConditions {
  private final FileContext file;

  ConstantConditions(FileContext file) {
    this.file = file;
  }

  boolean isTrue(ExpressionTree tree) {
    return Boolean.TRUE.equals(value(tree));
  }

  /** The value of a constant expression of numbers and booleans, or null when it is none. */
  private Object value(ExpressionTree tree) {
    ExpressionTree bare = MethodLowering.strip(tree);
    if (bare instanceof LiteralTree literal) {
      return literal.getValue();
    }
    if (bare instanceof IdentifierTree || bare instanceof MemberSelectTree) {
      return file.element(bare) instanceof VariableElement variable
          ? variable.getConstantValue()
          : null;
    }
    if (bare instanceof UnaryTree unary && bare.getKind() == Tree.Kind.LOGICAL_COMPLEMENT) {
      return value(unary.getExpression()) instanceof Boolean truth ? (Object) !truth : null;
    }
    if (bare instanceof BinaryTree binary) {
      Object left = value(binary.getLeftOperand());
      Object right = value(binary.getRightOperand());
      if (left instanceof Boolean a && right instanceof Boolean b) {
        return connect(bare.getKind(), a, b);
      }
      if (left instanceof Number a && right instanceof Number b) {
        return compare(bare.getKind(), a.doubleValue(), b.doubleValue());
      }
    }
    return null;
  }

  private static Object connect(Tree.Kind kind, boolean left, boolean right) {
    switch (kind) {
      case CONDITIONAL_AND:
      case AND:
        return left && right;
      case CONDITIONAL_OR:
      case OR:
        return left || right;
      case XOR:
      case NOT_EQUAL_TO:
        return left != right;
      case EQUAL_TO:
        return left == right;
      default:
        return null;
    }
  }

  private static Object compare(Tree.Kind kind, double left, double right) {
    switch (kind) {
      case LESS_THAN:
        return left < right;
      case LESS_THAN_EQUAL:
        return left <= right;
      case GREATER_THAN:
        return left > right;
      case GREATER_THAN_EQUAL:
        return left >= right;
      case EQUAL_TO:
        return left == right;
      case NOT_EQUAL_TO:
        return left != right;
      default:
        return null;
    }
  }
}
