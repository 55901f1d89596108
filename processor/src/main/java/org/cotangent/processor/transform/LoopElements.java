package org.cotangent.processor.transform;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.cotangent.processor.ir.BinaryOp;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;

/**
 * The array elements that a loop reads, or adds to, in each of its trips, and that are the same
 * ones in all of them.
 *
 * <p>An element is <i>read</i> when the loop writes nothing of its array, under whatever name. It
 * is <i>summed</i> when it is one of an adjoint array that the loop only adds to: sums do not care
 * about their order. So it does no harm if an element has two names, or if the caller gives one
 * adjoint array for two parameters.
 */
final class LoopElements {
  /** More of them would not stay in registers. */
  private static final int MOST = 6;

  private final Prepared method;
  private final IndexRanges ranges;
  private final ElementLocals.Trips trips;
  private final Map<Expr, Variable> read = new LinkedHashMap<>();
  private final Map<Expr, Variable> summed = new LinkedHashMap<>();
  private final Set<Place> written = new HashSet<>();
  private final Set<Place> usedOtherwise = new HashSet<>();
  private final Set<Type> stored = new HashSet<>();

  /** What arrays may be one: those of a place of the primal, or those of its adjoint. */
  private record Place(Variable of, boolean adjoint) {}

  LoopElements(Prepared method, IndexRanges ranges, ElementLocals.Trips trips) {
    this.method = method;
    this.ranges = ranges;
    this.trips = trips;
    boolean[] reverse = {false};
    Stmts.walk(
        trips.body(),
        stmt -> {
          lookForOtherUses(stmt);
          if (stmt instanceof Stmt.Assign assign) {
            Place place = place(Exprs.root(assign.target()));
            reverse[0] |= place != null && place.adjoint();
            if (assign.target() instanceof Expr.ArrayRead) {
              stored.add(assign.target().type());
            }
            if (assign.target() instanceof Expr.ArrayRead && place != null) {
              written.add(place);
            }
          }
        });
    if (stored.isEmpty()) {
      return;
    }
    for (Stmt stmt : trips.body().statements()) {
      if (stmt instanceof Stmt.Assign assign
          && assign.target() instanceof Expr.ArrayRead element
          && isSum(element)) {
        name(summed, element);
      }
    }
    for (Stmt stmt : trips.body().statements()) {
      for (Expr expr : Stmts.expressions(stmt)) {
        reads(expr, reverse[0]);
      }
    }
  }

  boolean isEmpty() {
    return read.isEmpty() && summed.isEmpty();
  }

  /** The elements that are read, each with the local variable in its place. */
  Map<Expr, Variable> read() {
    return read;
  }

  /** The elements that are added to, each with the local variable that takes the sum. */
  Map<Expr, Variable> summed() {
    return summed;
  }

  /** Whether all of these elements are there even if the loop makes no trip. */
  boolean areKnownToExist() {
    return read.keySet().stream().allMatch(ranges::exists)
        && summed.keySet().stream().allMatch(ranges::exists);
  }

  /** An expression of the loop with the local variables in it. */
  Expr replaced(Expr expr) {
    return Exprs.rewrite(
        expr,
        node -> {
          boolean element = node instanceof Expr.ArrayRead;
          Variable local = element ? read.getOrDefault(node, summed.get(node)) : null;
          return local == null ? node : Exprs.read(local);
        });
  }

  /** Takes note of the adjoint arrays with which a statement does anything but add to them. */
  private void lookForOtherUses(Stmt stmt) {
    List<Expr> parts = Stmts.expressions(stmt);
    if (stmt instanceof Stmt.Assign assign
        && assign.target() instanceof Expr.ArrayRead
        && assign.value() instanceof Expr.Binary sum
        && (sum.op() == BinaryOp.ADD || sum.op() == BinaryOp.SUB)
        && sum.left().equals(assign.target())) {
      parts = List.of(sum.right());
    }
    for (Expr part : parts) {
      Exprs.variables(part).forEach(variable -> usedOtherwise.add(place(variable)));
    }
  }

  /** Whether this is an element of an adjoint array that the loop only adds to. */
  private boolean isSum(Expr.ArrayRead element) {
    Place place = place(Exprs.root(element));
    return place != null
        && place.adjoint()
        && !usedOtherwise.contains(place)
        && isFixed(element)
        && isNumber(element);
  }

  /** Looks for elements that are read whenever the expression is evaluated. */
  private void reads(Expr expr, boolean reverse) {
    if (expr instanceof Expr.Conditional choice) {
      reads(choice.condition(), reverse);
      return;
    }
    if (expr instanceof Expr.Binary binary
        && (binary.op() == BinaryOp.CONDITIONAL_AND || binary.op() == BinaryOp.CONDITIONAL_OR)) {
      reads(binary.left(), reverse);
      return;
    }
    if (expr instanceof Expr.ArrayRead element
        && isNumber(element)
        && stored.contains(element.type())
        && isFixed(element)
        && !written.contains(place(Exprs.root(element)))
        && (reverse || ranges.exists(element))) {
      name(read, element);
      return;
    }
    for (Expr child : Exprs.children(expr)) {
      reads(child, reverse);
    }
  }

  private static boolean isNumber(Expr.ArrayRead element) {
    return element.type() instanceof Type.Primitive type && type.isFloating();
  }

  /** Whether this is the same element in every trip. */
  private boolean isFixed(Expr.ArrayRead element) {
    if (place(Exprs.root(element)) == null) {
      return false;
    }
    boolean[] fine = {true};
    Exprs.walk(
        element,
        node -> {
          if (node instanceof Expr.VariableRead read) {
            fine[0] &= !trips.varying().contains(read.variable());
          } else if (node instanceof Expr.ArrayRead part) {
            Variable root = Exprs.root(part);
            Variable primal = root == null ? null : method.shadows().primal(root);
            Variable plain = primal == null ? root : primal;
            fine[0] &=
                plain != null
                    && (part == element || !part.type().isArray() || !isReplaced(plain))
                    && (part == element || part.type().isArray() || !written.contains(place(root)));
          } else if (node instanceof Expr.Binary sum) {
            fine[0] &= sum.op() != BinaryOp.DIV && sum.op() != BinaryOp.REM;
          } else {
            fine[0] &= node instanceof Expr.Literal || node instanceof Expr.ArrayLength;
          }
        });
    return fine[0];
  }

  /** Whether rows may be replaced, or names of the array change their meaning. */
  private boolean isReplaced(Variable array) {
    return method.storage().storesRows(array) || method.storage().moves(array);
  }

  /** Null for an array that is neither the primal's nor an adjoint. */
  private Place place(Variable variable) {
    if (variable == null) {
      return null;
    }
    Variable primal = method.shadows().primal(variable);
    if (primal != null) {
      return new Place(method.storage().of(primal), true);
    }
    boolean own =
        method.layout().declaration(variable) != null
            || method.function().parameters().stream()
                .anyMatch(parameter -> parameter.variable().equals(variable));
    return own ? new Place(method.storage().of(variable), false) : null;
  }

  private void name(Map<Expr, Variable> names, Expr.ArrayRead element) {
    if (names.containsKey(element) || read.size() + summed.size() >= MOST) {
      return;
    }
    Variable root = Exprs.root(element);
    Variable primal = method.shadows().primal(root);
    String name = (primal == null ? root : primal).name() + indices(element);
    names.put(
        element, method.fresh().variable(primal == null ? name : name + "Adjoint", element.type()));
  }

  /** {@code IJ} for {@code a[i][j]}. */
  private static String indices(Expr.ArrayRead element) {
    String before = element.array() instanceof Expr.ArrayRead row ? indices(row) : "";
    if (!(element.index() instanceof Expr.VariableRead index)) {
      return before + "Element";
    }
    String name = index.variable().name();
    return before + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }
}
