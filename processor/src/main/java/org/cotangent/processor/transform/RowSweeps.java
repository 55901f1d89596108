package org.cotangent.processor.transform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.cotangent.processor.analysis.Optimization;
import org.cotangent.processor.ir.BinaryOp;
import org.cotangent.processor.ir.Callee;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Fresh;
import org.cotangent.processor.ir.Function;
import org.cotangent.processor.ir.IntrinsicMethod;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;

/**
 * The code of a Jacobian: one forward sweep, and behind it a loop with a reverse sweep for each
 * element of the result, whose adjoint is 1 for this element and 0 for the others.
 *
 * <p>A reverse sweep takes back what the method has overwritten: variables, elements of arrays, the
 * tape. So each row begins with putting all of it to where the forward sweep left it. Where nothing
 * travels, the rows of the Jacobian are the adjoints themselves. Else the forward sweep refers to
 * adjoints before there are rows: those are arrays of their own, and copied.
 */
final class RowSweeps {
  private static final String ROWS = "org.cotangent.runtime.JacobianRows";

  private final Variants variants;
  private final Variants.Version version;
  private final Map<Variable, Variable> jacobians;
  private final Prepared method;
  private final Function function;
  private final Fresh fresh;
  private final Variable tape;
  private final Travel travel;
  private final Variable result;
  private final Variable row;
  private final Variable seed;
  private final SavePlan plan;
  private final List<Stmt> forward;
  private final List<Stmt> reverse;
  private final ResultElements elements;
  private final Map<Variable, Variable> own = new LinkedHashMap<>();

  /**
   * @param jacobians for each differentiated parameter the variable with its rows
   */
  RowSweeps(
      Variants variants,
      Variants.Version version,
      Variable tape,
      Map<Variable, Variable> jacobians) {
    this.variants = variants;
    this.version = version;
    this.jacobians = jacobians;
    this.tape = tape;
    this.method = variants.prepare(version);
    this.function = method.function();
    this.fresh = method.fresh();
    this.travel = new Travel(method);
    this.result = Exprs.root(method.result());
    this.row = fresh.distinct("row", Type.Primitive.INT);
    this.seed = fresh.variable("seed", function.returnType());
    method.initialAdjoints().clear();
    if (!method.storage().moves(result)) {
      method.initialAdjoints().put(method.storage().of(result), Exprs.read(seed));
    }
    this.plan = variants.plan(version);
    boolean outside = variants.runsOutsideLoops(version.method());
    BothSweeps sweeps =
        variants.withFastLoops(
            version,
            new Sweeps(method, plan, variants.context(version), outside, variants.blocks(method)));
    this.forward = sweeps.forward();
    this.reverse = sweeps.reverse();
    this.elements = ResultElements.find(method, result, seed, forward, reverse);
  }

  /**
   * How many rows there are, when the method ends with {@code return new double[] {a, b}}; -1 when
   * only the running program knows.
   */
  int count() {
    return elements == null ? -1 : elements.count();
  }

  /** What comes between the two sweeps, and how the result is given back at the end. */
  interface Frame {
    /**
     * Makes or checks the arrays of the Jacobian, when the result is there.
     *
     * @param stored how many elements of a parameter's rows are stored, from the first on, and need
     *     not be cleared
     */
    List<Stmt> rows(Expr count, ToIntFunction<Variable> stored);

    /** What happens with the result when the last row is done. */
    List<Stmt> done(Expr value);

    /** The given array that takes the result; null when the result is an array of its own. */
    default Variable value() {
      return null;
    }
  }

  List<Stmt> code(Frame frame) {
    FinalArrays finals = new FinalArrays(method, plan, variants.effects());
    findOwn();

    List<Stmt> trip = trip();
    Carried carried = new Carried(trip, finals);
    List<Stmt> body = new ArrayList<>();
    boolean lends = variants.links().lends(function.key()) || !own.isEmpty();
    Variable mark = lends ? fresh.variable("mark", Type.Primitive.INT) : null;
    if (lends) {
      body.add(new Stmt.Declare(mark, new Expr.Mark(), Span.NONE));
    }
    own.forEach(
        (parameter, share) -> {
          Variable adjoint = method.shadows().of(parameter);
          Expr zeros = new Expr.Scratch(Exprs.read(parameter));
          body.add(new Stmt.Declare(share, zeros, Span.NONE));
          body.add(new Stmt.Declare(adjoint, Exprs.read(share), Span.NONE));
        });
    carried.before(body);
    body.addAll(finals.before());
    SeparateRows separate = carried.isScalar() && !lends ? separate(finals) : null;
    Expr value = null;
    Expr rows;
    if (elements != null) {
      rows = Exprs.intLiteral(elements.count());
      body.addAll(frame.rows(rows, separate == null ? parameter -> 0 : separate::stored));
      body.addAll(elements.forward(frame.value()));
    } else {
      body.addAll(forward);
      Variable count = fresh.distinct("rows", Type.Primitive.INT);
      body.add(new Stmt.Declare(count, new Expr.ArrayLength(Exprs.read(result)), Span.NONE));
      rows = Exprs.read(count);
      body.addAll(frame.rows(rows, parameter -> 0));
      value = EntryMethods.value(method, finals, trip, body);
    }
    if (separate != null) {
      carried.keep(body);
      List<Stmt> before = new ArrayList<>();
      carried.putBack(before);
      boolean reciprocals = variants.wants(Optimization.SHARED_RECIPROCALS);
      body.addAll(separate.code(before, reciprocals, variants.journal()));
      body.addAll(frame.done(value));
      return body;
    }
    List<Stmt> after = new ArrayList<>();
    finals.keep(body, after);
    carried.keep(body);
    List<Stmt> all = new ArrayList<>();
    carried.putBack(all);
    all.addAll(SplitMethods.lend(trip, fresh));
    body.add(
        new Stmt.CountedFor(
            row, Exprs.intLiteral(0), BinaryOp.LT, rows, 1, Stmt.Block.of(all), null, Span.NONE));
    carried.end(body);
    body.addAll(after);
    if (lends) {
      body.add(new Stmt.Release(Exprs.read(mark), Span.NONE));
    }
    body.addAll(frame.done(value));
    return body;
  }

  /** The rows as code of their own; null where they are a loop. */
  private SeparateRows separate(FinalArrays finals) {
    // A row of zeros times infinity is NaN under STRICT.
    boolean wanted = variants.wants(Optimization.SEPARATE_ROWS) && !version.strict();
    List<Variable> scalars =
        jacobians.keySet().stream().filter(parameter -> !parameter.type().isArray()).toList();
    List<Stmt> inward = SplitMethods.inwardAdjoints(method, reverse, scalars);
    return wanted && finals.places().isEmpty()
        ? SeparateRows.find(method, jacobians, elements, forward, inward)
        : null;
  }

  /** The parameters whose adjoints the forward sweep refers to, or one row may be exchanged. */
  private void findOwn() {
    Set<Variable> mentioned = Stmts.mentioned(Stmt.Block.of(forward));
    Set<Variable> assigned = Stmts.assigned(Stmt.Block.of(reverse));
    for (Variable parameter : jacobians.keySet()) {
      Variable adjoint = method.shadows().of(parameter);
      boolean moves =
          parameter.type().isArray()
              && (mentioned.contains(adjoint)
                  || assigned.contains(adjoint)
                  || method.storage().moves(parameter));
      if (moves) {
        own.put(parameter, fresh.variable(parameter.name() + "Share", parameter.type()));
      }
    }
  }

  /** One row. */
  private List<Stmt> trip() {
    List<Stmt> out = new ArrayList<>();
    List<Variable> scalars = new ArrayList<>();
    jacobians.forEach(
        (parameter, jacobian) -> {
          if (!parameter.type().isArray()) {
            scalars.add(parameter);
          } else if (own.containsKey(parameter)) {
            Expr zero = Exprs.zero(parameter.type().elementType());
            Expr share = Exprs.read(own.get(parameter));
            out.add(new Stmt.Fill(share, null, null, zero, Span.NONE));
          } else {
            Variable adjoint = method.shadows().of(parameter);
            out.add(new Stmt.Declare(adjoint, at(jacobian), Span.NONE));
          }
        });
    Expr one =
        Algebra.convert(
            Expr.Literal.of(1.0, Type.Primitive.DOUBLE), function.returnType().elementType());
    if (elements != null) {
      out.addAll(elements.seeds(row, one));
    } else if (travel.travels(result)) {
      Expr place = at(travel.shadow(result));
      Expr sum = new Expr.Binary(BinaryOp.ADD, place, one, place.type());
      out.add(new Stmt.Assign(place, sum, Span.NONE));
    } else {
      out.add(new Stmt.Declare(seed, new Expr.Scratch(Exprs.read(result)), Span.NONE));
      out.add(new Stmt.Assign(at(seed), one, Span.NONE));
    }
    for (Variable scalar : scalars) {
      out.add(SplitMethods.adjointDeclaration(method, scalar));
    }
    out.addAll(SplitMethods.inwardAdjoints(method, reverse, scalars));
    out.addAll(elements == null ? reverse : elements.reverse());
    jacobians.forEach(
        (parameter, jacobian) -> {
          Expr adjoint = Exprs.read(method.shadows().of(parameter));
          if (!parameter.type().isArray()) {
            out.add(new Stmt.Assign(at(jacobian), adjoint, Span.NONE));
          } else if (own.containsKey(parameter)) {
            Expr share = Exprs.read(own.get(parameter));
            Expr start = Exprs.intLiteral(0);
            Expr length = new Expr.ArrayLength(share);
            out.add(new Stmt.ArrayCopy(share, start, at(jacobian), start, length, Span.NONE));
          }
        });
    return out;
  }

  private Expr at(Variable array) {
    return new Expr.ArrayRead(Exprs.read(array), Exprs.read(row));
  }

  /**
   * What a reverse sweep changes of the state behind the forward sweep, and how it is put back
   * before the next.
   */
  private final class Carried {
    private final Map<Variable, Variable> variables = new LinkedHashMap<>();
    private final List<Variable> arrays = new ArrayList<>();
    private final boolean consumes;
    private final Variable state;

    Carried(List<Stmt> trip, FinalArrays finals) {
      Stmt.Block code = Stmt.Block.of(trip);
      Set<Variable> declared = Stmts.declared(code);
      for (Variable variable : Stmts.assigned(code)) {
        if (!declared.contains(variable)) {
          variables.put(variable, fresh.distinct(variable.name() + "After", variable.type()));
        }
      }
      Set<Variable> primals = new LinkedHashSet<>(Stmts.declared(method.body()));
      function.parameters().forEach(parameter -> primals.add(parameter.variable()));
      for (Variable variable : Stmts.mentioned(code)) {
        boolean outer =
            variable.type().isArray()
                && !declared.contains(variable)
                && !jacobians.containsValue(variable)
                && !own.containsValue(variable);
        boolean fixed =
            primals.contains(variable) && !finals.places().contains(method.storage().of(variable));
        if (outer && !fixed) {
          arrays.add(variable);
        }
      }
      consumes = consumes(code);
      boolean needed = consumes || !arrays.isEmpty();
      state = needed ? fresh.distinct("state", new Type.ReferenceType(ROWS)) : null;
    }

    private boolean consumes(Stmt.Block code) {
      boolean[] found = {false};
      Stmts.walk(
          code,
          stmt -> {
            boolean call =
                stmt instanceof Stmt.CallStatement s
                    && s.callee() instanceof Callee.Generated callee
                    && callee.tape();
            found[0] |= call || stmt instanceof Stmt.Push || stmt instanceof Stmt.TapeCopy;
            Stmts.expressions(stmt)
                .forEach(expr -> Exprs.walk(expr, node -> found[0] |= takesOff(node)));
          });
      return found[0];
    }

    private boolean takesOff(Expr node) {
      return node instanceof Expr.Pop || node instanceof Expr.Room room && room.off();
    }

    /** Whether nothing is put back but variables. */
    boolean isScalar() {
      return state == null;
    }

    void before(List<Stmt> body) {
      if (state != null) {
        List<Type> types = consumes ? List.of(tape.type()) : List.of();
        List<Expr> arguments = consumes ? List.of(Exprs.read(tape)) : List.of();
        IntrinsicMethod of = new IntrinsicMethod(ROWS, "of", types, state.type());
        body.add(new Stmt.Declare(state, new Expr.Intrinsic(of, arguments), Span.NONE));
      }
    }

    void keep(List<Stmt> body) {
      variables.forEach(
          (variable, copy) -> body.add(new Stmt.Declare(copy, Exprs.read(variable), Span.NONE)));
      arrays.forEach(array -> body.add(call("keep", Exprs.read(state), Exprs.read(array))));
    }

    void putBack(List<Stmt> out) {
      variables.forEach(
          (variable, copy) ->
              out.add(new Stmt.Assign(Exprs.read(variable), Exprs.read(copy), Span.NONE)));
      if (state != null) {
        out.add(call("next", Exprs.read(state)));
      }
    }

    void end(List<Stmt> body) {
      if (state != null) {
        body.add(call("end", Exprs.read(state)));
      }
    }

    private static Stmt call(String name, Expr... arguments) {
      return new Stmt.RuntimeCall(ROWS, name, List.of(arguments), Span.NONE);
    }
  }
}
