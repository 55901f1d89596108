package org.cotangent.processor.analysis;

import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.ToIntFunction;
import org.cotangent.processor.ir.BinaryOp;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.UnaryOp;
import org.cotangent.processor.ir.Variable;

/**
 * The bytes of bytecode of expressions, never fewer than javac makes.
 *
 * @param access the bytes of reading or writing a variable
 * @param tape those of reading the tape
 */
record ExpressionSize(ToIntFunction<Variable> access, IntSupplier tape) {
  private static final int CONSTANT = 3;
  private static final int CALL = 3;

  /** A comparison: of doubles, then a jump. */
  private static final int COMPARISON = 4;

  /** {@code iconst_1; goto; iconst_0}, behind a jump of its own. */
  private static final int TRUTH = 8;

  /** An expression whose value is assigned to this type. */
  int of(Expr expr, Type target) {
    return of(expr) + conversion(expr.type(), target);
  }

  int all(List<Expr> list) {
    int size = 0;
    for (Expr expr : list) {
      // An argument may be converted to the type of its parameter.
      size += of(expr) + (expr.type() instanceof Type.Primitive ? 1 : 0);
    }
    return size;
  }

  int of(Expr expr) {
    if (expr instanceof Expr.VariableRead read) {
      return access.applyAsInt(read.variable());
    }
    if (expr instanceof Expr.Literal || expr instanceof Expr.Constant) {
      return CONSTANT;
    }
    if (isTruth(expr)) {
      return condition(expr) + TRUTH;
    }
    if (expr instanceof Expr.Binary binary) {
      boolean shift = binary.op().precedence() == BinaryOp.SHL.precedence();
      Type right = shift ? Type.Primitive.INT : binary.type();
      // Strings are joined by a call.
      int own = binary.type() instanceof Type.Primitive ? 1 : 2 * CALL;
      return of(binary.left(), binary.type()) + of(binary.right(), right) + own;
    }
    if (expr instanceof Expr.Unary unary) {
      // ~x is x ^ -1.
      return of(unary.operand(), unary.type()) + (unary.op() == UnaryOp.COMPLEMENT ? 4 : 1);
    }
    if (expr instanceof Expr.Conditional choice) {
      int values = of(choice.whenTrue(), choice.type()) + of(choice.whenFalse(), choice.type());
      return condition(choice.condition()) + values + 3;
    }
    if (expr instanceof Expr.Elementwise) {
      // The text, an array of numbers, and one of matrices.
      return CALL + 4 * CONSTANT + 8 * Exprs.variables(expr).size();
    }
    return inner(expr) + own(expr);
  }

  /** The size of branching on an expression. */
  int condition(Expr expr) {
    if (expr instanceof Expr.Unary unary && unary.op() == UnaryOp.NOT) {
      return condition(unary.operand());
    }
    if (expr instanceof Expr.Binary binary && isTruth(expr)) {
      if (!binary.op().isComparison()) {
        return condition(binary.left()) + condition(binary.right());
      }
      return of(binary.left()) + of(binary.right()) + 2 + COMPARISON;
    }
    return of(expr) + COMPARISON;
  }

  private static boolean isTruth(Expr expr) {
    if (expr instanceof Expr.Unary unary) {
      return unary.op() == UnaryOp.NOT;
    }
    return expr instanceof Expr.Binary binary
        && (binary.op().isComparison()
            || binary.op() == BinaryOp.CONDITIONAL_AND
            || binary.op() == BinaryOp.CONDITIONAL_OR);
  }

  private int inner(Expr expr) {
    return all(Exprs.children(expr));
  }

  /** What an expression takes beside its parts. */
  private int own(Expr expr) {
    if (expr instanceof Expr.ArrayRead || expr instanceof Expr.ArrayLength) {
      return 1;
    }
    if (expr instanceof Expr.Cast) {
      // From double to byte by way of int.
      return 2;
    }
    if (expr instanceof Expr.NewArray) {
      return 4;
    }
    if (expr instanceof Expr.ArrayLiteral literal) {
      // Length and kind; for each element a copy of the array, the index, and the store.
      return CONSTANT + 3 + literal.elements().size() * (2 + CONSTANT);
    }
    if (expr instanceof Expr.DataCall || expr instanceof Expr.NewObject) {
      // Arguments beyond those declared are boxed and stored into an array.
      return 2 * CALL + 7 + 10 * Exprs.children(expr).size();
    }
    if (expr instanceof Expr.NewRecord) {
      return CALL + 4;
    }
    if (expr instanceof Expr.Pop
        || expr instanceof Expr.Room
        || expr instanceof Expr.Stack
        || expr instanceof Expr.KeptArray
        || expr instanceof Expr.Scratch
        || expr instanceof Expr.Lent) {
      return tape.getAsInt() + CALL + 3;
    }
    // Calls, perhaps with a cast of the result.
    return (expr instanceof Expr.Mark ? tape.getAsInt() : 0) + CALL + 3;
  }

  private static int conversion(Type from, Type to) {
    boolean same = from.equals(to) || !(to instanceof Type.Primitive);
    return same ? 0 : 1;
  }
}
