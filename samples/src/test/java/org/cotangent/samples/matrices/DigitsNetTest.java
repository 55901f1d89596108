package org.cotangent.samples.matrices;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.cotangent.runtime.Matrix;
import org.cotangent.samples.Check;
import org.cotangent.samples.Oracle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DigitsNetTest {
  @TempDir Path folder;

  @Test
  void learnsToReadDigitsAndDrawsThem() throws IOException {
    SampleRun run = SampleRun.here(new DigitsNet(), "--out", folder.toString());
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isEqualTo(0);
    Matcher accuracy =
        Pattern.compile("test accuracy (\\S+) \\(at least 0.93\\)").matcher(run.out());
    assertThat(accuracy.find()).isTrue();
    assertThat(Double.parseDouble(accuracy.group(1))).isAtLeast(0.93);
    assertThat(run.out()).contains("epoch 40/40");
    assertThat(run.out()).contains("device            ");
    assertThat(run.out()).contains("DigitsNetDerivatives.java");
    assertThat(Files.readString(folder.resolve("digits-loss.svg"))).contains("64-128-10");
    assertThat(ImageIO.read(folder.resolve("digits-answers.png").toFile()).getWidth())
        .isGreaterThan(500);
  }

  @Test
  void failsIfTheAccuracyIsMissed() {
    SampleRun run = SampleRun.here(new DigitsNet(), "--epochs", "1", "--out", folder.toString());
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).contains("MISSES 0.93");
  }

  @Test
  void refusesUnknownOptions() {
    SampleRun run = SampleRun.here(new DigitsNet(), "--fast");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).startsWith("digits: unknown option '--fast'; --help lists them");
  }

  @Test
  void gradientIsThatOfDifferences() {
    Random random = new Random(3);
    double[] hidden;
    double[] hiddenBias;
    double[] inputs;
    do {
      hidden = Check.vector(random, 5 * 7);
      hiddenBias = Check.vector(random, 7);
      inputs = Check.vector(random, 4 * 5);
    } while (nearKink(inputs, hidden, hiddenBias));
    gradientIsThatOfDifferences(
        hidden,
        hiddenBias,
        Check.vector(random, 7 * 3),
        Check.vector(random, 3),
        Matrix.of(4, 5, inputs));
  }

  private static void gradientIsThatOfDifferences(
      double[] hidden, double[] hiddenBias, double[] output, double[] outputBias, Matrix images) {
    int[] labels = {2, 0, 1, 2};
    var gradient =
        DigitsNetDerivatives.lossGradient(
            net(hidden, hiddenBias, output, outputBias), images, labels);
    DoubleSupplier loss =
        () -> DigitsNet.loss(net(hidden, hiddenBias, output, outputBias), images, labels);
    assertThat(gradient.value()).isEqualTo(loss.getAsDouble());
    Check.differences(gradient.net().hidden().toDoubles(), Oracle.gradient(hidden, loss));
    Check.differences(gradient.net().hiddenBias().toDoubles(), Oracle.gradient(hiddenBias, loss));
    Check.differences(gradient.net().output().toDoubles(), Oracle.gradient(output, loss));
    Check.differences(gradient.net().outputBias().toDoubles(), Oracle.gradient(outputBias, loss));
  }

  /** Whether differences would see both sides of a neuron's kink. */
  private static boolean nearKink(double[] inputs, double[] weights, double[] bias) {
    for (int i = 0; i < 4; i++) {
      for (int h = 0; h < 7; h++) {
        double sum = bias[h];
        for (int j = 0; j < 5; j++) {
          sum += inputs[5 * i + j] * weights[7 * j + h];
        }
        if (Math.abs(sum) <= Oracle.FIRST_STEP) {
          return true;
        }
      }
    }
    return false;
  }

  private static DigitsNet.Net net(
      double[] hidden, double[] hiddenBias, double[] output, double[] outputBias) {
    return new DigitsNet.Net(
        Matrix.of(5, 7, hidden),
        Matrix.row(hiddenBias),
        Matrix.of(7, 3, output),
        Matrix.row(outputBias));
  }
}
