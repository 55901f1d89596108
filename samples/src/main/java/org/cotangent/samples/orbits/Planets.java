package org.cotangent.samples.orbits;

/**
 * A sun of mass 1 with planets of mass 1/1000 on nearly circular orbits, slightly inclined to each
 * other.
 *
 * @param position {@code double[3 n]}
 * @param velocity {@code double[3 n]}
 * @param mass {@code double[n]}
 */
record Planets(double[] position, double[] velocity, double[] mass) {

  /** Where the last planet is wanted. */
  static final double[] WANTED = {-1, 0.5, 0.1};

  /** A sun with some planets. */
  static Planets of(int planets) {
    int n = planets + 1;
    Planets all = new Planets(new double[3 * n], new double[3 * n], new double[n]);
    all.mass[0] = 1;
    for (int k = 1; k < n; k++) {
      double radius = 1 + 0.6 * (k - 1);
      double angle = 2.4 * k;
      double speed = Math.sqrt(1 / radius);
      double tilt = 0.02 * k;
      all.position[3 * k] = radius * Math.cos(angle);
      all.position[3 * k + 1] = radius * Math.sin(angle);
      all.position[3 * k + 2] = tilt * radius;
      all.velocity[3 * k] = -speed * Math.sin(angle);
      all.velocity[3 * k + 1] = speed * Math.cos(angle);
      all.mass[k] = 1e-3;
    }
    return all;
  }

  int bodies() {
    return mass.length;
  }
}
