package org.cotangent.processor.optimize;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
 * further down moves there. Likewise {@code x = 0; ... x += e;} becomes {@code x = e;}.
 *
 * <p>One walk from the end of each block to its start, which knows for each variable where it is
 * mentioned next.
 */
final class FirstUse {
  private final Predicate<Variable> generated;

  private FirstUse(Predicate<Variable> generated) {
    this.generated = generated;
  }

  static Stmt.Block apply(Stmt.Block body, Predicate<Variable> generated) {
    return new FirstUse(generated).block(body);
  }

  private Stmt.Block block(Stmt.Block block) {
    List<Stmt> all = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      all.add(Stmts.withBlocks(stmt, this::block));
    }
    Map<Variable, Integer> next = new HashMap<>();
    Map<Integer, List<Stmt>> moved = new LinkedHashMap<>();
    for (int k = all.size() - 1; k >= 0; k--) {
      Stmt stmt = all.get(k);
      Set<Variable> mentioned = Stmts.mentioned(stmt);
      if (stmt instanceof Stmt.Declare declare && startsAtZero(declare)) {
        sink(all, k, declare, next.get(declare.variable()), moved);
      } else if (stmt instanceof Stmt.Assign zero && Exprs.isZero(zero.value())) {
        join(all, k, zero, next);
      }
      for (Variable variable : mentioned) {
        next.put(variable, k);
      }
    }
    List<Stmt> out = new ArrayList<>();
    for (int k = 0; k < all.size(); k++) {
      List<Stmt> here = moved.getOrDefault(k, List.of());
      for (int m = here.size() - 1; m >= 0; m--) {
        out.add(here.get(m));
      }
      if (all.get(k) != null) {
        out.add(all.get(k));
      }
    }
    return Stmts.withStatements(block, out);
  }

  private boolean startsAtZero(Stmt.Declare declare) {
    return generated.test(declare.variable())
        && declare.init() != null
        && (Exprs.isZero(declare.init())
            || declare.init() instanceof Expr.Literal literal
                && Boolean.FALSE.equals(literal.value()));
  }

  /** Moves a declaration to the statement that mentions the variable first. */
  private void sink(
      List<Stmt> all, int at, Stmt.Declare declare, Integer first, Map<Integer, List<Stmt>> moved) {
    if (first == null) {
      return;
    }
    Expr value = firstValue(all.get(first), declare.variable());
    if (value != null) {
      all.set(first, new Stmt.Declare(declare.variable(), value, all.get(first).span()));
      all.set(at, null);
      return;
    }
    // A comment stays with the statement that it heads.
    int to = first;
    while (to > at + 1 && (all.get(to - 1) == null || all.get(to - 1) instanceof Stmt.Comment)) {
      to--;
    }
    // Declarations that stand together anyway do not change places.
    boolean passes = false;
    for (int k = at + 1; k < to; k++) {
      passes |=
          all.get(k) != null && !(all.get(k) instanceof Stmt.Declare other && startsAtZero(other));
    }
    if (passes) {
      moved.computeIfAbsent(to, key -> new ArrayList<>()).add(declare);
      all.set(at, null);
    }
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
    if (variable.type().isMatrix()) {
      return fromZero(value, variable);
    }
    if (value instanceof Expr.Binary sum && sum.op() == BinaryOp.ADD && sum.left().equals(own)) {
      value = sum.right();
    }
    return Exprs.variables(value).contains(variable) ? null : value;
  }

  /** The value of an expression in which a matrix is still zero. */
  private static Expr fromZero(Expr value, Variable variable) {
    Expr own = Exprs.read(variable);
    if (value instanceof Expr.Elementwise elements
        && elements.reduction() == Expr.Reduction.NONE
        && elements.formula() instanceof Expr.Binary sum
        && sum.op() == BinaryOp.ADD
        && sum.left().equals(own)
        && !Exprs.variables(sum.right()).contains(variable)) {
      return sum.right().type().isMatrix()
          ? sum.right()
          : new Expr.Elementwise(sum.right(), Expr.Reduction.NONE);
    }
    return Exprs.substitute(value, Map.of(variable, Exprs.zero(variable.type())));
  }

  /**
   * Joins a zero with the addition that follows: for a variable anywhere behind, for an element
   * directly behind.
   */
  private void join(List<Stmt> all, int at, Stmt.Assign zero, Map<Variable, Integer> next) {
    Variable root = Exprs.root(zero.target());
    Integer first =
        zero.target() instanceof Expr.VariableRead ? next.get(root) : Integer.valueOf(at + 1);
    if (root == null || !generated.test(root) || first == null || first >= all.size()) {
      return;
    }
    if (root.type().isMatrix()) {
      if (zero.target() instanceof Expr.VariableRead
          && all.get(first) instanceof Stmt.Assign assign
          && assign.target().equals(zero.target())) {
        all.set(
            first, new Stmt.Assign(assign.target(), fromZero(assign.value(), root), assign.span()));
        all.set(at, null);
      }
      return;
    }
    if (all.get(first) instanceof Stmt.Assign assign
        && assign.target().equals(zero.target())
        && assign.value() instanceof Expr.Binary sum
        && sum.op() == BinaryOp.ADD
        && sum.left().equals(zero.target())
        && !Exprs.variables(sum.right()).contains(root)) {
      all.set(first, new Stmt.Assign(assign.target(), sum.right(), assign.span()));
      all.set(at, null);
    }
  }
}
