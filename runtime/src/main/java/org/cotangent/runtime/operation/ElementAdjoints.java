package org.cotangent.runtime.operation;

import org.cotangent.runtime.Elementwise;
import org.cotangent.runtime.Matrix;

/** Adjoints of what reads, converts and makes elements. */
public final class ElementAdjoints {
  private ElementAdjoints() {}

  /** Of {@link Matrix#get}: the adjoint at one place, nothing elsewhere. */
  public static Matrix get(Matrix self, int i, int j, double adjoint, Matrix sum) {
    if (adjoint == 0) {
      return sum;
    }
    Matrix share = Matrix.zeros(self.rows(), self.columns(), self.precision());
    share.set(i, j, adjoint);
    Matrix total = Elementwise.plus(sum, share);
    if (total != share) {
      share.close();
    }
    return total;
  }

  /** Of {@link Matrix#toPrecision}: the adjoint in the other precision. */
  public static Matrix toPrecision(Matrix self, Matrix adjoint, Matrix sum) {
    if (adjoint == Matrix.ZERO) {
      return sum;
    }
    Matrix share = adjoint.toPrecision(self.precision());
    Matrix total = Elementwise.plus(sum, share);
    if (total != share) {
      share.close();
    }
    return total;
  }

  /** Of {@link Matrix#filled}: the sum of all adjoints. */
  public static double filled(Matrix adjoint) {
    return Elementwise.sum("(adjoint) -> adjoint", adjoint);
  }
}
