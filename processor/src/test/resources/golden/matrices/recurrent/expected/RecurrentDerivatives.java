package golden;

import org.cotangent.GeneratedDerivative;
import org.cotangent.runtime.Elementwise;
import org.cotangent.runtime.Matrix;
import org.cotangent.runtime.MatrixAdjoints;
import org.cotangent.runtime.Scope;
import org.cotangent.runtime.Tape;
import org.cotangent.runtime.operation.LossAdjoints;
import org.cotangent.runtime.operation.ProductAdjoints;
import org.cotangent.runtime.operation.ShapeAdjoints;

/** Derivatives of {@link Recurrent}. Generated from Recurrent.java; do not edit. */
@GeneratedDerivative
final class RecurrentDerivatives {

  /**
   * The value of {@code Recurrent.loss} and its derivatives by {@code input}, {@code recurrent} and
   * {@code rate}.
   */
  record LossGradient(double value, Matrix input, Matrix recurrent, double rate) {}

  /** The value of {@code Recurrent.loss} and the adjoints of its scalar parameters. */
  record LossBackward(double value, double rate) {}

  private RecurrentDerivatives() {}

  /**
   * The value of {@code Recurrent.loss} and its gradient by {@code input}, {@code recurrent} and
   * {@code rate}.
   */
  static LossGradient lossGradient(Matrix input, Matrix recurrent, double rate, int[][] text) {
    return lossGradient(input, recurrent, rate, text, new Tape());
  }

  /**
   * The value of {@code Recurrent.loss} and its gradient by {@code input}, {@code recurrent} and
   * {@code rate}.
   * {@code tape} is used again by each call; not by two threads at once.
   */
  static LossGradient lossGradient(
      Matrix input, Matrix recurrent, double rate, int[][] text, Tape tape) {
    Matrix inputAdjoint = MatrixAdjoints.zerosLike(input);
    Matrix recurrentAdjoint = MatrixAdjoints.zerosLike(recurrent);
    LossBackward backward =
        lossBackward(input, inputAdjoint, recurrent, recurrentAdjoint, rate, text, 1.0, tape);
    return new LossGradient(backward.value(), inputAdjoint, recurrentAdjoint, backward.rate());
  }

  /**
   * Runs {@code Recurrent.loss} and passes the adjoint {@code seed} of its result on to the
   * adjoints of its inputs.
   * Adjoint matrices have the shape of their parameters and are added to, never cleared.
   */
  @GeneratedDerivative(
      of = "loss(org.cotangent.runtime.Matrix,org.cotangent.runtime.Matrix,double,int[][])",
      wrt = {0, 1, 2})
  static LossBackward lossBackward(
      Matrix input,
      Matrix inputAdjoint,
      Matrix recurrent,
      Matrix recurrentAdjoint,
      double rate,
      int[][] text,
      double seed) {
    return lossBackward(
        input, inputAdjoint, recurrent, recurrentAdjoint, rate, text, seed, new Tape());
  }

  /**
   * Runs {@code Recurrent.loss} and passes the adjoint {@code seed} of its result on to the
   * adjoints of its inputs.
   * Adjoint matrices have the shape of their parameters and are added to, never cleared.
   * {@code tape} is used again by each call; not by two threads at once.
   */
  static LossBackward lossBackward(
      Matrix input,
      Matrix inputAdjoint,
      Matrix recurrent,
      Matrix recurrentAdjoint,
      double rate,
      int[][] text,
      double seed,
      Tape tape) {
    Scope scope = Scope.open();
    try {
      MatrixAdjoints.requireSameShape("input", input, inputAdjoint);
      MatrixAdjoints.requireSameShape("recurrent", recurrent, recurrentAdjoint);
      int t = 0;
      Matrix hidden = Matrix.zeros(text[0].length, recurrent.rows());
      double loss = 0;
      long trips = 0;
      {
        t = 0;
        trips = 0;
        tape.loop("Recurrent.java:12  for (int t = 0; t + 1 < text.length; t++)");
        while (t + 1 < text.length) {
          trips++;
          Matrix times = hidden.times(recurrent);
          Matrix lookup = input.lookup(text[t]);
          Matrix plus = times.plus(lookup);
          lookup.close();
          times.close();
          // hidden becomes another matrix: this one stays on the tape
          tape.pushArray(hidden);
          hidden = Elementwise.of("(plus; rate) -> tanh(plus * rate)", new double[] {rate}, plus);
          double norm = hidden.norm();
          boolean taken = norm > 0;
          if (taken) {
            double softmaxCrossEntropy = hidden.softmaxCrossEntropy(text[t + 1]);
            loss += softmaxCrossEntropy;
          }
          t++;
          // plus, taken are read again in the reverse sweep: they stay on the tape
          tape.pushArray(plus);
          tape.push(taken);
        }
      }
      double result = loss / text.length;
      // Recurrent.java:18  return loss / text.length;
      double lossAdjoint = seed / text.length;
      double rateAdjoint = 0;
      Matrix inputShare = Matrix.ZERO;
      Matrix recurrentShare = Matrix.ZERO;
      Matrix hiddenAdjoint = Matrix.ZERO;
      // Recurrent.java:12  for (int t = 0; t + 1 < text.length; t++)
      {
        Scope loop = Scope.open();
        try {
          for (long trip = trips; trip > 0; trip--) {
            boolean taken = tape.popBoolean();
            Matrix plus = (Matrix) tape.popArray();
            // Recurrent.java:12  t++
            t--;
            // Recurrent.java:14  if (hidden.norm() > 0)
            if (taken) {
              // Recurrent.java:15  loss += hidden.softmaxCrossEntropy(text[t + 1]);
              hiddenAdjoint =
                  LossAdjoints.softmaxCrossEntropy(hidden, text[t + 1], lossAdjoint, hiddenAdjoint);
            }
            // Recurrent.java:13  hidden = hidden.times(recurrent).plus(input.lookup(text[t])).sc...
            Matrix scaleAdjoint =
                Elementwise.of(
                    "(hiddenAdjoint, hidden) -> hiddenAdjoint * (1 - hidden * hidden)",
                    hiddenAdjoint,
                    hidden);
            hidden = (Matrix) tape.popArray();
            Matrix plusAdjoint =
                Elementwise.of(
                    "(scaleAdjoint; rate) -> scaleAdjoint * rate",
                    new double[] {rate},
                    scaleAdjoint);
            rateAdjoint +=
                Elementwise.sum("(scaleAdjoint, plus) -> scaleAdjoint * plus", scaleAdjoint, plus);
            inputShare = ShapeAdjoints.lookup(input, text[t], plusAdjoint, inputShare);
            hiddenAdjoint = ProductAdjoints.left(recurrent, plusAdjoint, Matrix.ZERO);
            recurrentShare = ProductAdjoints.right(hidden, plusAdjoint, recurrentShare);
            loop.closeOthers(hiddenAdjoint, hidden, inputShare, recurrentShare);
          }
          loop.keep(hiddenAdjoint);
          loop.keep(hidden);
          loop.keep(inputShare);
          loop.keep(recurrentShare);
        } finally {
          loop.close();
        }
      }
      // Recurrent.java:10  Matrix hidden = Matrix.zeros(text[0].length, recurrent.rows());
      MatrixAdjoints.add(inputAdjoint, inputShare);
      MatrixAdjoints.add(recurrentAdjoint, recurrentShare);
      return new LossBackward(result, rateAdjoint);
    } finally {
      scope.close();
    }
  }
}
