package org.cotangent.samples.matrices;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class SoakTest {
  private static final Footprint NOTHING = new Footprint(0, 0, 0, 0);

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @Test
  void aFewThreadsPass() throws Exception {
    boolean passed = run(SoakWorks.of(8, false), () -> NOTHING);
    assertWithMessage(text()).that(passed).isTrue();
    assertThat(text()).contains("   1  ");
    assertThat(text()).contains("no bit differed, nothing grew");
  }

  @Test
  void memoryThatGrowsFails() throws Exception {
    AtomicInteger matrices = new AtomicInteger();
    Soak.Gauge gauge = () -> new Footprint(matrices.incrementAndGet(), 0, 0, 0);
    assertThat(run(List.of(() -> 7), gauge)).isFalse();
    assertThat(text()).contains("FAILS: matrices on the device grew: 1 before, ");
  }

  @Test
  void aBitThatDiffersFails() throws Exception {
    AtomicInteger rounds = new AtomicInteger();
    assertThat(
            run(List.of(() -> 7, () -> rounds.incrementAndGet() < 3 ? 0x5a : 0x5b), () -> NOTHING))
        .isFalse();
    assertThat(text())
        .contains("FAILS: thread 1: checksum 0000005b, that of the first round was 0000005a");
    assertThat(text()).doesNotContain("passes");
  }

  @Test
  void anExceptionFails() throws Exception {
    Soak.Work broken =
        () -> {
          throw new IllegalStateException("no device");
        };
    assertThat(run(List.of(broken), () -> NOTHING)).isFalse();
    assertThat(text()).contains("FAILS: thread 0: java.lang.IllegalStateException: no device");
  }

  private boolean run(List<Soak.Work> works, Soak.Gauge gauge) throws Exception {
    return new Soak(works, gauge, out).run(Duration.ofSeconds(2), Duration.ofMillis(500));
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
