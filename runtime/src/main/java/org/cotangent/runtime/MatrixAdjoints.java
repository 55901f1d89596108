package org.cotangent.runtime;

import java.util.Locale;
import org.cotangent.runtime.backend.Operand;
import org.cotangent.runtime.backend.Precision;

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
   * @throws IllegalArgumentException if the shapes or the precisions differ, or it is null
   */
  public static void requireSameShape(String name, Matrix matrix, Matrix adjoint) {
    requireFit("the adjoint of '" + name + "'", "the parameter", matrix, adjoint);
  }

  /**
   * Checks that the adjoint of a result belongs to it.
   *
   * @param result what a method returned
   * @param seed the adjoint that was given for it
   * @throws IllegalArgumentException if the shapes or the precisions differ, or it is null
   */
  public static void requireSeed(Matrix result, Matrix seed) {
    if (seed != Matrix.ZERO) {
      requireFit("the adjoint of the result", "the result", result, seed);
    }
  }

  private static void requireFit(String what, String of, Matrix matrix, Matrix adjoint) {
    if (adjoint == null) {
      throw new IllegalArgumentException(what + " is null");
    }
    Operand own = matrix.operand();
    Operand other = adjoint.operand();
    if (own.rows() != other.rows() || own.columns() != other.columns()) {
      throw new IllegalArgumentException(
          what + " is " + adjoint.shape() + ", " + of + " is " + matrix.shape());
    }
    if (own.precision() != other.precision()) {
      throw new IllegalArgumentException(
          what
              + " holds elements of type "
              + name(other.precision())
              + ", "
              + of
              + " of type "
              + name(own.precision()));
    }
  }

  private static String name(Precision precision) {
    return precision.name().toLowerCase(Locale.ROOT);
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
