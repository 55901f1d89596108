package org.cotangent.benchmarks.problems;

import org.cotangent.Differentiable;

/** An initial value problem, integrated by the classical method of Runge and Kutta. */
final class Ode {
  private Ode() {}

  /** The last element of {@link #solution}. */
  @Differentiable
  static double last(double[] x, int steps) {
    double[] y = solution(x, steps);
    return y[y.length - 1];
  }

  /** y(2) of y' = g(y), y(0) = 0, where g is {@code x0} and then {@code x[i] * y[i - 1]}. */
  static double[] solution(double[] x, int steps) {
    int n = x.length;
    double h = 2.0 / steps;
    double[] y = new double[n];
    double[] k1 = new double[n];
    double[] k2 = new double[n];
    double[] k3 = new double[n];
    double[] k4 = new double[n];
    double[] moved = new double[n];
    for (int s = 0; s < steps; s++) {
      slope(x, y, k1);
      step(y, h / 2, k1, moved);
      slope(x, moved, k2);
      step(y, h / 2, k2, moved);
      slope(x, moved, k3);
      step(y, h, k3, moved);
      slope(x, moved, k4);
      for (int i = 0; i < n; i++) {
        y[i] += h * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]) / 6;
      }
    }
    return y;
  }

  private static void slope(double[] x, double[] y, double[] k) {
    k[0] = x[0];
    for (int i = 1; i < x.length; i++) {
      k[i] = x[i] * y[i - 1];
    }
  }

  private static void step(double[] y, double h, double[] k, double[] moved) {
    for (int i = 0; i < y.length; i++) {
      moved[i] = y[i] + h * k[i];
    }
  }
}
