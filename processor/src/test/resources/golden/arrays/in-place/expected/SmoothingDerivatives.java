import org.cotangent.GeneratedDerivative;
import org.cotangent.runtime.Adjoints;
import org.cotangent.runtime.Tape;

/** Derivatives of {@link Smoothing}. Generated from Smoothing.java; do not edit. */
@GeneratedDerivative
final class SmoothingDerivatives {

  /** The adjoints of the scalar parameters of {@code Smoothing.smooth}. */
  record SmoothBackward(double rate) {}

  private SmoothingDerivatives() {}

  /**
   * Runs {@code Smoothing.smooth} and takes the adjoints of the arrays it writes back to those of
   * its inputs.
   * The method writes {@code u}: on entry its adjoint is that of the final elements, on return that
   * of the initial ones.
   */
  @GeneratedDerivative(of = "smooth(double[],double)", wrt = {0, 1}, writes = {0})
  static SmoothBackward smoothBackward(double[] u, double[] uAdjoint, double rate) {
    return smoothBackward(u, uAdjoint, rate, new Tape());
  }

  /**
   * Runs {@code Smoothing.smooth} and takes the adjoints of the arrays it writes back to those of
   * its inputs.
   * The method writes {@code u}: on entry its adjoint is that of the final elements, on return that
   * of the initial ones.
   * {@code tape} is used again by each call; not by two threads at once.
   */
  static SmoothBackward smoothBackward(double[] u, double[] uAdjoint, double rate, Tape tape) {
    Adjoints.requireSameShape("u", u, uAdjoint);
    int mark = tape.mark();
    tape.loop("Smoothing.java:8  for (int i = 1; i < u.length; i++)");
    double[] uKept = tape.keptDoubles(u.length);
    for (int i = 1; i < u.length; i++) {
      // the element is overwritten: 8 bytes an iteration on the tape
      uKept[i] = u[i];
      u[i] += rate * u[i - 1] * u[i];
    }
    double[] uAfter = Adjoints.copyOf(u);
    double rateAdjoint = 0;
    // Smoothing.java:8  for (int i = 1; i < u.length; i++)
    for (int i = u.length - 1; i >= 1; i--) {
      // Smoothing.java:9  u[i] = u[i] + rate * u[i - 1] * u[i];
      u[i] = uKept[i];
      double elementAdjoint = uAdjoint[i];
      uAdjoint[i] = elementAdjoint;
      double productAdjoint = elementAdjoint * u[i];
      rateAdjoint += productAdjoint * u[i - 1];
      uAdjoint[i - 1] += productAdjoint * rate;
      uAdjoint[i] += elementAdjoint * (rate * u[i - 1]);
    }
    tape.release(mark);
    Adjoints.copyInto(uAfter, u);
    return new SmoothBackward(rateAdjoint);
  }
}
