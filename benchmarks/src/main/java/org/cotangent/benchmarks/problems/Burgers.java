package org.cotangent.benchmarks.problems;

import org.cotangent.Differentiable;
import org.cotangent.NonDifferentiable;

/** Burgers' equation on a ring: explicit steps of a wave that steepens and is smoothed. */
final class Burgers {
  private Burgers() {}

  /**
   * Half the squared distance of the wave from the target at the end.
   *
   * @param start the wave at the beginning
   * @param viscosity how much it is smoothed
   * @param dt the length of a step in terms of the distance between points
   */
  @Differentiable
  static double misfit(
      double[] start,
      double viscosity,
      @NonDifferentiable double[] target,
      @NonDifferentiable double dt,
      int steps) {
    int n = start.length;
    double[] u = start.clone();
    double[] next = new double[n];
    for (int s = 0; s < steps; s++) {
      for (int i = 0; i < n; i++) {
        double left = u[i == 0 ? n - 1 : i - 1];
        double right = u[i == n - 1 ? 0 : i + 1];
        double flux = 0.25 * (right * right - left * left);
        next[i] = u[i] - dt * flux + viscosity * dt * (left - 2 * u[i] + right);
      }
      double[] swap = u;
      u = next;
      next = swap;
    }
    double sum = 0;
    for (int i = 0; i < n; i++) {
      double difference = u[i] - target[i];
      sum += difference * difference;
    }
    return 0.5 * sum;
  }
}
