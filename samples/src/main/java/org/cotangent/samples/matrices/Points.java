package org.cotangent.samples.matrices;

import java.util.Random;

/**
 * Points of two classes in the plane.
 *
 * @param x of each point
 * @param y of each point
 * @param labels of each point, 0 or 1
 */
record Points(double[] x, double[] y, double[] labels) {
  private static final double INNER_DEVIATION = 0.45;
  private static final double RADIUS = 1.7;
  private static final double OUTER_DEVIATION = 0.2;

  /**
   * Draws points: class 1 around (0.2, -0.1), class 0 around an ellipse about it. They mix a
   * little.
   *
   * @param count how many, the first half of class 1
   * @param random the same state gives the same points
   */
  static Points random(int count, Random random) {
    Points points = new Points(new double[count], new double[count], new double[count]);
    for (int i = 0; i < count; i++) {
      double x;
      double y;
      if (i < count / 2) {
        points.labels[i] = 1;
        x = INNER_DEVIATION * random.nextGaussian();
        y = INNER_DEVIATION * random.nextGaussian();
      } else {
        double angle = 2 * Math.PI * random.nextDouble();
        double radius = RADIUS + OUTER_DEVIATION * random.nextGaussian();
        x = radius * Math.cos(angle);
        y = radius * Math.sin(angle);
      }
      points.x[i] = 0.2 + x + 0.3 * y;
      points.y[i] = -0.1 + 0.9 * y;
    }
    return points;
  }
}
