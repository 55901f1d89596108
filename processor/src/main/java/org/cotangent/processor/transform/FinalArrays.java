package org.cotangent.processor.transform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cotangent.processor.analysis.Effects;
import org.cotangent.processor.ir.Callee;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Function;
import org.cotangent.processor.ir.IntrinsicMethod;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;

/**
 * The caller of an annotated method finds in its arrays what a plain call leaves there, although
 * the reverse sweep goes back in time.
 */
final class FinalArrays {
  private static final String ADJOINTS = "org.cotangent.runtime.Adjoints";
  private static final String KEPT = "org.cotangent.runtime.KeptArrays";

  private final Prepared method;
  private final Set<Variable> places;
  private final Map<Variable, Variable> rows = new LinkedHashMap<>();

  FinalArrays(Prepared method, SavePlan plan, Effects effects) {
    this.method = method;
    this.places = putBack(method, plan, effects);
  }

  /** The array places whose elements the reverse sweep puts back to what they were. */
  Set<Variable> places() {
    return places;
  }

  private static Set<Variable> putBack(Prepared method, SavePlan plan, Effects effects) {
    Set<Variable> places = new LinkedHashSet<>();
    Stmts.walk(
        method.body(),
        stmt -> {
          if (stmt instanceof Stmt.CallStatement ? plan.hasReverse(stmt) : plan.saves(stmt)) {
            for (Variable root : effects.written(stmt)) {
              places.add(method.storage().of(root));
            }
            if (stmt instanceof Stmt.CallStatement call
                && call.callee() instanceof Callee.Local
                && call.target() != null
                && call.target().type().isArray()) {
              // the callee's reverse sweep goes back in time in the array that it has made
              places.add(method.storage().of(call.target()));
            }
          }
        });
    return places;
  }

  /** Finds, before the forward sweep, the rows of parameters whose rows move. */
  List<Stmt> before() {
    List<Stmt> body = new ArrayList<>();
    Type type = new Type.ReferenceType(KEPT);
    for (Function.Parameter parameter : method.function().parameters()) {
      Variable variable = parameter.variable();
      if (variable.type().rank() > 1
          && method.storage().storesRows(variable)
          && places.contains(method.storage().of(variable))) {
        Variable arrays = method.fresh().variable(variable.name() + "Arrays", type);
        IntrinsicMethod of = new IntrinsicMethod(KEPT, "of", List.of(variable.type()), type);
        Expr all = new Expr.Intrinsic(of, List.of(Exprs.read(variable)));
        body.add(new Stmt.Declare(arrays, all, Span.NONE));
        rows.put(variable, arrays);
      }
    }
    return body;
  }

  /** Keeps all arrays after the forward sweep, and puts them back after the reverse sweep. */
  void keep(List<Stmt> body, List<Stmt> after) {
    rows.forEach(
        (variable, kept) -> {
          Expr all = Exprs.read(kept);
          body.add(
              new Stmt.RuntimeCall(KEPT, "keep", List.of(all, Exprs.read(variable)), Span.NONE));
          after.add(new Stmt.RuntimeCall(KEPT, "putBack", List.of(all), Span.NONE));
        });
    for (Function.Parameter parameter : method.function().parameters()) {
      Variable variable = parameter.variable();
      if (!rows.containsKey(variable)
          && variable.type().isArray()
          && places.contains(method.storage().of(variable))) {
        Variable copy = method.fresh().variable(variable.name() + "After", variable.type());
        IntrinsicMethod copyOf =
            new IntrinsicMethod(ADJOINTS, "copyOf", List.of(variable.type()), variable.type());
        Expr content = new Expr.Intrinsic(copyOf, List.of(Exprs.read(variable)));
        body.add(new Stmt.Declare(copy, content, Span.NONE));
        after.add(
            new Stmt.RuntimeCall(
                ADJOINTS, "copyInto", List.of(Exprs.read(copy), Exprs.read(variable)), Span.NONE));
      }
    }
  }
}
