import org.cotangent.GeneratedDerivative;
import org.cotangent.runtime.Tape;

/** Derivatives of {@link Huber}. Generated from Huber.java; do not edit. */
@GeneratedDerivative
final class HuberDerivatives {

  /** The value of {@code Huber.loss} and its derivatives by {@code error}. */
  record LossGradient(double value, double error) {}

  /** The value of {@code Huber.loss} and the adjoints of its scalar parameters. */
  record LossBackward(double value, double error) {}

  private HuberDerivatives() {}

  /** The value of {@code Huber.loss} and its gradient by {@code error}. */
  static LossGradient lossGradient(double error, double delta) {
    LossBackward backward = lossBackward(error, delta, 1.0);
    return new LossGradient(backward.value(), backward.error());
  }

  /**
   * The value of {@code Huber.loss} and its gradient by {@code error}.
   * {@code tape} is used again by each call; not by two threads at once.
   */
  static LossGradient lossGradient(double error, double delta, Tape tape) {
    return lossGradient(error, delta);
  }

  /**
   * Runs {@code Huber.loss} and passes the adjoint {@code seed} of its result on to the adjoints of
   * its inputs.
   */
  @GeneratedDerivative(of = "loss(double,double)", wrt = {0})
  static LossBackward lossBackward(double error, double delta, double seed) {
    double result;
    if (error > delta) {
      result = delta * (error - delta / 2);
    } else if (error < -delta) {
      result = delta * (-error - delta / 2);
    } else {
      result = error * error / 2;
    }
    double errorAdjoint = 0;
    // Huber.java:8  if (error > delta)
    if (error > delta) {
      // Huber.java:9  return delta * (error - delta / 2);
      errorAdjoint += seed * delta;
    } else {
      // Huber.java:11  if (error < -delta)
      if (error < -delta) {
        // Huber.java:12  return delta * (-error - delta / 2);
        errorAdjoint -= seed * delta;
      } else {
        // Huber.java:14  return error * error / 2;
        errorAdjoint += 2 * error * (seed / 2);
      }
    }
    return new LossBackward(result, errorAdjoint);
  }

  /**
   * Runs {@code Huber.loss} and passes the adjoint {@code seed} of its result on to the adjoints of
   * its inputs.
   * {@code tape} is used again by each call; not by two threads at once.
   */
  static LossBackward lossBackward(double error, double delta, double seed, Tape tape) {
    return lossBackward(error, delta, seed);
  }
}
