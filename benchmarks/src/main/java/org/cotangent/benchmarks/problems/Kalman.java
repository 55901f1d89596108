package org.cotangent.benchmarks.problems;

import org.cotangent.Differentiable;
import org.cotangent.NonDifferentiable;

/** The likelihood of measured places under a moving body that is shaken at random. */
final class Kalman {
  private Kalman() {}

  /**
   * The negative logarithm of the likelihood, by a Kalman filter over place and velocity.
   *
   * @param shaking the variance of the acceleration
   * @param noise the variance of a measurement
   * @param damping what is left of the velocity after a step
   * @param measured the places
   */
  @Differentiable
  static double misfit(
      double shaking,
      double noise,
      double damping,
      @NonDifferentiable double[] measured,
      @NonDifferentiable double step) {
    double place = measured[0];
    double velocity = 0;
    double p00 = noise;
    double p01 = 0;
    double p11 = 1;
    double sum = 0;
    for (int i = 1; i < measured.length; i++) {
      place += step * velocity;
      velocity *= damping;
      double q00 = p00 + step * (2 * p01 + step * p11) + 0.25 * step * step * shaking;
      double q01 = damping * (p01 + step * p11) + 0.5 * step * shaking;
      double q11 = damping * damping * p11 + shaking;
      double error = measured[i] - place;
      double variance = q00 + noise;
      double gain0 = q00 / variance;
      double gain1 = q01 / variance;
      place += gain0 * error;
      velocity += gain1 * error;
      p00 = (1 - gain0) * q00;
      p01 = (1 - gain0) * q01;
      p11 = q11 - gain1 * q01;
      sum += Math.log(variance) + error * error / variance;
    }
    return 0.5 * sum;
  }
}
