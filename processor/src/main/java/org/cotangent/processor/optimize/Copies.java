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
import org.cotangent.processor.ir.UnaryOp;
import org.cotangent.processor.ir.Variable;

/**
 * Drops names that say nothing: a generated variable that only repeats another one, and a flag that
 * only the condition right behind it reads.
 *
 * <p>What takes a flag off the tape stays a statement of its own until nothing else is dropped: a
 * condition goes with its arms when these become empty, and a value that stayed on the tape would
 * be taken for the next one.
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
    return flags(copied, generated, false);
  }

  /** Puts what takes a flag off the tape in the place of the flag; the last of all steps. */
  static Stmt.Block takeFlags(Stmt.Block body, Predicate<Variable> generated) {
    return flags(body, generated, true);
  }

  private static Stmt.Block flags(
      Stmt.Block body, Predicate<Variable> generated, boolean offTheTape) {
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
    return joinFlags(body, single, offTheTape);
  }

  private static Stmt.Block joinFlags(Stmt.Block block, Set<Variable> single, boolean offTheTape) {
    List<Stmt> out = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      Stmt rebuilt = Stmts.withBlocks(stmt, inner -> joinFlags(inner, single, offTheTape));
      if (rebuilt instanceof Stmt.If choice
          && flag(choice.condition()) instanceof Expr.VariableRead read
          && single.contains(read.variable())
          && !out.isEmpty()
          && out.get(out.size() - 1) instanceof Stmt.Declare declare
          && declare.variable().equals(read.variable())
          && declare.init() != null
          && (offTheTape ? declare.init() instanceof Expr.Pop : DeadCode.isPure(declare.init()))
          && (offTheTape || choice.condition() == read)) {
        out.remove(out.size() - 1);
        Expr condition = choice.condition() == read ? declare.init() : Exprs.negate(declare.init());
        rebuilt = new Stmt.If(condition, choice.then(), choice.otherwise(), choice.span());
      }
      out.add(rebuilt);
    }
    return Stmts.withStatements(block, out);
  }

  /** What a condition reads that is a variable, or its opposite. */
  private static Expr flag(Expr condition) {
    return condition instanceof Expr.Unary not && not.op() == UnaryOp.NOT
        ? not.operand()
        : condition;
  }
}
