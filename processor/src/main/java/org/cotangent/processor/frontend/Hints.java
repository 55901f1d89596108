package org.cotangent.processor.frontend;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;

/** Words for generated variables, taken from the expressions that they hold. */
final class Hints {
  private Hints() {}

  /**
   * A word for the left operand of an operator, whose value is kept while the right one is
   * evaluated.
   */
  static String left(ExpressionTree tree) {
    ExpressionTree bare = MethodLowering.strip(tree);
    switch (bare.getKind()) {
      case PLUS:
      case MINUS:
        return "sum";
      case MULTIPLY:
        return "product";
      case DIVIDE:
        return "quotient";
      default:
        String name = of(bare);
        return name.equals("value") ? "left" : name + "Before";
    }
  }

  /**
   * The most telling name in an expression, such as {@code m} of {@code m[i][j]}; {@code value}
   * when there is none.
   */
  static String of(ExpressionTree tree) {
    ExpressionTree bare = MethodLowering.strip(tree);
    if (bare instanceof IdentifierTree identifier) {
      return identifier.getName().toString();
    }
    if (bare instanceof MemberSelectTree select) {
      return select.getIdentifier().toString();
    }
    if (bare instanceof ArrayAccessTree access) {
      return of(access.getExpression());
    }
    if (bare instanceof MethodInvocationTree call) {
      return of(call.getMethodSelect());
    }
    return "value";
  }
}
