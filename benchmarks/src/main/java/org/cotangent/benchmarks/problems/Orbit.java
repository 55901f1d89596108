package org.cotangent.benchmarks.problems;

import org.cotangent.Differentiable;

/** A body around a flattened planet, carried on by the leapfrog method. */
final class Orbit {
  private Orbit() {}

  /**
   * The squared distance from the target after many steps.
   *
   * @param start double[6]: place and velocity
   * @param mass the planet's, times the constant of gravity
   * @param flattening the strength of the second zonal harmonic
   * @param target double[3]
   */
  @Differentiable(wrt = {"start", "mass", "flattening"})
  static double miss(
      double[] start, double mass, double flattening, double[] target, double step, int steps) {
    double x = start[0];
    double y = start[1];
    double z = start[2];
    double vx = start[3];
    double vy = start[4];
    double vz = start[5];
    for (int s = 0; s < steps; s++) {
      x += 0.5 * step * vx;
      y += 0.5 * step * vy;
      z += 0.5 * step * vz;
      double squared = x * x + y * y + z * z;
      double pull = mass / (squared * Math.sqrt(squared));
      double shape = 1.5 * flattening / squared;
      double slant = 5 * z * z / squared;
      vx -= step * pull * x * (1 + shape * (1 - slant));
      vy -= step * pull * y * (1 + shape * (1 - slant));
      vz -= step * pull * z * (1 + shape * (3 - slant));
      x += 0.5 * step * vx;
      y += 0.5 * step * vy;
      z += 0.5 * step * vz;
    }
    double dx = x - target[0];
    double dy = y - target[1];
    double dz = z - target[2];
    return dx * dx + dy * dy + dz * dz;
  }
}
