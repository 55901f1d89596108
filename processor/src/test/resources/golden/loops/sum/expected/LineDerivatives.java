import org.cotangent.GeneratedDerivative;
import org.cotangent.runtime.Tape;

/** Derivatives of {@link Line}. Generated from Line.java; do not edit. */
@GeneratedDerivative
final class LineDerivatives {

  /** The value of {@code Line.loss} and its derivatives by {@code slope} and {@code offset}. */
  record LossGradient(double value, double slope, double offset) {}

  /** The value of {@code Line.loss} and the adjoints of its scalar parameters. */
  record LossBackward(double value, double slope, double offset) {}

  private LineDerivatives() {}

  /** The value of {@code Line.loss} and its gradient by {@code slope} and {@code offset}. */
  static LossGradient lossGradient(double slope, double offset, double[] x, double[] y) {
    LossBackward backward = lossBackward(slope, offset, x, y, 1.0);
    return new LossGradient(backward.value(), backward.slope(), backward.offset());
  }

  /**
   * The value of {@code Line.loss} and its gradient by {@code slope} and {@code offset}.
   * {@code tape} is used again by each call; not by two threads at once.
   */
  static LossGradient lossGradient(double slope, double offset, double[] x, double[] y, Tape tape) {
    return lossGradient(slope, offset, x, y);
  }

  /**
   * Runs {@code Line.loss} and passes the adjoint {@code seed} of its result on to the adjoints of
   * its inputs.
   */
  @GeneratedDerivative(of = "loss(double,double,double[],double[])", wrt = {0, 1})
  static LossBackward lossBackward(
      double slope, double offset, double[] x, double[] y, double seed) {
    double sum = 0;
    double sumAdjoint = seed / x.length;
    double slopeAdjoint = 0;
    double offsetAdjoint = 0;
    // independent iterations: both sweeps in one loop
    for (int i = 0; i < x.length; i++) {
      double error = slope * x[i] + offset - y[i];
      sum += error * error;
      // Line.java:11  sum += error * error;
      double errorAdjoint = 2 * error * sumAdjoint;
      // Line.java:10  double error = slope * x[i] + offset - y[i];
      slopeAdjoint += errorAdjoint * x[i];
      offsetAdjoint += errorAdjoint;
    }
    double result = sum / x.length;
    return new LossBackward(result, slopeAdjoint, offsetAdjoint);
  }

  /**
   * Runs {@code Line.loss} and passes the adjoint {@code seed} of its result on to the adjoints of
   * its inputs.
   * {@code tape} is used again by each call; not by two threads at once.
   */
  static LossBackward lossBackward(
      double slope, double offset, double[] x, double[] y, double seed, Tape tape) {
    return lossBackward(slope, offset, x, y, seed);
  }
}
