package org.cotangent.processor.transform;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;

/**
 * The variables that a block declares: what the end of the block does for them in the forward
 * sweep, and what they and their adjoints are when the reverse sweep enters the block.
 */
final class BlockVariables {
  private final Prepared prepared;
  private final SavePlan plan;
  private final Travel travel;

  BlockVariables(Prepared prepared, SavePlan plan, Travel travel) {
    this.prepared = prepared;
    this.plan = plan;
    this.travel = travel;
  }

  /** What goes to the tape at the end of the block. */
  List<Stmt> pushes(Stmt.Block block) {
    List<Stmt> out = new ArrayList<>();
    List<Variable> pushed = plan.exit(block).pushed();
    if (!pushed.isEmpty()) {
      out.add(Remarks.readAgain(pushed));
    }
    for (Variable variable : pushed) {
      out.add(new Stmt.Push(Exprs.read(variable), Span.NONE));
      if (travel.travels(variable)) {
        out.add(new Stmt.Push(Exprs.read(travel.shadow(variable)), Span.NONE));
      }
    }
    return out;
  }

  /**
   * The block's variables as they were at its end: off the tape, computed again, or still to be put
   * back.
   */
  List<Stmt> primals(Stmt.Block block, List<Stmt> core, List<Stmt> shadows) {
    SavePlan.Exit exit = plan.exit(block);
    List<Stmt> popped = new ArrayList<>();
    for (int k = exit.pushed().size() - 1; k >= 0; k--) {
      Variable variable = exit.pushed().get(k);
      if (travel.travels(variable)) {
        Variable shadow = travel.shadow(variable);
        popped.add(new Stmt.Declare(shadow, new Expr.Pop(shadow.type()), Span.NONE));
      }
      popped.add(new Stmt.Declare(variable, new Expr.Pop(variable.type()), Span.NONE));
    }
    Set<Variable> wanted = new LinkedHashSet<>(Stmts.mentioned(Stmt.Block.of(core)));
    wanted.addAll(Stmts.mentioned(Stmt.Block.of(shadows)));
    List<Stmt> bound = new ArrayList<>();
    for (int k = block.statements().size() - 1; k >= 0; k--) {
      if (block.statements().get(k) instanceof Stmt.Declare declare
          && wanted.contains(declare.variable())
          && !exit.pushed().contains(declare.variable())) {
        boolean again = exit.recomputed().contains(declare.variable());
        Expr init = again ? declare.init() : Exprs.zero(declare.variable().type());
        bound.add(0, new Stmt.Declare(declare.variable(), init, Span.NONE));
        wanted.addAll(Exprs.variables(init));
      }
      if (block.statements().get(k) instanceof Stmt.Declare declare
          && travel.travels(declare.variable())
          && wanted.contains(travel.shadow(declare.variable()))
          && !exit.pushed().contains(declare.variable())) {
        Variable shadow = travel.shadow(declare.variable());
        bound.add(0, new Stmt.Declare(shadow, Exprs.zero(shadow.type()), Span.NONE));
      }
    }
    popped.addAll(bound);
    return popped;
  }

  /** The adjoints that start with the reverse sweep of the block. */
  List<Stmt> adjoints(Stmt.Block block, List<Stmt> core) {
    Set<Variable> wanted = new LinkedHashSet<>(Stmts.mentioned(Stmt.Block.of(core)));
    List<Stmt> out = new ArrayList<>();
    for (int k = block.statements().size() - 1; k >= 0; k--) {
      if (block.statements().get(k) instanceof Stmt.Declare declare
          && declare.variable().type().isDifferentiable()
          && !travel.travels(declare.variable())
          && prepared.snippets().carries(prepared.storage().of(declare.variable()))) {
        Variable shadow = prepared.shadows().of(declare.variable());
        if (wanted.contains(shadow) && !prepared.given().contains(shadow)) {
          Expr init = initial(declare.variable(), shadow.type());
          out.add(0, new Stmt.Declare(shadow, init, Span.NONE));
          wanted.addAll(Exprs.variables(init));
        }
      }
    }
    return out;
  }

  private Expr initial(Variable variable, Type type) {
    if (prepared.initialAdjoints().containsKey(variable)) {
      return prepared.initialAdjoints().get(variable);
    }
    if (!type.isArray()) {
      return Exprs.zero(type);
    }
    Expr alias = prepared.snippets().alias(variable);
    return alias == null ? new Expr.Scratch(Exprs.read(variable)) : prepared.shadows().of(alias);
  }
}
