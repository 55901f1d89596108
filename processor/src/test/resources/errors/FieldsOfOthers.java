package errors;

import org.cotangent.Differentiable;

/** Fields of other objects, where they may be the receiver's own or an array that is written. */
final class FieldsOfOthers {
  double rate;
  final double[] table = {1};

  double grow(double x) {
    return rate * x;
  }

  @Differentiable(wrt = "this.rate")
  double f(double x, FieldsOfOthers other) {
    double y = rate * x;
    y += other.rate * x; // expect AD140: y += other.rate
    return y + other.grow(x); // expect AD140: other.grow(x)
  }

  @Differentiable
  void g(double[] x, FieldsOfOthers other) {
    x[0] *= other.table[0]; // expect AD141: x[0] *= other.table[0]
  }
}
