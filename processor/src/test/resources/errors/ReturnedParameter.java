package errors;

import org.cotangent.Differentiable;

/** A result that is an argument. */
final class ReturnedParameter {
  private ReturnedParameter() {}

  @Differentiable
  static double[] returned(double[] x) {
    x[0] *= 2;
    return x; // expect AD313: return x
  }
}
