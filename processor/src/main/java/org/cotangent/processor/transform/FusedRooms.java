package org.cotangent.processor.transform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.cotangent.processor.ir.BinaryOp;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Fresh;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;

/**
 * Arrays of their own for what inner loops keep in a loop with both sweeps.
 *
 * <p>Each iteration puts such a block on the tape and takes it off again. Where it is as long as an
 * array that the loop does not assign, one array for all iterations does: {@code powerKept[j]}
 * instead of {@code kept[powerAt + j]}. HotSpot uses vector instructions for several arrays in one
 * loop only if it reads all of them from the same index on.
 */
final class FusedRooms {
  private FusedRooms() {}

  /**
   * Replaces the blocks of one iteration.
   *
   * @param both both sweeps of the iteration
   * @param lent an array of zeros like that of a variable
   * @param before takes what stands in front of the loop
   */
  static List<Stmt> apply(
      Stmt loop, List<Stmt> both, Fresh fresh, Function<Variable, Expr> lent, List<Stmt> before) {
    Set<Variable> varying = Stmts.assigned(loop);
    varying.addAll(Stmts.assigned(Stmt.Block.of(both)));
    Map<Variable, Variable> arrays = new LinkedHashMap<>();
    for (Stmt stmt : both) {
      for (Stmt inner : stmt instanceof Stmt.Block block ? block.statements() : List.of(stmt)) {
        if (inner instanceof Stmt.Declare declare
            && declare.init() instanceof Expr.Room room
            && length(room) != null
            && !varying.contains(length(room))) {
          Variable array = fresh.variable(name(declare.variable()), length(room).type());
          arrays.put(declare.variable(), array);
          before.add(new Stmt.Declare(array, lent.apply(length(room)), Span.NONE));
        }
      }
    }
    return replaced(both, arrays);
  }

  /** What the array is called that is there in place of a block. */
  static String name(Variable at) {
    return at.name().replaceAll("At\\d*$", "Kept");
  }

  /**
   * Code with arrays in place of blocks.
   *
   * @param arrays for each variable with the place of a block the array
   */
  static List<Stmt> replaced(List<Stmt> code, Map<Variable, Variable> arrays) {
    if (arrays.isEmpty()) {
      return code;
    }
    Stmt.Block replaced =
        Stmts.expand(
            Stmt.Block.of(code),
            (original, stmt) ->
                stmt instanceof Stmt.Declare declare && arrays.containsKey(declare.variable())
                    ? List.of()
                    : List.of(
                        Stmts.mapOwnExpressions(
                            stmt, expr -> Exprs.rewrite(expr, node -> element(node, arrays)))));
    List<Stmt> out = new ArrayList<>();
    for (Stmt stmt : replaced.statements()) {
      out.addAll(stmt instanceof Stmt.Block block ? withoutStack(block) : List.of(stmt));
    }
    return out;
  }

  /** Drops the name of the stack where nothing is read from it, and braces around one loop. */
  private static List<Stmt> withoutStack(Stmt.Block block) {
    List<Stmt> out = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      boolean idle =
          stmt instanceof Stmt.Declare declare
              && declare.init() instanceof Expr.Stack
              && !Stmts.mentioned(block).contains(declare.variable());
      if (!idle) {
        out.add(stmt);
      }
    }
    boolean bare = out.size() == 1 && !(out.get(0) instanceof Stmt.Declare);
    return bare ? out : List.of(Stmts.withStatements(block, out));
  }

  /** The array that a block of doubles is as long as; null when there is none. */
  private static Variable length(Expr.Room room) {
    return !room.off()
            && room.of() == Type.Primitive.DOUBLE
            && Exprs.isNumber(room.from(), 0)
            && room.to() instanceof Expr.ArrayLength length
            && length.array() instanceof Expr.VariableRead read
            && read.type().equals(new Type.ArrayType(Type.Primitive.DOUBLE))
        ? read.variable()
        : null;
  }

  private static Expr element(Expr node, Map<Variable, Variable> arrays) {
    return node instanceof Expr.ArrayRead element
            && element.index() instanceof Expr.Binary sum
            && sum.op() == BinaryOp.ADD
            && sum.left() instanceof Expr.VariableRead at
            && arrays.containsKey(at.variable())
        ? new Expr.ArrayRead(Exprs.read(arrays.get(at.variable())), sum.right())
        : node;
  }
}
