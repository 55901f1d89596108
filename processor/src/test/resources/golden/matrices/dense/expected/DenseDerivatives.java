package golden;

import org.cotangent.GeneratedDerivative;
import org.cotangent.runtime.Elementwise;
import org.cotangent.runtime.Fused;
import org.cotangent.runtime.Matrix;
import org.cotangent.runtime.MatrixAdjoints;
import org.cotangent.runtime.Scope;
import org.cotangent.runtime.Tape;
import org.cotangent.runtime.operation.LossAdjoints;
import org.cotangent.runtime.operation.ProductAdjoints;
import org.cotangent.runtime.operation.ReductionAdjoints;

/** Derivatives of {@link Dense}. Generated from Dense.java; do not edit. */
@GeneratedDerivative
final class DenseDerivatives {

  /** The value of {@code Dense.loss} and its derivatives by {@code p}. */
  record LossGradient(double value, Dense.Parameters p) {}

  private DenseDerivatives() {}

  /** The value of {@code Dense.loss} and its gradient by {@code p}. */
  static LossGradient lossGradient(Dense.Parameters p, Matrix x, int[] labels, double decay) {
    Matrix pW1 = p.w1();
    Matrix pB1 = p.b1();
    Matrix pW2 = p.w2();
    Matrix pB2 = p.b2();
    Matrix pW1Adjoint = MatrixAdjoints.zerosLike(pW1);
    Matrix pB1Adjoint = MatrixAdjoints.zerosLike(pB1);
    Matrix pW2Adjoint = MatrixAdjoints.zerosLike(pW2);
    Matrix pB2Adjoint = MatrixAdjoints.zerosLike(pB2);
    Dense.Parameters pAdjoint =
        new Dense.Parameters(pW1Adjoint, pB1Adjoint, pW2Adjoint, pB2Adjoint);
    double value = lossBackward(p, pAdjoint, x, labels, decay, 1.0);
    return new LossGradient(value, pAdjoint);
  }

  /**
   * The value of {@code Dense.loss} and its gradient by {@code p}.
   * {@code tape} is used again by each call; not by two threads at once.
   */
  static LossGradient lossGradient(
      Dense.Parameters p, Matrix x, int[] labels, double decay, Tape tape) {
    return lossGradient(p, x, labels, decay);
  }

  /**
   * Runs {@code Dense.loss} and passes the adjoint {@code seed} of its result on to the adjoints of
   * its inputs.
   * Adjoint matrices have the shape of their parameters and are added to, never cleared.
   */
  @GeneratedDerivative(
      of = "loss(golden.Dense.Parameters,org.cotangent.runtime.Matrix,int[],double)", wrt = {0})
  static double lossBackward(
      Dense.Parameters p,
      Dense.Parameters pAdjoint,
      Matrix x,
      int[] labels,
      double decay,
      double seed) {
    Scope scope = Scope.open();
    try {
      Matrix pW1 = p.w1();
      Matrix pW1Adjoint = pAdjoint.w1();
      Matrix pB1 = p.b1();
      Matrix pB1Adjoint = pAdjoint.b1();
      Matrix pW2 = p.w2();
      Matrix pW2Adjoint = pAdjoint.w2();
      Matrix pB2 = p.b2();
      Matrix pB2Adjoint = pAdjoint.b2();
      MatrixAdjoints.requireSameShape("p.w1", pW1, pW1Adjoint);
      MatrixAdjoints.requireSameShape("p.b1", pB1, pB1Adjoint);
      MatrixAdjoints.requireSameShape("p.w2", pW2, pW2Adjoint);
      MatrixAdjoints.requireSameShape("p.b2", pB2, pB2Adjoint);
      Matrix times = x.times(pW1);
      Fused.requireRow("plusRow", times, pB1);
      Matrix hidden = Elementwise.of("(times, pB1) -> tanh(times + pB1)", times, pB1);
      times.close();
      Matrix scores = hidden.affine(pW2, pB2);
      double softmaxCrossEntropy = scores.softmaxCrossEntropy(labels);
      Matrix hadamard = pW1.hadamard(pW1);
      double sum = hadamard.sum();
      double result = softmaxCrossEntropy + decay * sum;
      // Dense.java:14  return scores.softmaxCrossEntropy(labels) + decay * p.w1().hadamard(p.w1(...
      double sumAdjoint = seed * decay;
      Matrix hadamardAdjoint = ReductionAdjoints.sum(hadamard, sumAdjoint, Matrix.ZERO);
      Matrix pW1Share =
          Elementwise.of(
              "(hadamardAdjoint, pW1) -> hadamardAdjoint * pW1 + hadamardAdjoint * pW1",
              hadamardAdjoint,
              pW1);
      Matrix scoresAdjoint = LossAdjoints.softmaxCrossEntropy(scores, labels, seed, Matrix.ZERO);
      // Dense.java:13  Matrix scores = hidden.affine(p.w2(), p.b2());
      Matrix hiddenAdjoint = ProductAdjoints.left(pW2, scoresAdjoint, Matrix.ZERO);
      Matrix pW2Share = ProductAdjoints.right(hidden, scoresAdjoint, Matrix.ZERO);
      Matrix pB2Share = ProductAdjoints.bias(scoresAdjoint, Matrix.ZERO);
      // Dense.java:12  Matrix hidden = x.times(p.w1()).plusRow(p.b1()).tanh();
      Matrix plusRowAdjoint =
          Elementwise.of(
              "(hiddenAdjoint, hidden) -> hiddenAdjoint * (1 - hidden * hidden)",
              hiddenAdjoint,
              hidden);
      Matrix pB1Share =
          Elementwise.columnSums("(plusRowAdjoint) -> plusRowAdjoint", plusRowAdjoint);
      pW1Share = ProductAdjoints.right(x, plusRowAdjoint, pW1Share);
      MatrixAdjoints.add(pW1Adjoint, pW1Share);
      MatrixAdjoints.add(pB1Adjoint, pB1Share);
      MatrixAdjoints.add(pW2Adjoint, pW2Share);
      MatrixAdjoints.add(pB2Adjoint, pB2Share);
      return result;
    } finally {
      scope.close();
    }
  }

  /**
   * Runs {@code Dense.loss} and passes the adjoint {@code seed} of its result on to the adjoints of
   * its inputs.
   * Adjoint matrices have the shape of their parameters and are added to, never cleared.
   * {@code tape} is used again by each call; not by two threads at once.
   */
  static double lossBackward(
      Dense.Parameters p,
      Dense.Parameters pAdjoint,
      Matrix x,
      int[] labels,
      double decay,
      double seed,
      Tape tape) {
    return lossBackward(p, pAdjoint, x, labels, decay, seed);
  }
}
