package org.cotangent.processor.emit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cotangent.processor.ir.BinaryOp;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.ExpressionParts;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.UnaryOp;

/**
 * Prints what is computed for each element of matrices: {@code Elementwise.of("(z, b) -> tanh(z +
 * b)", z, b)}. In the formula, each matrix and each number has the name of its variable.
 */
final class ElementwisePrinter {
  private static final String OWNER = "org.cotangent.runtime.Elementwise";
  private static final Type STRING = new Type.ReferenceType("java.lang.String");

  private final MethodContext context;
  private final ExpressionPrinter expressions;
  private final Map<Expr, String> matrices = new LinkedHashMap<>();
  private final Map<Expr, String> numbers = new LinkedHashMap<>();
  private final Set<String> names = new LinkedHashSet<>();

  ElementwisePrinter(MethodContext context, ExpressionPrinter expressions) {
    this.context = context;
    this.expressions = expressions;
  }

  Doc print(Expr.Elementwise elements) {
    Doc owner = context.classes().of(OWNER);
    if (elements.reduction() == Expr.Reduction.NONE && isLeaf(elements.formula())) {
      return expressions.print(elements.formula());
    }
    if (elements.reduction() == Expr.Reduction.NONE
        && elements.formula() instanceof Expr.Binary sum
        && sum.op() == BinaryOp.ADD
        && sum.left().type().isMatrix()
        && sum.right().type().isMatrix()) {
      return Doc.call(
          Doc.of(owner, ".plus"),
          List.of(expressions.print(sum.left()), expressions.print(sum.right())));
    }
    collect(elements.formula());
    String formula = text(elements.formula(), 0);
    List<Doc> arguments = new ArrayList<>();
    String head =
        "("
            + String.join(", ", matrices.values())
            + (numbers.isEmpty() ? "" : "; " + String.join(", ", numbers.values()))
            + ") -> ";
    arguments.add(expressions.print(Expr.Literal.of(head + formula, STRING)));
    if (!numbers.isEmpty()) {
      Type array = new Type.ArrayType(Type.Primitive.DOUBLE);
      arguments.add(expressions.print(new Expr.ArrayLiteral(array, List.copyOf(numbers.keySet()))));
    }
    matrices.keySet().forEach(matrix -> arguments.add(expressions.print(matrix)));
    String method =
        switch (elements.reduction()) {
          case NONE -> ".of";
          case SUM -> ".sum";
          case ROW_SUMS -> ".rowSums";
          case COLUMN_SUMS -> ".columnSums";
        };
    return Doc.call(Doc.of(owner, method), arguments);
  }

  /** Whether something stands for itself: a matrix or a number, not a part of the formula. */
  private static boolean isLeaf(Expr expr) {
    return !(expr instanceof Expr.Literal && expr.type() == Type.Primitive.DOUBLE)
        && !(expr instanceof Expr.Unary)
        && !(expr instanceof Expr.Binary)
        && !(expr instanceof Expr.Conditional)
        && !(expr instanceof Expr.Intrinsic call
            && call.method().owner().equals(Expr.Elementwise.FUNCTIONS));
  }

  private void collect(Expr expr) {
    if (!isLeaf(expr)) {
      children(expr).forEach(this::collect);
      return;
    }
    Map<Expr, String> leaves = expr.type().isMatrix() ? matrices : numbers;
    if (!leaves.containsKey(expr)) {
      String wanted =
          expr instanceof Expr.VariableRead read ? context.scope().name(read.variable()) : "value";
      String name = wanted;
      for (int k = 2; !names.add(name); k++) {
        name = wanted + k;
      }
      leaves.put(expr, name);
    }
  }

  private static List<Expr> children(Expr expr) {
    return ExpressionParts.of(expr);
  }

  private String text(Expr expr, int atLeast) {
    if (isLeaf(expr)) {
      return (expr.type().isMatrix() ? matrices : numbers).get(expr);
    }
    String text = bare(expr);
    return precedence(expr) < atLeast ? "(" + text + ")" : text;
  }

  private static int precedence(Expr expr) {
    if (expr instanceof Expr.Conditional) {
      return Precedence.CONDITIONAL;
    }
    if (expr instanceof Expr.Binary binary) {
      return binary.op().precedence();
    }
    return expr instanceof Expr.Unary ? Precedence.UNARY : Precedence.PRIMARY;
  }

  private String bare(Expr expr) {
    if (expr instanceof Expr.Literal literal) {
      return number((Double) literal.value());
    }
    if (expr instanceof Expr.Unary unary) {
      String operand = text(unary.operand(), Precedence.UNARY);
      boolean signs = unary.op() == UnaryOp.NEGATE && operand.startsWith("-");
      return unary.op().symbol() + (signs ? "(" + operand + ")" : operand);
    }
    if (expr instanceof Expr.Binary binary) {
      int precedence = binary.op().precedence();
      // comparisons of equality and order bind alike in formulas, and do not follow one another
      boolean compares = binary.op().isComparison();
      int operand = compares ? BinaryOp.ADD.precedence() : precedence;
      return text(binary.left(), operand)
          + " "
          + binary.op().symbol()
          + " "
          + text(binary.right(), compares ? operand : precedence + 1);
    }
    if (expr instanceof Expr.Conditional choice) {
      return text(choice.condition(), Precedence.CONDITIONAL + 1)
          + " ? "
          + text(choice.whenTrue(), Precedence.CONDITIONAL + 1)
          + " : "
          + text(choice.whenFalse(), Precedence.CONDITIONAL);
    }
    Expr.Intrinsic call = (Expr.Intrinsic) expr;
    return call.method().name()
        + "("
        + String.join(", ", call.arguments().stream().map(each -> text(each, 0)).toList())
        + ")";
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
