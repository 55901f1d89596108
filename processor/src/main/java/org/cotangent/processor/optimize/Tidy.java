package org.cotangent.processor.optimize;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.cotangent.processor.ir.Companion;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Variable;

/** The clean-up of every generated method, in fixed order, until nothing changes. */
public final class Tidy {
  private Tidy() {}

  /**
   * Cleans a companion's methods.
   *
   * @param own the variables of the user, whose statements stay
   */
  public static Companion apply(Companion companion, Set<Variable> own) {
    List<Companion.GeneratedFunction> functions = new ArrayList<>();
    for (Companion.GeneratedFunction function : companion.functions()) {
      functions.add(
          new Companion.GeneratedFunction(
              function.name(),
              function.parameters(),
              function.returnType(),
              fused(function, own),
              function.visibility(),
              function.doc(),
              function.mark()));
    }
    return companion.withFunctions(functions);
  }

  private static Stmt.Block fused(Companion.GeneratedFunction function, Set<Variable> own) {
    Stmt.Block tidy = body(function.body(), own);
    Companion.GeneratedFunction before =
        new Companion.GeneratedFunction(
            function.name(),
            function.parameters(),
            function.returnType(),
            tidy,
            function.visibility(),
            function.doc(),
            function.mark());
    Stmt.Block joined = Fusion.apply(before);
    Stmt.Block last = joined.equals(tidy) ? tidy : body(joined, own);
    return sayOnce(Copies.takeFlags(last, variable -> !own.contains(variable)), new String[1]);
  }

  private static Stmt.Block body(Stmt.Block body, Set<Variable> fixed) {
    Predicate<Variable> generated = variable -> !fixed.contains(variable);
    Stmt.Block before;
    Stmt.Block after = reachable(body);
    do {
      before = after;
      after = DeadCode.apply(after, generated);
      after = FirstUse.apply(after, generated);
      after = Copies.apply(after, generated);
      after = Heirs.apply(after, generated);
      after = emptied(after);
    } while (!after.equals(before));
    return after;
  }

  /**
   * Drops what stands behind a statement that never ends, which Java does not allow: the reverse
   * sweep of a method that always throws.
   */
  private static Stmt.Block reachable(Stmt.Block block) {
    List<Stmt> out = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      Stmt rebuilt = Stmts.withBlocks(stmt, Tidy::reachable);
      out.add(rebuilt);
      if (!Stmts.completes(List.of(rebuilt))) {
        break;
      }
    }
    return Stmts.withStatements(block, out);
  }

  /** Drops generated conditions and loops with nothing in them, and comments that head nothing. */
  private static Stmt.Block emptied(Stmt.Block block) {
    List<Stmt> out = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      Stmt rebuilt = Stmts.withBlocks(stmt, Tidy::emptied);
      if (headsNothing(rebuilt)
          && !out.isEmpty()
          && out.get(out.size() - 1) instanceof Stmt.Comment) {
        out.remove(out.size() - 1);
      }
      if (rebuilt instanceof Stmt.If choice
          && choice.then().isEmpty()
          && !choice.otherwise().isEmpty()) {
        rebuilt =
            new Stmt.If(
                Exprs.negate(choice.condition()),
                choice.otherwise(),
                Stmt.Block.EMPTY,
                choice.span());
      }
      boolean idle =
          stmt.span().line() == 0
              && !(stmt instanceof Stmt.While)
              && !Stmts.blocks(rebuilt).isEmpty()
              && Stmts.blocks(rebuilt).stream().allMatch(Stmt.Block::isEmpty);
      if (!idle) {
        out.add(rebuilt);
      }
    }
    if (!out.isEmpty() && out.get(out.size() - 1) instanceof Stmt.Comment) {
      out.remove(out.size() - 1);
    }
    return Stmts.withStatements(block, out);
  }

  /** Whether a comment in front of this heads no code. */
  private static boolean headsNothing(Stmt stmt) {
    return stmt instanceof Stmt.Comment
        || stmt instanceof Stmt.Return
        || stmt instanceof Stmt.Release;
  }

  /** Says where code comes from once, not again for the next statement of the same line. */
  private static Stmt.Block sayOnce(Stmt.Block block, String[] last) {
    List<Stmt> out = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      if (stmt instanceof Stmt.Comment comment) {
        if (comment.text().equals(last[0])) {
          continue;
        }
        last[0] = comment.text();
      }
      out.add(Stmts.withBlocks(stmt, inner -> sayOnce(inner, last)));
    }
    return Stmts.withStatements(block, out);
  }
}
