package org.cotangent.processor.optimize;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cotangent.processor.ir.Callee;
import org.cotangent.processor.ir.Companion;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;

/**
 * Closes the results of operations behind their last use: {@code Matrix z = x.times(w); Matrix h =
 * z.tanh(); z.close();}.
 *
 * <p>Only where nothing else can be the same object: a variable that is given a value once, by an
 * operation, which makes a new matrix, and is read by operations and formulas only, which keep none
 * of their operands. One that is assigned to another variable, goes to the tape, is returned or
 * passed to a method stays open.
 */
final class Releases {
  private final Map<Variable, Integer> writes = new HashMap<>();
  private final Map<Variable, Integer> shared = new HashMap<>();

  private Releases(Companion.GeneratedFunction function) {
    Stmts.walk(function.body(), this::look);
  }

  static Stmt.Block apply(Companion.GeneratedFunction function) {
    return new Releases(function).block(function.body());
  }

  private void look(Stmt stmt) {
    if (stmt instanceof Stmt.CallStatement call && call.target() != null) {
      int count = call.callee() instanceof Callee.Operation ? 1 : 2;
      writes.merge(call.target(), count, Integer::sum);
    } else if (stmt instanceof Stmt.Assign assign
        && assign.target() instanceof Expr.VariableRead read) {
      writes.merge(read.variable(), isFormula(stmt) ? 1 : 2, Integer::sum);
    } else if (stmt instanceof Stmt.Declare declare && declare.init() != null) {
      writes.merge(declare.variable(), isFormula(stmt) ? 1 : 2, Integer::sum);
    }
    boolean operation =
        stmt instanceof Stmt.CallStatement call && call.callee() instanceof Callee.Operation;
    boolean check = stmt instanceof Stmt.RuntimeCall call && call.owner().equals(Chain.RUNTIME);
    for (Expr expr : Stmts.expressions(stmt)) {
      boolean plain = (operation || check) && expr instanceof Expr.VariableRead;
      boolean target =
          stmt instanceof Stmt.Assign assign
              && expr == assign.target()
              && expr instanceof Expr.VariableRead;
      if (!plain && !target) {
        share(expr);
      }
    }
  }

  /** Whether this computes operations of the primal: a formula of adjoints may give an operand. */
  private static boolean isFormula(Stmt stmt) {
    Expr value =
        stmt instanceof Stmt.Assign assign
            ? assign.value()
            : stmt instanceof Stmt.Declare declare ? declare.init() : null;
    return value instanceof Expr.Elementwise elements
        && elements.reduction() == Expr.Reduction.NONE
        && stmt.span().line() > 0
        && !isSum(elements.formula());
  }

  /** Whether a formula may be a matrix as it is, or the sum of two, of which one may be zero. */
  private static boolean isSum(Expr formula) {
    return formula.type().isMatrix()
        || formula instanceof Expr.Binary sum
            && sum.left().type().isMatrix()
            && sum.right().type().isMatrix();
  }

  /** Notes the matrices that an expression may hand on as they are. */
  private void share(Expr expr) {
    if (expr instanceof Expr.Elementwise elements && !isSum(elements.formula())) {
      return;
    }
    if (expr instanceof Expr.DataCall call && call.receiver() instanceof Expr.VariableRead) {
      call.arguments().forEach(this::share);
      return;
    }
    if (expr instanceof Expr.VariableRead read && read.type().isMatrix()) {
      shared.merge(read.variable(), 1, Integer::sum);
    }
    Exprs.children(expr).forEach(this::share);
  }

  private boolean mayClose(Variable variable) {
    return variable.type().isMatrix()
        && writes.getOrDefault(variable, 0) == 1
        && !shared.containsKey(variable);
  }

  private Stmt.Block block(Stmt.Block block) {
    List<Stmt> out = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      out.add(Stmts.withBlocks(stmt, this::block));
    }
    Set<Variable> declared = new java.util.LinkedHashSet<>();
    for (Stmt stmt : block.statements()) {
      if (stmt instanceof Stmt.Declare declare && mayClose(declare.variable())) {
        declared.add(declare.variable());
      }
    }
    for (Variable variable : declared) {
      int last = out.size() - 1;
      while (!Stmts.mentioned(out.get(last)).contains(variable)) {
        last--;
      }
      boolean idle = out.get(last) instanceof Stmt.Declare;
      boolean made =
          out.subList(0, last + 1).stream().anyMatch(stmt -> variable.equals(written(stmt)));
      if (!idle && made && Stmts.completes(List.of(out.get(last)))) {
        out.add(last + 1, close(variable));
      }
    }
    return Stmts.withStatements(block, out);
  }

  private static Variable written(Stmt stmt) {
    if (stmt instanceof Stmt.Assign assign && assign.target() instanceof Expr.VariableRead read) {
      return read.variable();
    }
    if (stmt instanceof Stmt.Declare declare) {
      return declare.init() == null ? null : declare.variable();
    }
    return stmt instanceof Stmt.CallStatement call ? call.target() : null;
  }

  private static Stmt close(Variable matrix) {
    Expr call =
        new Expr.DataCall(
            Exprs.read(matrix), matrix.type().toString(), "close", List.of(), Type.VoidType.VOID);
    return new Stmt.Evaluate(call, Span.NONE);
  }
}
