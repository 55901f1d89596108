package org.cotangent.processor.errors;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cotangent.processor.diagnostics.Message;
import org.cotangent.processor.testing.Refusals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each file of {@code errors/} against its markers: {@code // expect AD107: new Object()} is an
 * error with this code at this text of its line, {@code // warn AD401: (int) x} a warning, and
 * there is no other message.
 */
class MarkedSourcesTest {
  /**
   * Messages that one file alone cannot provoke. Those of two files have tests of their own; javac
   * shows a processor no methods of local classes (AD004), and no kinds of trees it does not know.
   */
  private static final Set<String> ELSEWHERE =
      Set.of("AD004", "AD123", "AD124", "AD125", "AD129", "AD226", "AD291");

  static Stream<String> files() throws IOException, URISyntaxException {
    Path directory = Path.of(MarkedSourcesTest.class.getResource("/errors").toURI());
    try (Stream<Path> all = Files.list(directory)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList().stream();
    }
  }

  private static String text(String file) throws IOException {
    try (var in = MarkedSourcesTest.class.getResourceAsStream("/errors/" + file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void theMessagesAreThoseOfTheMarkers(String file) throws IOException {
    Refusals.check(text(file));
  }

  @Test
  void everyMessageAboutAMethodHasAMarker() throws IOException, URISyntaxException {
    StringBuilder all = new StringBuilder();
    for (String file : files().toList()) {
      all.append(text(file));
    }
    String markers = all.toString();
    Set<String> missing =
        Arrays.stream(Message.values())
            .map(Message::id)
            .filter(id -> !id.matches("AD0[58].|AD9.."))
            .filter(id -> !ELSEWHERE.contains(id) && !markers.contains(id + ":"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(missing).isEmpty();
  }
}
