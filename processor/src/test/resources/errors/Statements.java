package errors;

import java.util.List;
import org.cotangent.Differentiable;

/** Statements that are not differentiated. */
final class Statements {
  private Statements() {}

  /** Something to loop over. */
  interface Bag extends Iterable<String> {}

  @Differentiable
  static double f(double x, int n, List<String> names, Bag bag) { // expect AD013: List<String> names
    double y = x;
    switch (n) { // expect AD103: switch (n)
      case 0:
        y = 1;
        break;
      default:
        y = 2;
    }
    y *= switch (n) { // expect AD103: switch (n)
      case 0 -> x;
      default -> 2;
    };
    try { // expect AD104: try
      y += x;
    } finally {
      y *= x;
    }
    if (x < 0) {
      throw new IllegalArgumentException(); // expect AD105: throw
    }
    synchronized (Statements.class) { // expect AD106: synchronized
      y += x;
    }
    class Local {} // expect AD110: class Local
    assert x > 0; // expect AD114: assert
    block: { // expect AD115: block
      if (n > 1) {
        break block;
      }
      y += x;
    }
    for (String name : bag) { // expect AD117: bag
      y += x;
    }
    return y;
  }
}
