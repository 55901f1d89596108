import org.cotangent.GeneratedDerivative;
import org.cotangent.runtime.Adjoints;
import org.cotangent.runtime.Tape;

/** Derivatives of {@link Repulsion}. Generated from Repulsion.java; do not edit. */
@GeneratedDerivative
final class RepulsionDerivatives {

  /** The value of {@code Repulsion.energy} and its derivatives by {@code x}. */
  record EnergyGradient(double value, double[] x) {}

  private RepulsionDerivatives() {}

  /** The value of {@code Repulsion.energy} and its gradient by {@code x}. */
  static EnergyGradient energyGradient(double[] x) {
    double[] xAdjoint = new double[x.length];
    double value = energyBackward(x, xAdjoint, 1.0);
    return new EnergyGradient(value, xAdjoint);
  }

  /**
   * The value of {@code Repulsion.energy} and its gradient by {@code x}.
   * {@code tape} is used again by each call; not by two threads at once.
   */
  static EnergyGradient energyGradient(double[] x, Tape tape) {
    return energyGradient(x);
  }

  /**
   * Runs {@code Repulsion.energy} and passes the adjoint {@code seed} of its result on to the
   * adjoints of its inputs.
   * Adjoint arrays have the shape of their parameters and are added to, never cleared.
   */
  @GeneratedDerivative(of = "energy(double[])", wrt = {0})
  static double energyBackward(double[] x, double[] xAdjoint, double seed) {
    Adjoints.requireSameShape("x", x, xAdjoint);
    double energy = 0;
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < i; j++) {
        double distance = x[i] - x[j];
        energy += 1 / (distance * distance);
      }
    }
    // Repulsion.java:9  for (int i = 0; i < x.length; i++)
    for (int i = x.length - 1; i >= 0; i--) {
      // Repulsion.java:10  for (int j = 0; j < i; j++)
      double xI = x[i];
      double xIAdjoint = 0;
      for (int j = i - 1; j >= 0; j--) {
        double distance = xI - x[j];
        double distanceAdjoint = 0;
        // Repulsion.java:12  energy += 1 / (distance * distance);
        if (seed != 0) {
          distanceAdjoint -= 2 * distance * (seed / (distance * distance) / (distance * distance));
        }
        // Repulsion.java:11  double distance = x[i] - x[j];
        xIAdjoint += distanceAdjoint;
        xAdjoint[j] -= distanceAdjoint;
      }
      xAdjoint[i] += xIAdjoint;
    }
    return energy;
  }

  /**
   * Runs {@code Repulsion.energy} and passes the adjoint {@code seed} of its result on to the
   * adjoints of its inputs.
   * Adjoint arrays have the shape of their parameters and are added to, never cleared.
   * {@code tape} is used again by each call; not by two threads at once.
   */
  static double energyBackward(double[] x, double[] xAdjoint, double seed, Tape tape) {
    return energyBackward(x, xAdjoint, seed);
  }
}
