package org.cotangent.samples.orbits;

/**
 * {@link SolarSystem#miss} with a derivative in one direction, written by hand: each number is
 * followed by its derivative (forward mode). It needs no memory for its steps, and costs about two
 * propagations for each direction.
 *
 * @param value how far the last body is off
 * @param derivative by the direction
 */
record Tangent(double value, double derivative) {

  /** Propagates a system along with its derivative in a direction. */
  static Tangent of(Planets planets, Planets direction, double[] wanted, double h, int steps) {
    double[] x = planets.position().clone();
    double[] v = planets.velocity().clone();
    double[] dx = direction.position().clone();
    double[] dv = direction.velocity().clone();
    for (int step = 0; step < steps; step++) {
      drift(x, v, dx, dv, 0.5 * h);
      kick(x, v, dx, dv, planets.mass(), direction.mass(), h);
      drift(x, v, dx, dv, 0.5 * h);
    }
    double value = 0;
    double derivative = 0;
    for (int k = 0; k < 3; k++) {
      double off = x[x.length - 3 + k] - wanted[k];
      value += 0.5 * off * off;
      derivative += off * dx[x.length - 3 + k];
    }
    return new Tangent(value, derivative);
  }

  private static void drift(double[] x, double[] v, double[] dx, double[] dv, double h) {
    for (int k = 0; k < x.length; k++) {
      x[k] += h * v[k];
      dx[k] += h * dv[k];
    }
  }

  private static void kick(
      double[] x, double[] v, double[] dx, double[] dv, double[] m, double[] dm, double h) {
    for (int i = 0; i < m.length; i++) {
      for (int j = 0; j < i; j++) {
        double[] d = new double[3];
        double[] dd = new double[3];
        double square = 0;
        double dSquare = 0;
        for (int k = 0; k < 3; k++) {
          d[k] = x[3 * j + k] - x[3 * i + k];
          dd[k] = dx[3 * j + k] - dx[3 * i + k];
          square += d[k] * d[k];
          dSquare += 2 * d[k] * dd[k];
        }
        double pull = h / (square * Math.sqrt(square));
        double dPull = -1.5 * pull * dSquare / square;
        for (int k = 0; k < 3; k++) {
          v[3 * i + k] += pull * m[j] * d[k];
          dv[3 * i + k] += dPull * m[j] * d[k] + pull * dm[j] * d[k] + pull * m[j] * dd[k];
          v[3 * j + k] -= pull * m[i] * d[k];
          dv[3 * j + k] -= dPull * m[i] * d[k] + pull * dm[i] * d[k] + pull * m[i] * dd[k];
        }
      }
    }
  }
}
