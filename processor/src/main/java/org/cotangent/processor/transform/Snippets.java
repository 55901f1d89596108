package org.cotangent.processor.transform;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cotangent.processor.analysis.Activity;
import org.cotangent.processor.analysis.Differentiability;
import org.cotangent.processor.analysis.Layout;
import org.cotangent.processor.analysis.Storage;
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

/** Writes the adjoint of each single statement of a method. */
final class Snippets {
  private final Storage storage;
  private final Layout layout;
  private final Activity activity;
  private final Differentiability derivatives;
  private final Shadows shadows;
  private final Fresh fresh;
  private final boolean strict;
  private final CallAdjoints calls;
  private final Optional<SharedValues> shared;
  private final Exponentials exponentials;
  private final Map<Stmt, Snippet> snippets = new IdentityHashMap<>();

  /**
   * @param shared values of the primal that partial derivatives are made from; empty when they are
   *     computed again
   * @param exponentials knows those that divide something
   */
  Snippets(
      Storage storage,
      Layout layout,
      Activity activity,
      Differentiability derivatives,
      Shadows shadows,
      Fresh fresh,
      boolean strict,
      CallAdjoints calls,
      Optional<SharedValues> shared,
      Exponentials exponentials) {
    this.storage = storage;
    this.layout = layout;
    this.activity = activity;
    this.derivatives = derivatives;
    this.shadows = shadows;
    this.fresh = fresh;
    this.strict = strict;
    this.calls = calls;
    this.shared = shared;
    this.exponentials = exponentials;
  }

  /** The adjoint of a simple statement; made once. */
  Snippet of(Stmt stmt) {
    Snippet known = snippets.get(stmt);
    if (known == null) {
      known = make(stmt);
      snippets.put(stmt, known);
    }
    return known;
  }

  private Snippet make(Stmt stmt) {
    boolean travels = stmt instanceof Stmt.CallStatement call && calls.travels(call);
    if (!activity.isUseful(stmt) && !travels) {
      return Snippet.NONE;
    }
    if (stmt instanceof Stmt.Declare s) {
      return s.init() == null || !activity.isActive(s)
          ? Snippet.NONE
          : s.variable().type().isArray() ? array(s) : scalar(s, s.variable(), s.init(), true);
    }
    if (stmt instanceof Stmt.Assign s) {
      if (!carries(storage.of(s.target())) || s.target().type().isArray()) {
        return Snippet.NONE;
      }
      return s.target() instanceof Expr.VariableRead read
          ? scalar(s, read.variable(), s.value(), false)
          : element(s, (Expr.ArrayRead) s.target());
    }
    if (stmt instanceof Stmt.Fill s && carries(storage.of(s.array()))) {
      return fill(s);
    }
    if (stmt instanceof Stmt.ArrayCopy s
        && carries(storage.of(s.target()))
        && s.target().type().rank() == 1) {
      return copy(s);
    }
    if (stmt instanceof Stmt.CallStatement s) {
      return call(s);
    }
    return Snippet.NONE;
  }

  /** Whether a place has an adjoint at all. */
  boolean carries(Variable place) {
    return place != null
        && place.type().isDifferentiable()
        && activity.everVaried().contains(place);
  }

  private Adjoints adjoints(Stmt stmt) {
    return new Adjoints(
        stmt,
        storage,
        activity,
        derivatives,
        shadows,
        fresh,
        strict,
        shared.isPresent(),
        exponentials);
  }

  // ---------------------------------------------------------------- scalars

  private Snippet scalar(Stmt stmt, Variable target, Expr given, boolean declares) {
    if (!carries(target)) {
      return Snippet.NONE;
    }
    Expr adjoint = Exprs.read(shadows.of(target));
    List<Stmt> code = new ArrayList<>();
    Expr own = Exprs.read(target);
    boolean reads = derivatives.leaves(given).contains(own) && activity.isVaried(stmt, target);
    Expr value = reads && given instanceof Expr.Carried carried ? carried.source() : given;
    if (!activity.isActive(stmt)) {
      code.add(zero(adjoint));
      return snippet(stmt, code, null);
    }
    if (given instanceof Expr.Carried carried && carried.source().equals(own)) {
      return Snippet.NONE; // another value, the same derivatives
    }
    if (!reads) {
      Adjoints adjoints = adjoints(stmt);
      boolean readable = !Exprs.variables(value).contains(target);
      if (readable) {
        adjoints.resultIs(value, own);
      }
      adjoints.propagate(value, adjoint, code);
      if (!declares) {
        code.add(zero(adjoint));
      }
      return snippet(stmt, code, readable ? new Need.Value(target) : null);
    }
    List<Term> terms = new ArrayList<>();
    if (Term.spine(value, own, false, terms)
        && terms.stream().noneMatch(t -> derivatives.leaves(t.expr()).contains(own))) {
      Adjoints adjoints = adjoints(stmt);
      for (Term term : terms) {
        adjoints.propagate(term.expr(), term.negative() ? Algebra.negate(adjoint) : adjoint, code);
      }
      return snippet(stmt, code, null);
    }
    Adjoints collecting = adjoints(stmt);
    collecting.collectFor(target);
    collecting.propagate(value, adjoint, code);
    if (collecting.collectingFailed()) {
      code.clear();
      Variable saved = fresh.variable("incomingAdjoint", target.type());
      code.add(new Stmt.Declare(saved, adjoint, Span.NONE));
      code.add(zero(adjoint));
      adjoints(stmt).propagate(value, Exprs.read(saved), code);
    } else {
      code.add(
          new Stmt.Assign(
              adjoint, Algebra.convert(collecting.collected(), target.type()), Span.NONE));
    }
    return snippet(stmt, code, null);
  }

  private static Stmt zero(Expr adjoint) {
    return new Stmt.Assign(adjoint, Exprs.zero(adjoint.type()), Span.NONE);
  }

  // ---------------------------------------------------------------- elements

  private Snippet element(Stmt.Assign stmt, Expr.ArrayRead target) {
    Variable place = storage.of(target);
    Expr adjoint = shadows.of(target);
    Expr value = stmt.value();
    List<Stmt> code = new ArrayList<>();
    if (!activity.isActive(stmt)) {
      code.add(zero(adjoint));
      return snippet(stmt, code, null);
    }
    boolean reads =
        derivatives.leaves(value).stream()
            .anyMatch(leaf -> place.equals(storage.of(leaf)) && activity.isVaried(stmt, place));
    Adjoints adjoints = adjoints(stmt);
    if (!reads) {
      boolean readable = !Need.of(value, storage).contains(new Need.Elements(place));
      if (readable) {
        adjoints.resultIs(value, target);
      }
      Expr seed = adjoint;
      if (adjoints.uses(value) > 1) {
        seed = named(adjoint, code);
        code.add(zero(adjoint));
      }
      adjoints.propagate(value, seed, code);
      if (seed == adjoint) {
        code.add(zero(adjoint));
      }
      return snippet(stmt, code, readable ? new Need.Elements(place) : null);
    }
    List<Term> terms = new ArrayList<>();
    boolean additive =
        Term.spine(value, target, false, terms)
            && terms.stream()
                .noneMatch(
                    t ->
                        derivatives.leaves(t.expr()).stream()
                            .anyMatch(leaf -> place.equals(storage.of(leaf))));
    if (additive) {
      int uses = terms.stream().mapToInt(term -> adjoints.uses(term.expr())).sum();
      Expr seed = uses > 1 ? named(adjoint, code) : adjoint;
      for (Term term : terms) {
        adjoints.propagate(term.expr(), term.negative() ? Algebra.negate(seed) : seed, code);
      }
      return snippet(stmt, code, null);
    }
    Expr seed = named(adjoint, code);
    code.add(zero(adjoint));
    adjoints.propagate(value, seed, code);
    return snippet(stmt, code, null);
  }

  private Expr named(Expr adjoint, List<Stmt> code) {
    Variable variable = fresh.variable("elementAdjoint", adjoint.type());
    code.add(new Stmt.Declare(variable, adjoint, Span.NONE));
    return Exprs.read(variable);
  }

  // ---------------------------------------------------------------- whole arrays

  private Snippet array(Stmt.Declare stmt) {
    List<Stmt> code = new ArrayList<>();
    Expr adjoint = Exprs.read(shadows.of(stmt.variable()));
    if (stmt.init() instanceof Expr.CloneArray copy && copy.type().rank() == 1) {
      Variable k = fresh.variable("k", Type.Primitive.INT);
      Expr from = new Expr.ArrayRead(shadows.of(copy.array()), Exprs.read(k));
      Expr sum = Algebra.plus(from, new Expr.ArrayRead(adjoint, Exprs.read(k)));
      code.add(
          loop(
              k,
              Exprs.intLiteral(0),
              new Expr.ArrayLength(adjoint),
              new Stmt.Assign(from, sum, Span.NONE)));
    } else if (stmt.init() instanceof Expr.ArrayLiteral literal) {
      literal(adjoints(stmt), literal, adjoint, code);
    }
    return snippet(stmt, code, null);
  }

  private void literal(
      Adjoints adjoints, Expr.ArrayLiteral literal, Expr adjoint, List<Stmt> code) {
    for (int k = 0; k < literal.elements().size(); k++) {
      Expr part = literal.elements().get(k);
      Expr seed = new Expr.ArrayRead(adjoint, Exprs.intLiteral(k));
      if (part instanceof Expr.ArrayLiteral row) {
        literal(adjoints, row, seed, code);
      } else if (!part.type().isArray()) {
        boolean many = adjoints.uses(part) > 1;
        adjoints.propagate(part, many ? named(seed, code) : seed, code);
      }
    }
  }

  static Stmt loop(Variable index, Expr from, Expr to, Stmt... body) {
    return new Stmt.CountedFor(
        index, from, BinaryOp.LT, to, 1, Stmt.Block.of(List.of(body)), null, Span.NONE);
  }

  private Snippet fill(Stmt.Fill stmt) {
    Expr array = shadows.of(stmt.array());
    List<Stmt> code = new ArrayList<>();
    if (!activity.isActive(stmt)) {
      Expr zero = Exprs.zero(stmt.array().type().elementType());
      code.add(new Stmt.Fill(array, stmt.from(), stmt.to(), zero, Span.NONE));
      return snippet(stmt, code, null);
    }
    Type type = stmt.array().type().elementType();
    Variable total = fresh.variable("filledAdjoint", type);
    Variable k = fresh.variable("k", Type.Primitive.INT);
    Expr element = new Expr.ArrayRead(array, Exprs.read(k));
    code.add(new Stmt.Declare(total, Exprs.zero(type), Span.NONE));
    code.add(
        loop(
            k,
            stmt.from() == null ? Exprs.intLiteral(0) : stmt.from(),
            stmt.to() == null ? new Expr.ArrayLength(array) : stmt.to(),
            new Stmt.Assign(Exprs.read(total), Algebra.plus(Exprs.read(total), element), Span.NONE),
            zero(element)));
    adjoints(stmt).propagate(stmt.value(), Exprs.read(total), code);
    return snippet(stmt, code, null);
  }

  private Snippet copy(Stmt.ArrayCopy stmt) {
    Expr to = shadows.of(stmt.target());
    List<Stmt> code = new ArrayList<>();
    if (!activity.isActive(stmt) || storage.of(stmt.source()) == null) {
      Expr end = add(stmt.targetPosition(), stmt.length());
      Expr zero = Exprs.zero(stmt.target().type().elementType());
      code.add(new Stmt.Fill(to, stmt.targetPosition(), end, zero, Span.NONE));
      return snippet(stmt, code, null);
    }
    Expr from = shadows.of(stmt.source());
    boolean overlapping = storage.of(stmt.source()).equals(storage.of(stmt.target()));
    if (!overlapping) {
      code.add(move(stmt, from, to, true));
    } else {
      Expr up =
          new Expr.Binary(
              BinaryOp.LT, stmt.sourcePosition(), stmt.targetPosition(), Type.Primitive.BOOLEAN);
      code.add(
          new Stmt.If(
              up,
              Stmt.Block.of(List.of(move(stmt, from, to, true))),
              Stmt.Block.of(List.of(move(stmt, from, to, false))),
              Span.NONE));
    }
    return snippet(stmt, code, null);
  }

  /**
   * Moves adjoints from the copy back to the original, upwards or downwards as an overlap demands.
   */
  private Stmt move(Stmt.ArrayCopy stmt, Expr from, Expr to, boolean upwards) {
    Variable k = fresh.variable("k", Type.Primitive.INT);
    Variable moved = fresh.variable("movedAdjoint", to.type().elementType());
    Expr target = new Expr.ArrayRead(to, add(stmt.targetPosition(), Exprs.read(k)));
    Expr source = new Expr.ArrayRead(from, add(stmt.sourcePosition(), Exprs.read(k)));
    List<Stmt> body =
        List.of(
            new Stmt.Declare(moved, target, Span.NONE),
            zero(target),
            new Stmt.Assign(source, Algebra.plus(source, Exprs.read(moved)), Span.NONE));
    Expr last =
        new Expr.Binary(BinaryOp.SUB, stmt.length(), Exprs.intLiteral(1), Type.Primitive.INT);
    return upwards
        ? loop(k, Exprs.intLiteral(0), stmt.length(), body.toArray(new Stmt[0]))
        : new Stmt.CountedFor(
            k, last, BinaryOp.GE, Exprs.intLiteral(0), -1, Stmt.Block.of(body), null, Span.NONE);
  }

  private static Expr add(Expr a, Expr b) {
    return Exprs.isNumber(a, 0) ? b : Algebra.binary(BinaryOp.ADD, a, b);
  }

  // ---------------------------------------------------------------- calls

  private Snippet operation(Stmt.CallStatement stmt, Callee.Operation callee) {
    OperationCall operation = new OperationCall(stmt, callee, storage, shadows);
    calls.check(operation);
    if (!carries(stmt.target())) {
      return Snippet.NONE;
    }
    Expr adjoint = Exprs.read(shadows.of(stmt.target()));
    List<Stmt> code = new ArrayList<>();
    if (activity.isActive(stmt)) {
      code.addAll(operation.code(adjoints(stmt), adjoint));
    }
    code.add(zero(adjoint));
    return operation.reading(snippet(stmt, code, new Need.Value(stmt.target())));
  }

  private Snippet call(Stmt.CallStatement stmt) {
    if (stmt.callee() instanceof Callee.Operation operation) {
      return operation(stmt, operation);
    }
    Variable target = stmt.target();
    boolean scalarResult = target != null && carries(target) && !target.type().isArray();
    List<Stmt> code = new ArrayList<>();
    if (!activity.isActive(stmt) && !calls.travels(stmt)) {
      if (scalarResult) {
        code.add(zero(Exprs.read(shadows.of(target))));
      }
      return snippet(stmt, code, null);
    }
    Expr seed =
        target != null && carries(storage.of(target)) ? Exprs.read(shadows.of(target)) : null;
    Adjoints adjoints = adjoints(stmt);
    CallAdjoints.Reverse reverse = calls.reverse(stmt, adjoints, seed);
    code.addAll(reverse.code());
    if (scalarResult) {
      code.add(zero(Exprs.read(shadows.of(target))));
    }
    for (int k = 0; k < stmt.arguments().size(); k++) {
      if (reverse.argumentSeeds().get(k) != null) {
        adjoints.propagate(stmt.arguments().get(k), reverse.argumentSeeds().get(k), code);
      }
    }
    Snippet plain = snippet(stmt, code, null);
    Set<Need> before = new LinkedHashSet<>(plain.before());
    Set<Need> after = new LinkedHashSet<>();
    (reverse.readsBefore() ? before : after).addAll(reverse.reads());
    return new Snippet(plain.code(), before, after);
  }

  // ---------------------------------------------------------------- needs

  private Snippet snippet(Stmt stmt, List<Stmt> plain, Need result) {
    if (plain.isEmpty()) {
      return Snippet.NONE;
    }
    List<Stmt> code = shared.map(values -> values.in(stmt, plain)).orElse(plain);
    Set<Need> reads = needs(code);
    if (result != null && reads.remove(result)) {
      return new Snippet(List.copyOf(code), reads, Set.of(result));
    }
    return new Snippet(List.copyOf(code), reads, Set.of());
  }

  /** What of the primal's state generated code reads. */
  Set<Need> needs(List<Stmt> code) {
    Set<Variable> own = new HashSet<>();
    Set<Need> needs = new LinkedHashSet<>();
    for (Stmt stmt : code) {
      own.addAll(Stmts.declared(stmt));
    }
    for (Stmt outer : code) {
      Stmts.walk(
          outer,
          stmt -> {
            if (stmt instanceof Stmt.CallStatement call && call.target() != null) {
              own.add(call.target());
            }
            for (Expr expr : Stmts.expressions(stmt)) {
              Set<Need> found = Need.of(expr, storage);
              for (Need need : found) {
                if (need instanceof Need.Value value && shadows.primal(value.variable()) != null) {
                  if (value.variable().type().isArray()) {
                    shadowNeeds(shadows.primal(value.variable()), needs);
                  }
                } else if (need instanceof Need.Rows) {
                  needs.add(need);
                } else if (need instanceof Need.Elements elements
                    && (shadows.primal(elements.place()) != null
                        || own.contains(elements.place()))) {
                  continue;
                } else {
                  needs.add(need);
                }
              }
            }
          });
    }
    needs.removeIf(need -> need instanceof Need.Value value && own.contains(value.variable()));
    return needs;
  }

  /** What has to be known to find the adjoint of an array again. */
  void shadowNeeds(Variable array, Set<Need> needs) {
    if (storage.storesRows(array) && array.type().rank() > 1) {
      needs.add(new Need.Rows(storage.of(array)));
    }
    Expr alias = alias(array);
    if (alias == null) {
      needs.add(new Need.Value(array));
      return;
    }
    Expr place = alias;
    while (place instanceof Expr.ArrayRead element) {
      // An index may mention the array itself, as in t[t[0].length % 2].
      Need.collect(element.index(), storage, needs);
      place = element.array();
    }
    if (place instanceof Expr.VariableRead whole) {
      shadowNeeds(whole.variable(), needs);
    }
  }

  /**
   * What an array variable is another name for, such as {@code m[i]}; null when it has an array of
   * its own, or one that moves.
   */
  Expr alias(Variable array) {
    if (storage.moves(array)) {
      return null;
    }
    if (layout.declaration(array) instanceof Stmt.Declare declare
        && (declare.init() instanceof Expr.VariableRead
            || declare.init() instanceof Expr.ArrayRead)) {
      return declare.init();
    }
    if (layout.declaration(array) instanceof Stmt.Declare declare
        && declare.init() instanceof Expr.CloneArray copy
        && copy.type().rank() > 1) {
      return copy.array(); // the rows are the same, and no row is ever replaced
    }
    return null;
  }
}
