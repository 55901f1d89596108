import org.cotangent.GeneratedDerivative;
import org.cotangent.runtime.Adjoints;
import org.cotangent.runtime.NonFinite;
import org.cotangent.runtime.Tape;

/** Derivatives of {@link Entropy}. Generated from Entropy.java; do not edit. */
@GeneratedDerivative
final class EntropyDerivatives {

  /** The value of {@code Entropy.entropy} and its derivatives by {@code p}. */
  record EntropyGradient(double value, double[] p) {}

  private EntropyDerivatives() {}

  /** The value of {@code Entropy.entropy} and its gradient by {@code p}. */
  static EntropyGradient entropyGradient(double[] p) {
    return entropyGradient(p, new Tape());
  }

  /**
   * The value of {@code Entropy.entropy} and its gradient by {@code p}.
   * {@code tape} is used again by each call; not by two threads at once.
   */
  static EntropyGradient entropyGradient(double[] p, Tape tape) {
    double[] pAdjoint = new double[p.length];
    double value = entropyBackward(p, pAdjoint, 1.0, tape);
    return new EntropyGradient(value, pAdjoint);
  }

  /**
   * Runs {@code Entropy.entropy} and passes the adjoint {@code seed} of its result on to the
   * adjoints of its inputs.
   * Adjoint arrays have the shape of their parameters and are added to, never cleared.
   */
  @GeneratedDerivative(of = "entropy(double[])", wrt = {0})
  static double entropyBackward(double[] p, double[] pAdjoint, double seed) {
    return entropyBackward(p, pAdjoint, seed, new Tape());
  }

  /**
   * Runs {@code Entropy.entropy} and passes the adjoint {@code seed} of its result on to the
   * adjoints of its inputs.
   * Adjoint arrays have the shape of their parameters and are added to, never cleared.
   * {@code tape} is used again by each call; not by two threads at once.
   */
  static double entropyBackward(double[] p, double[] pAdjoint, double seed, Tape tape) {
    Adjoints.requireSameShape("p", p, pAdjoint);
    int mark = tape.mark();
    double sum = 0;
    tape.loop("Entropy.java:7  for (int i = 0; i < p.length; i++)");
    double[] logKept = tape.keptDoubles(p.length);
    for (int i = 0; i < p.length; i++) {
      double log = Math.log(p[i]);
      if (!Double.isFinite(log)) {
        NonFinite.forward(
            "Entropy.java:8",
            "sum -= p[i] * Math.log(p[i]);",
            log,
            2,
            "p[i]",
            p[i],
            "i",
            i,
            "Math.log(p[i])",
            Math.log(p[i]));
      }
      if (!Double.isFinite(sum - p[i] * log)) {
        NonFinite.forward(
            "Entropy.java:8",
            "sum -= p[i] * Math.log(p[i]);",
            sum - p[i] * log,
            4,
            "sum",
            sum,
            "p[i]",
            p[i],
            "i",
            i,
            "log",
            log,
            "p[i] * log",
            p[i] * log,
            "sum - p[i] * log",
            sum - p[i] * log);
      }
      sum -= p[i] * log;
      // log is read again in the reverse sweep: 8 bytes an iteration on the tape
      logKept[i] = log;
    }
    // Entropy.java:7  for (int i = 0; i < p.length; i++)
    for (int i = p.length - 1; i >= 0; i--) {
      double log = logKept[i];
      // Entropy.java:8  sum -= p[i] * Math.log(p[i]);
      double productAdjoint = -seed;
      if (!Double.isFinite(pAdjoint[i] + productAdjoint * log)) {
        NonFinite.reverse(
            "Entropy.java:8",
            "sum -= p[i] * Math.log(p[i]);",
            "p[i]",
            pAdjoint[i] + productAdjoint * log,
            4,
            "pAdjoint[i]",
            pAdjoint[i],
            "i",
            i,
            "productAdjoint",
            productAdjoint,
            "log",
            log,
            "productAdjoint * log",
            productAdjoint * log,
            "pAdjoint[i] + productAdjoint * log",
            pAdjoint[i] + productAdjoint * log);
      }
      pAdjoint[i] += productAdjoint * log;
      double logAdjoint = productAdjoint * p[i];
      if (!Double.isFinite(logAdjoint)) {
        NonFinite.reverse(
            "Entropy.java:8",
            "sum -= p[i] * Math.log(p[i]);",
            "",
            logAdjoint,
            3,
            "productAdjoint",
            productAdjoint,
            "p[i]",
            p[i],
            "i",
            i,
            "productAdjoint * p[i]",
            productAdjoint * p[i]);
      }
      if (logAdjoint != 0) {
        if (!Double.isFinite(pAdjoint[i] + logAdjoint / p[i])) {
          NonFinite.reverse(
              "Entropy.java:8",
              "sum -= p[i] * Math.log(p[i]);",
              "p[i]",
              pAdjoint[i] + logAdjoint / p[i],
              4,
              "pAdjoint[i]",
              pAdjoint[i],
              "i",
              i,
              "logAdjoint",
              logAdjoint,
              "p[i]",
              p[i],
              "logAdjoint / p[i]",
              logAdjoint / p[i],
              "pAdjoint[i] + logAdjoint / p[i]",
              pAdjoint[i] + logAdjoint / p[i]);
        }
        pAdjoint[i] += logAdjoint / p[i];
      }
    }
    tape.release(mark);
    return sum;
  }
}
