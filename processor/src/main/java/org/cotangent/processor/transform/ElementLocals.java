package org.cotangent.processor.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.cotangent.processor.analysis.Journal;
import org.cotangent.processor.analysis.Optimization;
import org.cotangent.processor.ir.BinaryOp;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Origin;
import org.cotangent.processor.ir.Origins;
import org.cotangent.processor.ir.Printer;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;

/**
 * Lets elements that stay the same in an innermost loop be local variables.
 *
 * <p>In {@code for (j...) { wAdjoint[j] += yAdjoint[i] * x[j]; xAdjoint[j] += yAdjoint[i] * w[j];
 * }} the machine reads {@code yAdjoint[i]} again in every trip, since it does not know that the
 * arrays differ; and {@code sAdjoint[i] += e} goes to memory and back in every trip. With a local
 * variable in place of the element it does neither, and the loop can be computed with vector
 * instructions.
 *
 * <p>What is read in front of a loop must be read in each trip, too, and only where there is one.
 * The forward sweep may throw anywhere, so there the element must also be known to exist.
 */
final class ElementLocals {
  private final Prepared method;
  private final IndexRanges ranges;
  private final Journal journal;

  ElementLocals(Prepared method, Journal journal) {
    this.method = method;
    this.journal = journal;
    this.ranges = new IndexRanges(method);
  }

  List<Stmt> apply(List<Stmt> code) {
    return apply(code, Origin.NONE);
  }

  private List<Stmt> apply(List<Stmt> code, Origin around) {
    Origins origins = new Origins(code, around);
    List<Stmt> out = new ArrayList<>();
    for (int k = 0; k < code.size(); k++) {
      Origin origin = origins.of(k);
      Trips trips = Trips.at(code, k);
      if (trips != null && isInnermost(trips.body())) {
        out.addAll(innermost(trips, origin.span()));
        k += trips.loop().size() - 1;
      } else {
        out.add(
            Stmts.withBlocks(
                code.get(k),
                block -> Stmts.withStatements(block, apply(block.statements(), origin))));
      }
    }
    return out;
  }

  private static boolean isInnermost(Stmt.Block body) {
    boolean[] fine = {true};
    for (Stmt stmt : body.statements()) {
      Stmts.walk(
          stmt,
          inner ->
              fine[0] &=
                  inner instanceof Stmt.Declare
                      || inner instanceof Stmt.Assign && !isArray((Stmt.Assign) inner)
                      || inner instanceof Stmt.If
                      || inner instanceof Stmt.Block
                      || inner instanceof Stmt.Push
                      || inner instanceof Stmt.Comment);
      Stmts.walk(
          stmt,
          inner ->
              Stmts.expressions(inner)
                  .forEach(
                      expr ->
                          Exprs.walk(expr, node -> fine[0] &= !(node instanceof Expr.DataCall))));
    }
    return fine[0];
  }

  private static boolean isArray(Stmt.Assign assign) {
    return assign.target().type().isArray();
  }

  private List<Stmt> innermost(Trips trips, Span at) {
    LoopElements elements = new LoopElements(method, ranges, trips);
    if (elements.isEmpty()) {
      return trips.loop();
    }
    tell(elements, at);
    List<Stmt> out = new ArrayList<>();
    elements.read().forEach((element, local) -> out.add(declare(local, element)));
    elements
        .summed()
        .forEach((element, local) -> out.add(declare(local, Exprs.zero(local.type()))));
    trips.loop().forEach(stmt -> out.add(Stmts.mapExpressions(stmt, elements::replaced)));
    elements
        .summed()
        .forEach(
            (element, local) ->
                out.add(
                    new Stmt.Assign(
                        element,
                        new Expr.Binary(BinaryOp.ADD, element, Exprs.read(local), local.type()),
                        Span.NONE)));
    return elements.areKnownToExist()
        ? out
        : List.of(new Stmt.If(trips.any(), Stmt.Block.of(out), Stmt.Block.EMPTY, Span.NONE));
  }

  private void tell(LoopElements elements, Span at) {
    elements
        .read()
        .forEach(
            (element, local) ->
                journal.decide(
                    at,
                    Optimization.ELEMENT_LOCALS,
                    code(element)
                        + " is the same in all iterations: it is read once, into a local variable"));
    elements
        .summed()
        .forEach(
            (element, local) ->
                journal.decide(
                    at,
                    Optimization.ELEMENT_LOCALS,
                    "what the iterations add to "
                        + code(element)
                        + " is summed in a local variable, and added once"));
  }

  private static String code(Expr element) {
    return "`" + Printer.print(element) + "`";
  }

  private static Stmt declare(Variable local, Expr value) {
    return new Stmt.Declare(local, value, Span.NONE);
  }

  /**
   * A counted loop, forwards or backwards.
   *
   * @param loop one statement, or two of {@code int i = n; while (i > from) { i--; ... }}
   * @param varying what the loop assigns or declares
   * @param any whether there is a trip
   */
  record Trips(List<Stmt> loop, Stmt.Block body, Set<Variable> varying, Expr any) {

    /** The loop that begins at a position; null when none does. */
    static Trips at(List<Stmt> code, int position) {
      Stmt stmt = code.get(position);
      if (stmt instanceof Stmt.CountedFor loop) {
        return Stmts.hasBreak(loop.body())
            ? null
            : new Trips(List.of(loop), loop.body(), Stmts.assigned(loop), any(loop));
      }
      if (stmt instanceof Stmt.Declare start
          && start.init() != null
          && position + 2 == code.size() // nobody else sees the index
          && code.get(position + 1) instanceof Stmt.While loop
          && loop.testFirst()
          && loop.update().isEmpty()
          && loop.condition() instanceof Expr.Binary more
          && more.left().equals(Exprs.read(start.variable()))
          && !Exprs.variables(more.right()).contains(start.variable())
          && !Stmts.hasBreak(loop.body())) {
        Set<Variable> varying = Stmts.assigned(loop);
        varying.add(start.variable());
        Expr any = new Expr.Binary(more.op(), start.init(), more.right(), more.type());
        return new Trips(List.of(start, loop), loop.body(), varying, any);
      }
      return null;
    }

    private static Expr any(Stmt.CountedFor loop) {
      boolean fromLast =
          loop.relation() == BinaryOp.GE
              && loop.from() instanceof Expr.Binary last
              && last.op() == BinaryOp.SUB
              && last.left() instanceof Expr.ArrayLength
              && Exprs.isNumber(last.right(), 1);
      return fromLast
          ? new Expr.Binary(
              BinaryOp.GT, ((Expr.Binary) loop.from()).left(), loop.bound(), Type.Primitive.BOOLEAN)
          : new Expr.Binary(loop.relation(), loop.from(), loop.bound(), Type.Primitive.BOOLEAN);
    }
  }
}
