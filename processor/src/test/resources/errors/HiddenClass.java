package errors;

import org.cotangent.Differentiable;

/** Classes that a companion cannot stand beside. */
final class HiddenClass {
  private HiddenClass() {}

  private static final class Inner {
    @Differentiable // expect AD014: @Differentiable
    static double f(double x) {
      return x;
    }
  }

  static final class Generic<T> {
    @Differentiable
    double f(double x) {
      return x;
    }

    final class Part {
      @Differentiable // expect AD016: @Differentiable
      double f(double x) {
        return x;
      }
    }
  }
}
