package org.cotangent.runtime;

/**
 * What generated code checks where it computes several elementwise operations by one formula: the
 * shapes that each of the operations would have asked for.
 */
public final class Fused {
  private Fused() {}

  /**
   * Checks that two operands of an operation have the same shape.
   *
   * @param operation the name of the operation, for the message
   * @param self one operand
   * @param other the other one
   * @throws IllegalArgumentException if the shapes differ
   */
  public static void requireSameShape(String operation, Matrix self, Matrix other) {
    Require.sameShape(operation, self, other);
  }

  /**
   * Checks that an operand is one row as wide as the other one.
   *
   * @param operation the name of the operation, for the message
   * @param self R x C
   * @param row the operand that has to be 1 x C
   * @throws IllegalArgumentException if it is not
   */
  public static void requireRow(String operation, Matrix self, Matrix row) {
    Require.row(operation, self, row);
  }

  /**
   * Checks that an operand is one column as high as the other one.
   *
   * @param operation the name of the operation, for the message
   * @param self R x C
   * @param column the operand that has to be R x 1
   * @throws IllegalArgumentException if it is not
   */
  public static void requireColumn(String operation, Matrix self, Matrix column) {
    Require.column(operation, self, column);
  }
}
