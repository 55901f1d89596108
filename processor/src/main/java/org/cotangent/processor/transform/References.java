package org.cotangent.processor.transform;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Fresh;
import org.cotangent.processor.ir.Function;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Variable;

/**
 * Brings what a method does with references to arrays into few forms: an array is made by a
 * declaration only; an assignment only changes what a name, or a row, means; a parameter means its
 * argument to the end.
 *
 * <p>{@code m[i] = new double[n]} becomes {@code double[] mRow = new double[n]; m[i] = mRow}, and
 * {@code (c ? a : b)[i]} becomes {@code c ? a[i] : b[i]}. Where a variable is given its array once,
 * in the block that declares it, the two become one declaration, and its name never moves.
 */
final class References {
  private final Fresh fresh;
  private final Map<Variable, Integer> bindings = new HashMap<>();

  private References(Fresh fresh) {
    this.fresh = fresh;
  }

  static Normal apply(Normal normal) {
    References references = new References(normal.fresh());
    Normal own = references.ownParameters(normal);
    Stmt.Block body = Stmts.mapExpressions(own.body(), References::chooseLate);
    references.count(body);
    return own.withBody(references.block(body));
  }

  // ---------------------------------------------------------------- parameters

  /** A parameter that is given another array becomes a local variable. */
  private Normal ownParameters(Normal normal) {
    Set<Variable> assigned = Stmts.assigned(normal.body());
    Map<Variable, Expr> renamed = new LinkedHashMap<>();
    List<Stmt> body = new ArrayList<>();
    for (Function.Parameter parameter : normal.function().parameters()) {
      Variable variable = parameter.variable();
      if (variable.type().isArray() && assigned.contains(variable)) {
        Variable local = fresh.distinct(variable.name() + "Now", variable.type());
        body.add(new Stmt.Declare(local, Exprs.read(variable), Span.NONE));
        renamed.put(variable, Exprs.read(local));
      }
    }
    if (renamed.isEmpty()) {
      return normal;
    }
    UnaryOperator<Expr> rename = expr -> Exprs.substitute(expr, renamed);
    Stmt.Block mapped = Stmts.mapExpressions(normal.body(), rename);
    body.addAll(
        Stmts.expand(mapped, (original, stmt) -> List.of(renameTarget(stmt, renamed)))
            .statements());
    Expr result = normal.result() == null ? null : rename.apply(normal.result());
    return new Normal(
        normal.function(), Stmt.Block.of(body), result, normal.resultSpan(), normal.fresh());
  }

  private static Stmt renameTarget(Stmt stmt, Map<Variable, Expr> renamed) {
    return stmt instanceof Stmt.CallStatement call && renamed.containsKey(call.target())
        ? new Stmt.CallStatement(
            Exprs.root(renamed.get(call.target())), call.callee(), call.arguments(), call.span())
        : stmt;
  }

  // ---------------------------------------------------------------- choices

  /** Chooses between elements and lengths instead of arrays: nothing of it has effects. */
  private static Expr chooseLate(Expr expr) {
    return Exprs.rewrite(
        expr,
        node -> {
          if (node instanceof Expr.ArrayRead element
              && element.array() instanceof Expr.Conditional choice) {
            return choose(choice, array -> new Expr.ArrayRead(array, element.index()));
          }
          return node instanceof Expr.ArrayLength length
                  && length.array() instanceof Expr.Conditional choice
              ? choose(choice, Expr.ArrayLength::new)
              : node;
        });
  }

  private static Expr choose(Expr array, UnaryOperator<Expr> use) {
    if (!(array instanceof Expr.Conditional choice)) {
      return use.apply(array);
    }
    Expr whenTrue = choose(choice.whenTrue(), use);
    Expr whenFalse = choose(choice.whenFalse(), use);
    return new Expr.Conditional(choice.condition(), whenTrue, whenFalse, whenTrue.type());
  }

  /** Gives a chosen array a name, where a statement uses it as one array. */
  private Expr named(Expr array, List<Stmt> before) {
    if (!(array instanceof Expr.Conditional)) {
      return array;
    }
    Variable chosen = fresh.distinct("chosen", array.type());
    before.add(new Stmt.Declare(chosen, array, Span.NONE));
    return Exprs.read(chosen);
  }

  // ---------------------------------------------------------------- statements

  private void count(Stmt.Block body) {
    Stmts.walk(
        body,
        stmt -> {
          if (stmt instanceof Stmt.Declare s && s.init() != null) {
            bindings.merge(s.variable(), 1, Integer::sum);
          } else if (stmt instanceof Stmt.Assign s && s.target() instanceof Expr.VariableRead v) {
            bindings.merge(v.variable(), 1, Integer::sum);
          } else if (stmt instanceof Stmt.CallStatement s && s.target() != null) {
            bindings.merge(s.target(), 1, Integer::sum);
          }
        });
  }

  private boolean isBoundOnce(Variable variable) {
    return bindings.getOrDefault(variable, 0) == 1;
  }

  private Stmt.Block block(Stmt.Block block) {
    List<Stmt> out = new ArrayList<>();
    Set<Variable> declared = new HashSet<>();
    for (Stmt stmt : block.statements()) {
      Stmt rebuilt = Stmts.withBlocks(stmt, this::block);
      if (rebuilt instanceof Stmt.Declare declare) {
        declared.add(declare.variable());
      }
      statement(rebuilt, declared, out);
    }
    return new Stmt.Block(out, block.span());
  }

  private void statement(Stmt stmt, Set<Variable> declared, List<Stmt> out) {
    if (stmt instanceof Stmt.Assign assign && assign.target().type().isArray()) {
      assign(assign, declared, out);
    } else if (stmt instanceof Stmt.Assign s && s.target() instanceof Expr.Conditional target) {
      out.add(new Stmt.Assign(element(target, out), s.value(), s.span()));
    } else if (stmt instanceof Stmt.Declare s && s.init() instanceof Expr.CloneArray copy) {
      Expr made = new Expr.CloneArray(named(copy.array(), out));
      out.add(new Stmt.Declare(s.variable(), made, s.span()));
    } else if (stmt instanceof Stmt.Fill s) {
      Expr array = named(s.array(), out);
      out.add(new Stmt.Fill(array, s.from(), s.to(), s.value(), s.span()));
    } else if (stmt instanceof Stmt.ArrayCopy s) {
      Expr source = named(s.source(), out);
      Expr target = named(s.target(), out);
      out.add(
          new Stmt.ArrayCopy(
              source, s.sourcePosition(), target, s.targetPosition(), s.length(), s.span()));
    } else if (stmt instanceof Stmt.CallStatement s) {
      call(s, declared, out);
    } else {
      out.add(stmt);
    }
  }

  private void assign(Stmt.Assign assign, Set<Variable> declared, List<Stmt> out) {
    Expr value = assign.value();
    Expr target =
        assign.target() instanceof Expr.Conditional choice ? element(choice, out) : assign.target();
    Variable root = Exprs.root(target);
    if (target instanceof Expr.VariableRead && isBoundOnce(root) && declared.contains(root)) {
      out.removeIf(s -> s instanceof Stmt.Declare d && d.variable().equals(root));
      statement(new Stmt.Declare(root, value, assign.span()), declared, out);
      return;
    }
    if (value instanceof Expr.NewArray
        || value instanceof Expr.ArrayLiteral
        || value instanceof Expr.CloneArray) {
      String name = target instanceof Expr.VariableRead ? "New" : "Row";
      Variable made = fresh.distinct((root == null ? "" : root.name()) + name, target.type());
      statement(new Stmt.Declare(made, value, Span.NONE), declared, out);
      value = Exprs.read(made);
    }
    out.add(new Stmt.Assign(target, value, assign.span()));
  }

  /** {@code (c ? a : b)[i]}, which came as {@code c ? a[i] : b[i]}, as a place to write to. */
  private Expr element(Expr.Conditional choice, List<Stmt> out) {
    Expr array = arrays(choice);
    Variable chosen = fresh.distinct("chosen", array.type());
    out.add(new Stmt.Declare(chosen, array, Span.NONE));
    Expr at = choice;
    while (at instanceof Expr.Conditional inner) {
      at = inner.whenTrue();
    }
    return new Expr.ArrayRead(Exprs.read(chosen), ((Expr.ArrayRead) at).index());
  }

  private static Expr arrays(Expr element) {
    if (element instanceof Expr.Conditional choice) {
      Expr whenTrue = arrays(choice.whenTrue());
      Expr whenFalse = arrays(choice.whenFalse());
      return new Expr.Conditional(choice.condition(), whenTrue, whenFalse, whenTrue.type());
    }
    return ((Expr.ArrayRead) element).array();
  }

  private void call(Stmt.CallStatement call, Set<Variable> declared, List<Stmt> out) {
    List<Expr> arguments = new ArrayList<>();
    for (Expr argument : call.arguments()) {
      arguments.add(argument.type().isArray() ? named(argument, out) : argument);
    }
    Variable target = call.target();
    boolean array = target != null && target.type().isArray();
    if (!array || isBoundOnce(target) && declared.contains(target)) {
      out.add(new Stmt.CallStatement(target, call.callee(), arguments, call.span()));
      return;
    }
    Variable made = fresh.distinct(target.name() + "New", target.type());
    out.add(new Stmt.Declare(made, null, Span.NONE));
    out.add(new Stmt.CallStatement(made, call.callee(), arguments, call.span()));
    out.add(new Stmt.Assign(Exprs.read(target), Exprs.read(made), call.span()));
  }
}
