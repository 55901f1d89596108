package org.cotangent.processor.rules;

import java.util.stream.Collectors;
import org.cotangent.processor.ir.Expr;

/** Prints scalar expressions with every operator in parentheses, for comparing them with texts. */
final class Show {

  private Show() {}

  static String text(Expr expression) {
    if (expression instanceof Expr.Literal literal) {
      return String.valueOf(literal.value());
    }
    if (expression instanceof Expr.Constant constant) {
      return constant.name();
    }
    if (expression instanceof Expr.VariableRead read) {
      return read.variable().name();
    }
    if (expression instanceof Expr.Cast cast) {
      return "(" + cast.type() + ") " + text(cast.operand());
    }
    if (expression instanceof Expr.Unary unary) {
      return unary.op().symbol() + text(unary.operand());
    }
    if (expression instanceof Expr.Binary binary) {
      return "("
          + text(binary.left())
          + " "
          + binary.op().symbol()
          + " "
          + text(binary.right())
          + ")";
    }
    if (expression instanceof Expr.Conditional conditional) {
      return "("
          + text(conditional.condition())
          + " ? "
          + text(conditional.whenTrue())
          + " : "
          + text(conditional.whenFalse())
          + ")";
    }
    if (expression instanceof Expr.Intrinsic call) {
      String owner = call.method().owner();
      return owner.substring(owner.lastIndexOf('.') + 1)
          + "."
          + call.method().name()
          + call.arguments().stream().map(Show::text).collect(Collectors.joining(", ", "(", ")"));
    }
    throw new IllegalArgumentException("not a scalar expression: " + expression);
  }
}
