package org.cotangent.benchmarks.problems;

import static org.cotangent.benchmarks.problems.Case.BY_HAND;
import static org.cotangent.benchmarks.problems.Case.FORWARD;
import static org.cotangent.benchmarks.problems.Case.GENERATED;
import static org.cotangent.benchmarks.problems.Case.PRIMAL;

import java.util.Arrays;
import org.cotangent.runtime.Tape;

/**
 * All observations of a bundle adjustment: the errors, and all partial derivatives.
 *
 * <p>The derivatives are those of the Jacobian in compressed rows: thirty for each observation, and
 * one for each weight. Where they stand is the same at each call, and is not computed again.
 */
final class BaCase {
  private final int p;
  private final double[][] cameras;
  private final double[][] points;
  private final double[] weights;
  private final double[][] features;
  private final double[] errors;
  private final double[] values;

  private BaCase(int n, int m, int p) {
    this.p = p;
    double[] camera = {
      -0.758453,
      -1.109613,
      -0.845551,
      34.556073,
      39.676747,
      53.881673,
      419.194514,
      5.864426,
      -8.51887,
      0.087812,
      0.002739
    };
    double[] point = {7.203245, 0.001144, 3.023326};
    cameras = copies(camera, n);
    points = copies(point, m);
    weights = new double[p];
    Arrays.fill(weights, 0.417022);
    features = copies(new double[] {271.760969, 834.209256}, p);
    errors = new double[3 * p];
    values = new double[31 * p];
  }

  static Case make(String name, int n, int m, int p) {
    BaCase ba = new BaCase(n, m, p);
    Case made = new Case(name);
    return made.way(PRIMAL, ba::primal)
        .way(GENERATED, ba.new Generated()::run)
        .way(BY_HAND, ba::byHand)
        .way(FORWARD, () -> HipparchusPeers.ba(ba.cameras, ba.points, ba.weights, ba.features));
  }

  private static double[][] copies(double[] row, int count) {
    double[][] rows = new double[count][];
    for (int i = 0; i < count; i++) {
      rows[i] = row.clone();
    }
    return rows;
  }

  private double primal() {
    for (int i = 0; i < p; i++) {
      double[] error =
          Ba.error(cameras[i % cameras.length], points[i % points.length], weights[i], features[i]);
      errors[2 * i] = error[0];
      errors[2 * i + 1] = error[1];
      errors[2 * p + i] = Ba.weightError(weights[i]);
    }
    return errors[0];
  }

  private double byHand() {
    double[] error = new double[2];
    double[] rows = new double[30];
    for (int i = 0; i < p; i++) {
      double weight = weights[i];
      BaByHand.jacobian(
          cameras[i % cameras.length], points[i % points.length], weight, features[i], error, rows);
      System.arraycopy(rows, 0, values, 30 * i, 30);
      errors[2 * i] = error[0];
      errors[2 * i + 1] = error[1];
      errors[2 * p + i] = 1 - weight * weight;
      values[30 * p + i] = -2 * weight;
    }
    return errors[0];
  }

  /** The Jacobian of each observation, into the same arrays. */
  private final class Generated {
    private final double[] error = new double[2];
    private final double[][] camera = new double[2][11];
    private final double[][] point = new double[2][3];
    private final double[] weight = new double[2];
    private final Tape tape = new Tape();

    double run() {
      for (int i = 0; i < p; i++) {
        BaDerivatives.errorJacobianInto(
            cameras[i % cameras.length],
            camera,
            points[i % points.length],
            point,
            weights[i],
            weight,
            features[i],
            error,
            tape);
        for (int row = 0; row < 2; row++) {
          int at = 30 * i + 15 * row;
          System.arraycopy(camera[row], 0, values, at, 11);
          System.arraycopy(point[row], 0, values, at + 11, 3);
          values[at + 14] = weight[row];
          errors[2 * i + row] = error[row];
        }
        BaDerivatives.WeightErrorBackward ones = BaDerivatives.weightErrorBackward(weights[i], 1);
        errors[2 * p + i] = ones.value();
        values[30 * p + i] = ones.weight();
      }
      return errors[0];
    }
  }

  /** The errors and then the partial derivatives, computed in one of the ways. */
  static double[] everything(String way, int n, int m, int p) {
    BaCase ba = new BaCase(n, m, p);
    if (way.equals(GENERATED)) {
      ba.new Generated().run();
    } else {
      ba.byHand();
    }
    double[] all = Arrays.copyOf(ba.errors, 34 * p);
    System.arraycopy(ba.values, 0, all, 3 * p, 31 * p);
    return all;
  }
}
