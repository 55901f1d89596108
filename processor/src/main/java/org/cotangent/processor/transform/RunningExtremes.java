package org.cotangent.processor.transform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cotangent.processor.analysis.Effects;
import org.cotangent.processor.analysis.Journal;
import org.cotangent.processor.analysis.Optimization;
import org.cotangent.processor.ir.BinaryOp;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Fresh;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;

/**
 * Loops that only find a maximum or a minimum: of all their iterations one has an adjoint.
 *
 * <p>{@code for (int i = 0; i < n; i++) most = Math.max(most, x[i]);} becomes
 *
 * <pre>{@code
 * double mostFound = most;
 * int mostAt = -1;
 * for (int i = 0; i < n; i++) {
 *   if (!(mostFound > x[i])) {
 *     if (mostFound != x[i]) mostAt = i;
 *     mostFound = Math.max(mostFound, x[i]);
 *   }
 * }
 * most = mostFound, with the derivatives of most;
 * if (mostAt != -1) {
 *   most = most, with the derivatives of x[mostAt];
 * }
 * }</pre>
 *
 * <p>The inner condition is the rule of {@code max}: at a tie the first argument takes all, and the
 * second one where an argument is not a number. The outer one, which few iterations pass, spares
 * the others the call, which takes longer: what is smaller changes nothing, not even the sign of a
 * zero. So the last iteration in which the second argument took all is where the chain of adjoints
 * ends, and all iterations behind it passed it on. (The value may still have changed: a tie of
 * zeros gives the positive one, whoever takes all.) What the iteration computed for its {@code
 * x[i]} is computed once more for the one that won; so it must depend on nothing that the loop
 * changes, and change nothing else. The loop itself carries no derivatives any more.
 */
final class RunningExtremes {
  private final Prepared method;
  private final Effects effects;
  private final boolean strict;
  private final Journal journal;
  private final Fresh fresh;
  private boolean changed;

  private RunningExtremes(Prepared method, Effects effects, boolean strict, Journal journal) {
    this.journal = journal;
    this.method = method;
    this.effects = effects;
    this.strict = strict;
    this.fresh = method.fresh();
  }

  /**
   * The body with each such loop rewritten; the same body when there is none.
   *
   * @param strict whether nothing times infinity is not a number: then the iterations that lost
   *     count, too, unless they compute nothing
   */
  static Stmt.Block once(Prepared method, Effects effects, boolean strict, Journal journal) {
    RunningExtremes extremes = new RunningExtremes(method, effects, strict, journal);
    Stmt.Block result = Stmts.expand(method.body(), extremes::rewrite);
    return extremes.changed ? result : method.body();
  }

  /** The assignment as the forward sweep has it: of the value alone, if it changes that. */
  static List<Stmt> plain(Stmt.Assign assign) {
    if (!(assign.value() instanceof Expr.Carried carried)) {
      return List.of(assign);
    }
    return carried.value().equals(assign.target())
        ? List.of()
        : List.of(new Stmt.Assign(assign.target(), carried.value(), assign.span()));
  }

  private List<Stmt> rewrite(Stmt original, Stmt stmt) {
    if (!(original instanceof Stmt.CountedFor loop) || original != stmt) {
      return List.of(stmt);
    }
    List<Stmt> statements = loop.body().statements();
    if (statements.isEmpty()
        || !(statements.get(statements.size() - 1) instanceof Stmt.Assign last)
        || !(last.target() instanceof Expr.VariableRead read)
        || !(last.value() instanceof Expr.Intrinsic call)
        || !isExtreme(call)
        || method.snippets().of(last).isEmpty()) {
      return List.of(stmt);
    }
    boolean first = call.arguments().get(0).equals(read);
    Expr other = call.arguments().get(first ? 1 : 0);
    boolean chain = first || call.arguments().get(1).equals(read);
    List<Stmt> before = statements.subList(0, statements.size() - 1);
    if (!chain
        || strict && !(before.isEmpty() && isRead(other))
        || !(loop.from() instanceof Expr.Literal from)
        || !(from.value() instanceof Integer start)
        || loop.index().type() != Type.Primitive.INT
        || !isApart(loop, before, other, read.variable())) {
      return List.of(stmt);
    }
    changed = true;
    journal.decide(
        loop.span(),
        Optimization.RUNNING_EXTREMES,
        "only the iteration that gives `"
            + read.variable().name()
            + "` its last value is reversed: its index is found, and nothing is kept of the"
            + " others");
    return code(loop, before, last, call, first, start - loop.step());
  }

  private static boolean isRead(Expr candidate) {
    return candidate instanceof Expr.VariableRead || candidate instanceof Expr.ArrayRead;
  }

  private static boolean isExtreme(Expr.Intrinsic call) {
    String owner = call.method().owner();
    String name = call.method().name();
    return (owner.equals("java.lang.Math") || owner.equals("java.lang.StrictMath"))
        && (name.equals("max") || name.equals("min"))
        && call.type().isFloating();
  }

  /**
   * Whether an iteration does nothing but computing its candidate, from what no iteration changes.
   */
  private boolean isApart(
      Stmt.CountedFor loop, List<Stmt> before, Expr candidate, Variable extreme) {
    Set<Variable> own = new LinkedHashSet<>();
    Set<Variable> mentioned = new LinkedHashSet<>(Exprs.variables(candidate));
    Set<Variable> assigned = new LinkedHashSet<>();
    boolean[] plain = {candidate.type().equals(extreme.type())};
    for (Stmt outer : before) {
      own.addAll(Stmts.declared(outer));
      mentioned.addAll(Stmts.mentioned(outer));
      assigned.addAll(Stmts.assigned(outer));
    }
    for (Stmt outer : before) {
      Stmts.walk(
          outer,
          stmt -> {
            plain[0] &=
                stmt instanceof Stmt.Block
                    || stmt instanceof Stmt.Declare
                    || stmt instanceof Stmt.Assign
                    || stmt instanceof Stmt.If
                    || stmt instanceof Stmt.CountedFor
                    || stmt instanceof Stmt.While
                    || stmt instanceof Stmt.Break;
            for (Variable array : effects.written(stmt)) {
              plain[0] &= own.contains(method.storage().of(array));
            }
          });
    }
    for (Variable variable : mentioned) {
      plain[0] &= !variable.type().isMatrix() && !variable.equals(extreme);
      plain[0] &= !variable.type().isArray() || !method.storage().moves(variable);
    }
    return plain[0]
        && own.containsAll(assigned)
        && !Stmts.hasBreak(loop.body())
        && !Exprs.variables(loop.bound()).contains(extreme)
        && !Stmts.declared(loop).contains(extreme);
  }

  private List<Stmt> code(
      Stmt.CountedFor loop,
      List<Stmt> before,
      Stmt.Assign last,
      Expr.Intrinsic call,
      boolean first,
      int none) {
    Expr extreme = last.target();
    Expr candidate = call.arguments().get(first ? 1 : 0);
    String name = Exprs.root(extreme).name();
    Variable found = fresh.distinct(name + "Found", extreme.type());
    Variable at = fresh.distinct(name + "At", Type.Primitive.INT);

    List<Stmt> body = new ArrayList<>(before);
    Expr seen = candidate;
    if (!isRead(candidate)) {
      Variable named = fresh.distinct(name + "Candidate", candidate.type());
      body.add(new Stmt.Declare(named, candidate, Span.NONE));
      seen = Exprs.read(named);
    }
    Expr now = Exprs.read(found);
    boolean maximum = call.method().name().equals("max");
    List<Expr> arguments = first ? List.of(now, seen) : List.of(seen, now);
    Stmt index =
        when(
            wins(maximum, first, now, seen),
            new Stmt.Assign(Exprs.read(at), Exprs.read(loop.index()), Span.NONE));
    Stmt extend = new Stmt.Assign(now, new Expr.Intrinsic(call.method(), arguments), last.span());
    body.add(when(Exprs.negate(beyond(maximum, now, seen)), index, extend));

    List<Stmt> again = new ArrayList<>();
    Map<Variable, Variable> renamed = new LinkedHashMap<>();
    renamed.put(loop.index(), at);
    for (Variable variable : Stmts.declared(Stmt.Block.of(before))) {
      renamed.put(variable, fresh.distinct(variable.name() + "Again", variable.type()));
    }
    Map<Variable, Expr> reads = new LinkedHashMap<>();
    renamed.forEach((old, copy) -> reads.put(old, Exprs.read(copy)));
    again.addAll(renamed(before, renamed, reads));
    Expr source = Exprs.substitute(candidate, reads);
    again.add(new Stmt.Assign(extreme, new Expr.Carried(extreme, source), last.span()));

    Expr start = Exprs.intLiteral(none);
    Expr some = new Expr.Binary(BinaryOp.NE, Exprs.read(at), start, Type.Primitive.BOOLEAN);
    return List.of(
        new Stmt.Declare(found, extreme, Span.NONE),
        new Stmt.Declare(at, start, Span.NONE),
        new Stmt.CountedFor(
            loop.index(),
            loop.from(),
            loop.relation(),
            loop.bound(),
            loop.step(),
            new Stmt.Block(body, loop.body().span()),
            loop.label(),
            loop.span()),
        new Stmt.Assign(extreme, new Expr.Carried(now, extreme), last.span()),
        new Stmt.If(some, Stmt.Block.of(again), Stmt.Block.EMPTY, Span.NONE));
  }

  private static Stmt when(Expr condition, Stmt... then) {
    return new Stmt.If(condition, Stmt.Block.of(List.of(then)), Stmt.Block.EMPTY, Span.NONE);
  }

  /** Whether the value so far is strictly beyond the candidate: then it stays as it is. */
  private static Expr beyond(boolean maximum, Expr now, Expr candidate) {
    BinaryOp op = maximum ? BinaryOp.GT : BinaryOp.LT;
    return new Expr.Binary(op, now, candidate, Type.Primitive.BOOLEAN);
  }

  /**
   * Whether a candidate that the value so far is not beyond takes the adjoint: see the rules of
   * {@code max} and {@code min}.
   */
  private static Expr wins(boolean maximum, boolean first, Expr now, Expr candidate) {
    if (first) {
      return new Expr.Binary(BinaryOp.NE, now, candidate, Type.Primitive.BOOLEAN);
    }
    BinaryOp op = maximum ? BinaryOp.GE : BinaryOp.LE;
    return new Expr.Binary(op, candidate, now, Type.Primitive.BOOLEAN);
  }

  private static List<Stmt> renamed(
      List<Stmt> statements, Map<Variable, Variable> renamed, Map<Variable, Expr> reads) {
    Stmt.Block mapped =
        Stmts.mapExpressions(Stmt.Block.of(statements), e -> Exprs.substitute(e, reads));
    return Stmts.expand(
            mapped,
            (original, stmt) -> {
              if (stmt instanceof Stmt.Declare s && renamed.containsKey(s.variable())) {
                return List.of(new Stmt.Declare(renamed.get(s.variable()), s.init(), s.span()));
              }
              if (stmt instanceof Stmt.CountedFor s) {
                return List.of(
                    new Stmt.CountedFor(
                        renamed.getOrDefault(s.index(), s.index()),
                        s.from(),
                        s.relation(),
                        s.bound(),
                        s.step(),
                        s.body(),
                        s.label(),
                        s.span()));
              }
              return List.of(stmt);
            })
        .statements();
  }
}
