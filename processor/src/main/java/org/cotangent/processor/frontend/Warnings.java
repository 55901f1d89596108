package org.cotangent.processor.frontend;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import java.util.ArrayList;
import java.util.List;
import org.cotangent.processor.diagnostics.Message;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Function;
import org.cotangent.processor.ir.Type;

/** Warns where whole numbers silently cut a derivative or a quotient. */
final class Warnings {
  private final FileContext file;
  private final List<Narrowing> narrowings = new ArrayList<>();

  Warnings(FileContext file) {
    this.file = file;
  }

  /** A conversion of a floating-point value to a whole number. */
  private record Narrowing(Tree tree, Expr operand) {}

  /** Notes a conversion; whether it cuts a derivative is decided when the whole method is known. */
  void narrowing(Tree tree, Type to, Expr operand) {
    if (to.isIntegral() && operand.type().isFloating()) {
      narrowings.add(new Narrowing(tree, operand));
    }
  }

  /** Warns of the conversions whose operand depends on a differentiated parameter. */
  void reportCuts(Function function) {
    if (narrowings.isEmpty()) {
      return;
    }
    Dependence dependence = Dependence.of(function);
    for (Narrowing each : narrowings) {
      if (dependence.reaches(each.operand())) {
        file.report(Message.CUT_BY_CAST, each.tree(), file.text().quote(each.tree()));
      }
    }
  }

  /**
   * Warns when the value of an expression, used as a floating-point number, is a quotient of whole
   * numbers.
   */
  void usedAsFloating(ExpressionTree tree) {
    ExpressionTree bare = MethodLowering.strip(tree);
    if (bare instanceof BinaryTree binary && bare.getKind() == Tree.Kind.DIVIDE) {
      boolean whole = file.types().map(file.type(binary)).map(Type::isIntegral).orElse(false);
      if (whole && !isExact(binary)) {
        file.report(Message.INTEGER_DIVISION, binary, file.text().quote(binary));
      }
    } else if (bare instanceof ConditionalExpressionTree conditional) {
      usedAsFloating(conditional.getTrueExpression());
      usedAsFloating(conditional.getFalseExpression());
    } else if (bare instanceof UnaryTree unary && bare.getKind() == Tree.Kind.UNARY_MINUS) {
      usedAsFloating(unary.getExpression());
    }
  }

  private static boolean isExact(BinaryTree division) {
    return MethodLowering.strip(division.getLeftOperand()) instanceof LiteralTree left
        && MethodLowering.strip(division.getRightOperand()) instanceof LiteralTree right
        && left.getValue() instanceof Integer dividend
        && right.getValue() instanceof Integer divisor
        && divisor != 0
        && dividend % divisor == 0;
  }
}
