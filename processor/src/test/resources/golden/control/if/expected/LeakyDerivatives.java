import org.cotangent.GeneratedDerivative;
import org.cotangent.runtime.Tape;

/** Derivatives of {@link Leaky}. Generated from Leaky.java; do not edit. */
@GeneratedDerivative
final class LeakyDerivatives {

  /** The value of {@code Leaky.relu} and its derivatives by {@code x}. */
  record ReluGradient(double value, double x) {}

  /** The value of {@code Leaky.relu} and the adjoints of its scalar parameters. */
  record ReluBackward(double value, double x) {}

  private LeakyDerivatives() {}

  /** The value of {@code Leaky.relu} and its gradient by {@code x}. */
  static ReluGradient reluGradient(double x, double slope) {
    ReluBackward backward = reluBackward(x, slope, 1.0);
    return new ReluGradient(backward.value(), backward.x());
  }

  /**
   * The value of {@code Leaky.relu} and its gradient by {@code x}.
   * {@code tape} is used again by each call; not by two threads at once.
   */
  static ReluGradient reluGradient(double x, double slope, Tape tape) {
    return reluGradient(x, slope);
  }

  /**
   * Runs {@code Leaky.relu} and passes the adjoint {@code seed} of its result on to the adjoints of
   * its inputs.
   */
  @GeneratedDerivative(of = "relu(double,double)", wrt = {0})
  static ReluBackward reluBackward(double x, double slope, double seed) {
    double y;
    if (x > 0) {
      y = x;
    } else {
      y = slope * x;
    }
    double xAdjoint = 0;
    // Leaky.java:9  if (x > 0)
    if (x > 0) {
      // Leaky.java:10  y = x;
      xAdjoint += seed;
    } else {
      // Leaky.java:12  y = slope * x;
      xAdjoint += seed * slope;
    }
    return new ReluBackward(y, xAdjoint);
  }

  /**
   * Runs {@code Leaky.relu} and passes the adjoint {@code seed} of its result on to the adjoints of
   * its inputs.
   * {@code tape} is used again by each call; not by two threads at once.
   */
  static ReluBackward reluBackward(double x, double slope, double seed, Tape tape) {
    return reluBackward(x, slope, seed);
  }
}
