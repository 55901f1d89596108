package org.cotangent.processor.frontend;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.cotangent.processor.ir.BinaryOp;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.UnaryOp;
import org.cotangent.processor.ir.Variable;

/**
 * Lowers the operators that do not evaluate all their operands: a side effect in such an operand
 * needs an if.
 */
final class Conditionals {
  private final MethodLowering method;
  private final Set<Expr> made = new HashSet<>();

  Conditionals(MethodLowering method) {
    this.method = method;
  }

  /** {@code a && b}, {@code a || b}. */
  Expr shortCircuit(BinaryTree tree, BinaryOp op) {
    Scope scope = method.scope();
    Expr left = method.expressions().value(tree.getLeftOperand());
    Lowered right = scope.lower(() -> method.expressions().value(tree.getRightOperand()));
    if (Broken.is(left) || Broken.is(right.value())) {
      return Broken.VALUE;
    }
    if (right.before().isEmpty()) {
      return new Expr.Binary(op, left, right.value(), Type.Primitive.BOOLEAN);
    }
    scope.becameConditional(right.before());
    // a chain of operators shares one variable
    Expr result = made.contains(left) ? left : scope.save(left, "holds");
    made.add(result);
    Expr goOn = op == BinaryOp.CONDITIONAL_AND ? result : negate(result);
    List<Stmt> then = new ArrayList<>(right.before());
    then.add(new Stmt.Assign(result, right.value(), scope.span()));
    scope.emit(new Stmt.If(goOn, Stmt.Block.of(then), Stmt.Block.EMPTY, scope.span()));
    return result;
  }

  /** {@code condition ? whenTrue : whenFalse}. */
  Expr choose(ConditionalExpressionTree tree, Target target) {
    Scope scope = method.scope();
    Type type = method.typeOf(tree);
    Expr condition = method.expressions().value(tree.getCondition());
    boolean direct = target != null && target.variable().type().equals(type);
    Variable result = direct ? target.variable() : scope.fresh("chosen", type);
    Target yes = Target.assigning(result);
    Target no = Target.assigning(result);
    Lowered whenTrue = arm(tree.getTrueExpression(), yes, type);
    Lowered whenFalse = arm(tree.getFalseExpression(), no, type);
    boolean pure = isPure(whenTrue) && isPure(whenFalse);
    if (pure && !direct) {
      scope.release(result);
    }
    if (type == Type.VoidType.VOID
        || Broken.any(List.of(condition, whenTrue.value(), whenFalse.value()))) {
      return Broken.VALUE;
    }
    Expr yesValue = method.boxes().fit(type, whenTrue.value(), tree.getTrueExpression());
    Expr noValue = method.boxes().fit(type, whenFalse.value(), tree.getFalseExpression());
    if (Broken.is(yesValue) || Broken.is(noValue)) {
      return Broken.VALUE;
    }
    if (type.isFloating()) {
      method.warnings().usedAsFloating(tree.getTrueExpression());
      method.warnings().usedAsFloating(tree.getFalseExpression());
    }
    if (pure) {
      // as an argument for an Object, javac gives the choice that type
      boolean arrays = !type.isArray() && whenTrue.value().type().isArray();
      Type chosen = arrays && sameType(whenTrue, whenFalse) ? whenTrue.value().type() : type;
      return new Expr.Conditional(condition, whenTrue.value(), whenFalse.value(), chosen);
    }
    if (type == Type.Primitive.BOOLEAN) {
      scope.becameConditional(whenTrue.before());
      scope.becameConditional(whenFalse.before());
    }
    if (direct) {
      target.use(scope);
    } else {
      scope.emit(new Stmt.Declare(result, null, scope.span()));
    }
    scope.emit(
        new Stmt.If(
            condition, arm(whenTrue, yes, result), arm(whenFalse, no, result), scope.span()));
    return new Expr.VariableRead(result);
  }

  private Lowered arm(ExpressionTree tree, Target target, Type type) {
    return method
        .scope()
        .lower(
            () -> {
              Expr value = method.expressions().whole(tree, target);
              boolean taken = target.isUsed() || !(type instanceof Type.ValueType);
              return taken ? value : method.values().fit(type, value, tree);
            });
  }

  private Stmt.Block arm(Lowered lowered, Target target, Variable result) {
    List<Stmt> statements = new ArrayList<>(lowered.before());
    if (!target.isUsed()) {
      Expr value = MethodLowering.convert(result.type(), lowered.value());
      Span span = method.scope().span();
      statements.add(new Stmt.Assign(new Expr.VariableRead(result), value, span));
    }
    return Stmt.Block.of(statements);
  }

  private static boolean sameType(Lowered a, Lowered b) {
    return a.value().type().equals(b.value().type());
  }

  private static boolean isPure(Lowered lowered) {
    return lowered.before().isEmpty() && !Expressions.isAllocation(lowered.value());
  }

  /**
   * The opposite of a condition. Comparisons of floating-point numbers are not turned round: NaN
   * fails both.
   */
  static Expr negate(Expr condition) {
    if (Broken.is(condition)) {
      return condition;
    }
    if (condition instanceof Expr.Unary unary && unary.op() == UnaryOp.NOT) {
      return unary.operand();
    }
    if (condition instanceof Expr.Binary binary && binary.op().isComparison()) {
      boolean exact = !binary.left().type().isFloating() && !binary.right().type().isFloating();
      BinaryOp opposite = opposite(binary.op());
      if (exact || opposite == BinaryOp.EQ || opposite == BinaryOp.NE) {
        return new Expr.Binary(opposite, binary.left(), binary.right(), binary.type());
      }
    }
    return new Expr.Unary(UnaryOp.NOT, condition, Type.Primitive.BOOLEAN);
  }

  private static BinaryOp opposite(BinaryOp op) {
    switch (op) {
      case LT:
        return BinaryOp.GE;
      case LE:
        return BinaryOp.GT;
      case GT:
        return BinaryOp.LE;
      case GE:
        return BinaryOp.LT;
      case EQ:
        return BinaryOp.NE;
      case NE:
        return BinaryOp.EQ;
      default:
        throw new IllegalArgumentException(op + " is no comparison");
    }
  }
}
