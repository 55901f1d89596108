package org.cotangent.samples.classics;

import static com.google.common.truth.Truth.assertThat;

import java.util.Random;
import org.cotangent.runtime.Tape;
import org.cotangent.samples.Check;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ReluTest {
  @ParameterizedTest
  @CsvSource({"2.5, 2.5, 1", "-2.5, 0, 0", "0, 0, 0", "-0.0, 0, 0", "1e-300, 1e-300, 1"})
  void passesWhatIsPositive(double at, double result, double slope) {
    ReluDerivatives.ReluGradient gradient = ReluDerivatives.reluGradient(at);
    assertThat(gradient.result()).isEqualTo(result);
    assertThat(gradient.value()).isEqualTo(slope);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 9})
  void neuron(int n) {
    for (int seed = 0; seed < 10; seed++) {
      Random random = new Random(seed);
      double[] w = Check.vector(random, n);
      double[] x = Check.vector(random, n);
      double sum = 0;
      for (int i = 0; i < n; i++) {
        sum += w[i] * x[i];
      }
      double active = Math.max(0, sum);

      ReluDerivatives.EnergyGradient gradient = ReluDerivatives.energyGradient(w, x);
      assertThat(gradient.value()).isEqualTo(Relu.energy(w, x));
      Check.exact(gradient.w(), Check.plus(new double[n], active, x));
      Check.exact(gradient.x(), Check.plus(new double[n], active, w));

      double[] wAdjoint = new double[n];
      double[] xAdjoint = new double[n];
      ReluDerivatives.energyBackward(w, wAdjoint, x, xAdjoint, 4, new Tape());
      Check.exact(wAdjoint, Check.plus(new double[n], 4 * active, x));
      Check.exact(xAdjoint, Check.plus(new double[n], 4 * active, w));
    }
  }
}
