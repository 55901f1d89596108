package org.cotangent.processor.optimize;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.cotangent.processor.ir.BinaryOp;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Variable;

/**
 * Declares a generated scalar where it gets its first value: {@code double xAdjoint = 0; ...
 * xAdjoint += e;} becomes {@code double xAdjoint = e;}, and a declaration whose first use is
 * further down moves there.
 */
final class FirstUse {
  private FirstUse() {}

  static Stmt.Block apply(Stmt.Block block, Predicate<Variable> generated) {
    List<Stmt> out = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      out.add(Stmts.withBlocks(stmt, inner -> apply(inner, generated)));
    }
    joinZeros(out, generated);
    for (int k = out.size() - 1; k >= 0; k--) {
      if (out.get(k) instanceof Stmt.Declare declare
          && generated.test(declare.variable())
          && isZero(declare)) {
        sink(out, k, declare);
      }
    }
    return new Stmt.Block(out, block.span());
  }

  /**
   * {@code x = 0; ... x += e;} becomes {@code x = e;}, for variables, and for elements where both
   * stand together.
   */
  private static void joinZeros(List<Stmt> statements, Predicate<Variable> generated) {
    for (int k = statements.size() - 1; k >= 0; k--) {
      if (!(statements.get(k) instanceof Stmt.Assign zero)
          || !Exprs.isNumber(zero.value(), 0.0)
          || !generated.test(Exprs.root(zero.target()))) {
        continue;
      }
      int next = k + 1;
      if (zero.target() instanceof Expr.VariableRead read) {
        while (next < statements.size() && !mentions(statements.get(next), read.variable())) {
          next++;
        }
      }
      if (next < statements.size()
          && statements.get(next) instanceof Stmt.Assign assign
          && assign.target().equals(zero.target())
          && assign.value() instanceof Expr.Binary sum
          && sum.op() == BinaryOp.ADD
          && sum.left().equals(zero.target())
          && !reads(sum.right(), Exprs.root(zero.target()))) {
        statements.set(next, new Stmt.Assign(assign.target(), sum.right(), assign.span()));
        statements.remove(k);
      }
    }
  }

  private static boolean reads(Expr value, Variable variable) {
    return Exprs.variables(value).contains(variable);
  }

  private static boolean isZero(Stmt.Declare declare) {
    return declare.init() instanceof Expr.Literal literal
        && (Exprs.isNumber(literal, 0.0) || Boolean.FALSE.equals(literal.value()));
  }

  private static void sink(List<Stmt> statements, int at, Stmt.Declare declare) {
    Variable variable = declare.variable();
    int first = at + 1;
    while (first < statements.size() && !mentions(statements.get(first), variable)) {
      first++;
    }
    if (first == statements.size()) {
      return;
    }
    Expr value = firstValue(statements.get(first), variable);
    if (value != null) {
      statements.set(first, new Stmt.Declare(variable, value, statements.get(first).span()));
      statements.remove(at);
      return;
    }
    // Keep a comment together with the statement that it heads.
    int to = first;
    while (to > at + 1 && statements.get(to - 1) instanceof Stmt.Comment) {
      to--;
    }
    // Declarations that stand together anyway do not change places.
    boolean passes =
        statements.subList(at + 1, to).stream()
            .anyMatch(stmt -> !(stmt instanceof Stmt.Declare other && isZero(other)));
    if (passes) {
      statements.add(to, declare);
      statements.remove(at);
    }
  }

  private static boolean mentions(Stmt stmt, Variable variable) {
    return Stmts.mentioned(stmt).contains(variable);
  }

  /**
   * The value that {@code v += e} or {@code v = e} gives a variable that is still zero; null for
   * anything else.
   */
  private static Expr firstValue(Stmt stmt, Variable variable) {
    Expr own = Exprs.read(variable);
    if (!(stmt instanceof Stmt.Assign assign) || !assign.target().equals(own)) {
      return null;
    }
    Expr value = assign.value();
    if (value instanceof Expr.Binary sum && sum.op() == BinaryOp.ADD && sum.left().equals(own)) {
      value = sum.right();
    }
    return Exprs.variables(value).contains(variable) ? null : value;
  }
}
