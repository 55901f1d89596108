package org.cotangent.processor.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cotangent.processor.ir.Callee;
import org.cotangent.processor.ir.Companion.GeneratedFunction;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Origin;
import org.cotangent.processor.ir.Origins;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;
import org.cotangent.processor.report.TapeRow.Why;
import org.cotangent.processor.report.TapeTerm.Trips;

/**
 * Counts the bytes that a generated method has on the tape when its reverse sweep begins, in terms
 * of its parameters. It reads the generated code itself, so it counts what really happens.
 *
 * <p>A loop that also takes off what it pushes leaves nothing behind: it counts once, not for each
 * iteration.
 */
final class TapeCounter {
  /** More than a method has variables of one name. */
  private static final int APART = 100_000;

  private static final String TAPE = "org.cotangent.runtime.Tape";

  private final Map<String, List<GeneratedFunction>> functions = new HashMap<>();
  private final Set<String> reverse;
  private final Set<String> running = new HashSet<>();

  /**
   * @param reverse the names of the reverse methods of helpers: what they push is taken off at once
   */
  TapeCounter(List<GeneratedFunction> all, Set<String> reverse) {
    all.forEach(each -> functions.computeIfAbsent(each.name(), key -> new ArrayList<>()).add(each));
    this.reverse = reverse;
  }

  /** Whether a method works on a tape. */
  static boolean takesTape(GeneratedFunction function) {
    List<Variable> parameters = function.parameters();
    return !parameters.isEmpty() && isTape(parameters.get(parameters.size() - 1).type());
  }

  private static boolean isTape(Type type) {
    return type instanceof Type.ReferenceType reference && reference.name().equals(TAPE);
  }

  /** What a method has on the tape at most; empty when that is nothing. */
  List<TapeTerm> count(GeneratedFunction function) {
    return joined(new Body(function).terms(BlockPushes.of(function.body())));
  }

  /** What a method pushes itself, statement by statement. */
  List<TapeRow> rows(GeneratedFunction function) {
    List<TapeRow> rows = new ArrayList<>();
    new Body(function).list(BlockPushes.of(function.body()), Origin.NONE, List.of(), false, rows);
    return rows;
  }

  /** Adds up terms of the same loops. */
  private static List<TapeTerm> joined(List<TapeTerm> terms) {
    Map<TapeTerm, Long> sums = new LinkedHashMap<>();
    terms.forEach(
        term -> sums.merge(new TapeTerm(0, term.loops(), term.atMost()), term.bytes(), Long::sum));
    List<TapeTerm> out = new ArrayList<>();
    sums.forEach((term, bytes) -> out.add(new TapeTerm(bytes, term.loops(), term.atMost())));
    return out;
  }

  /** The bytes that a value takes on the tape; of an array only the reference is kept. */
  static int bytes(Type type) {
    if (type == Type.Primitive.DOUBLE
        || type == Type.Primitive.LONG
        || !(type instanceof Type.Primitive)) {
      return 8;
    }
    return type == Type.Primitive.BOOLEAN ? 1 : 4;
  }

  /** Whether a reverse method runs a forward method again. */
  private boolean runsAgain(String name) {
    boolean[] again = {false};
    for (GeneratedFunction each : functions.getOrDefault(name, List.of())) {
      Stmts.walk(
          each.body(),
          stmt ->
              again[0] |=
                  stmt instanceof Stmt.CallStatement call
                      && call.callee() instanceof Callee.Generated generated
                      && generated.owner().isEmpty()
                      && generated.tape()
                      && !reverse.contains(generated.name()));
    }
    return again[0];
  }

  /** Whether a method is the reverse sweep of a helper. */
  boolean isReverse(GeneratedFunction function) {
    return reverse.contains(function.name());
  }

  /** The body of one method, and what is known of its variables. */
  private final class Body {
    private final Map<Variable, Expr> values = new HashMap<>();
    private final Map<Variable, Expr> lengths = new HashMap<>();
    private final Map<Variable, Expr> rows = new HashMap<>();
    private final Set<Variable> fixed = new HashSet<>();
    private final Map<Variable, Span> declared = new HashMap<>();
    private final Set<Variable> parameters;

    Body(GeneratedFunction function) {
      Set<Variable> again = new HashSet<>();
      Stmts.walk(
          function.body(),
          stmt -> {
            if (stmt instanceof Stmt.Assign assign
                && assign.target() instanceof Expr.VariableRead read) {
              again.add(read.variable());
            } else if (stmt instanceof Stmt.CallStatement call && call.target() != null) {
              again.add(call.target());
            }
          });
      parameters = new HashSet<>(function.parameters());
      parameters.removeAll(again);
      fixed.addAll(function.parameters());
      Stmts.walk(
          function.body(),
          stmt -> {
            if (stmt instanceof Stmt.Declare declare && declare.init() != null) {
              declared(declare.variable(), declare.init(), again);
            }
          });
      fixed.removeAll(again);
      // nothing assigns an index inside of its loop, whatever the reverse sweep does with it
      Stmts.walk(
          function.body(),
          stmt -> {
            if (stmt instanceof Stmt.CountedFor loop && loop.step() == 1) {
              fixed.add(loop.index());
            }
          });
    }

    private void declared(Variable variable, Expr given, Set<Variable> again) {
      Expr init = given instanceof Expr.Lent lent ? lent.made() : given;
      if (again.contains(variable)) {
        return;
      }
      if (variable.type().isIntegral() && isPlain(init)) {
        values.put(variable, init);
      } else if (variable.type().isArray()
          && (init instanceof Expr.VariableRead || init instanceof Expr.ArrayRead)
          && isPlain(init)) {
        rows.put(variable, init);
      } else if (init instanceof Expr.CloneArray clone && isPlain(clone.array())) {
        lengths.put(variable, new Expr.ArrayLength(clone.array()));
      } else if (init instanceof Expr.NewArray array && isPlain(array.dimensions().get(0))) {
        lengths.put(variable, array.dimensions().get(0));
      }
    }

    /** Whether an expression means the same wherever it stands. */
    private static boolean isPlain(Expr expr) {
      boolean[] plain = {true};
      Exprs.walk(
          expr,
          node ->
              plain[0] &=
                  node instanceof Expr.Literal
                      || node instanceof Expr.Constant
                      || node instanceof Expr.VariableRead
                      || node instanceof Expr.ArrayLength
                      || node instanceof Expr.ArrayRead read && read.type().isArray()
                      || node instanceof Expr.Binary
                      || node instanceof Expr.Unary);
      return plain[0];
    }

    private List<TapeTerm> terms(Stmt stmt) {
      List<TapeTerm> out = new ArrayList<>();
      if (stmt instanceof Stmt.If choice) {
        return either(terms(choice.then()), terms(choice.otherwise()));
      }
      if (stmt instanceof Stmt.Push push) {
        out.add(new TapeTerm(bytes(push.value().type()), List.of(), false));
        if (push.value() instanceof Expr.Fresh copy && copy.copy()) {
          Expr array = copy.like();
          out.add(new TapeTerm(bytes(array.type().leaf()), List.of(elements(array)), false));
        }
      } else if (stmt instanceof Stmt.TapeCopy copy && !copy.back()) {
        out.add(
            new TapeTerm(bytes(copy.array().type().elementType()), List.of(elements(copy)), false));
      } else if (stmt instanceof Stmt.CallStatement call) {
        out.addAll(Snapshots.isSave(call) ? List.of(copied(call)) : called(call));
      } else if (Snapshots.of(stmt) != null) {
        Snapshots snapshots = Snapshots.of(stmt);
        terms(snapshots.code()).forEach(term -> out.add(term.inside(snapshots.most(), true)));
        return out; // the iterations themselves run without a tape
      }
      for (Stmt.Block block : Stmts.blocks(stmt)) {
        block.statements().forEach(inner -> out.addAll(terms(inner)));
      }
      boolean loop = stmt instanceof Stmt.CountedFor || stmt instanceof Stmt.While;
      return loop ? repeated(stmt, out) : out;
    }

    /** The elements of an array that is copied onto the tape. */
    private TapeTerm copied(Stmt.CallStatement call) {
      Expr array = call.arguments().get(0);
      return new TapeTerm(bytes(array.type().leaf()), List.of(elements(array)), false);
    }

    private Trips elements(Expr array) {
      Expr length = array.type().rank() == 1 ? known(new Expr.ArrayLength(array)) : null;
      return new Trips(length, null, null, Span.NONE, "elements");
    }

    private Trips elements(Stmt.TapeCopy copy) {
      return new Trips(
          known(TripCount.between(copy.from(), copy.to())),
          null,
          known(copy.from()),
          Span.NONE,
          "elements");
    }

    private List<TapeTerm> repeated(Stmt loop, List<TapeTerm> once) {
      if (once.isEmpty()) {
        return once;
      }
      if (takesOff(loop)) {
        return once.stream().map(TapeTerm::perhaps).toList();
      }
      boolean less = loop instanceof Stmt.CountedFor counted && Stmts.hasBreak(counted.body());
      Trips trips = trips(loop);
      return once.stream().map(term -> term.inside(trips, less)).toList();
    }

    private Trips trips(Stmt loop) {
      return loop instanceof Stmt.CountedFor counted
          ? new Trips(
              known(TripCount.of(counted)),
              counted.step() == 1 ? counted.index() : null,
              known(counted.from()),
              counted.span())
          : new Trips(null, null, null, loop.span());
    }

    /** Whether a loop pops as well. */
    private boolean takesOff(Stmt loop) {
      boolean[] pops = {false};
      Stmts.walk(
          loop,
          stmt -> {
            pops[0] |= stmt instanceof Stmt.TapeCopy copy && copy.back();
            pops[0] |=
                stmt instanceof Stmt.CallStatement call
                    && call.callee() instanceof Callee.Generated generated
                    && reverse.contains(generated.name());
            Stmts.expressions(stmt)
                .forEach(
                    expr ->
                        Exprs.walk(
                            expr,
                            node ->
                                pops[0] |=
                                    node instanceof Expr.Pop
                                        || node instanceof Expr.Room room && room.off()));
          });
      return pops[0];
    }

    private List<TapeTerm> called(Stmt.CallStatement call) {
      if (!(call.callee() instanceof Callee.Generated generated)
          || !generated.owner().isEmpty()
          || !generated.tape()
          || reverse.contains(generated.name()) && !runsAgain(generated.name())) {
        return List.of();
      }
      GeneratedFunction callee = null;
      for (GeneratedFunction each : functions.getOrDefault(generated.name(), List.of())) {
        if (takesTape(each) && each.parameters().size() == call.arguments().size() + 1) {
          callee = each;
        }
      }
      if (callee == null) {
        return List.of();
      }
      if (!running.add(callee.name())) {
        return List.of(new TapeTerm(0, List.of(new Trips(null, null, null, call.span())), true));
      }
      Map<Variable, Expr> given = new HashMap<>();
      for (int k = 0; k < call.arguments().size(); k++) {
        Expr argument = call.arguments().get(k);
        given.put(callee.parameters().get(k), isPlain(argument) ? argument : null);
      }
      List<TapeTerm> out = new ArrayList<>();
      Body body = new Body(callee);
      List<TapeTerm> terms =
          reverse.contains(callee.name())
              ? body.again(callee.body())
              : body.terms(BlockPushes.of(callee.body()));
      for (TapeTerm term : terms) {
        List<Trips> loops = new ArrayList<>();
        for (Trips trips : term.loops()) {
          own(trips, given);
          Expr index = trips.index() == null ? null : given.get(trips.index());
          loops.add(
              new Trips(
                  substituted(trips.count(), given),
                  index == null ? null : Exprs.root(index),
                  substituted(trips.from(), given),
                  trips.loop(),
                  trips.what()));
        }
        out.add(new TapeTerm(term.bytes(), loops, term.atMost()));
      }
      running.remove(callee.name());
      return out;
    }

    /** Makes variables of a called method others than those of its caller. */
    private void own(Trips trips, Map<Variable, Expr> given) {
      Set<Variable> mentioned = new LinkedHashSet<>();
      if (trips.index() != null) {
        mentioned.add(trips.index());
      }
      for (Expr expr : Arrays.asList(trips.count(), trips.from())) {
        if (expr != null) {
          mentioned.addAll(Exprs.variables(expr));
        }
      }
      mentioned.removeAll(given.keySet());
      for (Variable variable : mentioned) {
        Variable apart = new Variable(variable.name(), variable.type(), variable.number() + APART);
        given.put(variable, Exprs.read(apart));
        fixed.add(apart);
      }
    }

    /** What is on the tape while a reverse method runs a forward method again. */
    private List<TapeTerm> again(Stmt.Block code) {
      List<TapeTerm> out = new ArrayList<>();
      Stmts.walk(
          code,
          stmt -> {
            if (stmt instanceof Stmt.CallStatement call && !Snapshots.isSave(call)) {
              called(call).forEach(term -> out.add(term.perhaps()));
            }
          });
      return out;
    }

    /** The larger of two, for each combination of loops. */
    private List<TapeTerm> either(List<TapeTerm> first, List<TapeTerm> second) {
      List<TapeTerm> a = joined(first);
      List<TapeTerm> b = joined(second);
      Map<List<Trips>, Long> largest = new LinkedHashMap<>();
      for (List<TapeTerm> arm : List.of(a, b)) {
        arm.forEach(term -> largest.merge(term.loops(), term.bytes(), Math::max));
      }
      List<TapeTerm> out = new ArrayList<>();
      largest.forEach(
          (loops, bytes) -> {
            TapeTerm exact = new TapeTerm(bytes, loops, false);
            boolean same = a.contains(exact) && b.contains(exact);
            out.add(same ? exact : exact.perhaps());
          });
      return out;
    }

    /**
     * An expression in terms of parameters and of indices of loops around it; null when it depends
     * on anything else.
     */
    private Expr known(Expr expr) {
      Expr at = expr;
      for (int k = 0; k <= values.size() + lengths.size(); k++) {
        Expr next = Exprs.rewrite(at, this::replaced);
        if (next.equals(at)) {
          break;
        }
        at = next;
      }
      Set<Variable> unknown = Exprs.variables(at);
      unknown.removeAll(fixed);
      return isPlain(at) && rows.keySet().containsAll(unknown) ? at : null;
    }

    private Expr replaced(Expr node) {
      if (node instanceof Expr.VariableRead read) {
        Expr row = rows.get(read.variable());
        return row != null && parameters.containsAll(Exprs.variables(row))
            ? row
            : values.getOrDefault(read.variable(), node);
      }
      return node instanceof Expr.ArrayLength length
              && length.array() instanceof Expr.VariableRead read
          ? lengths.getOrDefault(read.variable(), node)
          : node;
    }

    /** An expression of a called method, in terms of what it is given. */
    private Expr substituted(Expr expr, Map<Variable, Expr> given) {
      if (expr == null
          || Exprs.variables(expr).stream()
              .anyMatch(each -> given.containsKey(each) && given.get(each) == null)) {
        return null;
      }
      Map<Variable, Expr> there = new HashMap<>(given);
      there.values().removeIf(java.util.Objects::isNull);
      return known(Exprs.substitute(expr, there));
    }

    // -------------------------------------------------------------- one by one

    /** Lists the pushes of a block. */
    private void list(
        Stmt.Block block, Origin around, List<Trips> loops, boolean sometimes, List<TapeRow> rows) {
      List<Stmt> all = block.statements();
      Origins origins = new Origins(all, around);
      for (int k = 0; k < all.size(); k++) {
        Stmt stmt = all.get(k);
        Origin origin = origins.of(k);
        if (stmt instanceof Stmt.Declare declare && origin.span().line() > 0) {
          declared.put(declare.variable(), origin.span());
        }
        if (stmt instanceof Stmt.Push push) {
          TapeTerm term = new TapeTerm(bytes(push.value().type()), loops, sometimes);
          Why why = why(all, k, loops);
          Span at = origin.span();
          if (why == Why.END_OF_ITERATION && push.value() instanceof Expr.VariableRead read) {
            at = declared.getOrDefault(read.variable(), at);
          }
          rows.add(new TapeRow(at, push.value(), why, term));
        } else if (stmt instanceof Stmt.CallStatement call && Snapshots.isSave(call)) {
          List<Trips> each = new ArrayList<>(loops);
          each.add(elements(call.arguments().get(0)));
          TapeTerm term = new TapeTerm(copied(call).bytes(), each, sometimes);
          rows.add(new TapeRow(origin.span(), call.arguments().get(0), Why.SNAPSHOT, term));
        }
        Snapshots snapshots = Snapshots.of(stmt);
        if (snapshots != null) {
          List<Trips> each = new ArrayList<>(loops);
          each.add(snapshots.most());
          list(snapshots.code(), origin, each, true, rows);
          continue;
        }
        if (stmt instanceof Stmt.TapeCopy copy && !copy.back()) {
          List<Trips> each = new ArrayList<>(loops);
          each.add(elements(copy));
          int width = bytes(copy.array().type().elementType());
          TapeTerm term = new TapeTerm(width, each, sometimes);
          rows.add(new TapeRow(origin.span(), copy.array(), Why.OVERWRITTEN_AS_A_WHOLE, term));
        }
        boolean perhaps = sometimes || stmt instanceof Stmt.If;
        List<Trips> inner = loops;
        if (stmt instanceof Stmt.CountedFor || stmt instanceof Stmt.While) {
          if (takesOff(stmt)) {
            perhaps = true;
          } else {
            inner = new ArrayList<>(loops);
            inner.add(trips(stmt));
          }
        }
        for (Stmt.Block each : Stmts.blocks(stmt)) {
          list(each, origin, inner, perhaps, rows);
        }
      }
    }

    private Why why(List<Stmt> all, int at, List<Trips> loops) {
      Expr value = ((Stmt.Push) all.get(at)).value();
      if (value instanceof Expr.Fresh) {
        return Why.GIVEN_TO_A_CALL;
      }
      for (Stmt stmt : all.subList(at + 1, all.size())) {
        boolean overwrites =
            stmt instanceof Stmt.Assign assign && assign.target().equals(value)
                || stmt instanceof Stmt.CallStatement call
                    && call.target() != null
                    && value.equals(Exprs.read(call.target()));
        if (overwrites) {
          return Why.OVERWRITTEN;
        }
      }
      if (!loops.isEmpty() && loops.get(loops.size() - 1).what().equals("snapshots")) {
        return Why.SNAPSHOT;
      }
      return loops.isEmpty() ? Why.HANDED_OVER : Why.END_OF_ITERATION;
    }
  }
}
