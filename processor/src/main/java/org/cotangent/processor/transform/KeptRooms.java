package org.cotangent.processor.transform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Fresh;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;

/**
 * Arrays of their own for what the outermost loops of a method with both sweeps keep, where they
 * run along an array: {@code expKept[i]} instead of {@code kept[expAt + i]}.
 *
 * <p>HotSpot uses vector instructions for several arrays in one loop only if it reads all of them
 * from the same index on: {@code xAdjoint[i] += factor * kept[expAt + i]} takes three and a half
 * times as long as {@code xAdjoint[i] += factor * expKept[i]}. A loop inside of another one needs a
 * block for each of its runs, which is what the stack is for.
 */
final class KeptRooms {
  private final Fresh fresh;
  private final Map<Variable, Variable> arrays = new LinkedHashMap<>();

  KeptRooms(Fresh fresh) {
    this.fresh = fresh;
  }

  /** Whether arrays are lent by the tape in the forward sweep. */
  boolean lends() {
    return !arrays.isEmpty();
  }

  /** The forward sweep with arrays for the blocks that are made at its outermost level. */
  List<Stmt> forward(List<Stmt> sweep) {
    List<Stmt> out = new ArrayList<>();
    for (Stmt stmt : sweep) {
      if (stmt instanceof Stmt.Block block) {
        block.statements().forEach(inner -> lend(inner, out));
      }
      out.add(stmt);
    }
    return FusedRooms.replaced(out, arrays);
  }

  /** The reverse sweep of the same method. */
  List<Stmt> reverse(List<Stmt> sweep) {
    return FusedRooms.replaced(sweep, arrays);
  }

  private void lend(Stmt stmt, List<Stmt> out) {
    if (stmt instanceof Stmt.Declare declare
        && declare.init() instanceof Expr.Room room
        && !room.off()
        && room.of() == Type.Primitive.DOUBLE
        && (Exprs.isNumber(room.from(), 0) || Exprs.isNumber(room.from(), 1))
        && room.to() instanceof Expr.ArrayLength length) {
      Variable array =
          fresh.variable(FusedRooms.name(declare.variable()), new Type.ArrayType(room.of()));
      arrays.put(declare.variable(), array);
      out.add(new Stmt.Declare(array, new Expr.KeptArray(room.of(), length), Span.NONE));
    }
  }
}
