package org.cotangent.runtime;

import org.cotangent.runtime.backend.Operand;

/**
 * What generated code does with the adjoints of matrix parameters: it checks those that a caller
 * gives, and adds to them when all has been computed.
 */
public final class MatrixAdjoints {
  private MatrixAdjoints() {}

  /**
   * A matrix that holds nothing but zeros and takes no memory until something is added to it.
   *
   * @param matrix any matrix
   * @return a new matrix of the same shape and precision
   */
  public static Matrix zerosLike(Matrix matrix) {
    Operand shape = matrix.operand();
    Operand zero = Operand.zero(shape.precision());
    zero.value().hold();
    return new Matrix(zero.broadcast(shape.rows(), shape.columns()));
  }

  /**
   * Checks that an adjoint belongs to a parameter.
   *
   * @param name the parameter's name, for the message
   * @param matrix the parameter
   * @param adjoint its adjoint
   * @throws IllegalArgumentException if the shapes or the precisions differ
   */
  public static void requireSameShape(String name, Matrix matrix, Matrix adjoint) {
    Operand own = matrix.operand();
    Operand other = adjoint.operand();
    if (own.rows() != other.rows() || own.columns() != other.columns()) {
      throw new IllegalArgumentException(
          "the adjoint of '"
              + name
              + "' is "
              + adjoint.shape()
              + ", the parameter is "
              + matrix.shape());
    }
    if (own.precision() != other.precision()) {
      throw new IllegalArgumentException(
          "the adjoint of '"
              + name
              + "' holds elements of type "
              + other.precision().name().toLowerCase(java.util.Locale.ROOT)
              + ", the parameter of type "
              + own.precision().name().toLowerCase(java.util.Locale.ROOT));
    }
  }

  /**
   * Checks that the adjoint of a result belongs to it.
   *
   * @param result what a method returned
   * @param seed the adjoint that was given for it
   * @throws IllegalArgumentException if the shapes or the precisions differ
   */
  public static void requireSeed(Matrix result, Matrix seed) {
    if (seed != Matrix.ZERO) {
      requireSameShape("the result", result, seed);
    }
  }

  /**
   * Adds a share to an adjoint, in place.
   *
   * @param adjoint the adjoint that a caller gave
   * @param share what is added, of the same shape; {@link Matrix#ZERO} is nothing
   * @throws IllegalArgumentException if the shapes or the precisions differ
   */
  public static void add(Matrix adjoint, Matrix share) {
    if (share == Matrix.ZERO) {
      return;
    }
    Operand before = adjoint.operand();
    if (before.value() == Operand.zero(before.precision()).value()) {
      adjoint.assign(share);
    } else {
      adjoint.addInPlace(share);
    }
  }
}
