package errors;

import org.cotangent.Differentiable;
import org.cotangent.Mode;
import org.cotangent.runtime.Matrix;

/** Rows of a Jacobian behind a matrix. */
final class JacobianOfMatrices {
  @Differentiable(wrt = "x", modes = Mode.JACOBIAN)
  static double[] through(double x, Matrix m) { // expect AD021: through(
    double sum = helper(x, m);
    return new double[] {sum};
  }

  static double helper(double x, Matrix m) {
    return m.scale(x).sum();
  }
}
