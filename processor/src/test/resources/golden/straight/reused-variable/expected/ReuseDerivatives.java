import org.cotangent.GeneratedDerivative;
import org.cotangent.runtime.Tape;

/** Derivatives of {@link Reuse}. Generated from Reuse.java; do not edit. */
@GeneratedDerivative
final class ReuseDerivatives {

  /** The value of {@code Reuse.f} and its derivatives by {@code x}. */
  record FGradient(double value, double x) {}

  /** The value of {@code Reuse.f} and the adjoints of its scalar parameters. */
  record FBackward(double value, double x) {}

  private ReuseDerivatives() {}

  /** The value of {@code Reuse.f} and its gradient by {@code x}. */
  static FGradient fGradient(double x) {
    FBackward backward = fBackward(x, 1.0);
    return new FGradient(backward.value(), backward.x());
  }

  /**
   * The value of {@code Reuse.f} and its gradient by {@code x}.
   * {@code tape} is used again by each call; not by two threads at once.
   */
  static FGradient fGradient(double x, Tape tape) {
    return fGradient(x);
  }

  /**
   * Runs {@code Reuse.f} and passes the adjoint {@code seed} of its result on to the adjoints of
   * its inputs.
   */
  @GeneratedDerivative(of = "f(double)", wrt = {0})
  static FBackward fBackward(double x, double seed) {
    double t = Math.sin(x);
    double tBefore2 = t;
    t *= x;
    double tBefore = t;
    t *= t;
    double result = t + x;
    // Reuse.java:11  return t + x;
    double tAdjoint = seed;
    double xAdjoint = seed;
    // Reuse.java:10  t *= t;
    t = tBefore;
    tAdjoint = 2 * t * tAdjoint;
    // Reuse.java:9  t = t * x;
    t = tBefore2;
    xAdjoint += tAdjoint * t;
    tAdjoint *= x;
    // Reuse.java:8  double t = Math.sin(x);
    xAdjoint += tAdjoint * Math.cos(x);
    return new FBackward(result, xAdjoint);
  }

  /**
   * Runs {@code Reuse.f} and passes the adjoint {@code seed} of its result on to the adjoints of
   * its inputs.
   * {@code tape} is used again by each call; not by two threads at once.
   */
  static FBackward fBackward(double x, double seed, Tape tape) {
    return fBackward(x, seed);
  }
}
