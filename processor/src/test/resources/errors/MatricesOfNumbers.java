package errors;

import org.cotangent.Differentiable;
import org.cotangent.Singularities;
import org.cotangent.runtime.Matrix;

/** What is found when it is known which numbers carry derivatives. */
final class MatricesOfNumbers {
  @Differentiable
  static double ofArray(double[][] a) {
    return Matrix.of(a).get(0, 0); // expect AD332: Matrix.of(a)
  }

  @Differentiable
  static double ofNumbers(double x, double y) {
    return Matrix.row(x, y).get(0, 0); // expect AD332: Matrix.row(x, y)
  }

  @Differentiable
  static double ofData(double x) {
    return Matrix.row(1, 2).get(0, 1) * x;
  }

  @Differentiable(singularities = Singularities.STRICT)
  static double strict(Matrix x) {
    return helper(x) * x.rows();
  }

  static double helper(Matrix x) {
    return x.get(0, 0); // expect AD336: x.get(0, 0)
  }
}
