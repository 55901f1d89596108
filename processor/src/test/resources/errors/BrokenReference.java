package errors;

import java.util.function.DoubleUnaryOperator;
import org.cotangent.Differentiable;

/** A body that does not compile, reached by a method reference only. */
final class BrokenReference {
  private BrokenReference() {}

  @Differentiable
  static double f(double x) {
    return applied(BrokenReference::scaled, x);
  }

  private static double scaled(double x) {
    break; // expect AD052: break;
  }

  private static double applied(DoubleUnaryOperator function, double x) {
    return function.applyAsDouble(x);
  }
}
