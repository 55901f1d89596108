import org.cotangent.GeneratedDerivative;
import org.cotangent.runtime.Tape;

/** Derivatives of {@link Newton}. Generated from Newton.java; do not edit. */
@GeneratedDerivative
final class NewtonDerivatives {

  /** The value of {@code Newton.squareRoot} and its derivatives by {@code a}. */
  record SquareRootGradient(double value, double a) {}

  /** The value of {@code Newton.squareRoot} and the adjoints of its scalar parameters. */
  record SquareRootBackward(double value, double a) {}

  private NewtonDerivatives() {}

  /** The value of {@code Newton.squareRoot} and its gradient by {@code a}. */
  static SquareRootGradient squareRootGradient(double a) {
    return squareRootGradient(a, new Tape());
  }

  /**
   * The value of {@code Newton.squareRoot} and its gradient by {@code a}.
   * {@code tape} is used again by each call; not by two threads at once.
   */
  static SquareRootGradient squareRootGradient(double a, Tape tape) {
    SquareRootBackward backward = squareRootBackward(a, 1.0, tape);
    return new SquareRootGradient(backward.value(), backward.a());
  }

  /**
   * Runs {@code Newton.squareRoot} and passes the adjoint {@code seed} of its result on to the
   * adjoints of its inputs.
   */
  @GeneratedDerivative(of = "squareRoot(double)", wrt = {0})
  static SquareRootBackward squareRootBackward(double a, double seed) {
    return squareRootBackward(a, seed, new Tape());
  }

  /**
   * Runs {@code Newton.squareRoot} and passes the adjoint {@code seed} of its result on to the
   * adjoints of its inputs.
   * {@code tape} is used again by each call; not by two threads at once.
   */
  static SquareRootBackward squareRootBackward(double a, double seed, Tape tape) {
    double x = a;
    tape.loop("Newton.java:9  while (Math.abs(x * x - a) > 1e-12 * a)");
    long trips = 0;
    while (Math.abs(x * x - a) > 1e-12 * a) {
      trips++;
      // x is overwritten: 8 bytes an iteration on the tape
      tape.push(x);
      x = (x + a / x) / 2;
    }
    double value = x;
    double xAdjoint = seed;
    double aAdjoint = 0;
    // Newton.java:9  while (Math.abs(x * x - a) > 1e-12 * a)
    for (long trip = trips; trip > 0; trip--) {
      // Newton.java:10  x = (x + a / x) / 2;
      x = tape.popDouble();
      double incomingAdjoint = xAdjoint;
      double termAdjoint = incomingAdjoint / 2;
      xAdjoint = termAdjoint;
      if (termAdjoint != 0) {
        double numeratorAdjoint = termAdjoint / x;
        aAdjoint += numeratorAdjoint;
        xAdjoint -= numeratorAdjoint * a / x;
      }
    }
    // Newton.java:8  double x = a;
    aAdjoint += xAdjoint;
    return new SquareRootBackward(value, aAdjoint);
  }
}
