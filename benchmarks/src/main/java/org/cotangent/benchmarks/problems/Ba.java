package org.cotangent.benchmarks.problems;

import org.cotangent.Differentiable;
import org.cotangent.Mode;
import org.cotangent.NonDifferentiable;

/** Bundle adjustment: how far the projections of points through cameras are from the features. */
final class Ba {
  private Ba() {}

  /**
   * The weighted error of one observation.
   *
   * @param camera rotation (3), centre (3), focal length, principal point (2), radial distortion
   *     (2)
   * @param point double[3]
   * @param feature double[2], where the point was seen
   * @return double[2]
   */
  @Differentiable(modes = Mode.JACOBIAN)
  static double[] error(
      double[] camera, double[] point, double weight, @NonDifferentiable double[] feature) {
    double x = point[0] - camera[3];
    double y = point[1] - camera[4];
    double z = point[2] - camera[5];
    double squared = camera[0] * camera[0] + camera[1] * camera[1] + camera[2] * camera[2];
    double turnedX;
    double turnedY;
    double turnedZ;
    if (squared != 0) {
      double angle = Math.sqrt(squared);
      double cosine = Math.cos(angle);
      double sine = Math.sin(angle);
      double wx = camera[0] / angle;
      double wy = camera[1] / angle;
      double wz = camera[2] / angle;
      double along = (wx * x + wy * y + wz * z) * (1 - cosine);
      turnedX = x * cosine + (wy * z - wz * y) * sine + wx * along;
      turnedY = y * cosine + (wz * x - wx * z) * sine + wy * along;
      turnedZ = z * cosine + (wx * y - wy * x) * sine + wz * along;
    } else {
      turnedX = x + camera[1] * z - camera[2] * y;
      turnedY = y + camera[2] * x - camera[0] * z;
      turnedZ = z + camera[0] * y - camera[1] * x;
    }
    double a = turnedX / turnedZ;
    double b = turnedY / turnedZ;
    double radius = a * a + b * b;
    double distortion = 1 + camera[9] * radius + camera[10] * radius * radius;
    double u = camera[6] * distortion * a + camera[7];
    double v = camera[6] * distortion * b + camera[8];
    return new double[] {weight * (u - feature[0]), weight * (v - feature[1])};
  }

  /** How far a weight is from one. */
  @Differentiable
  static double weightError(double weight) {
    return 1 - weight * weight;
  }
}
