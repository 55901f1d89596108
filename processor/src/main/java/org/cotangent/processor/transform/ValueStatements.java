package org.cotangent.processor.transform;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.cotangent.processor.diagnostics.Message;
import org.cotangent.processor.diagnostics.Problems;
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

/** Rewrites the statements of one method without objects; see {@link Explode}. */
final class ValueStatements {
  /** The longest methods that are written out although they return no object. */
  private static final int MOST_STATEMENTS = 4;

  private final SourceUnit unit;
  private final Fresh fresh;
  private final Problems problems;
  private final Set<MethodKey> open = new LinkedHashSet<>();

  ValueStatements(SourceUnit unit, Fresh fresh, Problems problems) {
    this.unit = unit;
    this.fresh = fresh;
    this.problems = problems;
  }

  /** Rewrites statements into a list. */
  void translate(List<Stmt> statements, ValueFrame frame, List<Stmt> out) {
    for (int k = 0; k < statements.size(); k++) {
      Stmt stmt = statements.get(k);
      Stmt next = k + 1 < statements.size() ? statements.get(k + 1) : null;
      if (stmt instanceof Stmt.Declare declare
          && declare.init() == null
          && isWrittenOut(next)
          && declare.variable().equals(((Stmt.CallStatement) next).target())) {
        writeOut((Stmt.CallStatement) next, frame, true, out);
        k++;
      } else {
        translate(stmt, frame, out);
      }
    }
  }

  /** Rewrites a body that ends in its only return; gives the components of what it returns. */
  List<Expr> result(Stmt.Block body, ValueFrame frame, List<Stmt> out) {
    List<Stmt> all = body.statements();
    Stmt.Return last = (Stmt.Return) all.get(all.size() - 1);
    translate(all.subList(0, all.size() - 1), frame, out);
    if (last.value() instanceof Expr.Conditional choice) {
      Variable chosen = fresh.variable("chosen", choice.type());
      put(chosen, choice, frame, true, last.span(), out);
      return frame.parts(Exprs.read(chosen));
    }
    return frame.parts(last.value());
  }

  private Stmt.Block block(Stmt.Block block, ValueFrame frame) {
    List<Stmt> out = new ArrayList<>();
    translate(block.statements(), frame, out);
    return new Stmt.Block(out, block.span());
  }

  private void translate(Stmt stmt, ValueFrame frame, List<Stmt> out) {
    if (stmt instanceof Stmt.Declare s) {
      if (s.init() == null) {
        frame.declare(s.variable()).forEach(v -> out.add(new Stmt.Declare(v, null, s.span())));
      } else if (!frame.isAliased(s)) {
        put(s.variable(), s.init(), frame, true, s.span(), out);
      }
    } else if (stmt instanceof Stmt.Assign s
        && s.target() instanceof Expr.VariableRead read
        && read.type() instanceof Type.ValueType) {
      put(read.variable(), s.value(), frame, false, s.span(), out);
    } else if (isWrittenOut(stmt)) {
      writeOut((Stmt.CallStatement) stmt, frame, false, out);
    } else if (stmt instanceof Stmt.CallStatement s) {
      List<Expr> arguments = new ArrayList<>();
      s.arguments().forEach(argument -> arguments.addAll(frame.parts(argument)));
      Variable target = s.target() == null ? null : frame.targets(s.target()).get(0);
      out.add(new Stmt.CallStatement(target, s.callee(), arguments, s.span()));
    } else if (stmt instanceof Stmt.CountedFor s) {
      Expr from = frame.plain(s.from());
      Expr bound = frame.plain(s.bound());
      Variable index = frame.declare(s.index()).get(0);
      Stmt.Block body = block(s.body(), frame);
      out.add(
          new Stmt.CountedFor(
              index, from, s.relation(), bound, s.step(), body, s.label(), s.span()));
    } else {
      out.add(
          Stmts.withBlocks(
              Stmts.mapOwnExpressions(stmt, frame::plain), inner -> block(inner, frame)));
    }
  }

  // ---------------------------------------------------------------- assignments

  /** Assigns a value to a variable, or declares it with the value. */
  private void put(
      Variable variable,
      Expr value,
      ValueFrame frame,
      boolean declares,
      Span span,
      List<Stmt> out) {
    if (value.type() instanceof Type.ValueType && value instanceof Expr.Conditional choice) {
      if (declares) {
        frame.declare(variable).forEach(v -> out.add(new Stmt.Declare(v, null, span)));
      }
      List<Stmt> yes = new ArrayList<>();
      List<Stmt> no = new ArrayList<>();
      put(variable, choice.whenTrue(), frame, false, span, yes);
      put(variable, choice.whenFalse(), frame, false, span, no);
      out.add(
          new Stmt.If(
              frame.plain(choice.condition()), Stmt.Block.of(yes), Stmt.Block.of(no), span));
      return;
    }
    List<Expr> parts = frame.parts(value);
    if (declares) {
      declare(frame.declare(variable), parts, span, out);
    } else {
      assign(frame.targets(variable), parts, span, out);
    }
  }

  private static void declare(
      List<Variable> variables, List<Expr> values, Span span, List<Stmt> out) {
    for (int k = 0; k < variables.size(); k++) {
      out.add(new Stmt.Declare(variables.get(k), values.get(k), span));
    }
  }

  /**
   * Assigns all components at once: a component that a later value still reads is assigned last.
   */
  private void assign(List<Variable> targets, List<Expr> values, Span span, List<Stmt> out) {
    List<Stmt> last = new ArrayList<>();
    for (int k = 0; k < targets.size(); k++) {
      Variable target = targets.get(k);
      Expr value = values.get(k);
      if (value.equals(Exprs.read(target))) {
        continue;
      }
      boolean read = false;
      for (Expr later : values.subList(k + 1, values.size())) {
        read |= Exprs.variables(later).contains(target);
      }
      if (read) {
        Variable next = fresh.distinct(target.name() + "Next", target.type());
        out.add(new Stmt.Declare(next, value, span));
        last.add(new Stmt.Assign(Exprs.read(target), Exprs.read(next), span));
      } else {
        out.add(new Stmt.Assign(Exprs.read(target), value, span));
      }
    }
    out.addAll(last);
  }

  // ---------------------------------------------------------------- calls

  private boolean isWrittenOut(Stmt stmt) {
    if (!(stmt instanceof Stmt.CallStatement call)
        || !(call.callee() instanceof Callee.Local local)) {
      return false;
    }
    return call.callee().returnType() instanceof Type.ValueType
        || !open.contains(local.key()) && isShort(function(local.key()));
  }

  /**
   * Whether a method takes objects and only evaluates an expression or two: a call would cost more
   * than what it does, since every component is an argument.
   */
  private boolean isShort(Function function) {
    boolean takesObjects = function.receiver() != null && isObject(function.receiver());
    boolean straight =
        function.returnType() instanceof Type.Primitive
            && function.body().statements().size() <= MOST_STATEMENTS;
    for (Function.Parameter parameter : function.parameters()) {
      takesObjects |= isObject(parameter.variable());
      straight &= !parameter.data();
    }
    for (Stmt stmt : function.body().statements()) {
      straight &=
          stmt instanceof Stmt.Declare
              || stmt instanceof Stmt.CallStatement
              || stmt instanceof Stmt.Return;
    }
    return takesObjects && straight && followsItsCallers(function);
  }

  /** Whether singular points in a method that is written out keep their policy everywhere. */
  private boolean followsItsCallers(Function function) {
    return !unit.isTarget(function.key())
        || unit.targets().stream()
            .allMatch(target -> target.function().strict() == function.strict());
  }

  private static boolean isObject(Variable variable) {
    return variable.type() instanceof Type.ValueType;
  }

  private Function function(MethodKey key) {
    return unit.function(key).orElseThrow(() -> new IllegalStateException("no body of " + key));
  }

  /** Writes the body of a method out in place of its call. */
  private void writeOut(
      Stmt.CallStatement call, ValueFrame frame, boolean declares, List<Stmt> out) {
    MethodKey key = ((Callee.Local) call.callee()).key();
    Function callee = function(key);
    if (!open.add(key)) {
      problems.add(Message.VALUE_RECURSION, call.span(), name(key));
      if (declares) {
        frame.declare(call.target());
      }
      return;
    }
    if (!followsItsCallers(callee)) {
      problems.add(Message.VALUE_POLICY, call.span(), name(key));
    }
    Normal normal = Normalise.apply(callee);
    ValueFrame inner = ValueFrame.writtenOut(fresh);
    inner.knowSingle(callee, normal.body());
    List<Stmt> body = new ArrayList<>();
    bindParameters(call, callee, frame, inner, body);
    List<Stmt> statements = new ArrayList<>(normal.body().statements());
    Expr result = normal.result();
    Stmt end = statements.isEmpty() ? null : statements.get(statements.size() - 1);
    if (end instanceof Stmt.Declare declare
        && declare.init() != null
        && result.equals(Exprs.read(declare.variable()))) {
      statements.remove(statements.size() - 1);
      result = declare.init();
    }
    translate(statements, inner, body);
    open.remove(key);
    if (result instanceof Expr.Conditional choice && choice.type() instanceof Type.ValueType) {
      Variable chosen = new Variable("chosen", choice.type(), -1);
      put(chosen, choice, inner, true, call.span(), body);
      result = Exprs.read(chosen);
    }
    List<Expr> values = new ArrayList<>(inner.parts(result));
    sink(body, values);
    out.addAll(body);
    if (call.target() == null) {
      discard(values, call.span(), out);
    } else if (declares) {
      if (!frame.isAliasedCall(call.target(), values, body)) {
        declare(frame.declare(call.target()), values, call.span(), out);
      }
    } else {
      assign(frame.targets(call.target()), values, call.span(), out);
    }
  }

  private static String name(MethodKey key) {
    return key.name().equals("<init>")
        ? "new " + key.owner().substring(key.owner().lastIndexOf('.') + 1)
        : key.name();
  }

  /** What is not used may still throw. */
  private void discard(List<Expr> values, Span span, List<Stmt> out) {
    for (Expr value : values) {
      if (!ValueFrame.isSteady(value)) {
        out.add(new Stmt.Declare(fresh.distinct("unused", value.type()), value, span));
      }
    }
  }

  private void bindParameters(
      Stmt.CallStatement call,
      Function callee,
      ValueFrame frame,
      ValueFrame inner,
      List<Stmt> body) {
    List<Variable> parameters = new ArrayList<>();
    if (callee.receiver() != null) {
      parameters.add(callee.receiver());
    }
    for (Function.Parameter parameter : callee.parameters()) {
      parameters.add(parameter.variable());
      if (parameter.data()) {
        problems.add(
            Message.DATA_PARAMETER, callee.span(), name(callee.key()), parameter.variable().name());
      }
    }
    for (int k = 0; k < parameters.size(); k++) {
      Variable parameter = parameters.get(k);
      List<Type> types = ValueFrame.types(parameter.type());
      List<Expr> values = frame.parts(call.arguments().get(k));
      List<Variable> own = inner.declare(parameter);
      List<Expr> stands = new ArrayList<>();
      for (int c = 0; c < own.size(); c++) {
        Expr value = ValueFrame.converted(values.get(c), types.get(c));
        boolean kept = inner.isSingle(parameter) && ValueFrame.isSteady(value);
        if (!kept) {
          body.add(new Stmt.Declare(own.get(c), values.get(c), call.span()));
        }
        stands.add(kept ? value : Exprs.read(own.get(c)));
      }
      inner.alias(parameter, stands);
    }
  }

  /**
   * Takes back the declarations at the end of a body that only name what is returned, so that the
   * values go where they are wanted.
   */
  private static void sink(List<Stmt> body, List<Expr> values) {
    for (int k = values.size() - 1; k >= 0 && !body.isEmpty(); k--) {
      if (ValueFrame.isSteady(values.get(k))
          && !(values.get(k) instanceof Expr.VariableRead read
              && body.get(body.size() - 1) instanceof Stmt.Declare declare
              && declare.variable().equals(read.variable()))) {
        continue;
      }
      if (!(values.get(k) instanceof Expr.VariableRead read)
          || !(body.get(body.size() - 1) instanceof Stmt.Declare declare)
          || declare.init() == null
          || !declare.variable().equals(read.variable())
          || mentions(values, read.variable()) != 1
          || !declare.init().type().equals(declare.variable().type())) {
        return;
      }
      body.remove(body.size() - 1);
      values.set(k, declare.init());
    }
  }

  private static int mentions(List<Expr> values, Variable variable) {
    int[] count = {0};
    for (Expr value : values) {
      Exprs.walk(value, node -> count[0] += node.equals(Exprs.read(variable)) ? 1 : 0);
    }
    return count[0];
  }
}
