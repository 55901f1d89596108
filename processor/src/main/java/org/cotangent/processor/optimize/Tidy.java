package org.cotangent.processor.optimize;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.cotangent.processor.ir.Companion;
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
      Set<Variable> fixed = new LinkedHashSet<>(own);
      fixed.addAll(function.parameters());
      functions.add(
          new Companion.GeneratedFunction(
              function.name(),
              function.parameters(),
              function.returnType(),
              body(function.body(), fixed),
              function.visibility(),
              function.doc(),
              function.mark()));
    }
    return new Companion(
        companion.packageName(),
        companion.className(),
        companion.name(),
        companion.isPublic(),
        companion.sourceFile(),
        companion.records(),
        functions);
  }

  private static Stmt.Block body(Stmt.Block body, Set<Variable> fixed) {
    Predicate<Variable> generated = variable -> !fixed.contains(variable);
    Stmt.Block before;
    Stmt.Block after = body;
    do {
      before = after;
      after = DeadCode.apply(after, generated);
      after = FirstUse.apply(after, generated);
      after = Copies.apply(after, generated);
      after = emptied(after);
    } while (!after.equals(before));
    return after;
  }

  /** Drops generated conditions and loops with nothing in them, and comments that head nothing. */
  private static Stmt.Block emptied(Stmt.Block body) {
    Stmt.Block cleaned =
        Stmts.expand(
            body,
            (original, stmt) -> {
              boolean empty =
                  stmt.span().line() == 0
                      && !(stmt instanceof Stmt.While)
                      && !Stmts.blocks(stmt).isEmpty()
                      && Stmts.blocks(stmt).stream().allMatch(Tidy::isIdle);
              return empty ? List.of() : List.of(stmt);
            });
    return Stmts.expand(cleaned, (original, stmt) -> List.of(stmt));
  }

  private static boolean isIdle(Stmt.Block block) {
    return block.statements().stream().allMatch(stmt -> stmt instanceof Stmt.Comment);
  }
}
