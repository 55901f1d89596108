package org.cotangent.samples.matrices;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.cotangent.runtime.Matrix;
import org.cotangent.samples.Check;
import org.cotangent.samples.Oracle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CharacterNetTest {
  private static final int[][] TEXT = {{0, 2}, {1, 1}, {3, 0}, {1, 2}};

  @TempDir Path folder;

  @Test
  void learnsTheTextAndWritesSome() throws IOException {
    SampleRun run = SampleRun.here(new CharacterNet(), "--out", folder.toString());
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("(at most 0.50)");
    assertThat(run.status()).isEqualTo(0);
    assertThat(run.out()).contains("\n    Alice ");
    assertThat(run.out()).contains("CharacterNetDerivatives.java");
    assertThat(Files.readString(folder.resolve("characters-loss.svg")))
        .contains("bits a character");
  }

  @Test
  void failsIfTheTextIsNotLearnt() {
    SampleRun run = SampleRun.here(new CharacterNet(), "--epochs", "2", "--out", folder.toString());
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).contains("MISSES 0.50");
  }

  @Test
  void refusesUnknownOptions() {
    SampleRun run = SampleRun.here(new CharacterNet(), "--epochs", "many");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).startsWith("characters: --epochs takes an integer");
  }

  @Test
  void untrainedAllCharactersCostAboutTheSame() throws IOException {
    Alphabet alphabet = Alphabet.of(CharacterNet.text());
    CharacterNet.Net net = CharacterNet.Net.untrained(alphabet.size(), new Random(1));
    double bits = CharacterNet.bits(net, alphabet.encode(CharacterNet.text()));
    assertThat(bits).isWithin(1.5).of(Math.log(alphabet.size()) / Math.log(2));
  }

  @Test
  void writesAsMuchAsIsWanted() {
    Alphabet alphabet = Alphabet.of("abc");
    CharacterNet.Net net = CharacterNet.Net.untrained(3, new Random(1));
    String text = CharacterNet.write(net, alphabet, "ca", 20, new Random(2));
    assertThat(text).hasLength(20);
    assertThat(text).startsWith("ca");
    assertThat(CharacterNet.write(net, alphabet, "ca", 20, new Random(2))).isEqualTo(text);
  }

  @Test
  void lossIsThatOfLoopsByHand() {
    double[][] weights = weights(new Random(5));
    assertThat(CharacterNet.loss(net(weights), TEXT)).isWithin(1e-12).of(lossByHand(weights));
  }

  @Test
  void gradientIsThatOfDifferences() {
    double[][] weights = weights(new Random(6));
    var gradient = CharacterNetDerivatives.lossGradient(net(weights), TEXT);
    DoubleSupplier loss = () -> lossByHand(weights);
    assertThat(gradient.value()).isEqualTo(CharacterNet.loss(net(weights), TEXT));
    Matrix[] adjoints = gradient.net().matrices();
    for (int p = 0; p < weights.length; p++) {
      Check.differences(adjoints[p].toDoubles(), Oracle.gradient(weights[p], loss));
    }
  }

  /** Four characters, an embedding of 2, three hidden neurons. */
  private static double[][] weights(Random random) {
    int[] sizes = {4 * 2, 2 * 3, 3 * 3, 3, 3 * 4, 4};
    double[][] weights = new double[sizes.length][];
    for (int p = 0; p < sizes.length; p++) {
      weights[p] = Check.vector(random, sizes[p]);
    }
    return weights;
  }

  private static CharacterNet.Net net(double[][] weights) {
    return new CharacterNet.Net(
        Matrix.of(4, 2, weights[0]),
        Matrix.of(2, 3, weights[1]),
        Matrix.of(3, 3, weights[2]),
        Matrix.row(weights[3]),
        Matrix.of(3, 4, weights[4]),
        Matrix.row(weights[5]));
  }

  private static double lossByHand(double[][] w) {
    double sum = 0;
    for (int piece = 0; piece < 2; piece++) {
      double[] hidden = new double[3];
      for (int t = 0; t < TEXT.length - 1; t++) {
        double[] next = new double[3];
        for (int h = 0; h < 3; h++) {
          double in = w[3][h];
          for (int e = 0; e < 2; e++) {
            in += w[0][2 * TEXT[t][piece] + e] * w[1][3 * e + h];
          }
          for (int k = 0; k < 3; k++) {
            in += hidden[k] * w[2][3 * k + h];
          }
          next[h] = Math.tanh(in);
        }
        hidden = next;
        double total = 0;
        double right = 0;
        for (int c = 0; c < 4; c++) {
          double score = w[5][c];
          for (int h = 0; h < 3; h++) {
            score += hidden[h] * w[4][4 * h + c];
          }
          total += Math.exp(score);
          right = c == TEXT[t + 1][piece] ? score : right;
        }
        sum += Math.log(total) - right;
      }
    }
    return sum / 2 / (TEXT.length - 1);
  }
}
