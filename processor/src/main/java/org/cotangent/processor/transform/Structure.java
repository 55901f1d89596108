package org.cotangent.processor.transform;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.cotangent.processor.analysis.Effects;
import org.cotangent.processor.analysis.Layout;
import org.cotangent.processor.analysis.Storage;
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
 * Gives names to what the reverse sweep has to know of control flow: the trip count of a {@code
 * while}, the last index of a counted loop that may break, a condition that its own arms change,
 * the index of a row. They are ordinary variables, so that whatever decides where values are kept
 * decides for them too.
 */
final class Structure {
  private final Normal normal;
  private final Fresh fresh;
  private final Storage storage;
  private final Layout layout;
  private final Recompute recompute;

  private final Effects effects;

  private Structure(Normal normal, Effects effects, Aliases aliases) {
    this.effects = effects;
    this.normal = normal;
    this.fresh = normal.fresh();
    storage = aliases.storage(normal);
    layout = new Layout(normal.body(), storage, effects);
    recompute = new Recompute(layout, true);
  }

  static Normal apply(Normal normal, Effects effects, Aliases aliases) {
    Structure steps = new Structure(normal, effects, aliases);
    Normal stepped = normal.withBody(Stmts.expand(normal.body(), steps::step));
    Structure names = new Structure(stepped, effects, aliases);
    return stepped.withBody(Stmts.expand(stepped.body(), names::rewrite));
  }

  /** Names the conditions of choices that were made since: their arms may change what they read. */
  static Stmt.Block flags(Normal normal, Effects effects, Aliases aliases) {
    Structure names = new Structure(normal, effects, aliases);
    return Stmts.expand(
        normal.body(),
        (original, stmt) ->
            stmt instanceof Stmt.If choice
                ? names.flag((Stmt.If) original, choice)
                : List.of(stmt));
  }

  private List<Stmt> rewrite(Stmt original, Stmt stmt) {
    if (stmt instanceof Stmt.While s) {
      return countTrips(s);
    }
    if (stmt instanceof Stmt.CountedFor s) {
      return counted((Stmt.CountedFor) original, s);
    }
    if (stmt instanceof Stmt.If s) {
      return flag((Stmt.If) original, s);
    }
    if (stmt instanceof Stmt.Declare s
        && s.init() instanceof Expr.ArrayRead row
        && row.type().isArray()) {
      return row((Stmt.Declare) original, s, row);
    }
    List<Stmt> out = new ArrayList<>();
    Stmt bound = bindIndices(stmt, out);
    out.addAll(
        bound instanceof Stmt.CallStatement s && s.target() != null
            ? separateTarget(s)
            : List.of(bound));
    return out;
  }

  private List<Stmt> countTrips(Stmt.While loop) {
    Variable trips = fresh.distinct("trips", Type.Primitive.LONG);
    List<Stmt> body = new ArrayList<>();
    Expr one = Expr.Literal.of(1L, Type.Primitive.LONG);
    body.add(
        new Stmt.Assign(
            Exprs.read(trips), Algebra.binary(BinaryOp.ADD, Exprs.read(trips), one), Span.NONE));
    body.addAll(loop.body().statements());
    return List.of(
        new Stmt.Declare(trips, Exprs.zero(trips.type()), Span.NONE),
        new Stmt.While(
            loop.condition(),
            new Stmt.Block(body, loop.body().span()),
            loop.update(),
            loop.testFirst(),
            null,
            loop.span()));
  }

  /** The variable that counts the trips of a loop made by {@link #countTrips}. */
  static Variable trips(Stmt.While loop) {
    Stmt.Assign count = (Stmt.Assign) loop.body().statements().get(0);
    return Exprs.root(count.target());
  }

  /**
   * A loop with a larger step whose last index cannot safely be computed is counted like a {@code
   * while}.
   */
  private List<Stmt> stepping(Stmt.CountedFor loop) {
    Type type = loop.index().type();
    Expr index = Exprs.read(loop.index());
    Expr step =
        type == Type.Primitive.LONG
            ? Expr.Literal.of((long) loop.step(), type)
            : Exprs.intLiteral(loop.step());
    Expr next = Algebra.binary(BinaryOp.ADD, index, step);
    List<Stmt> body = withUpdate(loop.body().statements(), index, next);
    Expr condition = new Expr.Binary(loop.relation(), index, loop.bound(), Type.Primitive.BOOLEAN);
    Stmt.While counted =
        new Stmt.While(
            condition,
            new Stmt.Block(body, loop.body().span()),
            Stmt.Block.EMPTY,
            true,
            null,
            loop.span());
    List<Stmt> out = new ArrayList<>();
    out.add(new Stmt.Declare(loop.index(), loop.from(), Span.NONE));
    out.add(counted);
    return List.of(Stmt.Block.of(out));
  }

  private List<Stmt> step(Stmt original, Stmt stmt) {
    if (!(stmt instanceof Stmt.CountedFor loop) || loop.step() == 1 || loop.step() == -1) {
      return List.of(stmt);
    }
    boolean far =
        loop.step() == Integer.MIN_VALUE
            || !new SmallBounds(layout).areSmall((Stmt.CountedFor) original);
    return far ? stepping(loop) : List.of(stmt);
  }

  /**
   * Puts the update at the end of every path that does not break: a break stays the last thing on
   * its own.
   */
  private static List<Stmt> withUpdate(List<Stmt> statements, Expr index, Expr next) {
    List<Stmt> out = new ArrayList<>(statements);
    Stmt last = out.isEmpty() ? null : out.get(out.size() - 1);
    if (!Stmts.completes(out)) {
      return out;
    }
    boolean jumps = last instanceof Stmt.If || last instanceof Stmt.Block;
    if (jumps && Stmts.hasBreak(Stmt.Block.of(List.of(last)))) {
      out.remove(out.size() - 1);
      if (last instanceof Stmt.If choice) {
        Stmt.Block then = Stmt.Block.of(withUpdate(choice.then().statements(), index, next));
        Stmt.Block otherwise =
            Stmt.Block.of(withUpdate(choice.otherwise().statements(), index, next));
        out.add(new Stmt.If(choice.condition(), then, otherwise, choice.span()));
      } else {
        Stmt.Block block = (Stmt.Block) last;
        out.add(Stmt.Block.of(withUpdate(block.statements(), index, next)));
      }
      return out;
    }
    out.add(new Stmt.Assign(index, next, Span.NONE));
    return out;
  }

  private List<Stmt> counted(Stmt.CountedFor original, Stmt.CountedFor loop) {
    List<Stmt> out = new ArrayList<>();
    Expr from = loop.from();
    if (changes(from, original)) {
      Variable start = fresh.distinct(loop.index().name() + "Start", loop.index().type());
      out.add(new Stmt.Declare(start, from, Span.NONE));
      from = Exprs.read(start);
    }
    Stmt.Block body = loop.body();
    if (Stmts.hasBreak(body)) {
      Variable last = fresh.distinct(loop.index().name() + "Last", loop.index().type());
      Expr step = number(Math.abs((long) loop.step()), loop.index().type());
      BinaryOp back = loop.step() > 0 ? BinaryOp.SUB : BinaryOp.ADD;
      out.add(new Stmt.Declare(last, Algebra.binary(back, from, step), Span.NONE));
      List<Stmt> inner = new ArrayList<>();
      inner.add(new Stmt.Assign(Exprs.read(last), Exprs.read(loop.index()), Span.NONE));
      inner.addAll(body.statements());
      body = new Stmt.Block(inner, body.span());
    }
    out.add(
        new Stmt.CountedFor(
            loop.index(),
            from,
            loop.relation(),
            loop.bound(),
            loop.step(),
            body,
            null,
            loop.span()));
    return out;
  }

  static Expr number(long value, Type type) {
    return type == Type.Primitive.LONG
        ? Expr.Literal.of(value, type)
        : Exprs.intLiteral(Math.toIntExact(value));
  }

  /** Whether something inside a statement changes what an expression reads. */
  private boolean changes(Expr expr, Stmt inside) {
    Set<Variable> assigned = Stmts.assigned(inside);
    for (Need need : Need.of(expr, storage)) {
      if (need instanceof Need.Value value && assigned.contains(value.variable())) {
        return true;
      }
      Variable place =
          need instanceof Need.Elements elements
              ? elements.place()
              : need instanceof Need.Rows rows ? rows.place() : null;
      if (place != null) {
        for (int position : layout.elementWrites(place)) {
          if (position >= layout.start(inside) && position < layout.end(inside)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private List<Stmt> flag(Stmt.If original, Stmt.If s) {
    boolean plain = s.condition() instanceof Expr.VariableRead;
    boolean kept =
        !changes(s.condition(), original)
            && (!layout.isInLoop(original)
                || Recompute.isCheap(s.condition())
                    && recompute.isAvailable(s.condition(), original));
    if (kept || plain && !changes(s.condition(), original)) {
      return List.of(s);
    }
    Variable taken = fresh.distinct("taken", Type.Primitive.BOOLEAN);
    return List.of(
        new Stmt.Declare(taken, s.condition(), Span.NONE),
        new Stmt.If(Exprs.read(taken), s.then(), s.otherwise(), s.span()));
  }

  private List<Stmt> row(Stmt.Declare original, Stmt.Declare s, Expr.ArrayRead row) {
    List<Stmt> out = new ArrayList<>();
    Expr bound = bindRow(original, s.variable(), row, out);
    if (out.isEmpty()) {
      return List.of(s);
    }
    out.add(new Stmt.Declare(s.variable(), bound, s.span()));
    return out;
  }

  /** The row with a name for each of its indices that changes later, the row of a row too. */
  private Expr bindRow(
      Stmt.Declare original, Variable named, Expr.ArrayRead row, List<Stmt> before) {
    Expr array = row.array();
    if (array instanceof Expr.ArrayRead outer) {
      array = bindRow(original, named, outer, before);
    } else if (!(array instanceof Expr.VariableRead)) {
      return row;
    }
    if (layout.isFinalFrom(row.index(), original)) {
      return new Expr.ArrayRead(array, row.index());
    }
    Variable at = fresh.distinct(named.name() + "Index", Type.Primitive.INT);
    before.add(new Stmt.Declare(at, row.index(), Span.NONE));
    return new Expr.ArrayRead(array, Exprs.read(at));
  }

  /**
   * {@code p[p[0]] = 3} changes what its own index reads: the index gets a name first, so that the
   * reverse sweep finds the element again. Likewise the bounds of a fill or a copy, and the row
   * that a call is given.
   */
  private Stmt bindIndices(Stmt stmt, List<Stmt> before) {
    Set<Need> written = new LinkedHashSet<>();
    for (Variable root : effects.written(stmt)) {
      written.add(new Need.Elements(storage.of(root)));
      written.add(new Need.Rows(storage.of(root)));
    }
    if (written.isEmpty()) {
      return stmt;
    }
    if (stmt instanceof Stmt.Assign s) {
      return new Stmt.Assign(bindIndices(s.target(), written, before), s.value(), s.span());
    }
    if (stmt instanceof Stmt.Fill s) {
      return new Stmt.Fill(
          bindIndices(s.array(), written, before),
          bind(s.from(), written, before),
          bind(s.to(), written, before),
          s.value(),
          s.span());
    }
    if (stmt instanceof Stmt.ArrayCopy s) {
      return new Stmt.ArrayCopy(
          bindIndices(s.source(), written, before),
          bind(s.sourcePosition(), written, before),
          bindIndices(s.target(), written, before),
          bind(s.targetPosition(), written, before),
          bind(s.length(), written, before),
          s.span());
    }
    if (stmt instanceof Stmt.CallStatement s) {
      List<Expr> arguments = new ArrayList<>();
      for (Expr argument : s.arguments()) {
        boolean array = argument.type().isArray();
        arguments.add(array ? bindIndices(argument, written, before) : argument);
      }
      return new Stmt.CallStatement(s.target(), s.callee(), arguments, s.span());
    }
    return stmt;
  }

  private Expr bindIndices(Expr place, Set<Need> written, List<Stmt> before) {
    if (place instanceof Expr.ArrayRead element) {
      Expr array = bindIndices(element.array(), written, before);
      return new Expr.ArrayRead(array, bind(element.index(), written, before));
    }
    return place;
  }

  private Expr bind(Expr value, Set<Need> written, List<Stmt> before) {
    if (value == null || Need.of(value, storage).stream().noneMatch(written::contains)) {
      return value;
    }
    Variable at = fresh.distinct("at", value.type());
    before.add(new Stmt.Declare(at, value, Span.NONE));
    return Exprs.read(at);
  }

  /** {@code x = g(x)} loses its argument; {@code t = g(x); x = t} does not. */
  private List<Stmt> separateTarget(Stmt.CallStatement call) {
    Variable target = call.target();
    boolean read = call.arguments().stream().anyMatch(a -> Exprs.variables(a).contains(target));
    if (!read || target.type().isArray()) {
      return List.of(call);
    }
    Variable result = fresh.distinct(target.name() + "Next", call.callee().returnType());
    return List.of(
        new Stmt.Declare(result, null, Span.NONE),
        new Stmt.CallStatement(result, call.callee(), call.arguments(), call.span()),
        new Stmt.Assign(Exprs.read(target), Exprs.read(result), call.span()));
  }
}
