package golden;

import org.cotangent.Differentiable;
import org.cotangent.runtime.Matrix;

/** A recurrent net: the matrices that the reverse sweep needs stay on the tape. */
final class Recurrent {
  @Differentiable(wrt = {"input", "recurrent", "rate"})
  static double loss(Matrix input, Matrix recurrent, double rate, int[][] text) {
    Matrix hidden = Matrix.zeros(text[0].length, recurrent.rows());
    double loss = 0;
    for (int t = 0; t + 1 < text.length; t++) {
      hidden = hidden.times(recurrent).plus(input.lookup(text[t])).scale(rate).tanh();
      if (hidden.norm() > 0) {
        loss += hidden.softmaxCrossEntropy(text[t + 1]);
      }
    }
    return loss / text.length;
  }
}
