package errors;

import org.cotangent.Differentiable;
import org.cotangent.NonDifferentiable;

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

  @NonDifferentiable
  double[] shared() {
    return work;
  }

  @Differentiable
  double underAnotherName(double x) {
    double[] name = shared();
    name[0] = x; // expect AD316: name[0] = x
    return work[0];
  }
}
