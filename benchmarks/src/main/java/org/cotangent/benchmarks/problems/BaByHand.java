package org.cotangent.benchmarks.problems;

/** The two rows of partial derivatives of {@link Ba#error}, written by hand. */
final class BaByHand {
  private BaByHand() {}

  /**
   * Writes both rows: 11 numbers of the camera, 3 of the point, 1 of the weight. One forward sweep
   * serves both.
   *
   * @param error double[2], written
   * @param rows double[30], written
   */
  static void jacobian(
      double[] camera,
      double[] point,
      double weight,
      double[] feature,
      double[] error,
      double[] rows) {
    double rx = camera[0];
    double ry = camera[1];
    double rz = camera[2];
    double x = point[0] - camera[3];
    double y = point[1] - camera[4];
    double z = point[2] - camera[5];
    double squared = rx * rx + ry * ry + rz * rz;
    if (squared == 0) {
      unturned(camera, x, y, z, weight, feature, error, rows);
      return;
    }
    double angle = Math.sqrt(squared);
    double inverse = 1 / angle;
    double cosine = Math.cos(angle);
    double sine = Math.sin(angle);
    double rest = 1 - cosine;
    double wx = rx * inverse;
    double wy = ry * inverse;
    double wz = rz * inverse;
    double dot = wx * x + wy * y + wz * z;
    double along = dot * rest;
    double crossX = wy * z - wz * y;
    double crossY = wz * x - wx * z;
    double crossZ = wx * y - wy * x;
    double turnedX = x * cosine + crossX * sine + wx * along;
    double turnedY = y * cosine + crossY * sine + wy * along;
    double turnedZ = z * cosine + crossZ * sine + wz * along;
    project(camera, turnedX, turnedY, turnedZ, weight, feature, error, rows);
    for (int row = 0; row < 30; row += 15) {
      // The adjoints of the turned point, left there by project.
      double tx = rows[row];
      double ty = rows[row + 1];
      double tz = rows[row + 2];
      double cosineAdjoint = tx * x + ty * y + tz * z;
      double sineAdjoint = tx * crossX + ty * crossY + tz * crossZ;
      double alongAdjoint = tx * wx + ty * wy + tz * wz;
      double cx = tx * sine;
      double cy = ty * sine;
      double cz = tz * sine;
      double dotAdjoint = alongAdjoint * rest;
      cosineAdjoint -= alongAdjoint * dot;
      double wxAdjoint = tx * along + dotAdjoint * x - cy * z + cz * y;
      double wyAdjoint = ty * along + dotAdjoint * y + cx * z - cz * x;
      double wzAdjoint = tz * along + dotAdjoint * z - cx * y + cy * x;
      double xAdjoint = tx * cosine + dotAdjoint * wx + cy * wz - cz * wy;
      double yAdjoint = ty * cosine + dotAdjoint * wy - cx * wz + cz * wx;
      double zAdjoint = tz * cosine + dotAdjoint * wz + cx * wy - cy * wx;
      double angleAdjoint =
          sineAdjoint * cosine
              - cosineAdjoint * sine
              - (wxAdjoint * wx + wyAdjoint * wy + wzAdjoint * wz) * inverse;
      rows[row] = wxAdjoint * inverse + angleAdjoint * wx;
      rows[row + 1] = wyAdjoint * inverse + angleAdjoint * wy;
      rows[row + 2] = wzAdjoint * inverse + angleAdjoint * wz;
      place(rows, row, xAdjoint, yAdjoint, zAdjoint);
    }
  }

  private static void unturned(
      double[] camera,
      double x,
      double y,
      double z,
      double weight,
      double[] feature,
      double[] error,
      double[] rows) {
    double turnedX = x + camera[1] * z - camera[2] * y;
    double turnedY = y + camera[2] * x - camera[0] * z;
    double turnedZ = z + camera[0] * y - camera[1] * x;
    project(camera, turnedX, turnedY, turnedZ, weight, feature, error, rows);
    for (int row = 0; row < 30; row += 15) {
      double tx = rows[row];
      double ty = rows[row + 1];
      double tz = rows[row + 2];
      rows[row] = tz * y - ty * z;
      rows[row + 1] = tx * z - tz * x;
      rows[row + 2] = ty * x - tx * y;
      place(
          rows,
          row,
          tx + ty * camera[2] - tz * camera[1],
          ty - tx * camera[2] + tz * camera[0],
          tz + tx * camera[1] - ty * camera[0]);
    }
  }

  private static void place(double[] rows, int row, double x, double y, double z) {
    rows[row + 3] = -x;
    rows[row + 4] = -y;
    rows[row + 5] = -z;
    rows[row + 11] = x;
    rows[row + 12] = y;
    rows[row + 13] = z;
  }

  /** Writes the part of the rows behind the turned point, and its adjoint into the first three. */
  private static void project(
      double[] camera,
      double x,
      double y,
      double z,
      double weight,
      double[] feature,
      double[] error,
      double[] rows) {
    double inverse = 1 / z;
    double a = x * inverse;
    double b = y * inverse;
    double radius = a * a + b * b;
    double k1 = camera[9];
    double k2 = camera[10];
    double distortion = 1 + k1 * radius + k2 * radius * radius;
    double focal = camera[6];
    double u = distortion * a;
    double v = distortion * b;
    double errorU = focal * u + camera[7] - feature[0];
    double errorV = focal * v + camera[8] - feature[1];
    error[0] = weight * errorU;
    error[1] = weight * errorV;
    double scale = weight * focal;
    double bend = 2 * (k1 + 2 * k2 * radius);
    double mixed = scale * bend * a * b;
    double plain = scale * distortion;
    double uByA = plain + scale * bend * a * a;
    double vByB = plain + scale * bend * b * b;
    rows[0] = uByA * inverse;
    rows[1] = mixed * inverse;
    rows[2] = -(uByA * a + mixed * b) * inverse;
    rows[6] = weight * u;
    rows[7] = weight;
    rows[8] = 0;
    rows[9] = scale * a * radius;
    rows[10] = scale * a * radius * radius;
    rows[14] = errorU;
    rows[15] = mixed * inverse;
    rows[16] = vByB * inverse;
    rows[17] = -(mixed * a + vByB * b) * inverse;
    rows[21] = weight * v;
    rows[22] = 0;
    rows[23] = weight;
    rows[24] = scale * b * radius;
    rows[25] = scale * b * radius * radius;
    rows[29] = errorV;
  }
}
