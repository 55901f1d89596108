import org.cotangent.GeneratedDerivative;
import org.cotangent.runtime.Adjoints;
import org.cotangent.runtime.Tape;

/** Derivatives of {@link Leapfrog}. Generated from Leapfrog.java; do not edit. */
@GeneratedDerivative
final class LeapfrogDerivatives {

  /** The value of {@code Leapfrog.step} and the adjoints of its scalar parameters. */
  record StepBackward(Leapfrog.State value, Leapfrog.State s, double h) {}

  private LeapfrogDerivatives() {}

  /**
   * Runs {@code Leapfrog.step} and passes the adjoint {@code seed} of its result on to the adjoints
   * of its inputs.
   * Adjoint arrays have the shape of their parameters and are added to, never cleared.
   * {@code seed} holds the adjoints of the returned record; its arrays have the shapes of those,
   * and components that are data are not used.
   * Of {@code sAdjoint} only the arrays are used; the result holds the other adjoints.
   */
  @GeneratedDerivative(of = "step(Leapfrog.State,double)", wrt = {0, 1})
  static StepBackward stepBackward(
      Leapfrog.State s, Leapfrog.State sAdjoint, double h, Leapfrog.State seed) {
    return stepBackward(s, sAdjoint, h, seed, new Tape());
  }

  /**
   * Runs {@code Leapfrog.step} and passes the adjoint {@code seed} of its result on to the adjoints
   * of its inputs.
   * Adjoint arrays have the shape of their parameters and are added to, never cleared.
   * {@code seed} holds the adjoints of the returned record; its arrays have the shapes of those,
   * and components that are data are not used.
   * {@code tape} is used again by each call; not by two threads at once.
   * Of {@code sAdjoint} only the arrays are used; the result holds the other adjoints.
   */
  static StepBackward stepBackward(
      Leapfrog.State s, Leapfrog.State sAdjoint, double h, Leapfrog.State seed, Tape tape) {
    double[] sX = s.x();
    double[] sXAdjoint = sAdjoint.x();
    double[] sV = s.v();
    double[] sVAdjoint = sAdjoint.v();
    double sTime = s.time();
    double[] seedX = seed.x();
    double[] seedV = seed.v();
    double seedTime = seed.time();
    Adjoints.requireSameShape("s.x", sX, sXAdjoint);
    Adjoints.requireSameShape("s.v", sV, sVAdjoint);
    Adjoints.requireDistinct("seed.x", seedX, "sAdjoint.x", sXAdjoint);
    Adjoints.requireDistinct("seed.v", seedV, "sAdjoint.x", sXAdjoint);
    Adjoints.requireDistinct("seed.x", seedX, "sAdjoint.v", sVAdjoint);
    Adjoints.requireDistinct("seed.v", seedV, "sAdjoint.v", sVAdjoint);
    int mark = tape.mark();
    double[] x = tape.doubles(sX.length);
    double[] v = tape.doubles(x.length);
    tape.loop("Leapfrog.java:11  for (int i = 0; i < x.length; i++)");
    {
      int sinAt = tape.pushDoubles(0, x.length);
      double[] kept = tape.doubleStack();
      for (int i = 0; i < x.length; i++) {
        double sin = Math.sin(sX[i]);
        v[i] = sV[i] - h * sin;
        x[i] = sX[i] + h * v[i];
        // sin is read again in the reverse sweep: 8 bytes an iteration on the tape
        kept[sinAt + i] = sin;
      }
    }
    double[] resultX = x;
    double[] resultV = v;
    double resultTime = sTime + h;
    Adjoints.requireSeed("seed.x", "result.x", resultX, seedX);
    Adjoints.requireSeed("seed.v", "result.v", resultV, seedV);
    Leapfrog.State value =
        new Leapfrog.State(Adjoints.copyOf(resultX), Adjoints.copyOf(resultV), resultTime);
    double[] xAdjoint = tape.doubles(x.length);
    double[] vAdjoint = tape.doubles(v.length);
    double[] resultXAdjoint = xAdjoint;
    double[] resultVAdjoint = vAdjoint;
    // Leapfrog.java:15  return new State(x, v, s.time() + h);
    double resultXSumAdjoint = 1;
    double resultVSumAdjoint = 1;
    for (int i3 = resultV.length - 1; i3 >= 0; i3--) {
      resultVAdjoint[i3] += resultVSumAdjoint * seedV[i3];
    }
    for (int i2 = resultX.length - 1; i2 >= 0; i2--) {
      resultXAdjoint[i2] += resultXSumAdjoint * seedX[i2];
    }
    double hAdjoint = seedTime;
    // Leapfrog.java:11  for (int i = 0; i < x.length; i++)
    {
      int sinAt = tape.popDoubles(0, x.length);
      double[] kept = tape.doubleStack();
      for (int i = x.length - 1; i >= 0; i--) {
        double sin = kept[sinAt + i];
        // Leapfrog.java:13  x[i] = s.x()[i] + h * v[i];
        double elementAdjoint = xAdjoint[i];
        xAdjoint[i] = 0;
        sXAdjoint[i] += elementAdjoint;
        hAdjoint += elementAdjoint * v[i];
        vAdjoint[i] += elementAdjoint * h;
        // Leapfrog.java:12  v[i] = s.v()[i] - h * Math.sin(s.x()[i]);
        double elementAdjoint2 = vAdjoint[i];
        vAdjoint[i] = 0;
        sVAdjoint[i] += elementAdjoint2;
        double productAdjoint = -elementAdjoint2;
        hAdjoint += productAdjoint * sin;
        double sinAdjoint = productAdjoint * h;
        sXAdjoint[i] += sinAdjoint * Math.cos(sX[i]);
      }
    }
    tape.release(mark);
    return new StepBackward(
        value, new Leapfrog.State(sAdjoint.x(), sAdjoint.v(), seedTime), hAdjoint);
  }
}
