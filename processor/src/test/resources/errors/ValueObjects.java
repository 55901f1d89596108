package errors;

import org.cotangent.Differentiable;
import org.cotangent.NonDifferentiable;

/** Objects that are taken apart, and those that cannot be. */
final class ValueObjects {
  record Pair(double a, double b) {
    Pair data(@NonDifferentiable double k) { // expect AD156: @NonDifferentiable double k
      return new Pair(k * a, b);
    }

    @Differentiable
    double annotated(double k) {
      return k;
    }
  }

  static final class Secret {
    private final double a;

    Secret(double a) {
      this.a = a;
    }
  }

  static final class Counter {
    double count;
  }

  static final Secret SECRET = new Secret(1);

  @Differentiable
  static double f(double x) {
    Counter counter = new Counter(); // expect AD150: new Counter()
    Pair p = new Pair(x, 1);
    Object whole = p; // expect AD151: p
    p = null; // expect AD152: null
    Secret s = new Secret(x);
    s = SECRET; // expect AD154: SECRET
    x += p.annotated(2); // expect AD155: p.annotated
    return x * s.a * p.data(2).a;
  }
}
