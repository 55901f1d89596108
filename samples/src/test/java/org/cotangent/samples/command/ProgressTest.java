package org.cotangent.samples.command;

import static com.google.common.truth.Truth.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class ProgressTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @Test
  void onATerminalTheLineMoves() {
    show(new Progress(out, true));
    assertThat(text()).isEqualTo("epoch 1 of 10\repoch 2 of 10\rdone         \nnext\n");
  }

  @Test
  void inAPipeOnlyTheLastLinesAppear() {
    show(new Progress(out, false));
    assertThat(text()).isEqualTo("done\nnext\n");
  }

  @Test
  void thePropertyDecides() {
    String before = System.getProperty("cotangent.terminal");
    try {
      System.setProperty("cotangent.terminal", "true");
      assertThat(Progress.onTerminal()).isTrue();
      System.setProperty("cotangent.terminal", "false");
      assertThat(Progress.onTerminal()).isFalse();
    } finally {
      if (before == null) {
        System.clearProperty("cotangent.terminal");
      } else {
        System.setProperty("cotangent.terminal", before);
      }
    }
  }

  private static void show(Progress progress) {
    progress.moving("epoch 1 of 10");
    progress.moving("epoch 2 of 10");
    progress.staying("done");
    progress.staying("next");
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }
}
