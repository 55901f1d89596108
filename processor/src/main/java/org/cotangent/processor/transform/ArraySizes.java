package org.cotangent.processor.transform;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.cotangent.processor.analysis.Layout;
import org.cotangent.processor.analysis.Storage;
import org.cotangent.processor.ir.BinaryOp;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.UnaryOp;
import org.cotangent.processor.ir.Variable;

/**
 * Compares whole numbers with the lengths of arrays by what is written: a sum of values that never
 * change, each so many times.
 *
 * <p>After {@code int n = x.length; double[] a = new double[n + 1];} the numbers {@code n + 1},
 * {@code x.length + 1} and {@code a.length} are one size. Sums wrap as those of {@code int} do, so
 * equal sizes are equal numbers whatever overflows.
 */
final class ArraySizes {

  /**
   * A sum.
   *
   * @param terms how often each value occurs, never 0 times
   * @param constant what is added
   */
  record Size(Map<Expr, Integer> terms, int constant) {
    Size {
      terms = Collections.unmodifiableMap(new LinkedHashMap<>(terms));
    }

    static Size of(int constant) {
      return new Size(Map.of(), constant);
    }

    boolean isNumber() {
      return terms.isEmpty();
    }

    Size plus(int number) {
      return new Size(terms, constant + number);
    }

    private Size plus(Size other, int times) {
      Map<Expr, Integer> sum = new LinkedHashMap<>(terms);
      other.terms.forEach((term, count) -> sum.merge(term, count * times, Integer::sum));
      sum.values().removeIf(count -> count == 0);
      return new Size(sum, constant + other.constant * times);
    }
  }

  private static final int DEPTH = 16;

  private final Layout layout;
  private final Storage storage;

  ArraySizes(Layout layout, Storage storage) {
    this.layout = layout;
    this.storage = storage;
  }

  /** The size that an {@code int} expression is; null when that may change, or cannot be seen. */
  Size of(Expr expr) {
    return of(expr, DEPTH);
  }

  /** The length of the array that a variable means, which must always be the same one. */
  Size lengthOf(Variable array) {
    return lengthOf(array, DEPTH);
  }

  private Size of(Expr expr, int depth) {
    if (depth == 0 || expr == null || expr.type() != Type.Primitive.INT) {
      return null;
    }
    if (expr instanceof Expr.Literal literal) {
      return literal.value() instanceof Integer number ? Size.of(number) : null;
    }
    if (expr instanceof Expr.Constant constant) {
      return constant.value() instanceof Integer number ? Size.of(number) : null;
    }
    if (expr instanceof Expr.VariableRead read) {
      return variable(read.variable(), depth);
    }
    if (expr instanceof Expr.ArrayLength length) {
      return length.array() instanceof Expr.VariableRead array
          ? lengthOf(array.variable(), depth - 1)
          : null;
    }
    if (expr instanceof Expr.Unary minus && minus.op() == UnaryOp.NEGATE) {
      Size operand = of(minus.operand(), depth - 1);
      return operand == null ? null : Size.of(0).plus(operand, -1);
    }
    if (expr instanceof Expr.Binary sum && (sum.op() == BinaryOp.ADD || sum.op() == BinaryOp.SUB)) {
      Size left = of(sum.left(), depth - 1);
      Size right = left == null ? null : of(sum.right(), depth - 1);
      return right == null ? null : left.plus(right, sum.op() == BinaryOp.ADD ? 1 : -1);
    }
    return null;
  }

  private Size variable(Variable variable, int depth) {
    if (!isFixed(variable)) {
      return null;
    }
    if (layout.declaration(variable) instanceof Stmt.Declare declare) {
      Size init = of(declare.init(), depth - 1);
      if (init != null) {
        return init;
      }
    }
    return new Size(Map.of(Exprs.read(variable), 1), 0);
  }

  /** Whether a variable keeps the value that it is declared with. */
  private boolean isFixed(Variable variable) {
    Stmt declaration = layout.declaration(variable);
    if (declaration == null) {
      return layout.assignmentCount(variable) == 0; // a parameter
    }
    boolean bound =
        declaration instanceof Stmt.CountedFor
            || declaration instanceof Stmt.Declare declare && declare.init() != null;
    return bound && layout.assignmentCount(variable) == 1;
  }

  private Size lengthOf(Variable array, int depth) {
    if (depth == 0 || storage.moves(array) || !isFixed(array)) {
      return null;
    }
    if (layout.declaration(array) instanceof Stmt.Declare declare) {
      Size made = lengthOf(declare.init(), depth - 1);
      if (made != null) {
        return made;
      }
    }
    return new Size(Map.of(new Expr.ArrayLength(Exprs.read(array)), 1), 0);
  }

  private Size lengthOf(Expr array, int depth) {
    if (array instanceof Expr.NewArray made) {
      return of(made.dimensions().get(0), depth);
    }
    if (array instanceof Expr.ArrayLiteral literal) {
      return Size.of(literal.elements().size());
    }
    if (array instanceof Expr.CloneArray copy) {
      return lengthOf(copy.array(), depth);
    }
    return array instanceof Expr.VariableRead other ? lengthOf(other.variable(), depth) : null;
  }
}
