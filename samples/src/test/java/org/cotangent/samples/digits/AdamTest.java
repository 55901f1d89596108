package org.cotangent.samples.digits;

import static com.google.common.truth.Truth.assertThat;

import org.cotangent.samples.Check;
import org.junit.jupiter.api.Test;

final class AdamTest {
  @Test
  void theFirstStepIsTheRateAgainstTheSignOfTheGradient() {
    double[][] parameters = {{1, 2}, {3}};
    new Adam(parameters).step(0.1, parameters, new double[][] {{5, -0.5}, {0}});
    assertThat(parameters[0]).usingTolerance(1e-8).containsExactly(0.9, 2.1).inOrder();
    Check.exact(parameters[1], 3);
  }

  @Test
  void findsTheBottomOfABowl() {
    double[][] x = {{3, -4}};
    Adam adam = new Adam(x);
    for (int step = 0; step < 2000; step++) {
      double rate = 0.1 * (2000 - step) / 2000;
      adam.step(rate, x, new double[][] {{2 * (x[0][0] - 1), 20 * (x[0][1] - 2)}});
    }
    assertThat(x[0]).usingTolerance(1e-3).containsExactly(1.0, 2.0).inOrder();
  }
}
