package errors;

import org.cotangent.Differentiable;
import org.cotangent.NonDifferentiable;

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

  final int[] order = {0, 1};

  @Differentiable
  double h(double[] x, FieldsOfOthers other, int[] order) {
    double y = x[other.order[0]]; // expect AD141: double y
    order[0] = 1 - order[0];
    return y * x[other.order[0]]; // expect AD141: return
  }

  @NonDifferentiable
  double[] weights() {
    return table;
  }

  @Differentiable
  void k(double[] x) {
    x[0] *= weights()[0]; // expect AD141: weights()
  }

  static final int[] INDEX = {0, 1};

  @NonDifferentiable
  static int[] index(double[] x) {
    return INDEX;
  }

  @Differentiable
  static double m(double[] x, int[] n) {
    double y = x[index(x)[0]]; // expect AD141: index(x)
    n[0] = 1 - n[0];
    return y;
  }

  @Differentiable
  double l(double[] x, FieldsOfOthers other, long[] count) {
    count[0]++;
    return x[other.order[0]] * weights()[0];
  }
}
