package org.cotangent.processor.emit;

import java.util.ArrayList;
import java.util.List;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Stmt;

/** Where control can go: what Java's rules on unreachable statements need to know (JLS 14.22). */
final class Flow {

  private Flow() {}

  /** Whether the end of a block is reachable. */
  static boolean completes(Stmt.Block block) {
    return block.statements().stream().allMatch(Flow::completes);
  }

  private static boolean completes(Stmt statement) {
    if (statement instanceof Stmt.Return
        || statement instanceof Stmt.Break
        || statement instanceof Stmt.Continue) {
      return false;
    } else if (statement instanceof Stmt.Block block) {
      return completes(block);
    } else if (statement instanceof Stmt.If branch) {
      return branch.otherwise().isEmpty()
          || completes(branch.then())
          || completes(branch.otherwise());
    } else if (statement instanceof Stmt.While loop) {
      boolean endless =
          loop.condition() instanceof Expr.Literal literal && Boolean.TRUE.equals(literal.value());
      boolean reachesTest =
          loop.testFirst() || completes(loop.body()) || continues(loop.body(), loop.label());
      return !endless && reachesTest || breaks(loop.body(), loop.label());
    }
    return true;
  }

  /** Whether a {@code continue} in the body of a loop goes on with that loop. */
  static boolean continues(Stmt.Block body, String label) {
    return jumps(body.statements(), label, true, Stmt.Continue.class);
  }

  private static boolean breaks(Stmt.Block body, String label) {
    return jumps(body.statements(), label, true, Stmt.Break.class);
  }

  /**
   * Whether some statement jumps to the loop with this label, or, outside of inner loops, to the
   * innermost one.
   */
  private static boolean jumps(
      List<Stmt> statements, String label, boolean innermost, Class<? extends Stmt> kind) {
    for (Stmt statement : statements) {
      boolean found = false;
      if (kind.isInstance(statement)) {
        String target =
            statement instanceof Stmt.Break jump
                ? jump.label()
                : ((Stmt.Continue) statement).label();
        found = target == null ? innermost : target.equals(label);
      } else if (statement instanceof Stmt.Block block) {
        found = jumps(block.statements(), label, innermost, kind);
      } else if (statement instanceof Stmt.If branch) {
        found =
            jumps(branch.then().statements(), label, innermost, kind)
                || jumps(branch.otherwise().statements(), label, innermost, kind);
      } else if (statement instanceof Stmt.CountedFor loop) {
        found = jumps(loop.body().statements(), label, false, kind);
      } else if (statement instanceof Stmt.While loop) {
        found = jumps(loop.body().statements(), label, false, kind);
      }
      if (found) {
        return true;
      }
    }
    return false;
  }

  /**
   * The body of a loop with each {@code continue} of that loop made a {@code break} out of a
   * labelled block.
   */
  static Stmt.Block continueAsBreak(Stmt.Block body, String label, String block) {
    return retarget(body, label, true, block);
  }

  private static Stmt.Block retarget(
      Stmt.Block body, String label, boolean innermost, String block) {
    List<Stmt> statements = new ArrayList<>();
    for (Stmt statement : body.statements()) {
      statements.add(retarget(statement, label, innermost, block));
    }
    return new Stmt.Block(statements, body.span());
  }

  private static Stmt retarget(Stmt statement, String label, boolean innermost, String block) {
    if (statement instanceof Stmt.Continue jump) {
      boolean here = jump.label() == null ? innermost : jump.label().equals(label);
      return here ? new Stmt.Break(block, jump.span()) : jump;
    } else if (statement instanceof Stmt.Block inner) {
      return retarget(inner, label, innermost, block);
    } else if (statement instanceof Stmt.If branch) {
      return new Stmt.If(
          branch.condition(),
          retarget(branch.then(), label, innermost, block),
          retarget(branch.otherwise(), label, innermost, block),
          branch.span());
    } else if (statement instanceof Stmt.CountedFor loop) {
      return new Stmt.CountedFor(
          loop.index(),
          loop.from(),
          loop.relation(),
          loop.bound(),
          loop.step(),
          retarget(loop.body(), label, false, block),
          loop.label(),
          loop.span());
    } else if (statement instanceof Stmt.While loop) {
      return new Stmt.While(
          loop.condition(),
          retarget(loop.body(), label, false, block),
          loop.update(),
          loop.testFirst(),
          loop.label(),
          loop.span());
    }
    return statement;
  }
}
