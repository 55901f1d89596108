package org.cotangent.processor;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.cotangent.processor.testing.Compilation;
import org.cotangent.processor.testing.Compiled;
import org.cotangent.processor.testing.Finding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The processor leaves no trace in what the compiler makes of the user's own code: the same class
 * files, byte by byte, as without it, and each warning once.
 */
class InterferenceTest {
  /** What the programs use of their companions beside the derivatives. */
  private static final String MEMBERS =
      """
        public static final int CONSTANT = 7;
        public static double[] values() { return new double[] {1}; }
        public interface Listener { void on(double value); }
        public enum Choice { FIRST, SECOND }
        public record Resource(double value) implements AutoCloseable {
          @Override public void close() {}
        }
      """;

  static Stream<Path> programs() throws IOException, URISyntaxException {
    Path folder = Path.of(InterferenceTest.class.getResource("/interference").toURI());
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("programs")
  void theClassFilesAreTheSame(Path program) throws IOException {
    StandIn standIn = new StandIn(MEMBERS);
    String source = Files.readString(program);
    Compiled with = Compilation.of(source).with(standIn::processor).lenient().run().orThrow();
    Compiled without =
        Compilation.of(source)
            .and(with.generated().values().toArray(new String[0]))
            .lenient()
            .run()
            .orThrow();
    assertThat(standIn.compiled()).isNotEmpty();
    assertWithMessage("class files").that(hashes(with)).isEqualTo(hashes(without));
    assertThat(texts(with.findings())).containsExactlyElementsIn(texts(without.findings()));
    assertThat(new HashSet<>(with.findings())).hasSize(with.findings().size());
  }

  @Test
  void noProgramIsForgotten() throws IOException, URISyntaxException {
    assertThat(programs().count()).isEqualTo(15);
  }

  private static Map<String, Integer> hashes(Compiled compiled) {
    Map<String, Integer> hashes = new TreeMap<>();
    compiled.classFiles().forEach((name, bytes) -> hashes.put(name, Arrays.hashCode(bytes)));
    return hashes;
  }

  private static List<String> texts(List<Finding> findings) {
    return findings.stream().map(Finding::toString).toList();
  }
}
