package org.cotangent.samples.matrices;

import static com.google.common.truth.Truth.assertThat;

import java.util.Random;
import org.cotangent.runtime.Matrix;
import org.cotangent.runtime.backend.Precision;
import org.cotangent.samples.Check;
import org.junit.jupiter.api.Test;

final class AdamTest {
  @Test
  void stepsAsInThePaper() {
    Random random = new Random(4);
    double[] weights = Check.vector(random, 17 * 3);
    Matrix matrix = Matrix.of(17, 3, weights);
    Adam adam = new Adam(matrix);
    double[] mean = new double[weights.length];
    double[] square = new double[weights.length];
    for (int t = 1; t <= 5; t++) {
      double[] gradient = Check.vector(random, weights.length);
      adam.step(0.1, Matrix.of(17, 3, gradient));
      for (int i = 0; i < weights.length; i++) {
        mean[i] = 0.9 * mean[i] + 0.1 * gradient[i];
        square[i] = 0.999 * square[i] + 0.001 * gradient[i] * gradient[i];
        double meanEstimate = mean[i] / (1 - Math.pow(0.9, t));
        double squareEstimate = square[i] / (1 - Math.pow(0.999, t));
        weights[i] -= 0.1 * meanEstimate / (Math.sqrt(squareEstimate) + 1e-8);
      }
      Check.exact(matrix.toDoubles(), weights);
    }
  }

  @Test
  void floatsStayFloats() {
    Matrix matrix = Matrix.zeros(1, 2, Precision.FLOAT);
    new Adam(matrix).step(0.5, Matrix.ofFloats(1, 2, 3, -4));
    assertThat(matrix.precision()).isEqualTo(Precision.FLOAT);
    // The first step is the rate against the gradient's sign, whatever its size.
    assertThat(matrix.toFloats()).usingTolerance(1e-5).containsExactly(new float[] {-0.5f, 0.5f});
  }
}
