package org.cotangent.processor.emit;

import org.cotangent.processor.ir.BinaryOp;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Type.Primitive;

/**
 * Prints declarations and assignments, {@code x = x + e} as {@code x += e} where that is the same.
 */
final class AssignmentPrinter {
  private final MethodContext context;
  private final ExpressionPrinter expressions;
  private final CreationPrinter creations;

  AssignmentPrinter(MethodContext context, ExpressionPrinter expressions) {
    this.context = context;
    this.expressions = expressions;
    this.creations = new CreationPrinter(context, expressions);
  }

  /**
   * A declaration without its semicolon. The initial value cannot mention the variable, so it is
   * printed first.
   */
  Doc declaration(Stmt.Declare declare) {
    Type type = declare.variable().type();
    if (declare.init() == null) {
      return Doc.of(context.classes().of(type), " ", context.scope().declare(declare.variable()));
    }
    if (Tidy.node(declare.init()) instanceof Expr.ArrayLiteral literal) {
      Doc braces = creations.braces(literal);
      String name = context.scope().declare(declare.variable());
      return Doc.of(context.classes().of(type), " ", name, " = ", braces);
    }
    Doc value = expressions.assigned(declare.init(), type);
    return initialised(declare, value);
  }

  /** A declaration with a value that is printed already. */
  Doc initialised(Stmt.Declare declare, Doc value) {
    String name = context.scope().declare(declare.variable());
    return Doc.group(
        4, context.classes().of(declare.variable().type()), " ", name, " =", Doc.LINE, value);
  }

  /** An assignment without its semicolon. */
  Doc assignment(Stmt.Assign assign) {
    Expr target = assign.target();
    Doc left = expressions.print(target);
    if (Tidy.node(assign.value()) instanceof Expr.Binary binary && isCompound(target, binary)) {
      return compound(target, left, binary.op(), binary.right());
    }
    return Doc.group(4, left, " =", Doc.LINE, expressions.assigned(assign.value(), target.type()));
  }

  private Doc compound(Expr target, Doc left, BinaryOp op, Expr right) {
    boolean sum = op == BinaryOp.ADD || op == BinaryOp.SUB;
    if (sum && target.type().isIntegral() && isOne(right)) {
      return Doc.of(left, op.symbol(), op.symbol());
    }
    Expr opposite = sum ? Tidy.negated(right, target.type()) : null;
    if (opposite != null) {
      return compound(target, left, op == BinaryOp.ADD ? BinaryOp.SUB : BinaryOp.ADD, opposite);
    }
    return Doc.group(
        4, left, " " + op.symbol() + "=", Doc.LINE, expressions.assigned(right, target.type()));
  }

  /**
   * Whether {@code target op= right} computes the same: in the type of the target, so that nothing
   * is narrowed. The target is evaluated once instead of twice, which differs only if it takes
   * something off the tape.
   */
  private static boolean isCompound(Expr target, Expr.Binary binary) {
    boolean sameType = binary.type().equals(target.type()) && target.type() instanceof Primitive;
    boolean shiftsByLong =
        binary.op().precedence() == BinaryOp.SHL.precedence()
            && binary.right().type() == Primitive.LONG;
    boolean assigns =
        !binary.op().isComparison()
            && binary.op() != BinaryOp.CONDITIONAL_AND
            && binary.op() != BinaryOp.CONDITIONAL_OR;
    return assigns
        && sameType
        && !shiftsByLong
        && binary.left().equals(target)
        && !(target instanceof Expr.ArrayRead read && takesFromTape(read));
  }

  private static boolean takesFromTape(Expr.ArrayRead read) {
    return mayPop(read.index()) || read.array() instanceof Expr.ArrayRead row && takesFromTape(row);
  }

  /**
   * Whether an index is or may hold a pop; indices are names, numbers and sums of them nearly
   * always.
   */
  private static boolean mayPop(Expr index) {
    if (index instanceof Expr.Binary binary) {
      return mayPop(binary.left()) || mayPop(binary.right());
    }
    if (index instanceof Expr.ArrayRead read) {
      return takesFromTape(read);
    }
    if (index instanceof Expr.Unary unary) {
      return mayPop(unary.operand());
    }
    if (index instanceof Expr.Cast cast) {
      return mayPop(cast.operand());
    }
    return !(index instanceof Expr.VariableRead
        || index instanceof Expr.Literal
        || index instanceof Expr.Constant
        || index instanceof Expr.ArrayLength
        || index instanceof Expr.FieldRead);
  }

  private static boolean isOne(Expr expr) {
    return Tidy.node(expr) instanceof Expr.Literal literal
        && literal.type().isIntegral()
        && literal.value() instanceof Number number
        && number.longValue() == 1;
  }
}
