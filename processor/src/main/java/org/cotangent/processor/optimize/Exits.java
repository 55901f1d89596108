package org.cotangent.processor.optimize;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;

/**
 * Which statements control may leave otherwise than by their end: by a return, by a jump to a loop
 * or block around them, or never; an exception that only some paths throw does not count. Remembers
 * what it was asked, so that deep nesting costs no more than its length.
 */
final class Exits {
  /** The jump to the innermost loop around. */
  private static final String INNERMOST = "";

  /** A return, or a loop without end. */
  private static final String METHOD = "return";

  private final Map<Stmt, Set<String>> known = new IdentityHashMap<>();

  /** Whether this holds for the statement; it cannot stand in a method of its own then. */
  boolean leaves(Stmt stmt) {
    return !exits(stmt).isEmpty() || !Stmts.completes(List.of(stmt));
  }

  private Set<String> exits(Stmt stmt) {
    if (stmt instanceof Stmt.Return) {
      return Set.of(METHOD);
    }
    if (stmt instanceof Stmt.Break || stmt instanceof Stmt.Continue) {
      return Set.of(target(stmt));
    }
    if (Stmts.blocks(stmt).isEmpty()) {
      return Set.of();
    }
    Set<String> exits = known.get(stmt);
    if (exits == null) {
      exits = inner(stmt);
      known.put(stmt, exits);
    }
    return exits;
  }

  private static String target(Stmt jump) {
    String label = jump instanceof Stmt.Break exit ? exit.label() : ((Stmt.Continue) jump).label();
    return label == null ? INNERMOST : ":" + label;
  }

  private Set<String> inner(Stmt stmt) {
    Set<String> exits = new TreeSet<>();
    for (Stmt.Block block : Stmts.blocks(stmt)) {
      for (Stmt part : block.statements()) {
        exits.addAll(exits(part));
      }
    }
    if (stmt instanceof Stmt.CountedFor loop) {
      exits.remove(INNERMOST);
      exits.remove(":" + loop.label());
    } else if (stmt instanceof Stmt.Labelled labelled) {
      exits.remove(":" + labelled.label());
    } else if (stmt instanceof Stmt.While loop) {
      boolean ends = exits.remove(INNERMOST);
      ends |= exits.remove(":" + loop.label());
      boolean endless =
          loop.condition() instanceof Expr.Literal literal && Boolean.TRUE.equals(literal.value());
      if (endless && !ends) {
        exits.add(METHOD);
      }
    }
    return exits.isEmpty() ? Set.of() : exits;
  }
}
