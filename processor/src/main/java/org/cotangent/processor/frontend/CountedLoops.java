package org.cotangent.processor.frontend;

import java.util.List;
import java.util.Optional;
import org.cotangent.processor.ir.BinaryOp;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.ExpressionParts;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.UnaryOp;
import org.cotangent.processor.ir.Variable;

/**
 * Recognises counted loops in lowered {@code for} loops.
 *
 * <p>A loop is counted when it declares its index, of type int or long, compares it with a bound,
 * steps it by a constant towards that bound, and its body changes neither the index nor anything
 * that the bound is made of:
 *
 * <pre>
 *   for (int i = 0; i &lt; x.length; i++)            counted
 *   for (int i = n - 1; i &gt;= 0; i -= 2)           counted
 *   for (int i = 0; i &lt; n; i++) { n--; }          not counted: the bound changes
 * </pre>
 */
final class CountedLoops {
  private final Variable index;
  private final Expr from;
  private final List<Stmt> body;

  private CountedLoops(Variable index, Expr from, List<Stmt> body) {
    this.index = index;
    this.from = from;
    this.body = body;
  }

  /** A comparison with the index on its left. */
  private record Test(BinaryOp relation, Expr bound) {}

  /**
   * Recognises a counted loop.
   *
   * @param start the lowered initialiser; its last statement declares the index
   */
  static Optional<Stmt.CountedFor> recognise(
      List<Stmt> start,
      Expr condition,
      List<Stmt> update,
      Stmt.Block body,
      String label,
      Span span) {
    if (start.isEmpty()
        || !(start.get(start.size() - 1) instanceof Stmt.Declare declare)
        || declare.init() == null
        || Broken.is(declare.init())) {
      return Optional.empty();
    }
    Variable index = declare.variable();
    CountedLoops candidate = new CountedLoops(index, declare.init(), body.statements());
    Optional<Test> test = candidate.test(condition);
    Optional<Integer> step = candidate.step(update);
    if (test.isEmpty() || step.isEmpty()) {
      return Optional.empty();
    }
    Optional<BinaryOp> relation = candidate.relation(test.get(), step.get());
    if (relation.isEmpty() || !candidate.isSteady(test.get().bound())) {
      return Optional.empty();
    }
    return Optional.of(
        new Stmt.CountedFor(
            index,
            declare.init(),
            relation.get(),
            test.get().bound(),
            step.get(),
            body,
            label,
            span));
  }

  private boolean isIndex(Expr expression) {
    return expression instanceof Expr.VariableRead read && read.variable().equals(index);
  }

  private Optional<Test> test(Expr condition) {
    if (!(condition instanceof Expr.Binary comparison) || !comparison.op().isComparison()) {
      return Optional.empty();
    }
    if (isIndex(comparison.left())) {
      return Optional.of(new Test(comparison.op(), comparison.right()));
    }
    return isIndex(comparison.right())
        ? Optional.of(new Test(mirrored(comparison.op()), comparison.left()))
        : Optional.empty();
  }

  private static BinaryOp mirrored(BinaryOp op) {
    switch (op) {
      case LT:
        return BinaryOp.GT;
      case LE:
        return BinaryOp.GE;
      case GT:
        return BinaryOp.LT;
      case GE:
        return BinaryOp.LE;
      default:
        return op;
    }
  }

  /** The constant step of {@code i = i + c}, {@code i = c + i} or {@code i = i - c}. */
  private Optional<Integer> step(List<Stmt> update) {
    if (update.size() != 1
        || !(update.get(0) instanceof Stmt.Assign assign)
        || !isIndex(assign.target())
        || !(assign.value() instanceof Expr.Binary sum)) {
      return Optional.empty();
    }
    Optional<Integer> step = Optional.empty();
    if (sum.op() == BinaryOp.ADD) {
      step = isIndex(sum.left()) ? constant(sum.right()) : Optional.empty();
      if (step.isEmpty() && isIndex(sum.right())) {
        step = constant(sum.left());
      }
    } else if (sum.op() == BinaryOp.SUB && isIndex(sum.left())) {
      step = constant(sum.right()).filter(value -> value != Integer.MIN_VALUE).map(value -> -value);
    }
    return step.filter(value -> value != 0);
  }

  private static Optional<Integer> constant(Expr expression) {
    Object value = null;
    if (expression instanceof Expr.Literal literal) {
      value = literal.value();
    } else if (expression instanceof Expr.Constant constant) {
      value = constant.value();
    } else if (expression instanceof Expr.Unary unary && unary.op() == UnaryOp.NEGATE) {
      return constant(unary.operand())
          .filter(number -> number != Integer.MIN_VALUE)
          .map(number -> -number);
    }
    if (value instanceof Long number && number == number.intValue()) {
      return Optional.of(number.intValue());
    }
    return value instanceof Integer number ? Optional.of(number) : Optional.empty();
  }

  /** The relation, when the step leads towards the bound. */
  private Optional<BinaryOp> relation(Test test, int step) {
    switch (test.relation()) {
      case LT:
      case LE:
        return step > 0 ? Optional.of(test.relation()) : Optional.empty();
      case GT:
      case GE:
        return step < 0 ? Optional.of(test.relation()) : Optional.empty();
      case NE:
        return unequal(test.bound(), step);
      default:
        return Optional.empty();
    }
  }

  /**
   * {@code i != bound} is an order when the index is sure to meet the bound, coming from the right
   * side.
   */
  private Optional<BinaryOp> unequal(Expr bound, int step) {
    Optional<Integer> first = constant(from);
    if (step == 1 && bound instanceof Expr.ArrayLength && first.isPresent() && first.get() == 0) {
      return Optional.of(BinaryOp.LT);
    }
    Optional<Integer> last = constant(bound);
    if (first.isEmpty() || last.isEmpty()) {
      return Optional.empty();
    }
    long distance = (long) last.get() - first.get();
    if (distance % step != 0 || distance != 0 && (distance > 0) != (step > 0)) {
      return Optional.empty();
    }
    return Optional.of(step > 0 ? BinaryOp.LT : BinaryOp.GT);
  }

  /** Whether neither index nor bound change while the loop runs. */
  private boolean isSteady(Expr bound) {
    boolean types =
        index.type() == Type.Primitive.INT && bound.type() != Type.Primitive.LONG
            || index.type() == Type.Primitive.LONG;
    if (!types || !bound.type().isIntegral()) {
      return false;
    }
    Effects effects = Effects.of(body);
    if (effects.assigned().contains(index)) {
      return false;
    }
    for (Variable variable : ExpressionParts.variables(bound)) {
      if (variable.equals(index) || effects.assigned().contains(variable)) {
        return false;
      }
    }
    for (Expr part : ExpressionParts.all(bound)) {
      if (part instanceof Expr.ArrayRead && Effects.mayReplaceElements(body, part.type())) {
        return false;
      }
    }
    return true;
  }
}
