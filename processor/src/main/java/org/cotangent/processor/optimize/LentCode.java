package org.cotangent.processor.optimize;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.cotangent.processor.ir.Callee;
import org.cotangent.processor.ir.Companion.GeneratedFunction;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Fresh;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;

/**
 * Writes a method that borrows arrays of its own: {@code tape.doubles(n)} in place of {@code new
 * double[n]}, and the marks and releases around it.
 */
final class LentCode {
  private final GeneratedFunction function;
  private final Set<Stmt> lent;
  private final Set<Stmt> brackets;
  private final Set<Variable> dropped = new HashSet<>();
  private final Fresh fresh;

  /**
   * @param lent the statements whose arrays are lent
   * @param brackets the loops whose iterations give back what they borrow
   * @param rooms all marks of the method
   * @param idle the rooms without need of their marks
   */
  LentCode(
      GeneratedFunction function,
      Set<Stmt> lent,
      Set<Stmt> brackets,
      List<Lending.Room> rooms,
      Set<Lending.Room> idle) {
    this.function = function;
    this.lent = lent;
    this.brackets = brackets;
    this.fresh = new Fresh(function);
    for (Lending.Room room : rooms) {
      if (idle.contains(room)) {
        dropped.add(room.mark());
      } else if (room.optional()) {
        dropInner(room.inside());
      }
    }
  }

  /** One mark is enough where two releases stand one behind the other. */
  private void dropInner(List<Stmt> inside) {
    for (int k = 0; k < inside.size(); k++) {
      if (Lending.isMark(inside.get(k)) && Lending.release(inside, k) == inside.size() - 1) {
        dropped.add(((Stmt.Declare) inside.get(k)).variable());
      }
    }
  }

  /**
   * The new body.
   *
   * @param whole whether the method gives back at its end what it borrows
   */
  Stmt.Block body(boolean whole) {
    Stmt.Block body = block(function.body());
    return whole ? bracketed(body) : body;
  }

  private Stmt.Block block(Stmt.Block block) {
    List<Stmt> out = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      boolean idle =
          stmt instanceof Stmt.Declare declare && dropped.contains(declare.variable())
              || stmt instanceof Stmt.Release release
                  && dropped.contains(Exprs.root(release.mark()));
      if (!idle) {
        out.add(statement(stmt));
      }
    }
    return Stmts.withStatements(block, out);
  }

  private Stmt statement(Stmt stmt) {
    if (lent.contains(stmt)) {
      Expr made = new Expr.Lent(Lending.made(stmt));
      return stmt instanceof Stmt.Declare declare
          ? new Stmt.Declare(declare.variable(), made, declare.span())
          : new Stmt.Assign(((Stmt.Assign) stmt).target(), made, stmt.span());
    }
    Stmt inner = Stmts.withBlocks(stmt, this::block);
    return brackets.contains(stmt) ? iteration(inner) : inner;
  }

  /** A loop whose iterations give back what they borrow; an update part borrows nothing. */
  private Stmt iteration(Stmt loop) {
    Stmt.Block body = Stmts.blocks(loop).get(0);
    Variable mark = fresh.variable("mark", Type.Primitive.INT);
    List<Stmt> out = new ArrayList<>();
    out.add(new Stmt.Declare(mark, new Expr.Mark(), Span.NONE));
    out.addAll(body.statements());
    out.add(new Stmt.Release(Exprs.read(mark), Span.NONE));
    boolean[] first = {true};
    return Stmts.withBlocks(
        loop,
        block -> {
          boolean isBody = first[0];
          first[0] = false;
          return isBody ? Stmts.withStatements(block, out) : block;
        });
  }

  /** From the first statement that borrows to the end; a mark that is there already goes ahead. */
  private Stmt.Block bracketed(Stmt.Block body) {
    List<Stmt> out = new ArrayList<>(body.statements());
    int from = 0;
    while (from < out.size() && !borrows(out.get(from))) {
      from++;
    }
    Stmt mark = null;
    Stmt release = null;
    for (int k = 0; k < out.size() && mark == null; k++) {
      if (Lending.isMark(out.get(k)) && Lending.release(out, k) > 0) {
        mark = out.get(k);
        release = out.get(Lending.release(out, k));
        from = Math.min(from, k);
        out.remove(release);
        out.remove(mark);
      }
    }
    if (mark == null) {
      Variable variable = fresh.variable("mark", Type.Primitive.INT);
      mark = new Stmt.Declare(variable, new Expr.Mark(), Span.NONE);
      release = new Stmt.Release(Exprs.read(variable), Span.NONE);
    }
    while (from > 0 && out.get(from - 1) instanceof Stmt.Comment) {
      from--;
    }
    out.add(from, mark);
    boolean returns = out.get(out.size() - 1) instanceof Stmt.Return;
    out.add(returns ? out.size() - 1 : out.size(), release);
    return Stmts.withStatements(body, out);
  }

  /** Whether something in a statement may leave arrays lent. */
  private static boolean borrows(Stmt stmt) {
    boolean[] found = {false};
    Stmts.walk(
        stmt,
        inner -> {
          found[0] |=
              inner instanceof Stmt.CallStatement call
                  && call.callee() instanceof Callee.Generated callee
                  && callee.tape();
          for (Expr expr : Stmts.expressions(inner)) {
            found[0] |= expr instanceof Expr.Lent;
          }
        });
    return found[0];
  }
}
