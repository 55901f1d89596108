package errors;

import org.cotangent.Differentiable;

/** Fields that cannot be read or written. */
final class Fields {
  static double changing = 1;
  private final double hidden;
  private final double[] table = {1};
  double result;
  final double[] work = new double[1];

  Fields(double hidden) {
    this.hidden = hidden;
  }

  void set(double value) {
    result = value;
  }

  @Differentiable
  double f(double x) {
    result = x; // expect AD111: result = x
    work[0] = x; // expect AD127: work[0]
    return x * changing // expect AD112: changing
        + hidden // expect AD113: hidden
        + x * result; // expect AD126: result
  }

  final class Inner {
    @Differentiable
    double f(double x) {
      return x * work[0]; // expect AD121: work
    }
  }

  record Pair(double a, double b) {
    @Differentiable
    double f(double x) {
      return x * a; // expect AD128: a;
    }
  }
}
