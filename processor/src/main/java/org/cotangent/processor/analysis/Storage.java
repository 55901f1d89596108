package org.cotangent.processor.analysis;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cotangent.processor.ir.Callee;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Function;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Variable;

/**
 * Which array variables may mean the same numbers.
 *
 * <p>A place is what a scalar variable holds, or all numbers that may be reached through one of a
 * set of array variables: after {@code double[] r = a} and {@code double[] row = m[i]}, {@code r}
 * and {@code a} are one place, and so are {@code row} and {@code m}. Flow-insensitive unification
 * (Steensgaard, POPL 1996). Distinct parameters are distinct places: the generated code checks that
 * on entry where it matters.
 */
public final class Storage {
  private final Map<Variable, Variable> parent = new HashMap<>();
  private final Map<Variable, Integer> assignments = new LinkedHashMap<>();

  private Storage() {}

  /** Unifies what the body's assignments of arrays say. */
  public static Storage of(Function function, Stmt.Block body) {
    Storage storage = new Storage();
    for (Function.Parameter parameter : function.parameters()) {
      if (parameter.variable().type().isArray()) {
        storage.assignments.put(parameter.variable(), 1);
      }
    }
    Stmts.walk(body, storage::look);
    return storage;
  }

  private void look(Stmt stmt) {
    if (stmt instanceof Stmt.Declare declare && declare.variable().type().isArray()) {
      bind(declare.variable(), declare.init());
    } else if (stmt instanceof Stmt.Assign assign && assign.target().type().isArray()) {
      bind(Exprs.root(assign.target()), assign.value());
    } else if (stmt instanceof Stmt.CallStatement call
        && call.target() != null
        && call.target().type().isArray()) {
      assignments.merge(call.target(), 1, Integer::sum);
      if (call.callee() instanceof Callee.Constant) {
        call.arguments().stream()
            .filter(a -> a.type().isArray())
            .forEach(a -> unite(call.target(), a));
      }
    }
  }

  private void bind(Variable variable, Expr value) {
    if (variable == null || value == null) {
      return;
    }
    assignments.merge(variable, 1, Integer::sum);
    if (value instanceof Expr.CloneArray copy) {
      if (copy.type().rank() > 1) {
        unite(variable, copy.array());
      }
    } else if (value instanceof Expr.ArrayLiteral literal) {
      rows(literal.elements(), variable);
    } else if (!(value instanceof Expr.NewArray)) {
      unite(variable, value);
    }
  }

  private void rows(List<Expr> elements, Variable variable) {
    for (Expr element : elements) {
      if (element instanceof Expr.ArrayLiteral row) {
        rows(row.elements(), variable);
      } else if (element.type().isArray()) {
        unite(variable, element);
      }
    }
  }

  private void unite(Variable variable, Expr array) {
    Variable root = Exprs.root(array);
    if (root != null && !of(root).equals(of(variable))) {
      parent.put(of(variable), of(root));
    }
  }

  /**
   * The variable that stands for the place that a variable belongs to; for a scalar the variable
   * itself.
   */
  public Variable of(Variable variable) {
    Variable at = variable;
    while (parent.containsKey(at)) {
      at = parent.get(at);
    }
    return at;
  }

  /**
   * The place that {@code x}, {@code a[i]} or {@code m[i][j]} belongs to; null for a constant or a
   * field.
   */
  public Variable of(Expr place) {
    Variable root = Exprs.root(place);
    return root == null ? null : of(root);
  }

  /** How often each array variable is bound, parameters counting once. */
  public Map<Variable, Integer> assignments() {
    return assignments;
  }
}
