import org.cotangent.GeneratedDerivative;
import org.cotangent.runtime.Tape;

/** Derivatives of {@link Hinge}. Generated from Hinge.java; do not edit. */
@GeneratedDerivative
final class HingeDerivatives {

  /** The value of {@code Hinge.loss} and its derivatives by {@code score} and {@code target}. */
  record LossGradient(double value, double score, double target) {}

  /** The value of {@code Hinge.loss} and the adjoints of its scalar parameters. */
  record LossBackward(double value, double score, double target) {}

  private HingeDerivatives() {}

  /** The value of {@code Hinge.loss} and its gradient by {@code score} and {@code target}. */
  static LossGradient lossGradient(double score, double target) {
    LossBackward backward = lossBackward(score, target, 1.0);
    return new LossGradient(backward.value(), backward.score(), backward.target());
  }

  /**
   * The value of {@code Hinge.loss} and its gradient by {@code score} and {@code target}.
   * {@code tape} is used again by each call; not by two threads at once.
   */
  static LossGradient lossGradient(double score, double target, Tape tape) {
    return lossGradient(score, target);
  }

  /**
   * Runs {@code Hinge.loss} and passes the adjoint {@code seed} of its result on to the adjoints of
   * its inputs.
   */
  @GeneratedDerivative(of = "loss(double,double)", wrt = {0, 1})
  static LossBackward lossBackward(double score, double target, double seed) {
    double result = Math.max(0, 1 - score * target) + Math.abs(score) / 100;
    double scoreAdjoint = 0;
    double targetAdjoint = 0;
    // Hinge.java:8  return Math.max(0, 1 - score * target) + Math.abs(score) / 100;
    if (!(0 >= 1 - score * target)) {
      double productAdjoint = -seed;
      scoreAdjoint += productAdjoint * target;
      targetAdjoint += productAdjoint * score;
    }
    scoreAdjoint += seed / 100 * Math.signum(score);
    return new LossBackward(result, scoreAdjoint, targetAdjoint);
  }

  /**
   * Runs {@code Hinge.loss} and passes the adjoint {@code seed} of its result on to the adjoints of
   * its inputs.
   * {@code tape} is used again by each call; not by two threads at once.
   */
  static LossBackward lossBackward(double score, double target, double seed, Tape tape) {
    return lossBackward(score, target, seed);
  }
}
