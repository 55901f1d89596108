package org.cotangent.processor.transform;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cotangent.processor.ir.BinaryOp;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;

/**
 * Adjoints of scalars where the reverse sweep comes to a statement, as expressions that mean the
 * same before the statement runs.
 *
 * <p>In {@code for (...) { sum += f(x[i]); } return sum / n;} the adjoint of {@code sum} is {@code
 * seed / n} when the reverse sweep comes to the loop: it depends on nothing that the loop or what
 * follows computes. With {@code return sum * sum} there is no such expression.
 */
final class EarlyAdjoints {
  private static final int MOST_NODES = 40;

  private final Prepared method;
  private final List<Stmt> statements;
  private final int position;
  private final Set<Variable> notNull = new HashSet<>();

  /** What scalars of the reverse sweep hold; empty where no expression is known. */
  private final Map<Variable, Optional<Expr>> known = new HashMap<>();

  /** Follows the reverse sweep from the end of the method's own block down to a position in it. */
  EarlyAdjoints(Prepared method, SavePlan plan, int position) {
    this.method = method;
    this.statements = method.body().statements();
    this.position = position;
    for (Stmt stmt : statements.subList(0, position + 1)) {
      Expr value =
          stmt instanceof Stmt.Declare declare
              ? declare.init()
              : stmt instanceof Stmt.CountedFor loop ? loop.bound() : null;
      if (value instanceof Expr.ArrayLength length
          && length.array() instanceof Expr.VariableRead read) {
        notNull.add(read.variable());
      }
    }
    for (int k = statements.size() - 1; k > position; k--) {
      Stmt stmt = statements.get(k);
      if (stmt instanceof Stmt.Declare || stmt instanceof Stmt.Assign) {
        method.snippets().of(stmt).code().forEach(this::run);
      } else if (plan.hasReverse(stmt)) {
        for (Variable variable : Stmts.mentioned(stmt)) {
          if (variable.type().isFloating()) {
            known.put(method.shadows().of(variable), Optional.empty());
          }
        }
      }
    }
  }

  /** The adjoint of a scalar variable. */
  Optional<Expr> of(Variable primal) {
    return evaluate(Exprs.read(method.shadows().of(primal)));
  }

  private void run(Stmt stmt) {
    if (stmt instanceof Stmt.Declare declare) {
      known.put(
          declare.variable(), declare.init() == null ? Optional.empty() : evaluate(declare.init()));
    } else if (stmt instanceof Stmt.Assign assign
        && assign.target() instanceof Expr.VariableRead read) {
      known.put(read.variable(), evaluate(assign.value()));
    } else {
      for (Variable variable : Stmts.assigned(stmt)) {
        known.put(variable, Optional.empty());
      }
    }
  }

  private Optional<Expr> evaluate(Expr expr) {
    Map<Variable, Expr> values = new HashMap<>();
    for (Variable variable : Exprs.variables(expr)) {
      Optional<Expr> value = value(variable);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      values.put(variable, value.get());
    }
    Expr value = Exprs.rewrite(Exprs.substitute(expr, values), EarlyAdjoints::withoutZero);
    int[] nodes = {0};
    boolean[] fine = {true};
    Exprs.walk(
        value,
        node -> {
          nodes[0]++;
          fine[0] &= isHarmless(node);
        });
    return fine[0] && nodes[0] <= MOST_NODES ? Optional.of(value) : Optional.empty();
  }

  private Optional<Expr> value(Variable variable) {
    if (known.containsKey(variable)) {
      return known.get(variable);
    }
    Variable primal = method.shadows().primal(variable);
    if (primal == null) {
      return isSettled(variable) ? Optional.of(Exprs.read(variable)) : Optional.empty();
    }
    if (!primal.type().isFloating()) {
      return Optional.empty();
    }
    Expr zero = Exprs.zero(primal.type());
    Expr initial = method.initialAdjoints().getOrDefault(primal, zero);
    return initial.equals(zero) ? Optional.of(zero) : evaluate(initial);
  }

  /** Whether a variable of the primal has its one value before the position is reached. */
  private boolean isSettled(Variable variable) {
    Stmt declaration = method.layout().declaration(variable);
    int assignments = method.layout().assignmentCount(variable);
    if (declaration == null) {
      return assignments == 0;
    }
    return assignments == 1
        && declaration instanceof Stmt.Declare declare
        && declare.init() != null
        && statements.subList(0, position).stream().anyMatch(stmt -> stmt == declaration);
  }

  private static Expr withoutZero(Expr node) {
    boolean zero =
        node instanceof Expr.Binary sum
            && sum.op() == BinaryOp.ADD
            && sum.right().type().equals(sum.type())
            && Exprs.isNumber(sum.left(), 0.0);
    return zero ? ((Expr.Binary) node).right() : node;
  }

  /** Whether evaluating the node itself can neither throw nor read what changes. */
  private boolean isHarmless(Expr node) {
    if (node instanceof Expr.Binary binary) {
      boolean divides = binary.op() == BinaryOp.DIV || binary.op() == BinaryOp.REM;
      return !divides || binary.type().isFloating();
    }
    if (node instanceof Expr.ArrayLength length) {
      return length.array() instanceof Expr.VariableRead read && notNull.contains(read.variable());
    }
    if (node instanceof Expr.Intrinsic call) {
      return call.type() instanceof Type.Primitive type && type.isFloating();
    }
    return node instanceof Expr.Literal
        || node instanceof Expr.VariableRead
        || node instanceof Expr.Unary
        || node instanceof Expr.Cast
        || node instanceof Expr.Conditional;
  }
}
