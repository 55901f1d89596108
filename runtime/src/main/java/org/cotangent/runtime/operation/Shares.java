package org.cotangent.runtime.operation;

import org.cotangent.runtime.Elementwise;
import org.cotangent.runtime.Matrix;

/** Adding a share to an adjoint; {@link Matrix#ZERO} is nothing on both sides. */
final class Shares {
  private static final double[] NONE = {};

  private Shares() {}

  /** The sum; the share was made for it, and is given back unless it is the result. */
  static Matrix plus(Matrix sum, Matrix share) {
    Matrix result = Elementwise.plus(sum, share);
    if (result != share) {
      share.close();
    }
    return result;
  }

  /** {@code sum} plus a formula of inputs, the first of which is an adjoint of the same shape. */
  static Matrix add(Matrix sum, String formula, Matrix... inputs) {
    return add(sum, formula, NONE, inputs);
  }

  /** {@code sum} plus a formula of inputs, the first of which is an adjoint of the same shape. */
  static Matrix add(Matrix sum, String formula, double[] scalars, Matrix... inputs) {
    return inputs[0] == Matrix.ZERO ? sum : plus(sum, Elementwise.of(formula, scalars, inputs));
  }
}
