package org.cotangent.processor.transform;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cotangent.processor.ir.BinaryOp;
import org.cotangent.processor.ir.Callee;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Fresh;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;

/**
 * Puts the two sweeps of a method together: the forward sweep is the primal that also keeps what
 * the plan says, the reverse sweep is the adjoint of each statement in opposite order, putting
 * overwritten values back on its way.
 *
 * <p>Both sweeps use the primal's variables. Those of the method's own block live through both;
 * those of a loop's body are declared again in the reverse loop. The body of a loop whose
 * iterations are reversed one by one is like the method's own block.
 */
final class Sweeps implements BothSweeps {
  private final Prepared prepared;
  private final SavePlan plan;
  private final CallSites calls;
  private final boolean namesLoops;
  private final Fresh fresh;
  private final LoopReversal loops;
  private final Travel travel;
  private final BlockVariables variables;
  private final Map<Stmt, Variable> saved = new IdentityHashMap<>();
  private final Map<Stmt, Variable> savedAdjoints = new IdentityHashMap<>();
  private final Set<Variable> hoisted = new LinkedHashSet<>();
  private final Set<Variable> readInReverse;
  private final ArmVariables arms;
  private final FusedSweeps fused;
  private final BlockedLoops blocks;
  private boolean inFused;
  private final List<Stmt> reverse;
  private final List<Stmt> forward;

  /** Names the generated methods that calls turn into. */
  interface CallSites {
    /** What the forward sweep does for a call. */
    List<Stmt> forward(Stmt.CallStatement call, Set<Integer> kept);

    /** What the adjoint of the array is, after the call, that a call returns. */
    Expr resultAdjoint(Stmt.CallStatement call);

    /** Fills in the name of the callee's reverse method in the call's adjoint. */
    List<Stmt> reverse(Stmt.CallStatement call, List<Stmt> code, Set<Integer> kept);

    /**
     * What the reverse sweep does for a call without an adjoint, whose callee puts elements back.
     */
    List<Stmt> restore(Stmt.CallStatement call, Set<Integer> kept);
  }

  Sweeps(
      Prepared prepared, SavePlan plan, CallSites calls, boolean namesLoops, BlockedLoops blocks) {
    this(prepared, plan, calls, namesLoops, new FusedSweeps(prepared, Map.of()), blocks);
  }

  /**
   * @param namesLoops whether the outermost loops tell the tape where they stand
   */
  Sweeps(
      Prepared prepared,
      SavePlan plan,
      CallSites calls,
      boolean namesLoops,
      FusedSweeps fused,
      BlockedLoops blocks) {
    this.blocks = blocks;
    this.namesLoops = namesLoops;
    this.fused = fused;
    this.prepared = prepared;
    this.plan = plan;
    this.calls = calls;
    this.fresh = prepared.fresh();
    this.loops = new LoopReversal(prepared);
    this.travel = new Travel(prepared);
    this.variables = new BlockVariables(prepared, plan, travel);
    Stmt.Block body = prepared.body();
    List<Stmt> backward = reverse(body, false);
    readInReverse = Stmts.mentioned(Stmt.Block.of(backward));
    readInReverse.addAll(fused.read());
    arms = new ArmVariables(travel, readInReverse, saved, savedAdjoints);
    forward = new ArrayList<>(travel.inward());
    forward.addAll(whole(body));
    reverse = blocks.reverse(backward);
  }

  /** The forward sweep of a block whose variables live through both sweeps. */
  private List<Stmt> whole(Stmt.Block block) {
    Set<Variable> up = arms.of(block);
    hoisted.addAll(up);
    List<Stmt> out = new ArrayList<>();
    for (Variable variable : up) {
      out.add(new Stmt.Declare(variable, Exprs.zero(variable.type()), Span.NONE));
    }
    out.addAll(forward(block, List.of(), false, true));
    return out;
  }

  @Override
  public List<Stmt> forward() {
    return forward;
  }

  @Override
  public List<Stmt> reverse() {
    return reverse;
  }

  // ---------------------------------------------------------------- forward

  private List<Stmt> forward(
      Stmt.Block block, List<List<Stmt>> exits, boolean inLoop, boolean top) {
    List<Stmt> out = new ArrayList<>();
    List<Stmt> exit = variables.pushes(block);
    List<List<Stmt>> inner = new ArrayList<>(exits);
    inner.add(exit);
    for (int k = 0; k < block.statements().size(); k++) {
      Stmt stmt = block.statements().get(k);
      if (startsWithCall(block.statements(), k)) {
        if (!hoisted.contains(((Stmt.Declare) stmt).variable())) {
          out.add(stmt);
        }
        continue;
      }
      if (stmt instanceof Stmt.Break) {
        for (int e = inner.size() - 1; e >= 0; e--) {
          out.addAll(inner.get(e));
        }
        out.add(stmt);
        return out;
      }
      if (stmt instanceof Stmt.Throw) {
        out.add(stmt);
        return out;
      }
      forward(stmt, inner, inLoop, top, out);
    }
    if (Stmts.completes(out)) {
      out.addAll(exit);
    }
    return out;
  }

  /** Whether a variable is declared whose first value the call behind gives. */
  private static boolean startsWithCall(List<Stmt> statements, int at) {
    return statements.get(at) instanceof Stmt.Declare declare
        && declare.init() == null
        && at + 1 < statements.size()
        && statements.get(at + 1) instanceof Stmt.CallStatement call
        && declare.variable().equals(call.target())
        && (call.callee() instanceof Callee.Operation || declare.variable().type().isMatrix());
  }

  private void forward(
      Stmt stmt, List<List<Stmt>> exits, boolean inLoop, boolean top, List<Stmt> out) {
    if (stmt instanceof Stmt.Block s) {
      out.add(new Stmt.Block(forward(s, exits, inLoop, false), s.span()));
    } else if (stmt instanceof Stmt.If s) {
      Stmt.Block then = Stmt.Block.of(forward(s.then(), exits, inLoop, false));
      Stmt.Block otherwise = Stmt.Block.of(forward(s.otherwise(), exits, inLoop, false));
      out.add(new Stmt.If(s.condition(), then, otherwise, s.span()));
    } else if (fused.has(stmt)) {
      inFused = true;
      List<Stmt> code = fused.forward(stmt, whole(((Stmt.CountedFor) stmt).body()), blocks);
      inFused = false;
      Remarks.nameLoop(namesLoops, stmt, Stmt.Block.of(code), out);
      out.addAll(code);
    } else if (stmt instanceof Stmt.CountedFor || stmt instanceof Stmt.While) {
      Stmt loop =
          Stmts.withBlocks(
              stmt,
              block ->
                  block.isEmpty() ? block : Stmt.Block.of(forward(block, List.of(), true, false)));
      Remarks.nameLoop(namesLoops && !inLoop && !inFused, stmt, loop, out);
      out.addAll(blocks.forward(stmt, loop));
    } else if (stmt instanceof Stmt.Declare s) {
      declare(s, out);
    } else if (stmt instanceof Stmt.Assign s) {
      boolean travels = s.target().type().isArray() && travel.travels(s.target());
      if (plan.saves(s) && plan.undo(s).isEmpty()) {
        save(s, s.target(), inLoop, top, out);
        if (travels) {
          Expr adjoint = prepared.shadows().of(s.target());
          keep(savedAdjoints, s, adjoint, inLoop, top, out);
        }
      }
      if (travels) {
        Expr adjoint = prepared.shadows().of(s.target());
        out.add(new Stmt.Assign(adjoint, travel.reference(s.value()), Span.NONE));
      }
      out.addAll(RunningExtremes.plain(s));
    } else if (stmt instanceof Stmt.Fill s) {
      if (plan.saves(s)) {
        out.add(pushRange(s.array(), s.from(), s.to()));
      }
      out.add(s);
    } else if (stmt instanceof Stmt.ArrayCopy s) {
      if (plan.saves(s)) {
        out.add(pushRange(s.target(), s.targetPosition(), end(s)));
        if (isRows(s)) {
          Expr adjoints = prepared.shadows().of(s.target());
          out.add(pushRange(adjoints, s.targetPosition(), end(s)));
        }
      }
      out.add(s);
      if (isRows(s)) {
        out.add(travel.copyRows(s));
      }
    } else if (stmt instanceof Stmt.CallStatement s) {
      if (plan.saves(s)) {
        save(s, Exprs.read(s.target()), inLoop, top, out);
      }
      forwardCall(s, out);
    } else {
      out.add(stmt);
    }
  }

  /** Whether references to rows are copied whose adjoints travel. */
  private boolean isRows(Stmt.ArrayCopy copy) {
    return copy.target().type().rank() > 1 && travel.travels(copy.target());
  }

  private void declare(Stmt.Declare s, List<Stmt> out) {
    boolean travels = travel.travels(s.variable());
    if (travels && s.init() == null) {
      declareShadow(s.variable(), Exprs.zero(s.variable().type()), out);
    }
    declarePrimal(s, travels, out);
    if (travels && s.init() != null) {
      declareShadow(s.variable(), travel.initial(s.variable(), s.init()), out);
    }
  }

  private void declareShadow(Variable variable, Expr init, List<Stmt> out) {
    Variable shadow = travel.shadow(variable);
    out.add(
        hoisted.contains(shadow)
            ? new Stmt.Assign(Exprs.read(shadow), init, Span.NONE)
            : new Stmt.Declare(shadow, init, Span.NONE));
  }

  private void declarePrimal(Stmt.Declare s, boolean travels, List<Stmt> out) {
    boolean moves = s.variable().type().isArray() && prepared.storage().moves(s.variable());
    if (hoisted.contains(s.variable())) {
      if (s.init() != null) {
        out.add(new Stmt.Assign(Exprs.read(s.variable()), s.init(), s.span()));
      }
    } else if (s.init() == null && (moves || readInReverse.contains(s.variable()))) {
      out.add(new Stmt.Declare(s.variable(), Exprs.zero(s.variable().type()), s.span()));
    } else {
      out.add(s);
    }
  }

  private void save(Stmt stmt, Expr place, boolean inLoop, boolean top, List<Stmt> out) {
    if (inLoop) {
      out.add(Remarks.overwritten(place));
    }
    keep(saved, stmt, place, inLoop, top, out);
  }

  private void keep(
      Map<Stmt, Variable> variables,
      Stmt stmt,
      Expr place,
      boolean inLoop,
      boolean top,
      List<Stmt> out) {
    if (inLoop) {
      out.add(new Stmt.Push(place, Span.NONE));
    } else if (top) {
      out.add(new Stmt.Declare(kept(variables, stmt, place), place, Span.NONE));
    } else {
      out.add(new Stmt.Assign(Exprs.read(kept(variables, stmt, place)), place, Span.NONE));
    }
  }

  private Variable kept(Map<Stmt, Variable> variables, Stmt stmt, Expr place) {
    return variables.computeIfAbsent(
        stmt, key -> fresh.distinct(Exprs.root(place).name() + "Before", place.type()));
  }

  private Stmt pushRange(Expr array, Expr from, Expr to) {
    Variable k = fresh.variable("k", Type.Primitive.INT);
    return Snippets.loop(
        k,
        from == null ? Exprs.intLiteral(0) : from,
        to == null ? new Expr.ArrayLength(array) : to,
        new Stmt.Push(new Expr.ArrayRead(array, Exprs.read(k)), Span.NONE));
  }

  private static Expr end(Stmt.ArrayCopy s) {
    return Exprs.isNumber(s.targetPosition(), 0)
        ? s.length()
        : Algebra.binary(BinaryOp.ADD, s.targetPosition(), s.length());
  }

  private void forwardCall(Stmt.CallStatement call, List<Stmt> out) {
    Set<Integer> kept = plan.kept(call);
    if (isElsewhere(call)) {
      for (int k : kept) {
        out.add(Remarks.comment("the call may overwrite this array: a copy on the tape"));
        out.add(new Stmt.Push(new Expr.Fresh(call.arguments().get(k), true), Span.NONE));
      }
    }
    out.addAll(plan.hasReverse(call) ? calls.forward(call, kept) : calls.forward(call, null));
    if (call.target() != null && travel.travels(call.target())) {
      Expr adjoint = Exprs.read(travel.shadow(call.target()));
      out.add(new Stmt.Assign(adjoint, calls.resultAdjoint(call), Span.NONE));
    }
  }

  // ---------------------------------------------------------------- reverse

  private List<Stmt> reverse(Stmt.Block block, boolean inLoop) {
    List<Stmt> core = new ArrayList<>();
    for (int k = block.statements().size() - 1; k >= 0; k--) {
      reverse(block.statements().get(k), inLoop, core);
    }
    SavePlan.Exit exit = plan.exit(block);
    if (core.isEmpty() && exit.pushed().isEmpty()) {
      return core;
    }
    List<Stmt> out = new ArrayList<>();
    List<Stmt> shadows = variables.adjoints(block, core);
    boolean scratch =
        inLoop && shadows.stream().anyMatch(s -> ((Stmt.Declare) s).init() instanceof Expr.Scratch);
    Variable mark = scratch ? fresh.variable("mark", Type.Primitive.INT) : null;
    if (scratch) {
      out.add(new Stmt.Declare(mark, new Expr.Mark(), Span.NONE));
    }
    if (inLoop) {
      out.addAll(variables.primals(block, core, shadows));
    }
    out.addAll(shadows);
    out.addAll(core);
    if (scratch) {
      out.add(new Stmt.Release(Exprs.read(mark), Span.NONE));
    }
    return out;
  }

  private void reverse(Stmt stmt, boolean inLoop, List<Stmt> out) {
    List<Stmt> code = new ArrayList<>();
    if (stmt instanceof Stmt.Block s) {
      List<Stmt> inner = reverse(s, inLoop);
      if (!inner.isEmpty()) {
        code.add(Stmt.Block.of(inner));
      }
    } else if (stmt instanceof Stmt.If s) {
      List<Stmt> then = reverse(s.then(), inLoop);
      List<Stmt> otherwise = reverse(s.otherwise(), inLoop);
      if (!then.isEmpty()) {
        code.add(
            new Stmt.If(s.condition(), Stmt.Block.of(then), Stmt.Block.of(otherwise), Span.NONE));
      } else if (!otherwise.isEmpty()) {
        Expr not = Exprs.negate(s.condition());
        code.add(new Stmt.If(not, Stmt.Block.of(otherwise), Stmt.Block.EMPTY, Span.NONE));
      }
    } else if (fused.has(stmt)) {
      code.addAll(fused.reverse(stmt, reverse(((Stmt.CountedFor) stmt).body(), false)));
    } else if (stmt instanceof Stmt.CountedFor s) {
      List<Stmt> body = reverse(s.body(), true);
      if (!body.isEmpty()) {
        code.add(blocks.reversed(s, loops.backwards(s, body)));
      }
    } else if (stmt instanceof Stmt.While s) {
      List<Stmt> body = reverse(s.body(), true);
      if (!body.isEmpty()) {
        code.add(loops.backwards(s, body));
      }
    } else {
      simple(stmt, inLoop, code);
    }
    if (!code.isEmpty() && stmt.span().line() > 0 && !fused.hasOnlyScalars(stmt)) {
      out.add(Remarks.origin(stmt.span()));
    }
    out.addAll(code);
  }

  private void simple(Stmt stmt, boolean inLoop, List<Stmt> out) {
    Snippet snippet = prepared.snippets().of(stmt);
    List<Stmt> code = snippet.code();
    if (stmt instanceof Stmt.CallStatement call) {
      call(call, snippet, inLoop, out);
      return;
    }
    if (plan.saves(stmt) && snippet.after().isEmpty()) {
      putBack(stmt, inLoop, out);
      out.addAll(code);
    } else {
      out.addAll(code);
      if (plan.saves(stmt)) {
        putBack(stmt, inLoop, out);
      }
    }
  }

  private void call(Stmt.CallStatement call, Snippet snippet, boolean inLoop, List<Stmt> out) {
    Set<Integer> kept = plan.kept(call);
    if (isElsewhere(call)) {
      List<Stmt> restores = new ArrayList<>();
      List<Integer> positions = new ArrayList<>(kept);
      for (int k = positions.size() - 1; k >= 0; k--) {
        Expr array = call.arguments().get(positions.get(k));
        Variable before = fresh.variable(Exprs.root(array).name() + "Before", array.type());
        out.add(new Stmt.Declare(before, new Expr.Pop(array.type()), Span.NONE));
        restores.add(
            new Stmt.RuntimeCall(
                "org.cotangent.runtime.Adjoints",
                "copyInto",
                List.of(Exprs.read(before), array),
                Span.NONE));
      }
      if (plan.saves(call)) {
        putBack(call, inLoop, out);
      }
      out.addAll(restores);
      for (Stmt stmt : snippet.code()) {
        out.add(stmt);
        if (stmt instanceof Stmt.CallStatement) {
          // The primal was run again, by a companion or by what the user wrote; what follows reads
          // the arguments as they were.
          out.addAll(restores);
        }
      }
      return;
    }
    if (!snippet.isEmpty()) {
      out.addAll(calls.reverse(call, snippet.code(), kept));
    } else if (plan.hasReverse(call) && !kept.isEmpty()) {
      out.addAll(calls.restore(call, kept));
    }
    if (plan.saves(call)) {
      putBack(call, inLoop, out);
    }
  }

  /** Whether the body of the called method is not of this companion. */
  private static boolean isElsewhere(Stmt.CallStatement call) {
    return call.callee() instanceof Callee.Companion || call.callee() instanceof Callee.Custom;
  }

  private void putBack(Stmt stmt, boolean inLoop, List<Stmt> out) {
    if (stmt instanceof Stmt.Fill s) {
      out.add(popRange(s.array(), s.from(), s.to()));
    } else if (stmt instanceof Stmt.ArrayCopy s) {
      if (isRows(s)) {
        out.add(popRange(prepared.shadows().of(s.target()), s.targetPosition(), end(s)));
      }
      out.add(popRange(s.target(), s.targetPosition(), end(s)));
    } else if (plan.undo(stmt).isPresent()) {
      out.add(new Stmt.Assign(((Stmt.Assign) stmt).target(), plan.undo(stmt).get(), Span.NONE));
    } else {
      Expr place =
          stmt instanceof Stmt.Assign s
              ? s.target()
              : Exprs.read(((Stmt.CallStatement) stmt).target());
      if (place.type().isArray() && travel.travels(place)) {
        putBack(savedAdjoints, stmt, prepared.shadows().of(place), inLoop, out);
      }
      putBack(saved, stmt, place, inLoop, out);
    }
  }

  private void putBack(
      Map<Stmt, Variable> variables, Stmt stmt, Expr place, boolean inLoop, List<Stmt> out) {
    Expr value = inLoop ? new Expr.Pop(place.type()) : Exprs.read(kept(variables, stmt, place));
    out.add(new Stmt.Assign(place, value, Span.NONE));
  }

  private Stmt popRange(Expr array, Expr from, Expr to) {
    Variable k = fresh.variable("k", Type.Primitive.INT);
    Expr element = new Expr.ArrayRead(array, Exprs.read(k));
    Expr last =
        Algebra.binary(
            BinaryOp.SUB, to == null ? new Expr.ArrayLength(array) : to, Exprs.intLiteral(1));
    return new Stmt.CountedFor(
        k,
        last,
        BinaryOp.GE,
        from == null ? Exprs.intLiteral(0) : from,
        -1,
        Stmt.Block.of(List.of(new Stmt.Assign(element, new Expr.Pop(element.type()), Span.NONE))),
        null,
        Span.NONE);
  }
}
