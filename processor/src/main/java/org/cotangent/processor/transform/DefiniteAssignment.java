package org.cotangent.processor.transform;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Variable;

/**
 * Java's definite assignment (JLS 16), for normalised bodies. Where a jump became a flag, javac no
 * longer sees that a variable is assigned whenever it is read: in {@code if (a) { if (b) { returned
 * = true; } else { t = x; } } if (!returned) { y = t; }} it does not know that the flag excludes
 * the path on which {@code t} has no value. Such a variable gets a value that is never used.
 */
final class DefiniteAssignment {
  private final Set<Variable> bare = new LinkedHashSet<>();
  private final Set<Variable> doubtful = new LinkedHashSet<>();
  private State atBreak;

  private DefiniteAssignment() {}

  /**
   * Gives an initial value to every variable that javac would take for unassigned.
   *
   * @param result what is returned after the body, or null
   */
  static Stmt.Block complete(Stmt.Block body, Expr result) {
    DefiniteAssignment analysis = new DefiniteAssignment();
    State state = new State(new LinkedHashSet<>());
    analysis.visit(body, state);
    if (result != null) {
      analysis.read(result, state);
    }
    if (analysis.doubtful.isEmpty()) {
      return body;
    }
    return Stmts.expand(
        body,
        (original, stmt) ->
            stmt instanceof Stmt.Declare declare
                    && declare.init() == null
                    && analysis.doubtful.contains(declare.variable())
                ? List.of(
                    new Stmt.Declare(
                        declare.variable(), Exprs.zero(declare.variable().type()), declare.span()))
                : List.of(stmt));
  }

  /** The variables that have a value, among those declared without one. */
  private static final class State {
    private final Set<Variable> assigned;
    private boolean reached = true;

    State(Set<Variable> assigned) {
      this.assigned = assigned;
    }

    State copy() {
      State copy = new State(new LinkedHashSet<>(assigned));
      copy.reached = reached;
      return copy;
    }

    /** What holds on both ways here; a way that nobody takes says nothing. */
    void join(State other) {
      if (!other.reached) {
        return;
      }
      if (reached) {
        assigned.retainAll(other.assigned);
      } else {
        assigned.clear();
        assigned.addAll(other.assigned);
        reached = true;
      }
    }
  }

  private void visit(Stmt stmt, State state) {
    if (stmt instanceof Stmt.Block block) {
      block.statements().forEach(inner -> visit(inner, state));
    } else if (stmt instanceof Stmt.If choice) {
      read(choice.condition(), state);
      State other = state.copy();
      visit(choice.then(), state);
      visit(choice.otherwise(), other);
      state.join(other);
    } else if (stmt instanceof Stmt.CountedFor loop) {
      read(loop.from(), state);
      read(loop.bound(), state);
      loop(loop.body(), state, false);
    } else if (stmt instanceof Stmt.While loop) {
      read(loop.condition(), state);
      boolean endless =
          loop.condition() instanceof Expr.Literal literal && Boolean.TRUE.equals(literal.value());
      loop(loop.body(), state, endless);
    } else if (stmt instanceof Stmt.Break) {
      atBreak.join(state);
      state.reached = false;
    } else {
      simple(stmt, state);
    }
  }

  private void simple(Stmt stmt, State state) {
    boolean assigns = stmt instanceof Stmt.Assign assign && isVariable(assign.target());
    if (assigns) {
      read(((Stmt.Assign) stmt).value(), state);
      state.assigned.add(Exprs.root(((Stmt.Assign) stmt).target()));
      return;
    }
    Stmts.expressions(stmt).forEach(expr -> read(expr, state));
    if (stmt instanceof Stmt.Declare declare && declare.init() == null) {
      bare.add(declare.variable());
      state.assigned.remove(declare.variable());
    } else if (stmt instanceof Stmt.CallStatement call && call.target() != null) {
      state.assigned.add(call.target());
    } else if (stmt instanceof Stmt.Throw) {
      state.reached = false;
    }
  }

  private static boolean isVariable(Expr target) {
    return target instanceof Expr.VariableRead;
  }

  private void loop(Stmt.Block body, State state, boolean endless) {
    State outer = atBreak;
    atBreak = new State(new LinkedHashSet<>());
    atBreak.reached = false;
    visit(body, state.copy());
    if (endless) {
      state.assigned.clear();
      state.assigned.addAll(atBreak.assigned);
      state.reached &= atBreak.reached;
    }
    atBreak = outer;
  }

  private void read(Expr expr, State state) {
    if (state.reached) {
      for (Variable variable : Exprs.variables(expr)) {
        if (bare.contains(variable) && !state.assigned.contains(variable)) {
          doubtful.add(variable);
        }
      }
    }
  }
}
