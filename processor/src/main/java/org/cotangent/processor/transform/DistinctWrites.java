package org.cotangent.processor.transform;

import java.util.List;
import org.cotangent.processor.analysis.Layout;
import org.cotangent.processor.analysis.Storage;
import org.cotangent.processor.ir.BinaryOp;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Variable;

/**
 * Whether a loop writes each element of an array once, so that no value that a later trip needs is
 * lost.
 *
 * <p>{@code for (k...) h[k] = tanh(s);} overwrites elements of {@code h}, whose new values the
 * reverse sweep needs; but no trip overwrites what another trip wrote. Seen for an index that names
 * each loop between the array's declaration and the write exactly once, plus or minus something
 * fixed, or as {@code i * n + j} with {@code 0 <= j < n}; and only when all that the reverse sweep
 * reads of the array inside these loops is the element just written.
 */
final class DistinctWrites {
  private final Layout layout;
  private final Storage storage;
  private final Snippets snippets;

  DistinctWrites(Layout layout, Storage storage, Snippets snippets) {
    this.layout = layout;
    this.storage = storage;
    this.snippets = snippets;
  }

  /** The outermost of the loops that write distinct elements; null when that cannot be seen. */
  Stmt outermost(Stmt.Assign stmt, Expr.ArrayRead target) {
    Variable root = Exprs.root(target);
    if (!storage.of(root).equals(root)
        || storage.mayShareRows(root)
        || snippets.alias(root) != null) {
      return null;
    }
    List<Stmt> loops = layout.loopsBetween(root, stmt);
    if (loops.isEmpty()
        || layout.elementWrites(storage.of(root)).stream()
                .filter(p -> inside(p, loops.get(0)))
                .count()
            != 1) {
      return null;
    }
    for (Stmt loop : loops) {
      if (!(loop instanceof Stmt.CountedFor)) {
        return null;
      }
    }
    if (!isInjective(target, loops, stmt)
        || !readsOnlyWritten(stmt, target, loops.get(0))
        || isReadForControl(storage.of(target), loops.get(0))) {
      return null;
    }
    return loops.get(0);
  }

  private boolean inside(int position, Stmt stmt) {
    return position >= layout.start(stmt) && position < layout.end(stmt);
  }

  private boolean isInjective(Expr.ArrayRead target, List<Stmt> loops, Stmt stmt) {
    if (target.array() instanceof Expr.ArrayRead row && row.array() instanceof Expr.VariableRead) {
      return loops.size() == 2
          && (names(row.index(), loops.get(0), loops.get(0))
                  && names(target.index(), loops.get(1), loops.get(0))
              || names(row.index(), loops.get(1), loops.get(0))
                  && names(target.index(), loops.get(0), loops.get(0)));
    }
    if (!(target.array() instanceof Expr.VariableRead)) {
      return false;
    }
    if (loops.size() == 1) {
      return names(target.index(), loops.get(0), loops.get(0));
    }
    return loops.size() == 2 && isFlattened(target.index(), loops);
  }

  /**
   * {@code i}, {@code i + c}, {@code c + i}, {@code i - c} or {@code c - i} with {@code c} fixed in
   * the loops.
   */
  private boolean names(Expr index, Stmt loop, Stmt outermost) {
    Expr own = Exprs.read(((Stmt.CountedFor) loop).index());
    if (index.equals(own)) {
      return true;
    }
    return index instanceof Expr.Binary sum
        && (sum.op() == BinaryOp.ADD || sum.op() == BinaryOp.SUB)
        && (sum.left().equals(own) && isFixed(sum.right(), outermost)
            || sum.right().equals(own) && isFixed(sum.left(), outermost));
  }

  private boolean isFixed(Expr expr, Stmt loop) {
    if (Need.of(expr, storage).stream().anyMatch(need -> need instanceof Need.Elements)) {
      return false;
    }
    return Exprs.variables(expr).stream().noneMatch(Stmts.assigned(loop)::contains);
  }

  /** {@code i * n + j} where the inner loop's {@code j} runs from 0 below the same {@code n}. */
  private boolean isFlattened(Expr index, List<Stmt> loops) {
    Stmt.CountedFor outer = (Stmt.CountedFor) loops.get(0);
    Stmt.CountedFor inner = (Stmt.CountedFor) loops.get(1);
    if (!(index instanceof Expr.Binary sum)
        || sum.op() != BinaryOp.ADD
        || !Exprs.isNumber(inner.from(), 0)
        || inner.relation() != BinaryOp.LT
        || !isFixed(inner.bound(), outer)) {
      return false;
    }
    Expr j = Exprs.read(inner.index());
    Expr product = sum.right().equals(j) ? sum.left() : sum.left().equals(j) ? sum.right() : null;
    Expr i = Exprs.read(outer.index());
    return product instanceof Expr.Binary times
        && times.op() == BinaryOp.MUL
        && (times.left().equals(i) && times.right().equals(inner.bound())
            || times.right().equals(i) && times.left().equals(inner.bound()));
  }

  /** Whether no adjoint inside the loop reads another element, or this one before it is written. */
  private boolean readsOnlyWritten(Stmt stmt, Expr.ArrayRead target, Stmt loop) {
    boolean[] fine = {true};
    Variable place = storage.of(target);
    Stmts.walk(
        loop,
        inner -> {
          Snippet snippet = snippets.of(inner);
          if (layout.start(inner) < layout.start(stmt)
              || inner == stmt && mentions(snippet.before(), place)) {
            fine[0] &= !mentions(snippet.before(), place) && !mentions(snippet.after(), place);
          } else {
            for (Stmt code : snippet.code()) {
              fine[0] &= readsOnly(code, target, place);
            }
          }
        });
    return fine[0];
  }

  /**
   * Whether the reverse sweep may read the place for other things than adjoints: conditions,
   * bounds, indices of what it puts back, arguments of calls.
   */
  private boolean isReadForControl(Variable place, Stmt loop) {
    boolean[] found = {false};
    Need need = new Need.Elements(place);
    Stmts.walk(
        loop,
        stmt -> {
          boolean control = !(stmt instanceof Stmt.Declare || stmt instanceof Stmt.Assign);
          for (Expr expr : Stmts.expressions(stmt)) {
            found[0] |= control && Need.of(expr, storage).contains(need);
            found[0] |= control && expr.type().isArray() && place.equals(storage.of(expr));
            Exprs.walk(
                expr,
                node ->
                    found[0] |=
                        node instanceof Expr.ArrayRead read
                            && Need.of(read.index(), storage).contains(need));
          }
        });
    return found[0];
  }

  private static boolean mentions(java.util.Set<Need> needs, Variable place) {
    return needs.contains(new Need.Elements(place));
  }

  private boolean readsOnly(Stmt code, Expr.ArrayRead target, Variable place) {
    boolean[] fine = {true};
    Stmts.walk(
        code,
        stmt -> {
          fine[0] &= !(stmt instanceof Stmt.CallStatement);
          for (Expr expr : Stmts.expressions(stmt)) {
            Exprs.walk(
                expr,
                node -> {
                  if (node instanceof Expr.ArrayRead read
                      && !read.type().isArray()
                      && place.equals(storage.of(read))) {
                    fine[0] &= read.equals(target);
                  }
                });
          }
        });
    return fine[0];
  }
}
