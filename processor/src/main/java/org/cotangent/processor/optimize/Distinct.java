package org.cotangent.processor.optimize;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cotangent.processor.ir.Companion;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Fresh;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Variable;

/**
 * Gives variables that are declared twice, as those of a loop are in its forward and in its reverse
 * sweep, a number of their own each time. The names stay.
 */
final class Distinct {
  private final Fresh fresh;
  private final Set<Variable> seen;
  private final Map<Variable, Expr> renamed = new HashMap<>();

  private Distinct(Companion.GeneratedFunction function, Fresh fresh) {
    this.fresh = fresh;
    this.seen = new HashSet<>(function.parameters());
  }

  static Stmt.Block variables(Companion.GeneratedFunction function, Fresh fresh) {
    return new Distinct(function, fresh).block(function.body());
  }

  private Stmt.Block block(Stmt.Block block) {
    List<Stmt> out = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      out.add(statement(stmt));
    }
    return new Stmt.Block(out, block.span());
  }

  private Stmt statement(Stmt stmt) {
    if (stmt instanceof Stmt.Declare declare) {
      Expr init = declare.init() == null ? null : Exprs.substitute(declare.init(), renamed);
      return new Stmt.Declare(declared(declare.variable()), init, declare.span());
    }
    if (stmt instanceof Stmt.CountedFor loop) {
      Expr from = Exprs.substitute(loop.from(), renamed);
      Variable index = declared(loop.index());
      Expr bound = Exprs.substitute(loop.bound(), renamed);
      return new Stmt.CountedFor(
          index,
          from,
          loop.relation(),
          bound,
          loop.step(),
          block(loop.body()),
          loop.label(),
          loop.span());
    }
    if (stmt instanceof Stmt.CallStatement call
        && call.target() != null
        && renamed.get(call.target()) instanceof Expr.VariableRead target) {
      stmt =
          new Stmt.CallStatement(target.variable(), call.callee(), call.arguments(), call.span());
    }
    return Rewrite.shallow(stmt, expr -> Exprs.substitute(expr, renamed), this::block);
  }

  private Variable declared(Variable variable) {
    if (seen.add(variable)) {
      return variable;
    }
    Variable other = fresh.variable(variable.name(), variable.type());
    renamed.put(variable, Exprs.read(other));
    return other;
  }
}
