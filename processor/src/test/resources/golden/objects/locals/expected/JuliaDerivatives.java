import org.cotangent.GeneratedDerivative;
import org.cotangent.runtime.Tape;

/** Derivatives of {@link Julia}. Generated from Julia.java; do not edit. */
@GeneratedDerivative
final class JuliaDerivatives {

  /** The value of {@code Julia.distance} and its derivatives by {@code x} and {@code y}. */
  record DistanceGradient(double value, double x, double y) {}

  /** The value of {@code Julia.distance} and the adjoints of its scalar parameters. */
  record DistanceBackward(double value, double x, double y) {}

  private JuliaDerivatives() {}

  /** The value of {@code Julia.distance} and its gradient by {@code x} and {@code y}. */
  static DistanceGradient distanceGradient(double x, double y, int n) {
    return distanceGradient(x, y, n, new Tape());
  }

  /**
   * The value of {@code Julia.distance} and its gradient by {@code x} and {@code y}.
   * {@code tape} is used again by each call; not by two threads at once.
   */
  static DistanceGradient distanceGradient(double x, double y, int n, Tape tape) {
    DistanceBackward backward = distanceBackward(x, y, n, 1.0, tape);
    return new DistanceGradient(backward.value(), backward.x(), backward.y());
  }

  /**
   * Runs {@code Julia.distance} and passes the adjoint {@code seed} of its result on to the
   * adjoints of its inputs.
   */
  @GeneratedDerivative(of = "distance(double,double,int)", wrt = {0, 1})
  static DistanceBackward distanceBackward(double x, double y, int n, double seed) {
    return distanceBackward(x, y, n, seed, new Tape());
  }

  /**
   * Runs {@code Julia.distance} and passes the adjoint {@code seed} of its result on to the
   * adjoints of its inputs.
   * {@code tape} is used again by each call; not by two threads at once.
   */
  static DistanceBackward distanceBackward(double x, double y, int n, double seed, Tape tape) {
    double cRe = -0.4;
    double cIm = 0.6;
    double zRe = x;
    double zIm = y;
    tape.loop("Julia.java:23  for (int i = 0; i < n; i++)");
    {
      int zReAt = tape.pushDoubles(0, n);
      int zImAt = tape.pushDoubles(0, n);
      double[] kept = tape.doubleStack();
      for (int i = 0; i < n; i++) {
        double timesRe = zRe * zRe - zIm * zIm;
        double timesIm = zRe * zIm + zIm * zRe;
        // zRe is overwritten: 8 bytes an iteration on the tape
        kept[zReAt + i] = zRe;
        zRe = timesRe + cRe;
        // zIm is overwritten: 8 bytes an iteration on the tape
        kept[zImAt + i] = zIm;
        zIm = timesIm + cIm;
      }
    }
    double abs = Math.hypot(zRe, zIm);
    // Julia.java:26  return z.abs();
    double zReAdjoint = abs == 0 ? 0 : seed * zRe / abs;
    double zImAdjoint = abs == 0 ? 0 : seed * zIm / abs;
    // Julia.java:23  for (int i = 0; i < n; i++)
    {
      int zImAt = tape.popDoubles(0, n);
      int zReAt = tape.popDoubles(0, n);
      double[] kept = tape.doubleStack();
      int i = n;
      while (i > 0) {
        i--;
        // Julia.java:24  z = z.times(z).plus(c);
        zIm = kept[zImAt + i];
        double timesImAdjoint = zImAdjoint;
        zRe = kept[zReAt + i];
        double timesReAdjoint = zReAdjoint;
        zReAdjoint = timesImAdjoint * zIm;
        zImAdjoint = timesImAdjoint * zRe;
        zImAdjoint += timesImAdjoint * zRe;
        zReAdjoint += timesImAdjoint * zIm;
        zReAdjoint += 2 * zRe * timesReAdjoint;
        zImAdjoint -= 2 * zIm * timesReAdjoint;
      }
    }
    // Julia.java:22  Complex z = new Complex(x, y);
    double yAdjoint = zImAdjoint;
    double xAdjoint = zReAdjoint;
    return new DistanceBackward(abs, xAdjoint, yAdjoint);
  }
}
