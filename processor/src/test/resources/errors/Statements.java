package errors;

import java.util.List;
import org.cotangent.Differentiable;

/** Statements that are not differentiated. */
final class Statements {
  private Statements() {}

  /** Something to loop over. */
  interface Bag extends Iterable<String> {}

  /** Something to throw. */
  static final class Hidden extends RuntimeException {
    private Hidden(int n) {}
  }

  @Differentiable
  static double g(double x) throws Exception { // expect AD131: Exception
    return x;
  }

  @Differentiable
  static double f(double x, int n, List<String> names, Bag bag) { // expect AD013: List<String> names
    double y = x;
    try { // expect AD104: try
      y += x;
    } finally {
      y *= x;
    }
    synchronized (Statements.class) { // expect AD106: synchronized
      y += x;
    }
    class Local {} // expect AD110: class Local
    switch (Integer.valueOf(n)) { // expect AD103: switch (Integer.valueOf(n))
      case 0:
        y = 1;
        break;
      default:
        y = 2;
    }
    assert n++ > 0; // expect AD114: assert
    if (n < 0) {
      throw new Hidden(n); // expect AD132: new Hidden(n)
    }
    for (String name : bag) { // expect AD117: bag
      y += x;
    }
    return y;
  }
}
