package org.cotangent.processor.analysis;

import java.util.LinkedHashSet;
import java.util.Set;
import org.cotangent.processor.analysis.Definitions.Definition;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Variable;

/**
 * The names by which one statement reads an array that may have several.
 *
 * <p>After {@code double[] a = m[0]; double[] b = m[1];} the analyses know one place, {@code m}. A
 * statement that mentions only {@code b} reads what the second declaration named, not the first.
 */
final class ArrayNames {
  private final Storage storage;
  private final Variable place;
  private final Set<Variable> mentioned = new LinkedHashSet<>();

  /** The names of a place that a statement mentions. */
  ArrayNames(Storage storage, Stmt reader, Variable place) {
    this.storage = storage;
    this.place = place;
    for (Expr expr : Stmts.expressions(reader)) {
      for (Variable variable : Exprs.variables(expr)) {
        if (place.equals(storage.of(variable))) {
          mentioned.add(variable);
        }
      }
    }
  }

  /**
   * Whether the statement reads a value, among those that reach it: not if that only gives the
   * array another name, or comes to the statement by the name that one of the others gives.
   */
  boolean mayRead(Definition value, Set<Integer> all, Definitions definitions) {
    if (!place.type().isArray()) {
      return true;
    }
    Variable named = named(value.stmt());
    if (named != null) {
      return mentioned.contains(named);
    }
    if (value.stmt() != null) {
      return true;
    }
    Set<Variable> others = new LinkedHashSet<>(mentioned);
    all.forEach(id -> others.remove(named(definitions.all().get(id).stmt())));
    return mentioned.isEmpty() || !others.isEmpty();
  }

  /** The variable that a statement makes a name of an array that is there already; or null. */
  private Variable named(Stmt stmt) {
    Variable variable = null;
    Expr value = null;
    if (stmt instanceof Stmt.Declare declare) {
      variable = declare.variable();
      value = declare.init();
    } else if (stmt instanceof Stmt.Assign assign
        && assign.target() instanceof Expr.VariableRead read) {
      variable = read.variable();
      value = assign.value();
    }
    boolean names =
        variable != null
            && variable.type().isArray()
            && place.equals(storage.of(variable))
            && (value instanceof Expr.VariableRead || value instanceof Expr.ArrayRead);
    return names ? variable : null;
  }
}
