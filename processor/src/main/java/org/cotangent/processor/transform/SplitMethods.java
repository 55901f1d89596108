package org.cotangent.processor.transform;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cotangent.processor.ir.BinaryOp;
import org.cotangent.processor.ir.Companion;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Fresh;
import org.cotangent.processor.ir.Function;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;

/**
 * The two methods of a helper: {@code gForward} returns what {@code g} returns and leaves on the
 * tape what {@code gReverse} takes off it.
 *
 * <p>{@code gReverse} takes the array parameters, each differentiated one followed by its adjoint,
 * and the numbers that its callers can give again, then the adjoint of the result. It returns the
 * adjoint of the differentiated scalar parameter if there is one, and leaves several on the tape,
 * the last on top.
 */
final class SplitMethods {
  private final Variants.Version version;
  private final String name;
  private final Prepared method;
  private final Function function;
  private final Fresh fresh;
  private final Variable tape;
  private final BothSweeps sweeps;
  private final Travel travel;
  private final List<Variable> reverseParameters = new ArrayList<>();

  SplitMethods(Variants variants, Variants.Split split, String name) {
    Set<Integer> kept = split.kept();
    this.version = split.version();
    this.name = name;
    this.method = variants.prepare(version);
    this.function = method.function();
    this.fresh = method.fresh();
    this.tape = tape(fresh);
    this.travel = new Travel(method);
    Replay replay = variants.replay(version.method());
    SavePlan plan = replay == null ? variants.plan(version, kept) : null;
    if (plan != null) {
      new Decisions(variants, version, plan, Set.of()).note();
    } else {
      Decisions.note(variants.journal(), replay);
    }
    signature(variants, split.repeated());
    CallContext context = variants.context(version);
    this.sweeps =
        replay == null
            ? variants.withFastLoops(
                version,
                new Sweeps(
                    method,
                    plan,
                    context,
                    variants.runsOutsideLoops(version.method()),
                    variants.blocks(method)))
            : new CheckpointedSweeps(replay, method, context, variants.effects(), kept);
  }

  static Variable tape(Fresh fresh) {
    return fresh.variable("tape", new Type.ReferenceType("org.cotangent.runtime.Tape"));
  }

  private void signature(Variants variants, Set<Integer> repeated) {
    method.initialAdjoints().clear();
    for (int k = 0; k < function.parameters().size(); k++) {
      Variable parameter = function.parameters().get(k).variable();
      if (variants.isPassedAgain(function, k)) {
        reverseParameters.add(parameter);
        if (version.active().get(k) && parameter.type().isArray()) {
          reverseParameters.add(method.shadows().of(parameter));
        }
      } else if (repeated.contains(k)) {
        reverseParameters.add(parameter);
      }
    }
    if (version.resultActive()) {
      Variable result = Exprs.root(method.result());
      Variable place = method.storage().of(result);
      if (result.type().isArray() && !method.storage().moves(result)) {
        Variable adjoint = method.shadows().of(place);
        reverseParameters.add(adjoint);
        method.given().add(adjoint);
      } else if (!result.type().isArray()) {
        Variable seed = fresh.variable("seed", function.returnType());
        reverseParameters.add(seed);
        method.initialAdjoints().put(result, Exprs.read(seed));
      }
    }
    reverseParameters.add(tape);
  }

  List<Companion.GeneratedFunction> make() {
    List<Stmt> reverse = reverseCode();
    List<Variable> live = live(reverse);
    return List.of(forward(live), reverse(live, reverse));
  }

  private Companion.GeneratedFunction forward(List<Variable> live) {
    List<Stmt> body = new ArrayList<>(sweeps.forward());
    for (Variable variable : live) {
      body.add(new Stmt.Push(Exprs.read(variable), Span.NONE));
    }
    if (method.result() != null) {
      if (handsBackAdjoint()) {
        Variable result = Exprs.root(method.result());
        Expr adjoint =
            travel.travels(result)
                ? Exprs.read(travel.shadow(result))
                : Travel.zerosLike(method.result());
        body.add(new Stmt.Push(adjoint, Span.NONE));
      }
      body.add(new Stmt.Return(method.result(), Span.NONE));
    }
    List<Variable> parameters = new ArrayList<>();
    for (int k = 0; k < function.parameters().size(); k++) {
      Variable parameter = function.parameters().get(k).variable();
      parameters.add(parameter);
      boolean moves = parameter.type().isArray() && method.storage().moves(parameter);
      if (version.active().get(k) && moves) {
        parameters.add(method.shadows().of(parameter));
      }
    }
    parameters.add(tape);
    return generated(
        name + "Forward",
        parameters,
        function.returnType(),
        body,
        sweeps.forwardDoc(function.key().name()));
  }

  /** Whether the adjoint of the result is made in the forward sweep, and left on the tape. */
  private boolean handsBackAdjoint() {
    return version.resultActive()
        && method.result().type().isArray()
        && method.storage().moves(Exprs.root(method.result()));
  }

  private Companion.GeneratedFunction reverse(List<Variable> live, List<Stmt> reverse) {
    List<Stmt> body = new ArrayList<>();
    for (int k = live.size() - 1; k >= 0; k--) {
      Variable variable = live.get(k);
      body.add(new Stmt.Declare(variable, new Expr.Pop(variable.type()), Span.NONE));
    }
    body.addAll(reverse);
    List<Variable> results = new ArrayList<>();
    for (int k : version.activeScalars(function)) {
      results.add(method.shadows().of(function.parameters().get(k).variable()));
    }
    Type type = Type.VoidType.VOID;
    if (results.size() == 1) {
      type = results.get(0).type();
      body.add(new Stmt.Return(Exprs.read(results.get(0)), Span.NONE));
    } else {
      for (Variable result : results) {
        body.add(new Stmt.Push(Exprs.read(result), Span.NONE));
      }
    }
    return generated(
        name + "Reverse", reverseParameters, type, body, sweeps.reverseDoc(function.key().name()));
  }

  private List<Stmt> reverseCode() {
    List<Stmt> code = new ArrayList<>();
    List<Variable> scalars = new ArrayList<>();
    for (int k : version.activeScalars(function)) {
      scalars.add(function.parameters().get(k).variable());
      code.add(adjointDeclaration(method, function.parameters().get(k).variable()));
    }
    code.addAll(inwardAdjoints(method, sweeps.reverse(), scalars));
    code.addAll(sweeps.reverse());
    return lend(code, fresh);
  }

  /** {@code double xAdjoint = 0;}, or what the adjoint starts with. */
  static Stmt adjointDeclaration(Prepared method, Variable variable) {
    Expr zero = Exprs.zero(variable.type());
    return new Stmt.Declare(
        method.shadows().of(variable),
        method.initialAdjoints().getOrDefault(variable, zero),
        Span.NONE);
  }

  /**
   * The adjoints of parameters that nobody asked for, but that the method overwrites with values
   * that depend on those which somebody did.
   */
  static List<Stmt> inwardAdjoints(Prepared method, List<Stmt> reverse, List<Variable> declared) {
    Set<Variable> mentioned = Stmts.mentioned(Stmt.Block.of(reverse));
    List<Stmt> out = new ArrayList<>();
    for (Function.Parameter parameter : method.function().parameters()) {
      Variable variable = parameter.variable();
      if (!variable.type().isDifferentiable() || declared.contains(variable)) {
        continue;
      }
      Variable adjoint = method.shadows().of(variable);
      boolean travels = new Travel(method).travels(variable); // made in the forward sweep then
      if (mentioned.contains(adjoint) && !method.given().contains(adjoint) && !travels) {
        if (variable.type().isArray()) {
          out.addAll(scratch(variable, adjoint));
        } else {
          out.add(adjointDeclaration(method, variable));
        }
      }
    }
    return out;
  }

  /**
   * An array for the adjoint of an array parameter, which may be null where the method does not use
   * it.
   */
  private static List<Stmt> scratch(Variable variable, Variable adjoint) {
    Expr none = Expr.Literal.of(null, variable.type());
    Expr there = new Expr.Binary(BinaryOp.NE, Exprs.read(variable), none, Type.Primitive.BOOLEAN);
    Stmt lend =
        new Stmt.Assign(Exprs.read(adjoint), new Expr.Scratch(Exprs.read(variable)), Span.NONE);
    return List.of(
        new Stmt.Declare(adjoint, none, Span.NONE),
        new Stmt.If(there, Stmt.Block.of(List.of(lend)), Stmt.Block.EMPTY, Span.NONE));
  }

  /** Gives back at the end what the code borrows from the tape outside loops. */
  static List<Stmt> lend(List<Stmt> code, Fresh fresh) {
    if (!borrows(code)) {
      return code;
    }
    Variable mark = fresh.variable("mark", Type.Primitive.INT);
    List<Stmt> out = new ArrayList<>();
    out.add(new Stmt.Declare(mark, new Expr.Mark(), Span.NONE));
    out.addAll(code);
    out.add(new Stmt.Release(Exprs.read(mark), Span.NONE));
    return out;
  }

  private static boolean borrows(List<Stmt> code) {
    for (Stmt stmt : code) {
      boolean loop = stmt instanceof Stmt.CountedFor || stmt instanceof Stmt.While;
      boolean[] scratch = {false};
      Stmts.expressions(stmt)
          .forEach(expr -> Exprs.walk(expr, node -> scratch[0] |= node instanceof Expr.Scratch));
      if (scratch[0]
          || !loop && Stmts.blocks(stmt).stream().anyMatch(b -> borrows(b.statements()))) {
        return true;
      }
    }
    return false;
  }

  /** The primal's variables that the reverse sweep reads and does not declare itself. */
  private List<Variable> live(List<Stmt> reverse) {
    Stmt.Block code = Stmt.Block.of(reverse);
    Set<Variable> live = new LinkedHashSet<>(Stmts.mentioned(code));
    live.removeAll(Stmts.declared(code));
    live.removeAll(reverseParameters);
    live.removeIf(
        variable -> {
          Variable primal = method.shadows().primal(variable);
          return primal != null && !travel.travels(primal);
        });
    return List.copyOf(live);
  }

  private static Companion.GeneratedFunction generated(
      String name, List<Variable> parameters, Type type, List<Stmt> body, String doc) {
    return new Companion.GeneratedFunction(
        name,
        parameters,
        type,
        Stmt.Block.of(body),
        Companion.Visibility.PRIVATE,
        List.of(doc),
        Optional.empty());
  }
}
