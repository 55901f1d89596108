package org.cotangent.processor.emit;

import java.util.ArrayList;
import java.util.List;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;

/** Where control can go: what Java's rules on unreachable statements need to know (JLS 14.22). */
final class Flow {

  private Flow() {}

  /** Whether the end of a block is reachable. */
  static boolean completes(Stmt.Block block) {
    return block.statements().stream().allMatch(Flow::completes);
  }

  private static boolean completes(Stmt statement) {
    if (statement instanceof Stmt.Return
        || statement instanceof Stmt.Throw
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
    } else if (statement instanceof Stmt.Labelled labelled) {
      return completes(labelled.body()) || Stmts.breaksTo(labelled.body(), labelled.label());
    }
    return true;
  }

  /** Whether a {@code continue} in the body of a loop goes on with that loop. */
  static boolean continues(Stmt.Block body, String label) {
    return jumps(body, label, true, Stmt.Continue.class);
  }

  private static boolean breaks(Stmt.Block body, String label) {
    return jumps(body, label, true, Stmt.Break.class);
  }

  /**
   * The body of a loop with each {@code continue} of that loop made a {@code break} out of a
   * labelled block.
   */
  static Stmt.Block continueAsBreak(Stmt.Block body, String label, String block) {
    return continueAsBreak(body, label, true, block);
  }

  private static Stmt.Block continueAsBreak(
      Stmt.Block body, String label, boolean innermost, String block) {
    List<Stmt> statements = new ArrayList<>();
    for (Stmt statement : body.statements()) {
      boolean inside = innermost && !isLoop(statement);
      boolean continues =
          statement instanceof Stmt.Continue jump && isAimedAt(jump.label(), label, innermost);
      statements.add(
          continues
              ? new Stmt.Break(block, statement.span())
              : Stmts.withBlocks(statement, inner -> continueAsBreak(inner, label, inside, block)));
    }
    return new Stmt.Block(statements, body.span());
  }

  /** Whether some statement jumps to the loop whose body, or a block of whose body, this is. */
  private static boolean jumps(
      Stmt.Block block, String label, boolean innermost, Class<? extends Stmt> kind) {
    for (Stmt statement : block.statements()) {
      boolean inside = innermost && !isLoop(statement);
      if (kind.isInstance(statement) && isAimedAt(target(statement), label, innermost)
          || Stmts.blocks(statement).stream().anyMatch(b -> jumps(b, label, inside, kind))) {
        return true;
      }
    }
    return false;
  }

  private static String target(Stmt jump) {
    return jump instanceof Stmt.Break exit ? exit.label() : ((Stmt.Continue) jump).label();
  }

  /** A jump without a label is aimed at the innermost loop around it. */
  private static boolean isAimedAt(String target, String label, boolean innermost) {
    return target == null ? innermost : target.equals(label);
  }

  private static boolean isLoop(Stmt statement) {
    return statement instanceof Stmt.CountedFor || statement instanceof Stmt.While;
  }
}
