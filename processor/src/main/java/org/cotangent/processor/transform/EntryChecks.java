package org.cotangent.processor.transform;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Function;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;

/**
 * What a public method checks of the arrays that it is given, before it runs: their shapes, and
 * which of them must not be one.
 */
final class EntryChecks {
  private static final String ADJOINTS = "org.cotangent.runtime.Adjoints";
  private static final Type STRING = new Type.ReferenceType("java.lang.String");

  private final Function function;
  private final Set<Integer> writes;
  private final RecordResult recordResult;
  private final UnaryOperator<Variable> adjoints;

  /**
   * @param writes the positions of the parameters that the method writes
   * @param recordResult the record that the user's method returns; null when it returns none
   * @param adjoints the adjoint array that the caller gives for a parameter; null when the caller
   *     gives none
   */
  EntryChecks(
      Function function,
      Set<Integer> writes,
      RecordResult recordResult,
      UnaryOperator<Variable> adjoints) {
    this.function = function;
    this.writes = writes;
    this.recordResult = recordResult;
    this.adjoints = adjoints;
  }

  static Stmt check(String name, Expr array, Expr adjoint) {
    if (array.type().isMatrix()) {
      return MatrixCalls.call("requireSameShape", Expr.Literal.of(name, STRING), array, adjoint);
    }
    return call("requireSameShape", Expr.Literal.of(name, STRING), array, adjoint);
  }

  static Stmt call(String method, Expr... arguments) {
    return new Stmt.RuntimeCall(ADJOINTS, method, List.of(arguments), Span.NONE);
  }

  /** Shapes of adjoints, and that arrays which the method writes are not given twice. */
  List<Stmt> all() {
    List<Stmt> out = new ArrayList<>();
    List<Variable> arrays = new ArrayList<>();
    for (Function.Parameter parameter : function.parameters()) {
      Variable variable = parameter.variable();
      if (variable.type().takesAdjoint()) {
        if (variable.type().isArray()) {
          arrays.add(variable);
        }
        if (parameter.differentiated() && adjoints != null) {
          Variable adjoint = adjoints.apply(variable);
          out.add(check(variable.name(), Exprs.read(variable), Exprs.read(adjoint)));
        }
      }
    }
    if (recordResult != null) {
      out.addAll(seedsApart(arrays));
    }
    List<Variable> written =
        new TreeSet<>(writes).stream().map(k -> function.parameters().get(k).variable()).toList();
    for (Variable a : written) {
      if (a.type().rank() > 1) {
        out.add(call("requireDistinctRows", name(a), Exprs.read(a)));
      }
      for (Variable b : arrays) {
        boolean done = written.contains(b) && written.indexOf(b) <= written.indexOf(a);
        if (!done && !a.equals(b)) {
          out.addAll(distinct(a, b));
        }
      }
    }
    return out;
  }

  /** The seed is read while adjoints are added to. */
  private List<Stmt> seedsApart(List<Variable> arrays) {
    List<Stmt> out = new ArrayList<>();
    for (Variable array : arrays) {
      if (!isDifferentiated(array)) {
        continue;
      }
      Variable adjoint = adjoints.apply(array);
      for (Variable given : recordResult.seedArrays()) {
        if (given.type().leaf().equals(adjoint.type().leaf())) {
          boolean flat = given.type().rank() == 1 && adjoint.type().rank() == 1;
          String check = flat ? "requireDistinct" : "requireDisjoint";
          out.add(call(check, name(given), Exprs.read(given), name(adjoint), Exprs.read(adjoint)));
        }
      }
    }
    return out;
  }

  private List<Stmt> distinct(Variable a, Variable b) {
    if (!a.type().leaf().equals(b.type().leaf())) {
      return List.of();
    }
    List<Stmt> out = new ArrayList<>();
    boolean flat = a.type().rank() == 1 && b.type().rank() == 1;
    String check = flat ? "requireDistinct" : "requireDisjoint";
    out.add(call(check, name(a), Exprs.read(a), name(b), Exprs.read(b)));
    if (adjoints != null && isDifferentiated(a) && isDifferentiated(b)) {
      Variable first = adjoints.apply(a);
      Variable second = adjoints.apply(b);
      out.add(call(check, name(first), Exprs.read(first), name(second), Exprs.read(second)));
    }
    return out;
  }

  private boolean isDifferentiated(Variable variable) {
    return function.parameters().stream()
        .anyMatch(p -> p.variable().equals(variable) && p.differentiated());
  }

  private static Expr name(Variable variable) {
    return Expr.Literal.of(variable.name(), STRING);
  }
}
