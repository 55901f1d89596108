package errors;

import org.cotangent.DerivativeOf;
import org.cotangent.Differentiable;

/** A derivative written by hand that wants an adjoint where there is none. */
final class UnusedResult {
  private UnusedResult() {}

  static double[] copy(double[] w, double x) {
    w[0] = x;
    return w.clone();
  }

  @DerivativeOf(type = UnusedResult.class, method = "copy")
  static double copyDerivative(double[] w, double[] wAdjoint, double x, double[] seed) {
    double xAdjoint = wAdjoint[0] + seed[0];
    wAdjoint[0] = 0;
    return xAdjoint;
  }

  @Differentiable
  static double unusedResult(double[] w, double x) {
    copy(w, x); // expect AD228: copy(w, x)
    return w[0];
  }
}
