package org.cotangent.samples.digits;

import static com.google.common.truth.Truth.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.cotangent.samples.command.Launcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoTest {
  private static final Pattern RESULT =
      Pattern.compile("loss (\\S+)  test accuracy (\\S+) .*  \\S+ s$", Pattern.MULTILINE);

  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void learnsToReadDigitsAndDrawsThem() throws IOException {
    Path pictures = folder.resolve("new").resolve("out");
    assertThat(run(false, "--out", pictures.toString())).isEqualTo(0);
    assertThat(text(err)).isEmpty();
    assertThat(text(out)).doesNotContain("\r");
    assertThat(text(out)).contains("SoftmaxRegressionDerivatives.java");
    Matcher result = RESULT.matcher(text(out));
    assertThat(result.find()).isTrue();
    assertThat(Double.parseDouble(result.group(2))).isAtLeast(0.88);
    assertThat(result.find()).isTrue();
    assertThat(Double.parseDouble(result.group(2))).isAtLeast(0.91);
    assertThat(Files.readString(pictures.resolve("loss.svg"))).contains("two-layer network");
    BufferedImage digits = ImageIO.read(pictures.resolve("digits.png").toFile());
    assertThat(digits.getWidth()).isGreaterThan(500);
    assertThat(digits.getHeight()).isGreaterThan(500);
  }

  @Test
  void theSameSeedGivesTheSamePictures() throws IOException {
    for (String name : List.of("a", "b")) {
      run(false, "--epochs", "2", "--seed", "5", "--out", folder.resolve(name).toString());
    }
    for (String file : List.of("loss.svg", "digits.png")) {
      assertThat(
              Files.mismatch(folder.resolve("a").resolve(file), folder.resolve("b").resolve(file)))
          .isEqualTo(-1);
    }
  }

  @Test
  void failsIfAnAccuracyIsMissed() {
    assertThat(run(true, "--epochs", "1", "--out", folder.toString())).isEqualTo(1);
    assertThat(text(out)).contains("MISSES");
    assertThat(text(out)).contains("\r");
  }

  @Test
  void helpIsNotAnError() {
    assertThat(run(false, "--help")).isEqualTo(0);
    assertThat(text(out)).contains("--epochs N");
    assertThat(text(err)).isEmpty();
  }

  @Test
  void aWrongCommandLineIsExplained() throws IOException {
    assertThat(run(false, "--speed", "9")).isEqualTo(2);
    assertThat(text(err)).contains("demo: unknown option '--speed'");
    Path file = Files.createFile(folder.resolve("file"));
    assertThat(run(false, "--out", file.toString())).isEqualTo(2);
    assertThat(text(err)).contains("is a file");
    assertThat(text(out)).isEmpty();
  }

  @Test
  void aFolderThatCannotBeMadeIsReported() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThat(run(false, "--out", file.resolve("out").toString())).isEqualTo(1);
    assertThat(text(err)).contains("demo: ");
  }

  private int run(boolean terminal, String... arguments) {
    return Launcher.run(
        new Demo(),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        terminal,
        arguments);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
