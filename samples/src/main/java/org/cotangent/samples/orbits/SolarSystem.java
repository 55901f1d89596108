package org.cotangent.samples.orbits;

import org.cotangent.Checkpointed;
import org.cotangent.Differentiable;

/**
 * Bodies that attract each other (Newton, with units in which the constant of gravitation is 1),
 * propagated by the leapfrog method: half a step of the positions, a step of the velocities, half a
 * step of the positions.
 */
public final class SolarSystem {
  private SolarSystem() {}

  /**
   * How far the last body is from where it is wanted: half the square of the distance.
   *
   * @param position {@code double[3 n]}, x, y and z of one body after the other
   * @param velocity {@code double[3 n]}
   * @param mass {@code double[n]}, n at least 1
   * @param wanted {@code double[3]}
   * @param h the length of a step
   * @param steps how many
   */
  @Differentiable(wrt = {"position", "velocity", "mass"})
  public static double miss(
      double[] position, double[] velocity, double[] mass, double[] wanted, double h, int steps) {
    double[] x = position.clone();
    double[] v = velocity.clone();
    for (@Checkpointed(snapshots = 100) int i = 0; i < steps; i++) {
      drift(x, v, 0.5 * h);
      kick(x, v, mass, h);
      drift(x, v, 0.5 * h);
    }
    return distance(x, wanted);
  }

  /** The same, with a tape of all steps. */
  @Differentiable(wrt = {"position", "velocity", "mass"})
  public static double missTaped(
      double[] position, double[] velocity, double[] mass, double[] wanted, double h, int steps) {
    double[] x = position.clone();
    double[] v = velocity.clone();
    for (int i = 0; i < steps; i++) {
      drift(x, v, 0.5 * h);
      kick(x, v, mass, h);
      drift(x, v, 0.5 * h);
    }
    return distance(x, wanted);
  }

  private static void drift(double[] x, double[] v, double h) {
    for (int k = 0; k < x.length; k++) {
      x[k] += h * v[k];
    }
  }

  private static void kick(double[] x, double[] v, double[] mass, double h) {
    for (int i = 0; i < mass.length; i++) {
      for (int j = 0; j < i; j++) {
        double dx = x[3 * j] - x[3 * i];
        double dy = x[3 * j + 1] - x[3 * i + 1];
        double dz = x[3 * j + 2] - x[3 * i + 2];
        double square = dx * dx + dy * dy + dz * dz;
        double pull = h / (square * Math.sqrt(square));
        v[3 * i] += pull * mass[j] * dx;
        v[3 * i + 1] += pull * mass[j] * dy;
        v[3 * i + 2] += pull * mass[j] * dz;
        v[3 * j] -= pull * mass[i] * dx;
        v[3 * j + 1] -= pull * mass[i] * dy;
        v[3 * j + 2] -= pull * mass[i] * dz;
      }
    }
  }

  private static double distance(double[] x, double[] wanted) {
    double sum = 0;
    for (int k = 0; k < 3; k++) {
      double off = x[x.length - 3 + k] - wanted[k];
      sum += 0.5 * off * off;
    }
    return sum;
  }
}
