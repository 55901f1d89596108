package golden;

import org.cotangent.Differentiable;
import org.cotangent.runtime.Matrix;

/** A net of two layers: elementwise operations are joined, here and in the adjoints. */
final class Dense {
  record Parameters(Matrix w1, Matrix b1, Matrix w2, Matrix b2) {}

  @Differentiable(wrt = "p")
  static double loss(Parameters p, Matrix x, int[] labels, double decay) {
    Matrix hidden = x.times(p.w1()).plusRow(p.b1()).tanh();
    Matrix scores = hidden.affine(p.w2(), p.b2());
    return scores.softmaxCrossEntropy(labels) + decay * p.w1().hadamard(p.w1()).sum();
  }
}
