package org.cotangent.processor.transform;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cotangent.processor.diagnostics.Message;
import org.cotangent.processor.diagnostics.Problem;
import org.cotangent.processor.ir.Callee;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Fresh;
import org.cotangent.processor.ir.Function;
import org.cotangent.processor.ir.MethodKey;
import org.cotangent.processor.ir.SourceUnit;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;

/**
 * Gives what is {@code @Checkpointed} methods of its own, so that it can be run again.
 *
 * <p>The body of a loop becomes a method, its iteration; the loop becomes another one, which calls
 * that. Scalars that one iteration leaves to the next are handed on in an array. A call of a
 * checkpointed method becomes the call of a method that only calls it. {@link CheckpointedSweeps}
 * writes the sweeps of the second kind; the iteration and the method itself are differentiated like
 * any other.
 */
final class Outline {

  /**
   * A file without marks.
   *
   * @param replays what the methods that were added stand for
   * @param again the methods that run again
   * @param refused the bodies of loops that would, had they not been refused
   * @param problems what is in the way
   */
  record Result(
      SourceUnit unit,
      Map<MethodKey, Replay> replays,
      Set<MethodKey> again,
      List<Stmt.Block> refused,
      List<Problem> problems) {}

  private final SourceUnit unit;
  private final Map<MethodKey, MethodKey> wrapped = new LinkedHashMap<>();
  private final Map<MethodKey, Function> rewritten = new HashMap<>();
  private final Map<MethodKey, Replay> replays = new LinkedHashMap<>();
  private final Set<MethodKey> again = new LinkedHashSet<>();
  private final List<Function> added = new ArrayList<>();
  private final List<Stmt.Block> refused = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final Set<MethodKey> taken = new LinkedHashSet<>();

  private Outline(SourceUnit unit) {
    this.unit = unit;
    unit.helpers().forEach(function -> taken.add(function.key()));
  }

  static Result apply(SourceUnit unit) {
    boolean[] marked = {false};
    for (Function function : unit.helpers()) {
      Stmts.walk(function.body(), stmt -> marked[0] |= stmt instanceof Stmt.Checkpoint);
    }
    if (!marked[0]) {
      return new Result(unit, Map.of(), Set.of(), List.of(), List.of());
    }
    return new Outline(unit).all();
  }

  private Result all() {
    for (Function function : unit.helpers()) {
      if (isMarked(function)) {
        wrap(function);
      }
    }
    List<Function> helpers = new ArrayList<>();
    for (Function function : unit.helpers()) {
      helpers.add(rewrite(function));
    }
    helpers.addAll(added);
    List<SourceUnit.Target> targets = new ArrayList<>();
    for (SourceUnit.Target target : unit.targets()) {
      Function function = rewritten.get(target.function().key());
      targets.add(target.with(function));
    }
    SourceUnit outlined =
        new SourceUnit(
            unit.packageName(),
            unit.className(),
            unit.companionName(),
            unit.isPublic(),
            unit.sourceFile(),
            targets,
            helpers);
    return new Result(outlined, replays, again, refused, problems);
  }

  private MethodKey free(MethodKey near, String name, List<Function.Parameter> parameters) {
    List<Type> types = parameters.stream().map(parameter -> parameter.variable().type()).toList();
    MethodKey key = new MethodKey(near.owner(), name, types);
    for (int k = 2; !taken.add(key); k++) {
      key = new MethodKey(near.owner(), name + k, types);
    }
    return key;
  }

  // ---------------------------------------------------------------- methods

  private static boolean isMarked(Function function) {
    List<Stmt> body = function.body().statements();
    return !body.isEmpty() && body.get(0) instanceof Stmt.Checkpoint;
  }

  /** The method that only calls a checkpointed one. */
  private void wrap(Function function) {
    List<Function.Parameter> parameters = new ArrayList<>();
    List<Expr> arguments = new ArrayList<>();
    for (Function.Parameter each : function.parameters()) {
      parameters.add(new Function.Parameter(each.variable(), false, each.data(), each.source()));
      arguments.add(Exprs.read(each.variable()));
    }
    MethodKey key = free(function.key(), function.key().name() + "Checkpointed", parameters);
    wrapped.put(function.key(), key);
    again.add(function.key());
    replays.put(key, new Replay.Method(function.key().name(), function.span()));
    Callee callee = new Callee.Local(function.key(), function.returnType());
    List<Stmt> body = new ArrayList<>();
    if (function.returnType() == Type.VoidType.VOID) {
      body.add(new Stmt.CallStatement(null, callee, arguments, function.span()));
    } else {
      Variable result = new Fresh(function).distinct("result", function.returnType());
      body.add(new Stmt.Declare(result, null, Span.NONE));
      body.add(new Stmt.CallStatement(result, callee, arguments, function.span()));
      body.add(new Stmt.Return(Exprs.read(result), Span.NONE));
    }
    added.add(function(key, parameters, function.returnType(), body, function, function.span()));
  }

  private static Function function(
      MethodKey key,
      List<Function.Parameter> parameters,
      Type type,
      List<Stmt> body,
      Function near,
      Span span) {
    return new Function(key, null, parameters, type, Stmt.Block.of(body), near.strict(), span);
  }

  // ---------------------------------------------------------------- bodies

  private Function rewrite(Function function) {
    Fresh fresh = new Fresh(function);
    Set<Variable> carried = new LinkedHashSet<>();
    Stmt.Block body = function.body();
    if (isMarked(function)) {
      List<Stmt> all = body.statements();
      body = Stmts.withStatements(body, all.subList(1, all.size()));
    }
    body =
        Stmts.expand(
            body,
            (original, stmt) -> {
              if (stmt instanceof Stmt.CountedFor loop && mark(loop) != null) {
                return loop(function, fresh, loop, carried);
              }
              return List.of(stmt instanceof Stmt.CallStatement call ? throughWrapper(call) : stmt);
            });
    Stmt.Block whole = Stmts.expand(body, (original, stmt) -> List.of(withValue(stmt, carried)));
    Function result =
        new Function(
            function.key(),
            function.receiver(),
            function.parameters(),
            function.returnType(),
            whole,
            function.strict(),
            function.span());
    rewritten.put(function.key(), result);
    return result;
  }

  /** A variable that is handed on between iterations has a value from the start. */
  private static Stmt withValue(Stmt stmt, Set<Variable> carried) {
    return stmt instanceof Stmt.Declare declare
            && declare.init() == null
            && carried.contains(declare.variable())
        ? new Stmt.Declare(
            declare.variable(), Exprs.zero(declare.variable().type()), declare.span())
        : stmt;
  }

  private Stmt throughWrapper(Stmt.CallStatement call) {
    return call.callee() instanceof Callee.Local local && wrapped.containsKey(local.key())
        ? new Stmt.CallStatement(
            call.target(),
            new Callee.Local(wrapped.get(local.key()), local.returnType()),
            call.arguments(),
            call.span())
        : call;
  }

  private static Stmt.Checkpoint mark(Stmt.CountedFor loop) {
    for (Stmt stmt : loop.body().statements()) {
      if (stmt instanceof Stmt.Checkpoint mark) {
        return mark;
      }
    }
    return null;
  }

  // ---------------------------------------------------------------- loops

  private List<Stmt> loop(
      Function function, Fresh fresh, Stmt.CountedFor loop, Set<Variable> carried) {
    Stmt.Checkpoint mark = mark(loop);
    List<Stmt> inner = new ArrayList<>(loop.body().statements());
    inner.remove(mark);
    Stmt.Block body = new Stmt.Block(inner, loop.body().span());
    int before = problems.size();
    LoopJumps jumps = new LoopJumps(loop);
    jumps.leaving(body).forEach(each -> report(Message.CHECKPOINT_JUMP, each, text(each)));
    Set<Variable> own = Stmts.declared(body);
    Set<Variable> changed = new LinkedHashSet<>(Stmts.assigned(body));
    changed.removeAll(own);
    changed.stream()
        .filter(variable -> !(variable.type() instanceof Type.Primitive))
        .findFirst()
        .ifPresent(variable -> reportState(variable, loop));
    if (problems.size() > before) {
      refused.add(body);
      return List.of(Stmts.withBlocks(loop, block -> body));
    }
    Set<Variable> read = new LinkedHashSet<>(Stmts.mentioned(body));
    read.removeAll(own);
    read.removeAll(changed);
    read.remove(loop.index());
    carried.addAll(changed);
    return new LoopOutline(function, fresh, loop, mark, read, new State(changed, fresh))
        .make(jumps.toBlock(body));
  }

  private void reportState(Variable variable, Stmt.CountedFor loop) {
    String other = variable.type().isArray() ? "array" : "object";
    String what = "'" + variable.name() + "' becomes another " + other;
    report(Message.CHECKPOINT_STATE, loop, what, text(loop));
  }

  private void report(Message message, Stmt at, Object... arguments) {
    problems.add(new Problem(message, at.span(), List.of(arguments)));
  }

  static String text(Stmt stmt) {
    return stmt.span().text();
  }

  /** The scalars that iterations hand on, in one array for each type. */
  private static final class State {
    private final Map<Type, Variable> arrays = new LinkedHashMap<>();
    private final Map<Variable, Expr> places = new LinkedHashMap<>();

    State(Set<Variable> variables, Fresh fresh) {
      Map<Type, Integer> counts = new HashMap<>();
      for (Variable variable : variables) {
        Type type = variable.type();
        String name = type == Type.Primitive.DOUBLE ? "state" : type + "State";
        Variable array =
            arrays.computeIfAbsent(type, key -> fresh.distinct(name, new Type.ArrayType(key)));
        Expr at = Exprs.intLiteral(counts.merge(type, 1, Integer::sum) - 1);
        places.put(variable, new Expr.ArrayRead(Exprs.read(array), at));
      }
    }

    /** What each array holds. */
    Map<Variable, String> names() {
      Map<Variable, String> names = new LinkedHashMap<>();
      places.forEach(
          (variable, at) ->
              names.merge(Exprs.root(at), variable.name(), (all, name) -> all + ", " + name));
      return names;
    }
  }

  /** One loop on its way out. */
  private final class LoopOutline {
    private final Function function;
    private final Fresh fresh;
    private final Stmt.CountedFor loop;
    private final Stmt.Checkpoint mark;
    private final Set<Variable> read;
    private final State state;
    private final List<Function.Parameter> loopParameters = new ArrayList<>();
    private final List<Expr> loopArguments = new ArrayList<>();

    LoopOutline(
        Function function,
        Fresh fresh,
        Stmt.CountedFor loop,
        Stmt.Checkpoint mark,
        Set<Variable> read,
        State state) {
      this.function = function;
      this.fresh = fresh;
      this.loop = loop;
      this.mark = mark;
      this.read = read;
      this.state = state;
    }

    private List<Stmt> make(List<Stmt> body) {
      String name = function.key().name();
      List<Function.Parameter> parameters = new ArrayList<>();
      parameters.add(parameter(loop.index()));
      read.forEach(variable -> parameters.add(parameter(variable)));
      state.arrays.values().forEach(array -> parameters.add(parameter(array)));
      MethodKey iteration = free(function.key(), name + "Iteration", parameters);
      added.add(
          function(iteration, parameters, Type.VoidType.VOID, code(body), function, loop.span()));
      again.add(iteration);

      Expr from = bound(loop.from(), loop.index().name() + "Start");
      Expr to = bound(loop.bound(), loop.index().name() + "End");
      read.forEach(this::pass);
      state.arrays.values().forEach(this::pass);
      List<Expr> arguments = parameters.stream().map(each -> Exprs.read(each.variable())).toList();
      Stmt step =
          new Stmt.CallStatement(
              null, new Callee.Local(iteration, Type.VoidType.VOID), arguments, loop.span());
      Stmt run =
          new Stmt.CountedFor(
              loop.index(),
              from,
              loop.relation(),
              to,
              loop.step(),
              Stmt.Block.of(List.of(step)),
              null,
              loop.span());
      MethodKey key = free(function.key(), name + "Loop", loopParameters);
      added.add(
          function(key, loopParameters, Type.VoidType.VOID, List.of(run), function, loop.span()));
      replays.put(
          key,
          new Replay.Loop(
              loop.index(),
              from,
              loop.relation(),
              to,
              loop.step(),
              mark.snapshots(),
              state.names(),
              name,
              loop.span()));
      return call(key);
    }

    private static Function.Parameter parameter(Variable variable) {
      return new Function.Parameter(variable, false, false);
    }

    private void pass(Variable variable) {
      if (loopParameters.stream().noneMatch(each -> each.variable().equals(variable))) {
        loopParameters.add(parameter(variable));
        loopArguments.add(Exprs.read(variable));
      }
    }

    /** A bound inside the new method: itself, or a parameter for it. */
    private Expr bound(Expr bound, String name) {
      if (bound instanceof Expr.Literal) {
        return bound;
      }
      if (bound instanceof Expr.VariableRead variable
          && !state.places.containsKey(variable.variable())) {
        pass(variable.variable());
        return bound;
      }
      Variable parameter = fresh.distinct(name, bound.type());
      loopParameters.add(parameter(parameter));
      loopArguments.add(bound);
      return Exprs.read(parameter);
    }

    /** The body with its state taken from the arrays, and put back. */
    private List<Stmt> code(List<Stmt> body) {
      List<Stmt> out = new ArrayList<>();
      state.places.forEach((variable, at) -> out.add(new Stmt.Declare(variable, at, Span.NONE)));
      out.addAll(body);
      if (Stmts.completes(body)) {
        state.places.forEach(
            (variable, at) -> out.add(new Stmt.Assign(at, Exprs.read(variable), Span.NONE)));
      }
      return out;
    }

    /** What stands in the place of the loop. */
    private List<Stmt> call(MethodKey key) {
      List<Stmt> out = new ArrayList<>();
      for (Variable array : state.arrays.values()) {
        List<Expr> values = new ArrayList<>();
        for (Map.Entry<Variable, Expr> each : state.places.entrySet()) {
          if (Exprs.root(each.getValue()).equals(array)) {
            values.add(Exprs.read(each.getKey()));
          }
        }
        Expr all = new Expr.ArrayLiteral(array.type(), values);
        out.add(new Stmt.Declare(array, all, loop.span()));
      }
      out.add(
          new Stmt.CallStatement(
              null, new Callee.Local(key, Type.VoidType.VOID), loopArguments, loop.span()));
      state.places.forEach(
          (variable, at) -> out.add(new Stmt.Assign(Exprs.read(variable), at, loop.span())));
      return out;
    }
  }
}
