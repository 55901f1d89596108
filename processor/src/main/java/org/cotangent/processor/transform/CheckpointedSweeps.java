package org.cotangent.processor.transform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.cotangent.processor.analysis.Effects;
import org.cotangent.processor.ir.BinaryOp;
import org.cotangent.processor.ir.Callee;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Fresh;
import org.cotangent.processor.ir.IntrinsicMethod;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;

/**
 * The sweeps of what is {@code @Checkpointed}: a loop around a call, or a call alone.
 *
 * <p>The forward sweep runs the original and leaves snapshots on the tape: copies of the arrays
 * that the call writes. The reverse sweep takes the iterations from the last to the first. It goes
 * back to the nearest snapshot, runs the original up to the iteration (leaving further snapshots on
 * its way, where there is room), then that one iteration with a tape, and reverses it. Which
 * iterations get a snapshot is said by {@code org.cotangent.runtime.Checkpoints} (Griewank and
 * Walther, Algorithm 799: revolve, ACM TOMS 26(1), 2000).
 */
final class CheckpointedSweeps implements BothSweeps {
  private static final String RUNTIME = "org.cotangent.runtime.Checkpoints";

  private final Prepared method;
  private final CallContext context;
  private final Replay replay;
  private final Fresh fresh;
  private final Stmt.CallStatement call;
  private final List<Stmt> adjoint;
  private final List<Variable> state = new ArrayList<>();
  private final List<Variable> kept = new ArrayList<>();
  private final List<Stmt> forward = new ArrayList<>();
  private final List<Stmt> reverse = new ArrayList<>();

  /**
   * @param keptArrays the positions of the array parameters that have to be put back
   */
  CheckpointedSweeps(
      Replay replay,
      Prepared method,
      CallContext context,
      Effects effects,
      Set<Integer> keptArrays) {
    this.replay = replay;
    this.method = method;
    this.context = context;
    this.fresh = method.fresh();
    this.call = call(method.body());
    this.adjoint = method.snippets().of(call).code();
    for (int k : new TreeSet<>(effects.writes(method.function().key()))) {
      state.add(parameter(k));
    }
    for (int k : new TreeSet<>(keptArrays)) {
      kept.add(parameter(k));
    }
    if (!context.hasReverse(call, Set.of())) {
      unreversed();
    } else if (replay instanceof Replay.Loop loop) {
      save(kept, "onto the tape, to be put back", forward);
      new LoopCode(loop).make();
      restore(kept, reverse);
    } else {
      aroundCall();
    }
  }

  private Variable parameter(int position) {
    return method.function().parameters().get(position).variable();
  }

  private static Stmt.CallStatement call(Stmt.Block body) {
    List<Stmt.CallStatement> found = new ArrayList<>();
    Stmts.walk(
        body,
        stmt -> {
          if (stmt instanceof Stmt.CallStatement call) {
            found.add(call);
          }
        });
    if (found.size() != 1) {
      throw new IllegalStateException("one call expected: " + found);
    }
    return found.get(0);
  }

  @Override
  public List<Stmt> forward() {
    return forward;
  }

  @Override
  public List<Stmt> reverse() {
    return reverse;
  }

  @Override
  public String forwardDoc(String unused) {
    return replay instanceof Replay.Loop loop
        ? "Runs the loop of {@code "
            + loop.method()
            + "}"
            + place()
            + " and leaves snapshots on the tape."
        : "Runs {@code "
            + ((Replay.Method) replay).method()
            + "} and keeps on the tape what it takes to run it again.";
  }

  @Override
  public String reverseDoc(String unused) {
    return replay instanceof Replay.Loop loop
        ? "The reverse sweep of the loop of {@code "
            + loop.method()
            + "}"
            + place()
            + ": each iteration runs again, from the snapshot before it."
        : "Runs {@code " + ((Replay.Method) replay).method() + "} again, and its reverse sweep.";
  }

  private String place() {
    Span span = replay.span();
    return span.line() == 0 ? "" : " at " + span.file() + ":" + span.line();
  }

  // ---------------------------------------------------------------- snapshots

  private void save(List<Variable> arrays, String what, List<Stmt> out) {
    if (!arrays.isEmpty()) {
      List<String> names = arrays.stream().map(this::label).toList();
      out.add(Remarks.comment(what + ": " + String.join(", ", names)));
    }
    for (Variable array : arrays) {
      out.add(onTape("save", array));
    }
  }

  /** What a copy of an array holds, for a comment. */
  private String label(Variable array) {
    String scalars = replay instanceof Replay.Loop loop ? loop.scalars().get(array) : null;
    return scalars == null ? array.name() : array.name() + " (" + scalars + ")";
  }

  private void restore(List<Variable> arrays, List<Stmt> out) {
    for (int k = arrays.size() - 1; k >= 0; k--) {
      out.add(onTape("restore", arrays.get(k)));
    }
  }

  private static Stmt onTape(String what, Variable array) {
    Callee callee = new Callee.Generated(RUNTIME, what, Type.VoidType.VOID, true);
    return new Stmt.CallStatement(null, callee, List.of(Exprs.read(array)), Span.NONE);
  }

  // ---------------------------------------------------------------- calls

  /** Nothing to differentiate: the arrays are only put back. */
  private void unreversed() {
    save(kept, "onto the tape, to be put back", forward);
    if (call.target() != null) {
      forward.add(new Stmt.Declare(call.target(), null, Span.NONE));
    }
    List<Expr> arguments =
        method.function().parameters().stream().map(each -> Exprs.read(each.variable())).toList();
    Callee.Local whole = new Callee.Local(method.function().key(), method.function().returnType());
    forward.addAll(
        context.forward(
            new Stmt.CallStatement(call.target(), whole, arguments, call.span()), null));
    restore(kept, reverse);
  }

  /** A method: it runs again from the arrays that it has overwritten. */
  private void aroundCall() {
    Set<Integer> back = new TreeSet<>();
    for (int k = 0; k < call.arguments().size(); k++) {
      if (kept.contains(Exprs.root(call.arguments().get(k)))) {
        back.add(k);
      }
    }
    save(state, "onto the tape, to run the call again", forward);
    if (call.target() != null) {
      forward.add(new Stmt.Declare(call.target(), null, Span.NONE));
    }
    forward.addAll(context.forward(call, null));

    List<Stmt> code = context.reverse(call, adjoint, back);
    restore(state, reverse);
    if (call.target() != null) {
      reverse.add(new Stmt.Declare(call.target(), null, Span.NONE));
    }
    reverse.addAll(context.forward(call, back));
    if (call.target() != null) {
      declareAdjoint(call.target(), code);
    }
    reverse.addAll(code);
  }

  private void declareAdjoint(Variable result, List<Stmt> code) {
    if (!result.type().isDifferentiable()) {
      return;
    }
    Variable adjoint = method.shadows().of(result);
    if (!Stmts.mentioned(Stmt.Block.of(code)).contains(adjoint)
        || method.given().contains(adjoint)) {
      return;
    }
    reverse.add(
        result.type().isArray()
            ? new Stmt.Declare(adjoint, new Expr.Scratch(Exprs.read(result)), Span.NONE)
            : SplitMethods.adjointDeclaration(method, result));
  }

  // ---------------------------------------------------------------- loops

  /**
   * The code of a loop. Iterations are numbered from 0: by the loop's own index where that counts
   * them, else by another one.
   */
  private final class LoopCode {
    private final Replay.Loop loop;
    private final boolean simple;
    private final Variable trip;
    private final Expr trips;
    private final Type type;
    private final Variable stored;
    private final Variable budget;
    private final List<Stmt> first = new ArrayList<>();

    LoopCode(Replay.Loop loop) {
      this.loop = loop;
      this.simple = loop.countsFromZero();
      this.type = simple ? loop.index().type() : Type.Primitive.LONG;
      this.trip = simple ? loop.index() : fresh.distinct("trip", type);
      this.stored = fresh.distinct("stored", Type.Primitive.INT);
      if (simple) {
        this.trips = loop.bound();
      } else {
        Variable count = fresh.distinct("iterations", type);
        boolean inclusive = loop.relation() == BinaryOp.LE || loop.relation() == BinaryOp.GE;
        boolean isLong = loop.index().type() == Type.Primitive.LONG;
        Expr value =
            runtime(
                "trips",
                type,
                loop.from(),
                loop.bound(),
                Exprs.intLiteral(loop.step()),
                Expr.Literal.of(inclusive, Type.Primitive.BOOLEAN),
                Expr.Literal.of(isLong, Type.Primitive.BOOLEAN));
        first.add(new Stmt.Declare(count, value, Span.NONE));
        this.trips = Exprs.read(count);
      }
      this.budget = loop.snapshots() > 0 ? null : fresh.distinct("snapshots", Type.Primitive.INT);
      if (budget != null) {
        Expr many = runtime("snapshotsFor", Type.Primitive.INT, trips);
        first.add(new Stmt.Declare(budget, many, Span.NONE));
      }
    }

    void make() {
      forwardLoop();
      reverseLoop();
    }

    private Expr most() {
      return budget == null ? Exprs.intLiteral(loop.snapshots()) : Exprs.read(budget);
    }

    private Expr room() {
      return new Expr.Binary(BinaryOp.SUB, most(), Exprs.read(stored), Type.Primitive.INT);
    }

    private void forwardLoop() {
      forward.addAll(first);
      Variable due = fresh.distinct("due", type);
      Expr zero = Structure.number(0, type);
      forward.add(new Stmt.Declare(stored, Exprs.intLiteral(0), Span.NONE));
      forward.add(new Stmt.Declare(due, zero, Span.NONE));
      Expr now = Exprs.read(trip);
      List<Stmt> snapshot = new ArrayList<>();
      save(state, "a snapshot onto the tape", snapshot);
      snapshot.add(new Stmt.Push(now, Span.NONE));
      snapshot.add(count(BinaryOp.ADD));
      Expr last = new Expr.Binary(BinaryOp.SUB, trips, Structure.number(1, type), type);
      snapshot.add(
          new Stmt.Assign(Exprs.read(due), runtime("next", type, now, last, room()), Span.NONE));
      Expr isDue = new Expr.Binary(BinaryOp.EQ, now, Exprs.read(due), Type.Primitive.BOOLEAN);
      Expr fits = new Expr.Binary(BinaryOp.LT, Exprs.read(stored), most(), Type.Primitive.BOOLEAN);
      Expr both = new Expr.Binary(BinaryOp.CONDITIONAL_AND, isDue, fits, Type.Primitive.BOOLEAN);
      List<Stmt> body = new ArrayList<>();
      body.add(new Stmt.If(both, Stmt.Block.of(snapshot), Stmt.Block.EMPTY, Span.NONE));
      body.addAll(iteration(trip));
      forward.add(counted(trip, zero, trips, body));
    }

    private void reverseLoop() {
      reverse.addAll(first);
      Variable at = fresh.distinct("at", type);
      Variable next = fresh.distinct("next", type);
      Expr now = Exprs.read(trip);
      Expr zero = Structure.number(0, type);
      Expr one = Structure.number(1, type);

      List<Stmt> onward = new ArrayList<>();
      save(state, "a snapshot onto the tape", onward);
      onward.add(new Stmt.Push(Exprs.read(at), Span.NONE));
      onward.add(count(BinaryOp.ADD));
      onward.add(
          new Stmt.Declare(next, runtime("next", type, Exprs.read(at), now, room()), Span.NONE));
      Variable run = fresh.distinct(trip.name() + "Again", type);
      onward.add(counted(run, Exprs.read(at), Exprs.read(next), iteration(run)));
      onward.add(new Stmt.Assign(Exprs.read(at), Exprs.read(next), Span.NONE));

      List<Stmt> body = new ArrayList<>();
      body.add(new Stmt.Assign(now, new Expr.Binary(BinaryOp.SUB, now, one, type), Span.NONE));
      body.add(Remarks.comment("back to the last snapshot, and on from there to this iteration"));
      body.add(new Stmt.Declare(at, new Expr.Pop(type), Span.NONE));
      restore(state, body);
      body.add(count(BinaryOp.SUB));
      body.add(
          new Stmt.While(
              new Expr.Binary(BinaryOp.LT, Exprs.read(at), now, Type.Primitive.BOOLEAN),
              Stmt.Block.of(onward),
              Stmt.Block.EMPTY,
              true,
              null,
              Span.NONE));
      if (!simple) {
        body.add(new Stmt.Declare(loop.index(), index(trip), Span.NONE));
      }
      body.add(Remarks.comment("this iteration with its tape, and backwards"));
      body.addAll(context.forward(call, Set.of()));
      body.addAll(context.reverse(call, adjoint, Set.of()));
      Expr more = new Expr.Binary(BinaryOp.GT, now, zero, Type.Primitive.BOOLEAN);
      reverse.add(heading());
      reverse.add(
          Stmt.Block.of(
              List.of(
                  new Stmt.Declare(trip, trips, Span.NONE),
                  new Stmt.While(
                      more, Stmt.Block.of(body), Stmt.Block.EMPTY, true, null, Span.NONE))));
    }

    private Stmt heading() {
      return Remarks.origin(loop.span());
    }

    private Stmt count(BinaryOp op) {
      Expr sum = new Expr.Binary(op, Exprs.read(stored), Exprs.intLiteral(1), Type.Primitive.INT);
      return new Stmt.Assign(Exprs.read(stored), sum, Span.NONE);
    }

    private Stmt counted(Variable index, Expr from, Expr to, List<Stmt> body) {
      return new Stmt.CountedFor(
          index, from, BinaryOp.LT, to, 1, Stmt.Block.of(body), null, Span.NONE);
    }

    /** The original of one iteration, without a tape. */
    private List<Stmt> iteration(Variable number) {
      Map<Variable, Expr> renamed = new LinkedHashMap<>();
      List<Stmt> out = new ArrayList<>();
      if (simple) {
        renamed.put(loop.index(), Exprs.read(number));
      } else {
        Variable index =
            number.equals(trip)
                ? loop.index()
                : fresh.variable(loop.index().name(), loop.index().type());
        out.add(new Stmt.Declare(index, index(number), Span.NONE));
        renamed.put(loop.index(), Exprs.read(index));
      }
      List<Expr> arguments =
          Exprs.mapAll(call.arguments(), each -> Exprs.substitute(each, renamed));
      out.addAll(
          context.forward(
              new Stmt.CallStatement(null, call.callee(), arguments, call.span()), null));
      return out;
    }

    /** The loop's index in an iteration. */
    private Expr index(Variable number) {
      Expr step = Structure.number(loop.step(), Type.Primitive.LONG);
      Expr way =
          loop.step() == 1
              ? Exprs.read(number)
              : new Expr.Binary(BinaryOp.MUL, Exprs.read(number), step, Type.Primitive.LONG);
      Expr sum = new Expr.Binary(BinaryOp.ADD, loop.from(), way, Type.Primitive.LONG);
      return loop.index().type() == Type.Primitive.LONG
          ? sum
          : new Expr.Cast(loop.index().type(), sum);
    }

    private static Expr runtime(String name, Type result, Expr... arguments) {
      List<Type> types = java.util.Arrays.stream(arguments).map(Expr::type).toList();
      return new Expr.Intrinsic(
          new IntrinsicMethod(RUNTIME, name, types, result), List.of(arguments));
    }
  }
}
