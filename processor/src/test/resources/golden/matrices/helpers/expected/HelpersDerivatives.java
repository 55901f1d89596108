package golden;

import org.cotangent.GeneratedDerivative;
import org.cotangent.runtime.Elementwise;
import org.cotangent.runtime.Matrix;
import org.cotangent.runtime.MatrixAdjoints;
import org.cotangent.runtime.Scope;
import org.cotangent.runtime.Tape;
import org.cotangent.runtime.operation.ProductAdjoints;

/** Derivatives of {@link Helpers}. Generated from Helpers.java; do not edit. */
@GeneratedDerivative
final class HelpersDerivatives {

  /** The value of {@code Helpers.forward} and the adjoints of its scalar parameters. */
  record ForwardBackward(Matrix value, double s) {}

  private HelpersDerivatives() {}

  /**
   * Runs {@code Helpers.forward} and passes the adjoint {@code seed} of its result on to the
   * adjoints of its inputs.
   * Adjoint matrices have the shape of their parameters and are added to, never cleared.
   */
  @GeneratedDerivative(
      of = "forward(org.cotangent.runtime.Matrix,org.cotangent.runtime.Matrix,double,boolean)",
      wrt = {0, 1, 2})
  static ForwardBackward forwardBackward(
      Matrix x, Matrix xAdjoint, Matrix w, Matrix wAdjoint, double s, boolean deep, Matrix seed) {
    return forwardBackward(x, xAdjoint, w, wAdjoint, s, deep, seed, new Tape());
  }

  /**
   * Runs {@code Helpers.forward} and passes the adjoint {@code seed} of its result on to the
   * adjoints of its inputs.
   * Adjoint matrices have the shape of their parameters and are added to, never cleared.
   * {@code tape} is used again by each call; not by two threads at once.
   */
  static ForwardBackward forwardBackward(
      Matrix x,
      Matrix xAdjoint,
      Matrix w,
      Matrix wAdjoint,
      double s,
      boolean deep,
      Matrix seed,
      Tape tape) {
    Scope scope = Scope.open();
    try {
      MatrixAdjoints.requireSameShape("x", x, xAdjoint);
      MatrixAdjoints.requireSameShape("w", w, wAdjoint);
      Matrix layer = Matrix.ZERO;
      Matrix y = layerForward(x, w, tape);
      Matrix chosen;
      if (deep) {
        layer = layerForward(y, w, tape);
        chosen = layer.scale(s);
      } else {
        chosen = y;
      }
      MatrixAdjoints.requireSeed(chosen, seed);
      double sAdjoint = 0;
      Matrix wShare = Matrix.ZERO;
      Matrix yAdjoint = Matrix.ZERO;
      // Helpers.java:11  return deep ? layer(y, w).scale(s) : y;
      if (deep) {
        Matrix layerAdjoint = Elementwise.of("(seed; s) -> seed * s", new double[] {s}, seed);
        sAdjoint += Elementwise.sum("(seed, layer) -> seed * layer", seed, layer);
        layerReverse(y, w, layerAdjoint, tape);
        Matrix wAdjoint2 = (Matrix) tape.popArray();
        Matrix xAdjoint2 = (Matrix) tape.popArray();
        yAdjoint = Elementwise.plus(yAdjoint, xAdjoint2);
        wShare = Elementwise.plus(wShare, wAdjoint2);
      } else {
        yAdjoint = Elementwise.plus(yAdjoint, seed);
      }
      // Helpers.java:10  Matrix y = layer(x, w);
      layerReverse(x, w, yAdjoint, tape);
      Matrix wAdjoint2 = (Matrix) tape.popArray();
      Matrix xAdjoint2 = (Matrix) tape.popArray();
      wShare = Elementwise.plus(wShare, wAdjoint2);
      MatrixAdjoints.add(xAdjoint, xAdjoint2);
      MatrixAdjoints.add(wAdjoint, wShare);
      return new ForwardBackward(scope.keep(chosen), sAdjoint);
    } finally {
      scope.close();
    }
  }

  /** Runs {@code layer} and keeps on the tape what its reverse sweep needs. */
  private static Matrix layerForward(Matrix x, Matrix w, Tape tape) {
    Matrix times = x.times(w);
    Matrix sigmoid = times.sigmoid();
    times.close();
    tape.pushArray(sigmoid);
    return sigmoid;
  }

  /** The reverse sweep of {@code layer}, after its forward sweep. */
  private static void layerReverse(Matrix x, Matrix w, Matrix seed, Tape tape) {
    Matrix sigmoid = (Matrix) tape.popArray();
    // Helpers.java:15  return x.times(w).sigmoid();
    Matrix timesAdjoint =
        Elementwise.of("(seed, sigmoid) -> seed * sigmoid * (1 - sigmoid)", seed, sigmoid);
    Matrix xAdjoint = ProductAdjoints.left(w, timesAdjoint, Matrix.ZERO);
    Matrix wAdjoint = ProductAdjoints.right(x, timesAdjoint, Matrix.ZERO);
    tape.pushArray(xAdjoint);
    tape.pushArray(wAdjoint);
  }
}
