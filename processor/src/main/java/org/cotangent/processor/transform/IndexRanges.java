package org.cotangent.processor.transform;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.cotangent.processor.ir.BinaryOp;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;

/**
 * Which array elements exist for sure: after {@code double[] a = new double[n]} there is an {@code
 * a[i]} in every trip of {@code for (int i = 0; i < n; i++)}.
 */
final class IndexRanges {
  private final Prepared method;

  /** For indices that are never negative what they are below of. */
  private final Map<Variable, Expr> below = new HashMap<>();

  IndexRanges(Prepared method) {
    this.method = method;
    Stmts.walk(
        method.body(),
        stmt -> {
          if (stmt instanceof Stmt.CountedFor loop
              && loop.relation() == BinaryOp.LT
              && loop.index().type() == Type.Primitive.INT
              && isNatural(loop.from())) {
            below.put(loop.index(), loop.bound());
          }
        });
  }

  /** Whether an element is there where its index is in scope. */
  boolean exists(Expr expr) {
    if (!(expr instanceof Expr.ArrayRead element)
        || !(element.index() instanceof Expr.VariableRead index)
        || !below.containsKey(index.variable())) {
      return false;
    }
    Expr length = length(element.array());
    return length != null
        && Objects.equals(settled(below.get(index.variable())), settled(length))
        && settled(length) != null;
  }

  /** 0 and more, an index of this kind, or one plus a number. */
  private boolean isNatural(Expr expr) {
    if (expr instanceof Expr.Literal literal) {
      return literal.value() instanceof Integer number && number >= 0;
    }
    if (expr instanceof Expr.Binary sum && sum.op() == BinaryOp.ADD) {
      return sum.left() instanceof Expr.VariableRead index
          && below.containsKey(index.variable())
          && Exprs.isNumber(sum.right(), 1); // less than its bound before: no overflow
    }
    return expr instanceof Expr.VariableRead index && below.containsKey(index.variable());
  }

  private Expr length(Expr array) {
    if (array instanceof Expr.VariableRead read) {
      Variable variable = primal(read.variable());
      if (variable == null || method.storage().moves(variable)) {
        return null;
      }
      Expr.NewArray made = made(variable);
      boolean given =
          method.layout().declaration(variable) == null
              && method.layout().assignmentCount(variable) == 0;
      return made != null
          ? made.dimensions().get(0)
          : given ? new Expr.ArrayLength(Exprs.read(variable)) : null;
    }
    if (array instanceof Expr.ArrayRead row
        && row.array() instanceof Expr.VariableRead read
        && exists(row)
        && primal(read.variable()) != null
        && !method.storage().storesRows(primal(read.variable()))) {
      Expr.NewArray made = made(primal(read.variable()));
      return made != null && made.dimensions().size() > 1 ? made.dimensions().get(1) : null;
    }
    return null;
  }

  private Expr.NewArray made(Variable variable) {
    return method.layout().declaration(variable) instanceof Stmt.Declare declare
            && declare.init() instanceof Expr.NewArray made
            && method.layout().assignmentCount(variable) == 1
            && !made.dimensions().isEmpty()
        ? made
        : null;
  }

  /** The array of the primal that has the same shape. */
  private Variable primal(Variable variable) {
    Variable primal = method.shadows().primal(variable);
    return primal == null ? variable : primal;
  }

  /** What a length or a bound is in terms of variables that never change; null if unknown. */
  private Expr settled(Expr expr) {
    if (expr instanceof Expr.ArrayLength length
        && length.array() instanceof Expr.VariableRead read) {
      return isSettled(read.variable()) ? expr : null;
    }
    if (!(expr instanceof Expr.VariableRead read)) {
      return expr instanceof Expr.Literal ? expr : null;
    }
    if (!isSettled(read.variable())) {
      return null;
    }
    if (method.layout().declaration(read.variable()) instanceof Stmt.Declare declare
        && (declare.init() instanceof Expr.VariableRead
            || declare.init() instanceof Expr.ArrayLength)) {
      Expr inner = settled(declare.init());
      return inner == null ? expr : inner;
    }
    return expr;
  }

  private boolean isSettled(Variable variable) {
    Stmt declaration = method.layout().declaration(variable);
    int assignments = method.layout().assignmentCount(variable);
    return declaration == null
        ? assignments == 0
        : assignments == 1
            && declaration instanceof Stmt.Declare declare
            && declare.init() != null
            && !(variable.type().isArray() && method.storage().moves(variable));
  }
}
