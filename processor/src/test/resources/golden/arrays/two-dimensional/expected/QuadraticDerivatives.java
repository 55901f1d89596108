import org.cotangent.GeneratedDerivative;
import org.cotangent.runtime.Adjoints;
import org.cotangent.runtime.Tape;

/** Derivatives of {@link Quadratic}. Generated from Quadratic.java; do not edit. */
@GeneratedDerivative
final class QuadraticDerivatives {

  /** The value of {@code Quadratic.form} and its derivatives by {@code a} and {@code w}. */
  record FormGradient(double value, double[][] a, double[] w) {}

  private QuadraticDerivatives() {}

  /** The value of {@code Quadratic.form} and its gradient by {@code a} and {@code w}. */
  static FormGradient formGradient(double[][] a, double[] w) {
    double[][] aAdjoint = Adjoints.zerosLike(a);
    double[] wAdjoint = new double[w.length];
    double value = formBackward(a, aAdjoint, w, wAdjoint, 1.0);
    return new FormGradient(value, aAdjoint, wAdjoint);
  }

  /**
   * The value of {@code Quadratic.form} and its gradient by {@code a} and {@code w}.
   * {@code tape} is used again by each call; not by two threads at once.
   */
  static FormGradient formGradient(double[][] a, double[] w, Tape tape) {
    return formGradient(a, w);
  }

  /**
   * Runs {@code Quadratic.form} and passes the adjoint {@code seed} of its result on to the
   * adjoints of its inputs.
   * Adjoint arrays have the shape of their parameters and are added to, never cleared.
   */
  @GeneratedDerivative(of = "form(double[][],double[])", wrt = {0, 1})
  static double formBackward(
      double[][] a, double[][] aAdjoint, double[] w, double[] wAdjoint, double seed) {
    Adjoints.requireSameShape("a", a, aAdjoint);
    Adjoints.requireSameShape("w", w, wAdjoint);
    double sum = 0;
    for (int i = 0; i < w.length; i++) {
      for (int j = 0; j < w.length; j++) {
        sum += w[i] * a[i][j] * w[j];
      }
    }
    // Quadratic.java:9  for (int i = 0; i < w.length; i++)
    for (int i = w.length - 1; i >= 0; i--) {
      // Quadratic.java:10  for (int j = 0; j < w.length; j++)
      double wI = w[i];
      double wIAdjoint = 0;
      for (int j = w.length - 1; j >= 0; j--) {
        // Quadratic.java:11  sum += w[i] * a[i][j] * w[j];
        double productAdjoint = seed * w[j];
        wIAdjoint += productAdjoint * a[i][j];
        aAdjoint[i][j] += productAdjoint * wI;
        wAdjoint[j] += seed * (wI * a[i][j]);
      }
      wAdjoint[i] += wIAdjoint;
    }
    return sum;
  }

  /**
   * Runs {@code Quadratic.form} and passes the adjoint {@code seed} of its result on to the
   * adjoints of its inputs.
   * Adjoint arrays have the shape of their parameters and are added to, never cleared.
   * {@code tape} is used again by each call; not by two threads at once.
   */
  static double formBackward(
      double[][] a, double[][] aAdjoint, double[] w, double[] wAdjoint, double seed, Tape tape) {
    return formBackward(a, aAdjoint, w, wAdjoint, seed);
  }
}
