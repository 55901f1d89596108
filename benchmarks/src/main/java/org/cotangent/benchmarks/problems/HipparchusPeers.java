package org.cotangent.benchmarks.problems;

import org.hipparchus.analysis.differentiation.Gradient;

/**
 * Gradients by forward mode with {@code Gradient} of Hipparchus, where the inputs are few.
 *
 * <p>Each method answers a sum over all partial derivatives, so that none can be left out.
 */
final class HipparchusPeers {
  private HipparchusPeers() {}

  static double orbit(
      double[] start, double mass, double flattening, double[] target, double step, int steps) {
    Gradient x = Gradient.variable(8, 0, start[0]);
    Gradient y = Gradient.variable(8, 1, start[1]);
    Gradient z = Gradient.variable(8, 2, start[2]);
    Gradient vx = Gradient.variable(8, 3, start[3]);
    Gradient vy = Gradient.variable(8, 4, start[4]);
    Gradient vz = Gradient.variable(8, 5, start[5]);
    Gradient m = Gradient.variable(8, 6, mass);
    Gradient f = Gradient.variable(8, 7, flattening);
    for (int s = 0; s < steps; s++) {
      x = x.add(vx.multiply(0.5 * step));
      y = y.add(vy.multiply(0.5 * step));
      z = z.add(vz.multiply(0.5 * step));
      Gradient squared = x.multiply(x).add(y.multiply(y)).add(z.multiply(z));
      Gradient pull = m.divide(squared.multiply(squared.sqrt())).multiply(step);
      Gradient shape = f.multiply(1.5).divide(squared);
      Gradient slant = z.multiply(z).multiply(5).divide(squared);
      Gradient sideways = pull.multiply(shape.multiply(slant.negate().add(1)).add(1));
      vx = vx.subtract(sideways.multiply(x));
      vy = vy.subtract(sideways.multiply(y));
      vz = vz.subtract(pull.multiply(z).multiply(shape.multiply(slant.negate().add(3)).add(1)));
      x = x.add(vx.multiply(0.5 * step));
      y = y.add(vy.multiply(0.5 * step));
      z = z.add(vz.multiply(0.5 * step));
    }
    Gradient dx = x.subtract(target[0]);
    Gradient dy = y.subtract(target[1]);
    Gradient dz = z.subtract(target[2]);
    return sum(dx.multiply(dx).add(dy.multiply(dy)).add(dz.multiply(dz)));
  }

  static double kalman(double[] parameters, double[] measured, double step) {
    Gradient shaking = Gradient.variable(3, 0, parameters[0]);
    Gradient noise = Gradient.variable(3, 1, parameters[1]);
    Gradient damping = Gradient.variable(3, 2, parameters[2]);
    Gradient place = Gradient.constant(3, measured[0]);
    Gradient velocity = Gradient.constant(3, 0);
    Gradient p00 = noise;
    Gradient p01 = Gradient.constant(3, 0);
    Gradient p11 = Gradient.constant(3, 1);
    Gradient sum = Gradient.constant(3, 0);
    for (int i = 1; i < measured.length; i++) {
      place = place.add(velocity.multiply(step));
      velocity = velocity.multiply(damping);
      Gradient moved = p01.add(p11.multiply(step));
      Gradient q00 =
          p00.add(moved.add(p01).multiply(step)).add(shaking.multiply(0.25 * step * step));
      Gradient q01 = damping.multiply(moved).add(shaking.multiply(0.5 * step));
      Gradient q11 = damping.multiply(damping).multiply(p11).add(shaking);
      Gradient error = place.negate().add(measured[i]);
      Gradient variance = q00.add(noise);
      Gradient gain0 = q00.divide(variance);
      Gradient gain1 = q01.divide(variance);
      place = place.add(gain0.multiply(error));
      velocity = velocity.add(gain1.multiply(error));
      Gradient rest = gain0.negate().add(1);
      p00 = rest.multiply(q00);
      p01 = rest.multiply(q01);
      p11 = q11.subtract(gain1.multiply(q01));
      sum = sum.add(variance.log()).add(error.multiply(error).divide(variance));
    }
    return sum(sum.multiply(0.5));
  }

  static double ba(double[][] cameras, double[][] points, double[] weights, double[][] features) {
    double sum = 0;
    Gradient[] r = new Gradient[15];
    for (int i = 0; i < weights.length; i++) {
      for (int j = 0; j < 11; j++) {
        r[j] = Gradient.variable(15, j, cameras[i % cameras.length][j]);
      }
      for (int j = 0; j < 3; j++) {
        r[11 + j] = Gradient.variable(15, 11 + j, points[i % points.length][j]);
      }
      r[14] = Gradient.variable(15, 14, weights[i]);
      sum += error(r, features[i]);
    }
    return sum;
  }

  /** An observation whose camera turns. */
  private static double error(Gradient[] r, double[] feature) {
    Gradient x = r[11].subtract(r[3]);
    Gradient y = r[12].subtract(r[4]);
    Gradient z = r[13].subtract(r[5]);
    Gradient angle = r[0].multiply(r[0]).add(r[1].multiply(r[1])).add(r[2].multiply(r[2])).sqrt();
    Gradient cosine = angle.cos();
    Gradient sine = angle.sin();
    Gradient wx = r[0].divide(angle);
    Gradient wy = r[1].divide(angle);
    Gradient wz = r[2].divide(angle);
    Gradient along =
        wx.multiply(x).add(wy.multiply(y)).add(wz.multiply(z)).multiply(cosine.negate().add(1));
    Gradient turnedX =
        x.multiply(cosine)
            .add(wy.multiply(z).subtract(wz.multiply(y)).multiply(sine))
            .add(wx.multiply(along));
    Gradient turnedY =
        y.multiply(cosine)
            .add(wz.multiply(x).subtract(wx.multiply(z)).multiply(sine))
            .add(wy.multiply(along));
    Gradient turnedZ =
        z.multiply(cosine)
            .add(wx.multiply(y).subtract(wy.multiply(x)).multiply(sine))
            .add(wz.multiply(along));
    Gradient a = turnedX.divide(turnedZ);
    Gradient b = turnedY.divide(turnedZ);
    Gradient radius = a.multiply(a).add(b.multiply(b));
    Gradient distortion = r[9].add(r[10].multiply(radius)).multiply(radius).add(1);
    Gradient scale = r[6].multiply(distortion);
    Gradient u = scale.multiply(a).add(r[7]).subtract(feature[0]).multiply(r[14]);
    Gradient v = scale.multiply(b).add(r[8]).subtract(feature[1]).multiply(r[14]);
    return sum(u) + sum(v);
  }

  private static double sum(Gradient gradient) {
    double sum = 0;
    for (double partial : gradient.getGradient()) {
      sum += partial;
    }
    return sum;
  }
}
