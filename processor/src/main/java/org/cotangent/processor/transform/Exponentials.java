package org.cotangent.processor.transform;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.cotangent.processor.ir.BinaryOp;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Variable;

/**
 * The variables of a method whose values go into a divisor.
 *
 * <p>When the exponential in {@code 1 / (1 + Math.exp(-x))} overflows, nothing of the adjoint gets
 * through the quotient, and {@code 0 * infinity} would make NaN of a derivative that is 0. So such
 * an exponential passes on nothing where its adjoint is zero.
 */
final class Exponentials {
  private final Set<Variable> divisors = new LinkedHashSet<>();

  Exponentials(Stmt.Block body) {
    Map<Variable, Set<Variable>> sources = new HashMap<>();
    Stmts.walk(
        body,
        stmt -> {
          for (Expr expr : Stmts.expressions(stmt)) {
            Exprs.walk(
                expr,
                node -> {
                  if (node instanceof Expr.Binary quotient
                      && quotient.op() == BinaryOp.DIV
                      && quotient.type().isFloating()) {
                    divisors.addAll(Exprs.variables(quotient.right()));
                  }
                });
          }
          if (stmt instanceof Stmt.Declare declare && declare.init() != null) {
            note(declare.variable(), declare.init(), sources);
          } else if (stmt instanceof Stmt.Assign assign
              && assign.target() instanceof Expr.VariableRead read) {
            note(read.variable(), assign.value(), sources);
          }
        });
    Deque<Variable> open = new ArrayDeque<>(divisors);
    while (!open.isEmpty()) {
      for (Variable source : sources.getOrDefault(open.pop(), Set.of())) {
        if (divisors.add(source)) {
          open.push(source);
        }
      }
    }
  }

  private static void note(Variable target, Expr value, Map<Variable, Set<Variable>> sources) {
    if (target.type().isFloating()) {
      sources.computeIfAbsent(target, key -> new LinkedHashSet<>()).addAll(Exprs.variables(value));
    }
  }

  /** Whether the value of a call, which a statement gives a variable, goes into a divisor. */
  boolean divides(Expr.Intrinsic call, Stmt stmt) {
    Variable target =
        stmt instanceof Stmt.Declare declare
            ? declare.variable()
            : stmt instanceof Stmt.Assign assign
                    && assign.target() instanceof Expr.VariableRead read
                ? read.variable()
                : null;
    return target != null
        && divisors.contains(target)
        && call.method().name().equals("exp")
        && (call.method().owner().equals("java.lang.Math")
            || call.method().owner().equals("java.lang.StrictMath"));
  }
}
