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

  private record Hidden(double a) {}

  record Shown(Hidden hidden) {}

  static final class Counter {
    double count;
  }

  static final Shown SHOWN = new Shown(new Hidden(1));

  @Differentiable
  static double f(double x) {
    Counter counter = new Counter(); // expect AD150: new Counter()
    Pair p = new Pair(x, 1);
    Object whole = p; // expect AD151: p
    p = null; // expect AD152: null
    Shown s = new Shown(new Hidden(x));
    s = SHOWN; // expect AD154: SHOWN
    x += p.annotated(2); // expect AD155: p.annotated
    return x * s.hidden.a * p.data(2).a;
  }
}
