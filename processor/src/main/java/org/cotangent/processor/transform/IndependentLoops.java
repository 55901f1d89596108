package org.cotangent.processor.transform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cotangent.processor.analysis.Effects;
import org.cotangent.processor.ir.BinaryOp;
import org.cotangent.processor.ir.Callee;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Variable;

/**
 * Finds the loops whose iterations can be reversed one by one, while they run forward.
 *
 * <p>In {@code for (...) { double e = a * x[i] - y[i]; sum += e * e; } return sum / n;} no
 * iteration reads what another one writes. So the order in which the adjoints of iterations run
 * does not matter, and each may run as soon as its iteration has: nothing of it is kept on the tape
 * (Hascoet, Fidanova, Held: "Adjoining independent computations", AD 2000). It takes that
 *
 * <ul>
 *   <li>the loop stands in the method's own block and counts, and nothing leaves it in the middle;
 *   <li>all that it writes is declared in its body, except sums: variables that occur only in
 *       {@code sum += e} and {@code sum -= e};
 *   <li>the adjoint of each sum is known before the loop ({@link EarlyAdjoints}), and the adjoint
 *       of the loop leaves it alone;
 *   <li>to other adjoints from outside the adjoint of the loop only adds.
 * </ul>
 *
 * <p>Adjoint arrays from outside are collected in arrays of the loop's own. Where that costs more
 * than the tape does, the loop is left as it is.
 */
final class IndependentLoops {
  private static final int MANY = 100;

  /** A longer loop would make a method that HotSpot does not like. */
  private static final int MOST_STATEMENTS = 100;

  private final Prepared method;
  private final SavePlan plan;
  private final Effects effects;
  private final Travel travel;

  private IndependentLoops(Prepared method, SavePlan plan, Effects effects) {
    this.method = method;
    this.plan = plan;
    this.effects = effects;
    this.travel = new Travel(method);
  }

  /**
   * Finds them.
   *
   * @param plan what is kept when the sweeps are separate
   */
  static Map<Stmt, FusedLoop> find(Prepared method, SavePlan plan, Effects effects) {
    IndependentLoops loops = new IndependentLoops(method, plan, effects);
    Map<Stmt, FusedLoop> found = new java.util.IdentityHashMap<>();
    List<Stmt> statements = method.body().statements();
    for (int k = 0; k < statements.size(); k++) {
      if (statements.get(k) instanceof Stmt.CountedFor loop && plan.hasReverse(loop)) {
        loops.examine(k, loop).ifPresent(fused -> found.put(loop, fused));
      }
    }
    return found;
  }

  private Optional<FusedLoop> examine(int position, Stmt.CountedFor loop) {
    Set<Variable> inside = Stmts.declared(loop);
    Set<Variable> sums = new LinkedHashSet<>(Stmts.assigned(loop));
    sums.removeAll(inside);
    boolean[] fine = {!Stmts.hasBreak(loop.body())};
    int[] count = {0};
    Stmts.walk(
        loop,
        stmt -> {
          count[0]++;
          fine[0] &= isAllowed(stmt, inside, sums);
        });
    if (!fine[0] || count[0] > MOST_STATEMENTS) {
      return Optional.empty();
    }
    LoopAdjoints adjoints = LoopAdjoints.of(method, loop, inside, sums);
    if (!adjoints.onlyAdds()
        || !adjoints.collected().stream().allMatch(v -> canCollect(v, position))) {
      return Optional.empty();
    }
    if (!pays(loop, adjoints.collected())) {
      return Optional.empty();
    }
    EarlyAdjoints early = new EarlyAdjoints(method, plan, position);
    Map<Variable, Expr> seeds = new LinkedHashMap<>();
    for (Variable sum : adjoints.read()) {
      Optional<Expr> seed = early.of(sum);
      if (seed.isEmpty()) {
        return Optional.empty();
      }
      seeds.put(sum, seed.get());
    }
    return Optional.of(new FusedLoop(loop, seeds, adjoints.collected()));
  }

  private boolean isAllowed(Stmt stmt, Set<Variable> inside, Set<Variable> sums) {
    boolean known =
        stmt instanceof Stmt.Block
            || stmt instanceof Stmt.Declare
            || stmt instanceof Stmt.Assign
            || stmt instanceof Stmt.If
            || stmt instanceof Stmt.CountedFor
            || stmt instanceof Stmt.While
            || stmt instanceof Stmt.Break jump && jump.label() == null
            || stmt instanceof Stmt.CallStatement call && call.callee() instanceof Callee.Local
            || stmt instanceof Stmt.Fill
            || stmt instanceof Stmt.ArrayCopy
            || stmt instanceof Stmt.Throw
            || stmt instanceof Stmt.Assert
            || stmt instanceof Stmt.Evaluate;
    if (!known) {
      return false;
    }
    for (Variable array : effects.written(stmt)) {
      if (!inside.contains(method.storage().of(array))) {
        return false;
      }
    }
    Set<Variable> mentioned = new LinkedHashSet<>();
    for (Expr expr : Stmts.expressions(stmt)) {
      mentioned.addAll(Exprs.variables(expr));
    }
    if (stmt instanceof Stmt.CallStatement call && call.target() != null) {
      mentioned.add(call.target());
    }
    if (stmt instanceof Stmt.Declare declare) {
      mentioned.add(declare.variable());
    }
    for (Variable variable : mentioned) {
      if (variable.type().isMatrix()
          || travel.travels(variable)
          || sums.contains(variable) && !isSum(stmt, variable)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the statement is {@code sum += e} or {@code sum -= e}, and not saved. */
  private boolean isSum(Stmt stmt, Variable sum) {
    return stmt instanceof Stmt.Assign assign
        && assign.target().equals(Exprs.read(sum))
        && assign.value() instanceof Expr.Binary value
        && (value.op() == BinaryOp.ADD || value.op() == BinaryOp.SUB)
        && value.left().equals(Exprs.read(sum))
        && !Exprs.variables(value.right()).contains(sum)
        && !plan.saves(assign);
  }

  /** Whether the adjoint of a variable from outside can be collected apart. */
  private boolean canCollect(Variable variable, int position) {
    if (!variable.type().isArray()) {
      return true;
    }
    Stmt declaration = method.layout().declaration(variable);
    boolean parameter = declaration == null && method.layout().assignmentCount(variable) == 0;
    boolean made =
        declaration instanceof Stmt.Declare declare
            && (declare.init() instanceof Expr.NewArray
                || declare.init() instanceof Expr.ArrayLiteral
                || declare.init() instanceof Expr.CloneArray)
            && method.layout().assignmentCount(variable) == 1
            && method.body().statements().subList(0, position).stream()
                .anyMatch(stmt -> stmt == declaration);
    return (parameter || made)
        && variable.type().rank() <= 3
        && variable.equals(method.storage().of(variable))
        && !method.storage().moves(variable)
        && !method.storage().storesRows(variable);
  }

  /** Whether the tape costs more than collecting adjoint arrays apart. */
  private boolean pays(Stmt.CountedFor loop, List<Variable> collected) {
    long arrays = collected.stream().filter(variable -> variable.type().isArray()).count();
    return arrays == 0 || kept(loop.body()) > 2 * arrays;
  }

  /** How many values an iteration puts on the tape; many where an inner loop or a call does. */
  private int kept(Stmt.Block block) {
    int count = plan.exit(block).pushed().size();
    for (Stmt stmt : block.statements()) {
      if (plan.saves(stmt)) {
        count++;
      }
      if (stmt instanceof Stmt.CallStatement && plan.hasReverse(stmt)) {
        count += MANY;
      }
      boolean loop = stmt instanceof Stmt.CountedFor || stmt instanceof Stmt.While;
      for (Stmt.Block inner : Stmts.blocks(stmt)) {
        int own = inner == block ? 0 : kept(inner);
        count += loop ? MANY * own : own;
      }
    }
    return count;
  }

  /**
   * What the adjoint of a loop does to adjoints from outside.
   *
   * @param onlyAdds whether it leaves the adjoints of the sums alone, and only adds to all others
   * @param collected the variables whose adjoints it adds to
   * @param read the sums whose adjoints it reads
   */
  private record LoopAdjoints(boolean onlyAdds, List<Variable> collected, List<Variable> read) {

    static LoopAdjoints of(
        Prepared method, Stmt.CountedFor loop, Set<Variable> inside, Set<Variable> sums) {
      Finder finder = new Finder(method, inside, sums);
      List<Stmt.Declare> names = new ArrayList<>();
      Stmts.walk(
          loop,
          stmt -> {
            if (Stmts.blocks(stmt).isEmpty()) {
              finder.look(method.snippets().of(stmt).code());
            }
            if (stmt instanceof Stmt.Declare declare && declare.variable().type().isArray()) {
              names.add(declare);
            }
          });
      // A row that the loop names: where its adjoint is added to, that of the whole array is.
      for (int k = names.size() - 1; k >= 0; k--) {
        Variable name = names.get(k).variable();
        Expr alias = method.snippets().alias(name);
        if (alias != null && finder.mentioned.contains(method.shadows().of(name))) {
          finder.array(Exprs.root(method.shadows().of(alias)));
        }
      }
      return new LoopAdjoints(
          finder.onlyAdds, List.copyOf(finder.collected), List.copyOf(finder.read));
    }
  }

  /** Looks at the code of adjoints. */
  private static final class Finder {
    private final Prepared method;
    private final Set<Variable> inside;
    private final Set<Variable> sums;
    private final Set<Variable> mentioned = new LinkedHashSet<>();
    private final Set<Variable> collected = new LinkedHashSet<>();
    private final Set<Variable> read = new LinkedHashSet<>();
    private boolean onlyAdds = true;

    Finder(Prepared method, Set<Variable> inside, Set<Variable> sums) {
      this.method = method;
      this.inside = inside;
      this.sums = sums;
    }

    void look(List<Stmt> code) {
      for (Stmt stmt : code) {
        mentioned.addAll(Stmts.mentioned(stmt));
        Stmts.walk(stmt, this::look);
      }
    }

    private void look(Stmt stmt) {
      if (stmt instanceof Stmt.Assign assign && isOutside(Exprs.root(assign.target()))) {
        add(assign);
        return;
      }
      for (Expr expr : Stmts.expressions(stmt)) {
        boolean whole = stmt instanceof Stmt.CallStatement && expr.type().isArray();
        if (whole && isOutside(Exprs.root(expr))) {
          array(Exprs.root(expr));
        } else {
          reads(expr);
        }
      }
      if (stmt instanceof Stmt.CallStatement call && call.target() != null) {
        onlyAdds &= !isOutside(call.target());
      }
    }

    /** {@code a += e}, {@code a[i] -= e} and nothing else. */
    private void add(Stmt.Assign assign) {
      Variable primal = method.shadows().primal(Exprs.root(assign.target()));
      boolean adds =
          assign.value() instanceof Expr.Binary sum
              && (sum.op() == BinaryOp.ADD || sum.op() == BinaryOp.SUB)
              && sum.left().equals(assign.target());
      if (!adds || sums.contains(primal)) {
        onlyAdds = false;
        return;
      }
      reads(((Expr.Binary) assign.value()).right());
      Expr place = assign.target();
      while (place instanceof Expr.ArrayRead element) {
        reads(element.index());
        place = element.array();
      }
      collected.add(primal);
    }

    private void array(Variable adjoint) {
      mentioned.add(adjoint);
      Variable primal = method.shadows().primal(adjoint);
      if (isOutside(adjoint)) {
        onlyAdds &= !sums.contains(primal);
        collected.add(primal);
      }
    }

    private void reads(Expr expr) {
      for (Variable variable : Exprs.variables(expr)) {
        if (isOutside(variable)) {
          Variable primal = method.shadows().primal(variable);
          read.add(primal);
          onlyAdds &= sums.contains(primal);
        }
      }
    }

    /** Whether this is the adjoint of a variable from outside of the loop. */
    private boolean isOutside(Variable variable) {
      Variable primal = variable == null ? null : method.shadows().primal(variable);
      return primal != null && !inside.contains(primal);
    }
  }
}
