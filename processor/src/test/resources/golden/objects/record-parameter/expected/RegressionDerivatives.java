import org.cotangent.GeneratedDerivative;
import org.cotangent.runtime.Adjoints;
import org.cotangent.runtime.Tape;

/** Derivatives of {@link Regression}. Generated from Regression.java; do not edit. */
@GeneratedDerivative
final class RegressionDerivatives {

  /**
   * The value of {@code Regression.loss} and its derivatives by {@code p}, {@code x} and {@code y}.
   */
  record LossGradient(double value, Regression.Params p, double[] x, double y) {}

  /** The value of {@code Regression.loss} and the adjoints of its scalar parameters. */
  record LossBackward(double value, Regression.Params p, double y) {}

  private RegressionDerivatives() {}

  /**
   * The value of {@code Regression.loss} and its gradient by {@code p}, {@code x} and {@code y}.
   */
  static LossGradient lossGradient(Regression.Params p, double[] x, double y) {
    double[] pW = p.w();
    double[] pWAdjoint = new double[pW.length];
    double[] xAdjoint = new double[x.length];
    Regression.Params pAdjoint = new Regression.Params(pWAdjoint, 0.0);
    LossBackward backward = lossBackward(p, pAdjoint, x, xAdjoint, y, 1.0);
    return new LossGradient(backward.value(), backward.p(), xAdjoint, backward.y());
  }

  /**
   * The value of {@code Regression.loss} and its gradient by {@code p}, {@code x} and {@code y}.
   * {@code tape} is used again by each call; not by two threads at once.
   */
  static LossGradient lossGradient(Regression.Params p, double[] x, double y, Tape tape) {
    return lossGradient(p, x, y);
  }

  /**
   * Runs {@code Regression.loss} and passes the adjoint {@code seed} of its result on to the
   * adjoints of its inputs.
   * Adjoint arrays have the shape of their parameters and are added to, never cleared.
   * Of {@code pAdjoint} only the arrays are used; the result holds the other adjoints.
   */
  @GeneratedDerivative(of = "loss(Regression.Params,double[],double)", wrt = {0, 1, 2})
  static LossBackward lossBackward(
      Regression.Params p,
      Regression.Params pAdjoint,
      double[] x,
      double[] xAdjoint,
      double y,
      double seed) {
    double[] pW = p.w();
    double[] pWAdjoint = pAdjoint.w();
    double pB = p.b();
    Adjoints.requireSameShape("p.w", pW, pWAdjoint);
    Adjoints.requireSameShape("x", x, xAdjoint);
    double predicted = pB;
    for (int i = 0; i < x.length; i++) {
      predicted += pW[i] * x[i];
    }
    double error = predicted - y;
    double result = error * error;
    // Regression.java:14  return error * error;
    double errorAdjoint = 2 * error * seed;
    // Regression.java:13  double error = predicted - y;
    double yAdjoint = -errorAdjoint;
    // Regression.java:10  for (int i = 0; i < x.length; i++)
    for (int i = x.length - 1; i >= 0; i--) {
      // Regression.java:11  predicted += p.w()[i] * x[i];
      pWAdjoint[i] += errorAdjoint * x[i];
      xAdjoint[i] += errorAdjoint * pW[i];
    }
    return new LossBackward(result, new Regression.Params(pAdjoint.w(), errorAdjoint), yAdjoint);
  }

  /**
   * Runs {@code Regression.loss} and passes the adjoint {@code seed} of its result on to the
   * adjoints of its inputs.
   * Adjoint arrays have the shape of their parameters and are added to, never cleared.
   * {@code tape} is used again by each call; not by two threads at once.
   * Of {@code pAdjoint} only the arrays are used; the result holds the other adjoints.
   */
  static LossBackward lossBackward(
      Regression.Params p,
      Regression.Params pAdjoint,
      double[] x,
      double[] xAdjoint,
      double y,
      double seed,
      Tape tape) {
    return lossBackward(p, pAdjoint, x, xAdjoint, y, seed);
  }
}
