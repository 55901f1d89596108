package org.cotangent.samples.matrices;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cotangent.samples.command.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Samples as a whole, each in a process of its own. */
final class BackendsTest {
  private static final String NO_DEVICE = "there is no OpenCL device";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(classes = {DigitsNet.class, CharacterNet.class, LogisticRegression.class})
  void withoutOpenClTheSameSeedGivesTheSameBits(Class<? extends Sample> sample) throws Exception {
    SampleRun first = run(sample, "off", "first");
    SampleRun second = run(sample, "off", "second");
    assertThat(first.err()).isEmpty();
    assertThat(first.out()).containsMatch("device +cpu\\R");
    assertThat(first.out()).containsMatch("weights +fingerprint [0-9a-f]{8}\\R");
    assertThat(second.figures()).isEqualTo(first.figures());
    assertThat(second.weights()).isEqualTo(first.weights());
    assertThat(second.status()).isEqualTo(first.status());
  }

  @ParameterizedTest
  @ValueSource(classes = {DigitsNet.class, CharacterNet.class, LogisticRegression.class})
  void onOpenClTheSameSampleRuns(Class<? extends Sample> sample) throws Exception {
    SampleRun first = run(sample, "require", "first");
    assumeFalse(first.err().contains(NO_DEVICE), first.err());
    assertThat(first.err()).isEmpty();
    assertThat(first.out()).containsMatch("device +opencl ");
    assertThat(first.out())
        .containsMatch("operations +[1-9][0-9,]* on the device, 0 on the CPU\\R");
    SampleRun second = run(sample, "require", "second");
    assertThat(second.weights()).isEqualTo(first.weights());
  }

  @ParameterizedTest
  @ValueSource(classes = {DigitsNet.class, CharacterNet.class, LogisticRegression.class})
  void leftToItselfItRunsSomewhere(Class<? extends Sample> sample) throws Exception {
    SampleRun run = run(sample, "auto", "first");
    assertThat(run.err()).doesNotContain("Exception");
    assertThat(run.out()).containsMatch("device +(cpu|opencl .*)\\R");
  }

  @Test
  void aDeviceThatIsNotThereIsRefusedAtTheStart() throws Exception {
    SampleRun run = run(LogisticRegression.class, "no such:device", "first");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("logistic: property cotangent.opencl=no such:device: ");
    assertThat(run.err()).doesNotContain("Exception");
    SampleRun wrong = run(LogisticRegression.class, "fast", "second");
    assertThat(wrong.status()).isEqualTo(2);
    assertThat(wrong.err()).startsWith("logistic: property cotangent.opencl=fast: expected auto,");
  }

  private SampleRun run(Class<? extends Sample> sample, String opencl, String name)
      throws IOException, InterruptedException {
    Path out = Files.createDirectory(folder.resolve(name));
    return SampleRun.inNewProcess(sample, opencl, out, "--epochs", "2");
  }
}
