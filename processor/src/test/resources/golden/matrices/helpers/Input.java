package golden;

import org.cotangent.Differentiable;
import org.cotangent.runtime.Matrix;

/** A method that returns a matrix, and a helper that does. */
final class Helpers {
  @Differentiable
  static Matrix forward(Matrix x, Matrix w, double s, boolean deep) {
    Matrix y = layer(x, w);
    return deep ? layer(y, w).scale(s) : y;
  }

  static Matrix layer(Matrix x, Matrix w) {
    return x.times(w).sigmoid();
  }
}
