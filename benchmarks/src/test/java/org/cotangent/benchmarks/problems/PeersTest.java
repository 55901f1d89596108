package org.cotangent.benchmarks.problems;

import static com.google.common.truth.Truth.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What is compared in time computes the same. */
class PeersTest {
  @Test
  void hipparchusDifferentiatesTheSameOrbit() {
    sameSum(OwnCases.orbit("orbit", 40));
  }

  @Test
  void hipparchusDifferentiatesTheSameFilter() {
    sameSum(OwnCases.kalman("kalman", 30));
  }

  @Test
  void hipparchusDifferentiatesTheSameObservations() {
    int p = 6;
    double[] all = BaCase.everything(Case.GENERATED, 2, 3, p);
    double expected = Arrays.stream(all, 3 * p, 33 * p).sum();
    double sum = BaCase.make("ba", 2, 3, p).way(Case.FORWARD).orElseThrow().getAsDouble();
    assertThat(sum).isWithin(1e-10 * Math.abs(expected)).of(expected);
  }

  @Test
  void aCameraThatDoesNotTurnHasTheSameJacobianByHand() {
    double[] camera = {0, 0, 0, 0.3, -0.2, 0.1, 400, 5, -8, 0.08, 0.003};
    double[] point = {1.5, -0.7, 3};
    double[] feature = {200, -90};
    double[] rows = new double[30];
    BaByHand.jacobian(camera, point, 0.4, feature, new double[2], rows);
    for (int row = 0; row < 2; row++) {
      double[] cameraAdjoint = new double[11];
      double[] pointAdjoint = new double[3];
      double[] seed = {1 - row, row};
      BaDerivatives.ErrorBackward backward =
          BaDerivatives.errorBackward(
              camera, cameraAdjoint, point, pointAdjoint, 0.4, feature, seed);
      for (int j = 0; j < 11; j++) {
        assertThat(rows[15 * row + j]).isWithin(1e-9).of(cameraAdjoint[j]);
      }
      for (int j = 0; j < 3; j++) {
        assertThat(rows[15 * row + 11 + j]).isWithin(1e-9).of(pointAdjoint[j]);
      }
      assertThat(rows[15 * row + 14]).isWithin(1e-9).of(backward.weight());
    }
  }

  private static void sameSum(Case made) {
    double expected = Arrays.stream(made.gradient(Case.GENERATED)).sum();
    double sum = made.way(Case.FORWARD).orElseThrow().getAsDouble();
    assertThat(sum).isWithin(1e-9 * Math.max(1, Math.abs(expected))).of(expected);
  }
}
