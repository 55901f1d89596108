import org.cotangent.Differentiable;

/** A conditional expression whose type hangs on the method itself. */
class Recursion {
  @Differentiable
  static double f(double x) {
    double v = x > 0 ? f(x - 1) : 0;
    return v * x;
  }
}
