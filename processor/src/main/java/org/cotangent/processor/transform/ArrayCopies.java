package org.cotangent.processor.transform;

import java.util.List;
import org.cotangent.processor.analysis.Storage;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Type.Primitive;
import org.cotangent.processor.ir.Variable;

/**
 * Which arrays are copied as a whole in front of a loop that overwrites them at its own index, and
 * when the reverse sweep puts the copy back.
 *
 * <p>{@code for (int i = 0; i < n; i++) y[i] += h * k[i];} keeps the old elements of {@code y} one
 * by one if nothing else is known. Each of them is what it was when the loop began: no iteration
 * touches the element of another one. So one copy of all of them holds the same numbers, and the
 * loop stays what the user wrote. HotSpot uses vector instructions for it then, which a store into
 * the tape would prevent.
 *
 * <p>The reverse loop finds the old elements if the copy is put back first, the new ones if it is
 * put back last. So an array is copied if that loop reads its elements at its index only, all of
 * them behind the place where that element alone would have been put back, or all of them in front
 * of it.
 */
final class ArrayCopies {
  private final Storage storage;
  private final boolean wanted;

  /** When the reverse sweep puts a copy back, seen from its loop. */
  enum Back {
    FIRST,
    LAST
  }

  /**
   * @param wanted whether anything is to be copied as a whole
   */
  ArrayCopies(Storage storage, boolean wanted) {
    this.storage = storage;
    this.wanted = wanted;
  }

  /**
   * Whether what a loop pushes in each of its iterations can be copied in front of it; null when
   * not.
   *
   * @param loop the loop of the primal, which counts by one and is not left early
   * @param push what its forward form pushes in every iteration
   * @param backward its form in the reverse sweep
   * @param pop takes the value off there
   */
  Back of(Stmt.CountedFor loop, Stmt.Push push, Stmt backward, Stmt pop) {
    if (!wanted
        || !(push.value() instanceof Expr.ArrayRead element)
        || !(element.array() instanceof Expr.VariableRead array)
        || !element.index().equals(Exprs.read(loop.index()))
        || !hasCopies(element)
        || !(pop instanceof Stmt.Assign assign && assign.target().equals(element))
        || storage.holdsField(array.variable())
        || Stmts.assigned(loop).contains(array.variable())
        || Stmts.assigned(backward).contains(array.variable())
        || !overwritesOnly(loop, element)) {
      return null;
    }
    Reads reads = new Reads(element, pop);
    reads.look(backward);
    return reads.back();
  }

  private static boolean hasCopies(Expr.ArrayRead element) {
    return element.type() instanceof Primitive type
        && type != Primitive.BYTE
        && type != Primitive.SHORT
        && type != Primitive.CHAR;
  }

  /** Whether one statement is all in a loop that may write to the place of an element. */
  private boolean overwritesOnly(Stmt.CountedFor loop, Expr.ArrayRead element) {
    Variable place = storage.of(element);
    int[] writes = {0};
    boolean[] fine = {true};
    Stmts.walk(
        loop,
        stmt -> {
          if (stmt instanceof Stmt.Assign assign && assign.target() instanceof Expr.ArrayRead) {
            boolean here = place.equals(storage.of(assign.target()));
            fine[0] &= !here || assign.target().equals(element);
            writes[0] += here ? 1 : 0;
          } else if (stmt instanceof Stmt.Fill fill) {
            fine[0] &= !place.equals(storage.of(fill.array()));
          } else if (stmt instanceof Stmt.ArrayCopy copy) {
            fine[0] &= !place.equals(storage.of(copy.target()));
          } else if (stmt instanceof Stmt.CallStatement call) {
            fine[0] &= call.arguments().stream().noneMatch(each -> mayBe(each, place));
          }
        });
    return fine[0] && writes[0] == 1;
  }

  private boolean mayBe(Expr argument, Variable place) {
    return argument.type().isArray() && place.equals(storage.of(argument));
  }

  /** What a loop of the reverse sweep reads of the place of an element. */
  private final class Reads {
    private final Expr.ArrayRead element;
    private final Variable place;
    private final Stmt pop;
    private boolean isBack;
    private boolean before;
    private boolean behind;
    private boolean otherwise;

    Reads(Expr.ArrayRead element, Stmt pop) {
      this.element = element;
      this.place = storage.of(element);
      this.pop = pop;
    }

    void look(Stmt stmt) {
      if (stmt == pop) {
        isBack = true;
        return;
      }
      if (stmt instanceof Stmt.Assign assign && assign.target() instanceof Expr.ArrayRead) {
        otherwise |= place.equals(storage.of(assign.target()));
      }
      for (Expr expr : Stmts.expressions(stmt)) {
        look(expr);
      }
      for (Stmt.Block block : Stmts.blocks(stmt)) {
        block.statements().forEach(this::look);
      }
    }

    private void look(Expr expr) {
      if (expr.equals(element)) {
        before |= !isBack;
        behind |= isBack;
        return;
      }
      otherwise |= expr.type().isArray() && place.equals(storage.of(expr));
      otherwise |= expr instanceof Expr.ArrayRead && place.equals(storage.of(expr));
      List<Expr> parts =
          expr instanceof Expr.ArrayLength length && length.array() instanceof Expr.VariableRead
              ? List.of()
              : Exprs.children(expr);
      parts.forEach(this::look);
    }

    Back back() {
      if (otherwise || before && behind) {
        return null;
      }
      return before ? Back.LAST : Back.FIRST;
    }
  }
}
