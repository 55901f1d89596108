package org.cotangent.processor.transform;

import java.util.ArrayList;
import java.util.List;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.ExpressionParts;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Printer;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;

/**
 * The values that an expression is made of: what it reads, and what it computes on the way, in the
 * order of evaluation. A value in an arm of {@code ?:} is one only if the arm is taken, so it comes
 * as {@code condition ? value : 0}.
 */
final class Values {
  /** More than these tell a reader nothing. */
  private static final int MOST = 24;

  private Values() {}

  /** Adds the variables, elements, fields and constants that are read, and indexes. */
  static void leaves(Expr expr, List<Expr> out) {
    if (expr instanceof Expr.Conditional choice) {
      arm(choice, true, out, false);
      arm(choice, false, out, false);
    } else if (isLeaf(expr)) {
      add(expr, out);
      if (expr instanceof Expr.ArrayRead element) {
        indexes(element, out);
      }
    } else if (!(expr instanceof Expr.Literal || expr instanceof Expr.Elementwise)
        && !expr.type().isArray()) {
      ExpressionParts.of(expr).forEach(part -> leaves(part, out));
    }
  }

  /** Adds the results of operators and functions, innermost first. */
  static void computed(Expr expr, List<Expr> out) {
    if (expr instanceof Expr.Conditional choice) {
      arm(choice, true, out, true);
      arm(choice, false, out, true);
      return;
    }
    if (isLeaf(expr) || !expr.type().isFloating()) {
      return;
    }
    if (!(expr instanceof Expr.Elementwise)) {
      ExpressionParts.of(expr).forEach(part -> computed(part, out));
    }
    boolean rounds =
        expr instanceof Expr.Cast cast
            && cast.type() == Type.Primitive.FLOAT
            && cast.operand().type() == Type.Primitive.DOUBLE;
    if ((rounds
            || expr instanceof Expr.Binary
            || expr instanceof Expr.Intrinsic
            || expr instanceof Expr.Elementwise
            || expr instanceof Expr.Component)
        && out.size() < MOST) {
      add(expr, out);
    }
  }

  private static void arm(Expr.Conditional choice, boolean first, List<Expr> out, boolean inner) {
    List<Expr> found = new ArrayList<>();
    Expr taken = first ? choice.whenTrue() : choice.whenFalse();
    if (inner) {
      computed(taken, found);
    } else {
      leaves(taken, found);
    }
    for (Expr part : found) {
      Expr zero = Exprs.zero(part.type());
      add(
          new Expr.Conditional(
              choice.condition(), first ? part : zero, first ? zero : part, part.type()),
          out);
    }
  }

  private static void indexes(Expr.ArrayRead element, List<Expr> out) {
    for (Variable variable : Exprs.variables(element.index())) {
      if (variable.type().isIntegral()) {
        add(Exprs.read(variable), out);
      }
    }
    if (element.array() instanceof Expr.ArrayRead row) {
      indexes(row, out);
    }
  }

  private static boolean isLeaf(Expr expr) {
    boolean read =
        expr instanceof Expr.VariableRead
            || expr instanceof Expr.ArrayRead
            || expr instanceof Expr.FieldRead
            || expr instanceof Expr.Constant constant && constant.value() == null
            || expr instanceof Expr.Constant constant && isInfinite(constant);
    return read && (expr.type().isFloating() || expr.type().isIntegral());
  }

  private static boolean isInfinite(Expr.Constant constant) {
    return constant.value() instanceof Number number && !Double.isFinite(number.doubleValue());
  }

  private static void add(Expr expr, List<Expr> out) {
    if (!out.contains(expr)) {
      out.add(expr);
    }
  }

  /** The value as the user would write it. */
  static String name(Expr expr) {
    if (expr instanceof Expr.Conditional choice && Exprs.isNumber(choice.whenFalse(), 0)) {
      return name(choice.whenTrue());
    }
    if (expr instanceof Expr.Conditional choice && Exprs.isNumber(choice.whenTrue(), 0)) {
      return name(choice.whenFalse());
    }
    return Printer.print(expr);
  }
}
