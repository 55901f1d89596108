package org.cotangent.processor.transform;

import java.util.LinkedHashSet;
import java.util.Set;
import org.cotangent.processor.analysis.Storage;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Variable;

/** Something of the primal that the reverse sweep reads. */
sealed interface Need {

  /** The value of a scalar variable, or which array an array variable means. */
  record Value(Variable variable) implements Need {}

  /** The numbers in an array place. */
  record Elements(Variable place) implements Need {}

  /**
   * The numbers that an array place had on entry, which a caller wants to find there again: they
   * are kept like needed ones, but nobody reads what takes their place.
   */
  record Entry(Variable place) implements Need {}

  /** Which arrays are the rows of an array place whose rows are replaced. */
  record Rows(Variable place) implements Need {}

  /** What evaluating an expression reads. */
  static Set<Need> of(Expr expr, Storage storage) {
    Set<Need> needs = new LinkedHashSet<>();
    collect(expr, storage, needs);
    return needs;
  }

  /** Adds what evaluating an expression reads. */
  static void collect(Expr expr, Storage storage, Set<Need> needs) {
    Exprs.walk(
        expr,
        node -> {
          if (node instanceof Expr.VariableRead read) {
            needs.add(new Value(read.variable()));
          } else if (node instanceof Expr.ArrayRead element && storage.of(element) != null) {
            Variable place = storage.of(element);
            if (!element.type().isArray()) {
              needs.add(new Elements(place));
            } else if (storage.storesRows(place)) {
              needs.add(new Rows(place));
            }
          } else if (node instanceof Expr.DataCall call) {
            call.arguments().forEach(argument -> collectWhole(argument, storage, needs));
          }
        });
  }

  private static void collectWhole(Expr array, Storage storage, Set<Need> needs) {
    if (array instanceof Expr.Conditional choice) {
      collectWhole(choice.whenTrue(), storage, needs);
      collectWhole(choice.whenFalse(), storage, needs);
    } else if (array.type().isArray() && storage.of(array) != null) {
      needs.add(new Elements(storage.of(array)));
      if (array.type().rank() > 1 && storage.storesRows(storage.of(array))) {
        needs.add(new Rows(storage.of(array)));
      }
    }
  }

  /** Adds what a call reads of an array that it is given. */
  static void collectArgument(Expr array, Storage storage, Set<Need> needs) {
    collect(array, storage, needs);
    Variable place = storage.of(array);
    if (place != null && array.type().rank() > 1 && storage.storesRows(place)) {
      needs.add(new Rows(place));
    }
  }
}
