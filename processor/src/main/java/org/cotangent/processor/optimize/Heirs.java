package org.cotangent.processor.optimize;

import java.util.ArrayList;
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
 * Drops generated scalars that go on where another one of the same name ends: in {@code double a =
 * 0; ... a += e; ... double a2 = a; a2 += f;} there is one variable too many when nothing behind
 * reads {@code a}.
 *
 * <p>Both are declared in the same block. The second takes over when behind its declaration the
 * first is not mentioned, or neither is assigned.
 */
final class Heirs {
  private Heirs() {}

  static Stmt.Block apply(Stmt.Block block, Predicate<Variable> generated) {
    List<Stmt> all = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      all.add(Stmts.withBlocks(stmt, inner -> apply(inner, generated)));
    }
    Set<Variable> declared = new LinkedHashSet<>();
    for (int k = 0; k < all.size(); k++) {
      if (!(all.get(k) instanceof Stmt.Declare declare)) {
        continue;
      }
      if (declare.init() instanceof Expr.VariableRead read
          && declared.contains(read.variable())
          && generated.test(read.variable())
          && generated.test(declare.variable())
          && declare.variable().name().equals(read.variable().name())
          && !declare.variable().type().isArray()
          && declare.variable().type().equals(read.type())
          && takesOver(declare.variable(), read.variable(), all.subList(k + 1, all.size()))) {
        all.remove(k);
        Map<Variable, Expr> replaced = Map.of(declare.variable(), read);
        for (int m = k; m < all.size(); m++) {
          all.set(m, Stmts.mapExpressions(all.get(m), expr -> Exprs.substitute(expr, replaced)));
        }
        k--;
      } else {
        declared.add(declare.variable());
      }
    }
    return Stmts.withStatements(block, all);
  }

  private static boolean takesOver(Variable heir, Variable first, List<Stmt> behind) {
    Set<Variable> mentioned = new LinkedHashSet<>();
    Set<Variable> assigned = new LinkedHashSet<>();
    Set<Variable> called = new LinkedHashSet<>();
    for (Stmt stmt : behind) {
      mentioned.addAll(Stmts.mentioned(stmt));
      assigned.addAll(Stmts.assigned(stmt));
      Stmts.walk(
          stmt,
          inner -> {
            if (inner instanceof Stmt.CallStatement call && call.target() != null) {
              called.add(call.target());
            }
          });
    }
    if (called.contains(heir)) {
      return false;
    }
    return !mentioned.contains(first) && !assigned.contains(first)
        || !assigned.contains(first) && !assigned.contains(heir);
  }
}
