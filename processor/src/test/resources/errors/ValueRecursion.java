package errors;

import org.cotangent.Differentiable;

/** A method that returns an object and calls itself. */
final class ValueRecursion {
  record Pair(double a, double b) {}

  static Pair power(Pair p, int n) {
    return n == 0 ? p : power(new Pair(p.b(), p.a()), n - 1); // expect AD153: power(
  }

  @Differentiable
  static double f(double x, int n) {
    return power(new Pair(x, 1), n).a();
  }
}
