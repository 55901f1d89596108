package org.cotangent.runtime;

import org.cotangent.runtime.backend.Engine;
import org.cotangent.runtime.backend.Formula;
import org.cotangent.runtime.backend.Operand;
import org.cotangent.runtime.backend.Precision;
import org.cotangent.runtime.backend.Reduction;

/**
 * Computes formulas for every element of matrices at once, in one pass over the memory: {@code
 * Elementwise.of("(x, row; s) -> s * tanh(x) + row", new double[] {2}, x, row)}.
 *
 * <p>A formula declares matrices, then numbers after a semicolon, and is an expression of Java: the
 * operators {@code + - * /}, comparisons, {@code && || ! ?:}, and the functions of {@link Math} by
 * their names. It is computed in the precision of the matrices, which is one for all.
 *
 * <p>The inputs are R x C, 1 x C, R x 1 or 1 x 1: one row, column or element is repeated. {@link
 * Matrix#ZERO} counts as a strong zero: zero times anything is zero. If so the whole formula is
 * zero, the result is {@link Matrix#ZERO} too, or 0; else what is left of the formula gives the
 * shape.
 *
 * <p>All methods throw {@link IllegalArgumentException} if the formula cannot be read (the message
 * marks the place), wants other numbers of matrices or scalars, or if shapes or precisions do not
 * fit together.
 */
public final class Elementwise {
  private static final double[] NONE = {};

  private Elementwise() {}

  /**
   * The formula's value at each place.
   *
   * @param formula without scalars
   * @param inputs one or more
   * @return R x C
   */
  public static Matrix of(String formula, Matrix... inputs) {
    return of(formula, NONE, inputs);
  }

  /**
   * The formula's value at each place.
   *
   * @param formula the formula
   * @param scalars the values of its scalars
   * @param inputs one or more
   * @return R x C
   */
  public static Matrix of(String formula, double[] scalars, Matrix... inputs) {
    Formula parsed = Formula.of(formula);
    return Broadcast.hasZero(inputs)
        ? ofZeros(parsed, scalars, inputs)
        : map(parsed, scalars, inputs);
  }

  private static Matrix ofZeros(Formula formula, double[] scalars, Matrix... inputs) {
    Formula left = Broadcast.left(formula, inputs);
    return left.isZero() ? Matrix.ZERO : map(left, scalars, Broadcast.named(left, formula, inputs));
  }

  private static Matrix map(Formula formula, double[] scalars, Matrix... inputs) {
    Matrix first = Broadcast.first(formula, inputs);
    Precision precision = first.precision();
    int rows = Broadcast.rows(inputs);
    int columns = Broadcast.columns(inputs);
    Operand[] operands = Broadcast.operands(formula, scalars, inputs, precision, rows, columns);
    return Matrix.of(
        Engine.current().map(formula, scalars, operands, precision, rows, columns), rows, columns);
  }

  /**
   * The sum of the formula's values.
   *
   * @param formula without scalars
   * @param inputs one or more
   * @return the sum; 0 of nothing
   */
  public static double sum(String formula, Matrix... inputs) {
    return sum(formula, NONE, inputs);
  }

  /**
   * The sum of the formula's values.
   *
   * @param formula the formula
   * @param scalars the values of its scalars
   * @param inputs one or more
   * @return the sum; 0 of nothing
   */
  public static double sum(String formula, double[] scalars, Matrix... inputs) {
    return reduce(Reduction.SUM, formula, scalars, inputs);
  }

  /**
   * The sum of each row of the formula's values.
   *
   * @param formula without scalars
   * @param inputs one or more
   * @return R x 1
   */
  public static Matrix rowSums(String formula, Matrix... inputs) {
    return rowSums(formula, NONE, inputs);
  }

  /**
   * The sum of each row of the formula's values.
   *
   * @param formula the formula
   * @param scalars the values of its scalars
   * @param inputs one or more
   * @return R x 1
   */
  public static Matrix rowSums(String formula, double[] scalars, Matrix... inputs) {
    return reduceRows(Reduction.SUM, formula, scalars, inputs);
  }

  /**
   * The sum of each column of the formula's values.
   *
   * @param formula without scalars
   * @param inputs one or more
   * @return 1 x C
   */
  public static Matrix columnSums(String formula, Matrix... inputs) {
    return columnSums(formula, NONE, inputs);
  }

  /**
   * The sum of each column of the formula's values.
   *
   * @param formula the formula
   * @param scalars the values of its scalars
   * @param inputs one or more
   * @return 1 x C
   */
  public static Matrix columnSums(String formula, double[] scalars, Matrix... inputs) {
    return reduceColumns(Reduction.SUM, formula, scalars, inputs);
  }

  /**
   * Adds a share to an adjoint.
   *
   * @param sum what was added up so far; {@link Matrix#ZERO} is nothing
   * @param share what is added, of the same shape; {@link Matrix#ZERO} is nothing
   * @return the sum of both: maybe one of them, else a new matrix
   * @throws IllegalArgumentException if the shapes or precisions differ
   */
  public static Matrix plus(Matrix sum, Matrix share) {
    if (sum == Matrix.ZERO) {
      return share;
    }
    if (share == Matrix.ZERO) {
      return sum;
    }
    if (sum.rows() != share.rows() || sum.columns() != share.columns()) {
      throw new IllegalArgumentException(
          "adding adjoints: " + sum.shape() + " and " + share.shape() + " differ");
    }
    return of("(sum, share) -> sum + share", sum, share);
  }

  /** One number of all the formula's values. */
  static double reduce(Reduction reduction, String formula, double[] scalars, Matrix... inputs) {
    Formula parsed = Formula.of(formula);
    Formula left = Broadcast.hasZero(inputs) ? Broadcast.left(parsed, inputs) : parsed;
    if (left.isZero()) {
      return 0;
    }
    Matrix[] used = left == parsed ? inputs : Broadcast.named(left, parsed, inputs);
    try (Matrix result = Compute.reduce(reduction, left, scalars, 1, 1, used)) {
      return result.get(0, 0);
    }
  }

  /** One number of each row of the formula's values. */
  static Matrix reduceRows(
      Reduction reduction, String formula, double[] scalars, Matrix... inputs) {
    return reduce(reduction, true, formula, scalars, inputs);
  }

  /** One number of each column of the formula's values. */
  static Matrix reduceColumns(
      Reduction reduction, String formula, double[] scalars, Matrix... inputs) {
    return reduce(reduction, false, formula, scalars, inputs);
  }

  private static Matrix reduce(
      Reduction reduction, boolean rows, String formula, double[] scalars, Matrix... inputs) {
    Formula parsed = Formula.of(formula);
    Formula left = Broadcast.hasZero(inputs) ? Broadcast.left(parsed, inputs) : parsed;
    if (left.isZero()) {
      return Matrix.ZERO;
    }
    Matrix[] used = left == parsed ? inputs : Broadcast.named(left, parsed, inputs);
    return Compute.reduce(
        reduction,
        left,
        scalars,
        rows ? Broadcast.rows(used) : 1,
        rows ? 1 : Broadcast.columns(used),
        used);
  }
}
