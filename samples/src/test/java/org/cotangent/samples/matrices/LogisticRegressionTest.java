package org.cotangent.samples.matrices;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;
import org.cotangent.runtime.Matrix;
import org.cotangent.samples.Check;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LogisticRegressionTest {
  @TempDir Path folder;

  @Test
  void tellsTheClassesApartAndDrawsThem() throws IOException {
    SampleRun run = SampleRun.here(new LogisticRegression(), "--out", folder.toString());
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("(at least 0.95)");
    assertThat(run.status()).isEqualTo(0);
    assertThat(run.out()).contains("LogisticRegressionDerivatives.java");
    assertThat(ImageIO.read(folder.resolve("logistic-boundary.png").toFile()).getWidth())
        .isGreaterThan(500);
  }

  @Test
  void failsIfTheAccuracyIsMissed() {
    SampleRun run =
        SampleRun.here(new LogisticRegression(), "--epochs", "1", "--out", folder.toString());
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).contains("MISSES 0.95");
  }

  @Test
  void refusesUnknownOptions() {
    SampleRun run = SampleRun.here(new LogisticRegression(), "--out");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).startsWith("logistic: --out needs a value");
  }

  @Test
  void gradientIsThatOfTheFormula() {
    Random random = new Random(2);
    int n = 17;
    double[] weights = Check.vector(random, 5);
    double bias = 0.25;
    double[] features = Check.vector(random, n * 5);
    double[] labels = new double[n];
    double[] expected = new double[5];
    double expectedBias = 0;
    for (int i = 0; i < n; i++) {
      labels[i] = i % 3 == 0 ? 1 : 0;
      double score = bias;
      for (int j = 0; j < 5; j++) {
        score += features[5 * i + j] * weights[j];
      }
      double error = 1 / (1 + Math.exp(-score)) - labels[i];
      for (int j = 0; j < 5; j++) {
        expected[j] += error * features[5 * i + j] / n;
      }
      expectedBias += error / n;
    }
    for (int j = 0; j < 5; j++) {
      expected[j] += 2 * 1e-4 * weights[j];
    }
    var gradient =
        LogisticRegressionDerivatives.lossGradient(
            new LogisticRegression.Model(Matrix.column(weights), bias),
            Matrix.of(n, 5, features),
            Matrix.column(labels));
    Check.exact(gradient.model().weights().toDoubles(), expected);
    Check.exact(gradient.model().bias(), expectedBias);
  }
}
