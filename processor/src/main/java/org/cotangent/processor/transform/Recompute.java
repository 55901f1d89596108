package org.cotangent.processor.transform;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.cotangent.processor.analysis.Layout;
import org.cotangent.processor.ir.BinaryOp;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;

/**
 * Which values the reverse sweep computes again instead of taking them off the tape.
 *
 * <p>In {@code for (...) { double error = slope * x[i] - y[i]; sum += error * error; }} the value
 * of {@code error} is lost when the iteration ends, but everything it is made of is still there: a
 * multiplication and a subtraction cost less than a store and a load. A variable is recomputable
 * when it is bound once, by a cheap expression whose operands are still the same when its block
 * ends, and are themselves there without the tape. Where an operand is kept on the tape anyway,
 * what is cheap to compute from it need not be kept as well.
 */
final class Recompute {
  private static final int CHEAP = 14;

  private final Layout layout;
  private final boolean wanted;
  private final Map<Variable, Boolean> known = new HashMap<>();

  /**
   * @param wanted whether anything is to be recomputed
   */
  Recompute(Layout layout, boolean wanted) {
    this.layout = layout;
    this.wanted = wanted;
  }

  /** Whether the variable's declaration can be executed again at the end of its block. */
  boolean isRecomputable(Variable variable) {
    Boolean answer = known.get(variable);
    if (answer == null) {
      known.put(variable, false);
      answer =
          wanted
              && layout.declaration(variable) instanceof Stmt.Declare declare
              && declare.init() != null
              && !variable.type().isArray()
              && layout.assignmentCount(variable) == 1
              && isCheap(declare.init())
              && isAvailable(declare.init(), declare);
      known.put(variable, answer);
    }
    return answer;
  }

  /**
   * Whether the variable's declaration can be executed again at the end of its block, once these
   * others have been taken off the tape.
   *
   * @param kept the variables of the same block that the reverse sweep reads in any case
   */
  boolean isRecomputable(Variable variable, Predicate<Variable> kept) {
    if (isRecomputable(variable)) {
      return true;
    }
    if (!wanted
        || !(layout.declaration(variable) instanceof Stmt.Declare declare)
        || declare.init() == null
        || variable.type().isArray()
        || layout.assignmentCount(variable) != 1
        || !isCheap(declare.init())) {
      return false;
    }
    for (Variable operand : Exprs.variables(declare.init())) {
      boolean there = isThere(operand) || kept.test(operand) && !operand.type().isArray();
      if (!there || !layout.isFinalFrom(operand, declare)) {
        return false;
      }
    }
    return readsOnlyFinalElements(declare.init(), declare);
  }

  /** Why a variable is not computed again, as a sentence; empty when nothing is. */
  Optional<String> hindrance(Variable variable) {
    if (!wanted || variable.type().isArray()) {
      return Optional.empty();
    }
    if (layout.assignmentCount(variable) != 1) {
      return Optional.of("it changes");
    }
    if (!(layout.declaration(variable) instanceof Stmt.Declare declare) || declare.init() == null) {
      return Optional.of("a call or a branch gives it its value");
    }
    if (!isCheap(declare.init())) {
      return Optional.of("that would take longer");
    }
    for (Variable operand : Exprs.variables(declare.init())) {
      if (!layout.isFinalFrom(operand, declare)) {
        return Optional.of("`" + operand.name() + "` is overwritten by then");
      }
      if (!isThere(operand)) {
        return Optional.of("`" + operand.name() + "` would have to be kept instead");
      }
    }
    return Optional.of("elements that it is computed from are overwritten by then");
  }

  private boolean readsOnlyFinalElements(Expr expr, Stmt stmt) {
    boolean[] result = {true};
    Exprs.walk(
        expr,
        node -> {
          if (node instanceof Expr.ArrayRead element && layout.isWritten(element)) {
            Variable root = Exprs.root(element);
            result[0] &= root == null || layout.areElementsFinalFrom(root, stmt);
          } else if (node instanceof Expr.DataCall call) {
            result[0] &= call.arguments().stream().noneMatch(part -> part.type().isArray());
          }
        });
    return result[0];
  }

  /**
   * Whether an expression that is evaluated at {@code stmt} can be evaluated again, with the same
   * result, when the block around ends.
   */
  boolean isAvailable(Expr expr, Stmt stmt) {
    return isAvailable(expr, stmt, null);
  }

  /**
   * The same when one of the variables is there in any case.
   *
   * @param kept this variable, or null
   */
  boolean isAvailable(Expr expr, Stmt stmt, Variable kept) {
    for (Variable variable : Exprs.variables(expr)) {
      boolean there = variable.equals(kept) || isThere(variable);
      if (!there || !layout.isFinalFrom(variable, stmt)) {
        return false;
      }
    }
    return readsOnlyFinalElements(expr, stmt);
  }

  private boolean isThere(Variable variable) {
    return layout.isOutsideLoops(variable)
        || layout.declaration(variable) instanceof Stmt.CountedFor
        || isRecomputable(variable)
        || isAliasThere(variable);
  }

  private boolean isAliasThere(Variable variable) {
    return variable.type().isArray()
        && !layout.moves(variable)
        && layout.declaration(variable) instanceof Stmt.Declare declare
        && (declare.init() instanceof Expr.VariableRead || declare.init() instanceof Expr.ArrayRead)
        && isAvailable(declare.init(), declare);
  }

  /**
   * Whether computing costs less than a trip to memory: a few additions and multiplications, no
   * function call.
   */
  static boolean isCheap(Expr expr) {
    int[] cost = {0};
    Exprs.walk(expr, node -> cost[0] += cost(node));
    return cost[0] <= CHEAP;
  }

  private static int cost(Expr node) {
    if (node instanceof Expr.Intrinsic call) {
      return isCheapCall(call) ? 1 : CHEAP + 1;
    }
    if (node instanceof Expr.DataCall call) {
      // The number of an enumeration's constant, or whether it is a certain one.
      boolean looks = call.type() instanceof Type.Primitive && call.receiver() != null;
      boolean plain = call.arguments().stream().allMatch(Expr.Constant.class::isInstance);
      return looks && plain ? 2 : CHEAP + 1;
    }
    if (node instanceof Expr.Binary binary) {
      return binary.op() == BinaryOp.DIV || binary.op() == BinaryOp.REM ? 6 : 1;
    }
    return node instanceof Expr.ArrayRead || node instanceof Expr.Conditional ? 1 : 0;
  }

  /** Whether a call compiles to an instruction or two. */
  static boolean isCheapCall(Expr.Intrinsic call) {
    return switch (call.method().name()) {
      case "abs",
          "max",
          "min",
          "signum",
          "copySign",
          "toRadians",
          "toDegrees",
          "floor",
          "ceil",
          "rint" ->
          true;
      default -> false;
    };
  }
}
