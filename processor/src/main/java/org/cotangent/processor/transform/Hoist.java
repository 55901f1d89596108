package org.cotangent.processor.transform;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.cotangent.processor.ir.BinaryOp;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Fresh;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Variable;

/**
 * Names the values of expensive calls that the adjoint needs again: {@code y = a * exp(b)} becomes
 * {@code exp = exp(b); y = a * exp}. The primal's operations stay the same. Where such a call
 * stands in an arm of {@code ?:}, the choice becomes an {@code if} first, since the arm must not be
 * evaluated when it is not taken.
 */
final class Hoist {
  private final Snippets snippets;
  private final Fresh fresh;
  private boolean changed;

  private Hoist(Snippets snippets, Fresh fresh) {
    this.snippets = snippets;
    this.fresh = fresh;
  }

  /** One pass; the same body when there is nothing to do. */
  static Stmt.Block once(Stmt.Block body, Snippets snippets, Fresh fresh) {
    Hoist hoist = new Hoist(snippets, fresh);
    Stmt.Block result = Stmts.expand(body, hoist::rewrite);
    return hoist.changed ? result : body;
  }

  private List<Stmt> rewrite(Stmt original, Stmt stmt) {
    if (!(original instanceof Stmt.Declare || original instanceof Stmt.Assign)
        || snippets.of(original).isEmpty()) {
      return List.of(stmt);
    }
    Expr value =
        original instanceof Stmt.Declare declare
            ? declare.init()
            : ((Stmt.Assign) original).value();
    Expr.Conditional choice = expensiveChoice(value);
    if (choice != null) {
      changed = true;
      return split(stmt, value, choice);
    }
    Set<Expr> repeated = repeated(original, value);
    if (repeated.isEmpty()) {
      return List.of(stmt);
    }
    changed = true;
    List<Stmt> out = new ArrayList<>();
    Expr replaced = value;
    for (Expr call : repeated) {
      Variable name = fresh.distinct(((Expr.Intrinsic) call).method().name(), call.type());
      out.add(new Stmt.Declare(name, call, Span.NONE));
      replaced = Exprs.rewrite(replaced, node -> node.equals(call) ? Exprs.read(name) : node);
    }
    out.add(with(stmt, replaced));
    return out;
  }

  private static Stmt with(Stmt stmt, Expr value) {
    return stmt instanceof Stmt.Declare declare
        ? new Stmt.Declare(declare.variable(), value, declare.span())
        : new Stmt.Assign(((Stmt.Assign) stmt).target(), value, stmt.span());
  }

  /** The outermost choice with an expensive call in an arm. */
  private static Expr.Conditional expensiveChoice(Expr value) {
    if (value instanceof Expr.Conditional choice) {
      boolean expensive = isExpensive(choice.whenTrue()) || isExpensive(choice.whenFalse());
      return expensive ? choice : null; // never from inside a condition
    }
    for (Expr part : Exprs.children(value)) {
      Expr.Conditional found = isUnconditional(value, part) ? expensiveChoice(part) : null;
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** Whether a part is evaluated whenever the whole is. */
  private static boolean isUnconditional(Expr whole, Expr part) {
    boolean lazy =
        whole instanceof Expr.Binary binary
            && (binary.op() == BinaryOp.CONDITIONAL_AND || binary.op() == BinaryOp.CONDITIONAL_OR);
    return !lazy || part == ((Expr.Binary) whole).left();
  }

  private static boolean isExpensive(Expr expr) {
    boolean[] found = {false};
    Exprs.walk(
        expr,
        node -> found[0] |= node instanceof Expr.Intrinsic call && !Recompute.isCheapCall(call));
    return found[0];
  }

  private List<Stmt> split(Stmt stmt, Expr value, Expr.Conditional choice) {
    List<Stmt> out = new ArrayList<>();
    Expr target;
    if (value == choice && stmt instanceof Stmt.Declare declare) {
      out.add(new Stmt.Declare(declare.variable(), null, Span.NONE));
      target = Exprs.read(declare.variable());
    } else if (value == choice && stmt instanceof Stmt.Assign assign) {
      target = assign.target();
    } else {
      Variable name = fresh.distinct("chosen", choice.type());
      out.add(new Stmt.Declare(name, null, Span.NONE));
      target = Exprs.read(name);
    }
    Stmt then = new Stmt.Assign(target, choice.whenTrue(), stmt.span());
    Stmt otherwise = new Stmt.Assign(target, choice.whenFalse(), stmt.span());
    out.add(
        new Stmt.If(
            choice.condition(),
            Stmt.Block.of(List.of(then)),
            Stmt.Block.of(List.of(otherwise)),
            stmt.span()));
    if (value != choice) {
      Expr name = target;
      out.add(with(stmt, Exprs.rewrite(value, node -> node == choice ? name : node)));
    }
    return out;
  }

  /** The expensive calls of the right-hand side that its adjoint contains again. */
  private Set<Expr> repeated(Stmt stmt, Expr value) {
    Set<Expr> inAdjoint = new LinkedHashSet<>();
    for (Stmt code : snippets.of(stmt).code()) {
      Stmts.walk(
          code,
          inner -> Stmts.expressions(inner).forEach(expr -> Exprs.walk(expr, inAdjoint::add)));
    }
    Set<Expr> repeated = new LinkedHashSet<>();
    collect(value, inAdjoint, repeated);
    return repeated;
  }

  /** The outermost ones, where they are evaluated whatever a condition says. */
  private static void collect(Expr expr, Set<Expr> inAdjoint, Set<Expr> repeated) {
    if (expr instanceof Expr.Conditional) {
      return;
    }
    if (expr instanceof Expr.Intrinsic call
        && !Recompute.isCheapCall(call)
        && inAdjoint.contains(expr)) {
      repeated.add(expr);
      return;
    }
    for (Expr child : Exprs.children(expr)) {
      if (isUnconditional(expr, child)) {
        collect(child, inAdjoint, repeated);
      }
    }
  }
}
