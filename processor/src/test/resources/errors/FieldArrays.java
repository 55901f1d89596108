package errors;

import org.cotangent.Differentiable;

/** An array of a field that a helper would write to. */
final class FieldArrays {
  final double[] work = new double[1];

  private static void scale(double[] a, double k) {
    a[0] *= k;
  }

  @Differentiable
  double f(double x) {
    scale(work, x); // expect AD316: scale(work, x)
    return x * work[0];
  }
}
