package org.cotangent.processor.transform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.cotangent.processor.analysis.Journal;
import org.cotangent.processor.analysis.Optimization;
import org.cotangent.processor.ir.BinaryOp;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Function;
import org.cotangent.processor.ir.IntrinsicMethod;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;

/**
 * Divides adjoints by the same variable once: {@code double inverseZ = 1 / z;} stands before the
 * reverse sweeps, and {@code xAdjoint / z} becomes a product with it.
 *
 * <p>Only quotients of adjoints change, by no more than rounding: what the reverse sweep computes
 * again of the primal, conditions above all, stays as it is.
 */
final class SharedReciprocals {
  private static final IntrinsicMethod QUOTIENT =
      new IntrinsicMethod(
          "org.cotangent.runtime.Partials",
          "quotient",
          List.of(Type.Primitive.DOUBLE, Type.Primitive.DOUBLE, Type.Primitive.DOUBLE),
          Type.Primitive.DOUBLE);

  private final Set<Variable> primals = new LinkedHashSet<>();
  private final Set<Variable> changing = new LinkedHashSet<>();
  private final Map<Variable, Integer> quotients = new LinkedHashMap<>();
  private final Map<Variable, Variable> inverses = new LinkedHashMap<>();
  private final List<Stmt> before = new ArrayList<>();

  /**
   * @param sweeps the code of all reverse sweeps
   */
  SharedReciprocals(Prepared method, List<List<Stmt>> sweeps, Journal journal) {
    primals.addAll(Stmts.declared(method.body()));
    for (Function.Parameter parameter : method.function().parameters()) {
      primals.add(parameter.variable());
    }
    sweeps.forEach(code -> changing.addAll(Stmts.assigned(Stmt.Block.of(code))));
    sweeps.forEach(code -> Stmts.walk(Stmt.Block.of(code), this::count));
    quotients.forEach(
        (divisor, count) -> {
          if (count > 1) {
            String name = divisor.name();
            String capital = name.substring(0, 1).toUpperCase(Locale.ROOT);
            Variable inverse =
                method.fresh().distinct("inverse" + capital + name.substring(1), divisor.type());
            Expr one = Expr.Literal.of(1.0, Type.Primitive.DOUBLE);
            Expr value = new Expr.Binary(BinaryOp.DIV, one, Exprs.read(divisor), divisor.type());
            before.add(new Stmt.Declare(inverse, value, Span.NONE));
            inverses.put(divisor, inverse);
          }
        });
    Stmts.walk(method.body(), stmt -> tell(stmt, journal));
  }

  private void tell(Stmt stmt, Journal journal) {
    if (stmt instanceof Stmt.Declare declare && inverses.containsKey(declare.variable())) {
      String name = declare.variable().name();
      String text =
          "adjoints are multiplied with one reciprocal of `" + name + "`, not divided by it each";
      journal.decide(stmt.span(), Optimization.SHARED_RECIPROCALS, text);
    }
  }

  /** What stands before all sweeps. */
  List<Stmt> before() {
    return before;
  }

  /** The code of a sweep with products in place of quotients. */
  List<Stmt> in(List<Stmt> code) {
    if (inverses.isEmpty()) {
      return code;
    }
    return Stmts.expand(
            Stmt.Block.of(code), (original, stmt) -> List.of(isValue(stmt) ? products(stmt) : stmt))
        .statements();
  }

  private static boolean isValue(Stmt stmt) {
    return stmt instanceof Stmt.Declare || stmt instanceof Stmt.Assign;
  }

  private void count(Stmt stmt) {
    if (isValue(stmt)) {
      for (Expr expr : Stmts.expressions(stmt)) {
        Exprs.walk(
            expr,
            node -> {
              Variable divisor = divisor(node);
              if (divisor != null) {
                quotients.merge(divisor, 1, Integer::sum);
              }
            });
      }
    }
  }

  private Stmt products(Stmt stmt) {
    return Stmts.mapOwnExpressions(
        stmt,
        expr ->
            Exprs.rewrite(
                expr,
                node -> {
                  Variable inverse = inverses.get(divisor(node));
                  return inverse == null ? node : product((Expr.Binary) node, Exprs.read(inverse));
                }));
  }

  private static Expr product(Expr.Binary quotient, Expr inverse) {
    return new Expr.Intrinsic(QUOTIENT, List.of(quotient.left(), quotient.right(), inverse));
  }

  /** The variable that an adjoint is divided by, if it is the same in all sweeps; else null. */
  private Variable divisor(Expr node) {
    boolean adjoint =
        node instanceof Expr.Binary quotient
            && quotient.op() == BinaryOp.DIV
            && quotient.right() instanceof Expr.VariableRead
            && quotient.right().type() == Type.Primitive.DOUBLE
            && quotient.left().type().isFloating()
            && Exprs.variables(quotient.left()).stream()
                .anyMatch(variable -> !primals.contains(variable) && !variable.type().isArray());
    if (!adjoint) {
      return null;
    }
    Variable divisor = ((Expr.VariableRead) ((Expr.Binary) node).right()).variable();
    return primals.contains(divisor) && !changing.contains(divisor) ? divisor : null;
  }
}
