package org.cotangent.processor.optimize;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Variable;

/**
 * Drops names that say nothing: a generated variable that only repeats another one, and a flag that
 * only the condition right behind it reads.
 */
final class Copies {
  private Copies() {}

  static Stmt.Block apply(Stmt.Block body, Predicate<Variable> generated) {
    Map<Variable, Integer> assigned = new LinkedHashMap<>();
    Set<Variable> bare = new LinkedHashSet<>();
    Stmts.walk(
        body,
        stmt -> {
          if (stmt instanceof Stmt.Assign s && s.target() instanceof Expr.VariableRead read) {
            assigned.merge(read.variable(), 2, Integer::sum);
          } else if (stmt instanceof Stmt.Declare s && s.init() != null) {
            assigned.merge(s.variable(), 1, Integer::sum);
          } else if (stmt instanceof Stmt.Declare s) {
            bare.add(s.variable());
          } else if (stmt instanceof Stmt.CallStatement s && s.target() != null) {
            // a first value, or one more: a parameter has its first from the caller
            assigned.merge(s.target(), bare.contains(s.target()) ? 1 : 2, Integer::sum);
          }
        });
    Map<Variable, Expr> replaced = new LinkedHashMap<>();
    Stmts.walk(
        body,
        stmt -> {
          if (stmt instanceof Stmt.Declare s
              && s.init() instanceof Expr.VariableRead read
              && generated.test(s.variable())
              && !s.variable().type().isArray()
              && s.variable().type().equals(read.type())
              && assigned.get(s.variable()) == 1
              && assigned.getOrDefault(read.variable(), 0) < 2) {
            replaced.put(s.variable(), replaced.getOrDefault(read.variable(), read));
          }
        });
    Stmt.Block copied =
        Stmts.expand(
            body,
            (original, stmt) ->
                stmt instanceof Stmt.Declare s && replaced.containsKey(s.variable())
                    ? List.of()
                    : List.of(stmt));
    copied = Stmts.mapExpressions(copied, expr -> Exprs.substitute(expr, replaced));
    return flags(copied, generated);
  }

  private static Stmt.Block flags(Stmt.Block body, Predicate<Variable> generated) {
    Map<Variable, Integer> reads = new LinkedHashMap<>();
    Stmts.walk(
        body,
        stmt -> {
          for (Expr expr : Stmts.expressions(stmt)) {
            Exprs.walk(
                expr,
                node -> {
                  if (node instanceof Expr.VariableRead read) {
                    reads.merge(read.variable(), 1, Integer::sum);
                  }
                });
          }
        });
    Set<Variable> single = new LinkedHashSet<>();
    reads.forEach(
        (variable, count) -> {
          if (count == 1 && generated.test(variable)) {
            single.add(variable);
          }
        });
    return joinFlags(body, single);
  }

  private static Stmt.Block joinFlags(Stmt.Block block, Set<Variable> single) {
    List<Stmt> out = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      Stmt rebuilt = Stmts.withBlocks(stmt, inner -> joinFlags(inner, single));
      if (rebuilt instanceof Stmt.If choice
          && choice.condition() instanceof Expr.VariableRead read
          && single.contains(read.variable())
          && !out.isEmpty()
          && out.get(out.size() - 1) instanceof Stmt.Declare declare
          && declare.variable().equals(read.variable())
          && declare.init() != null) {
        out.remove(out.size() - 1);
        rebuilt = new Stmt.If(declare.init(), choice.then(), choice.otherwise(), choice.span());
      }
      out.add(rebuilt);
    }
    return Stmts.withStatements(block, out);
  }
}
