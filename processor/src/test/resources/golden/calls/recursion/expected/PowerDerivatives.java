import org.cotangent.GeneratedDerivative;
import org.cotangent.runtime.Tape;

/** Derivatives of {@link Power}. Generated from Power.java; do not edit. */
@GeneratedDerivative
final class PowerDerivatives {

  /** The value of {@code Power.power} and its derivatives by {@code x}. */
  record PowerGradient(double value, double x) {}

  /** The value of {@code Power.power} and the adjoints of its scalar parameters. */
  record PowerBackward(double value, double x) {}

  private PowerDerivatives() {}

  /** The value of {@code Power.power} and its gradient by {@code x}. */
  static PowerGradient powerGradient(double x, int n) {
    return powerGradient(x, n, new Tape());
  }

  /**
   * The value of {@code Power.power} and its gradient by {@code x}.
   * {@code tape} is used again by each call; not by two threads at once.
   */
  static PowerGradient powerGradient(double x, int n, Tape tape) {
    PowerBackward backward = powerBackward(x, n, 1.0, tape);
    return new PowerGradient(backward.value(), backward.x());
  }

  /**
   * Runs {@code Power.power} and passes the adjoint {@code seed} of its result on to the adjoints
   * of its inputs.
   */
  @GeneratedDerivative(of = "power(double,int)", wrt = {0})
  static PowerBackward powerBackward(double x, int n, double seed) {
    return powerBackward(x, n, seed, new Tape());
  }

  /**
   * Runs {@code Power.power} and passes the adjoint {@code seed} of its result on to the adjoints
   * of its inputs.
   * {@code tape} is used again by each call; not by two threads at once.
   */
  static PowerBackward powerBackward(double x, int n, double seed, Tape tape) {
    double half = 0;
    double result;
    if (n == 0) {
      result = 1;
    } else {
      half = powerForward(x, n / 2, tape);
      result = n % 2 == 0 ? half * half : half * half * x;
    }
    double xAdjoint = 0;
    // Power.java:8  if (n == 0)
    if (n != 0) {
      double halfAdjoint = 0;
      // Power.java:12  return n % 2 == 0 ? half * half : half * half * x;
      if (n % 2 == 0) {
        halfAdjoint += 2 * half * seed;
      } else {
        halfAdjoint += 2 * half * seed * x;
        xAdjoint += seed * (half * half);
      }
      // Power.java:11  double half = power(x, n / 2);
      double xAdjoint2 = powerReverse(x, n / 2, halfAdjoint, tape);
      xAdjoint += xAdjoint2;
    }
    return new PowerBackward(result, xAdjoint);
  }

  /** Runs {@code power} and keeps on the tape what its reverse sweep needs. */
  private static double powerForward(double x, int n, Tape tape) {
    double half = 0;
    double result;
    if (n == 0) {
      result = 1;
    } else {
      half = powerForward(x, n / 2, tape);
      result = n % 2 == 0 ? half * half : half * half * x;
    }
    tape.push(half);
    return result;
  }

  /** The reverse sweep of {@code power}, after its forward sweep. */
  private static double powerReverse(double x, int n, double seed, Tape tape) {
    double half = tape.popDouble();
    double xAdjoint = 0;
    // Power.java:8  if (n == 0)
    if (n != 0) {
      double halfAdjoint = 0;
      // Power.java:12  return n % 2 == 0 ? half * half : half * half * x;
      if (n % 2 == 0) {
        halfAdjoint += 2 * half * seed;
      } else {
        halfAdjoint += 2 * half * seed * x;
        xAdjoint += seed * (half * half);
      }
      // Power.java:11  double half = power(x, n / 2);
      double xAdjoint2 = powerReverse(x, n / 2, halfAdjoint, tape);
      xAdjoint += xAdjoint2;
    }
    return xAdjoint;
  }
}
