package org.cotangent.processor.transform;

import java.util.ArrayList;
import java.util.List;
import org.cotangent.processor.analysis.Layout;
import org.cotangent.processor.ir.BinaryOp;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Fresh;
import org.cotangent.processor.ir.IntrinsicMethod;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;

/**
 * Loops run backwards around a given body: a counted loop by its index, from the last value that it
 * had down to the first; any other loop as often as its trips were counted.
 */
final class LoopReversal {
  private final Layout layout;
  private final Fresh fresh;

  LoopReversal(Prepared prepared) {
    layout = prepared.layout();
    fresh = prepared.fresh();
  }

  Stmt backwards(Stmt.While loop, List<Stmt> body) {
    Variable k = fresh.variable("trip", Type.Primitive.LONG);
    return new Stmt.CountedFor(
        k,
        Exprs.read(Structure.trips(loop)),
        BinaryOp.GT,
        Exprs.zero(k.type()),
        -1,
        Stmt.Block.of(body),
        null,
        Span.NONE);
  }

  Stmt backwards(Stmt.CountedFor loop, List<Stmt> body) {
    boolean breaks = Stmts.hasBreak(loop.body());
    SmallBounds bounds = new SmallBounds(layout);
    if (breaks ? !bounds.isSmall(loop.from()) : !bounds.areSmall(loop)) {
      return backwardsWithoutOverflow(loop, body);
    }
    return new Stmt.CountedFor(
        loop.index(),
        lastIndex(loop),
        loop.step() > 0 ? BinaryOp.GE : BinaryOp.LE,
        loop.from(),
        -loop.step(),
        Stmt.Block.of(body),
        null,
        Span.NONE);
  }

  /**
   * {@code for (i = from; i < n; i++)} backwards as {@code i = n; while (i > from) { i--; ... }}:
   * right for every {@code n} and {@code from}, the smallest whole number included.
   */
  private static Stmt backwardsWithoutOverflow(Stmt.CountedFor loop, List<Stmt> body) {
    boolean up = loop.step() > 0;
    Type type = loop.index().type();
    Expr index = Exprs.read(loop.index());
    Expr one = Structure.number(1, type);
    boolean exclusive = loop.relation() == BinaryOp.LT || loop.relation() == BinaryOp.GT;
    boolean breaks = Stmts.hasBreak(loop.body());
    Expr last = breaks ? lastIndex(loop) : loop.bound();
    Expr behind =
        exclusive && !breaks ? last : Algebra.binary(up ? BinaryOp.ADD : BinaryOp.SUB, last, one);
    List<Stmt> trip = new ArrayList<>();
    Expr back = Algebra.binary(up ? BinaryOp.SUB : BinaryOp.ADD, index, one);
    trip.add(new Stmt.Assign(index, back, Span.NONE));
    trip.addAll(body);
    Expr more =
        new Expr.Binary(up ? BinaryOp.GT : BinaryOp.LT, index, loop.from(), Type.Primitive.BOOLEAN);
    return Stmt.Block.of(
        List.of(
            new Stmt.Declare(loop.index(), behind, Span.NONE),
            new Stmt.While(more, Stmt.Block.of(trip), Stmt.Block.EMPTY, true, null, Span.NONE)));
  }

  /** The index of the last trip, or one step before the first when there is none. */
  private static Expr lastIndex(Stmt.CountedFor loop) {
    if (Stmts.hasBreak(loop.body())) {
      return ((Stmt.Assign) loop.body().statements().get(0)).target();
    }
    Type type = loop.index().type();
    boolean inclusive = loop.relation() == BinaryOp.LE || loop.relation() == BinaryOp.GE;
    boolean up = loop.step() > 0;
    Expr bound = loop.bound();
    Expr one = Structure.number(1, type);
    if (Math.abs((long) loop.step()) == 1) {
      return inclusive ? bound : Algebra.binary(up ? BinaryOp.SUB : BinaryOp.ADD, bound, one);
    }
    Expr distance =
        up
            ? Algebra.binary(BinaryOp.SUB, bound, loop.from())
            : Algebra.binary(BinaryOp.SUB, loop.from(), bound);
    if (!inclusive) {
      distance = Algebra.binary(BinaryOp.SUB, distance, one);
    }
    Expr step = Structure.number(Math.abs((long) loop.step()), type);
    IntrinsicMethod floorDiv =
        new IntrinsicMethod("java.lang.Math", "floorDiv", List.of(type, type), type);
    Expr trips = new Expr.Intrinsic(floorDiv, List.of(distance, step));
    return Algebra.binary(
        up ? BinaryOp.ADD : BinaryOp.SUB, loop.from(), Algebra.binary(BinaryOp.MUL, trips, step));
  }
}
