package org.cotangent.processor.frontend;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.cotangent.processor.diagnostics.Message;
import org.cotangent.processor.diagnostics.Problem;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The files in {@code refused/} say themselves, behind {@code // !}, what is reported on each line:
 * the code and the text that it points at. Nothing else may be reported.
 */
class RefusalsTest {
  private static final Pattern MARK = Pattern.compile("// !(AD\\d+) ((?:(?! // !).)*)");

  @TestFactory
  Stream<DynamicTest> eachOffenceIsReportedOnceAtItsPlace() throws Exception {
    return files().stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.getFileName().toString(),
                    () -> {
                      String source = Files.readString(file);
                      assertThat(reported(source)).containsExactlyElementsIn(expected(source));
                    }));
  }

  @Test
  void everyMessageHasASourceThatTriggersIt() throws Exception {
    List<String> codes = new ArrayList<>();
    for (Path file : files()) {
      Matcher marks = MARK.matcher(Files.readString(file));
      while (marks.find()) {
        codes.add(marks.group(1));
      }
    }
    // one needs a newer Java than this version knows, one a defect, the others are found behind
    // the lowering
    List<String> exempt =
        List.of(
            Message.UNKNOWN_CONSTRUCT.id(),
            Message.INTERNAL.id(),
            Message.NOT_DIFFERENTIATED_BY.id(),
            Message.VALUE_RECURSION.id(),
            Message.VALUE_POLICY.id(),
            Message.FIELD_OF_OTHER.id(),
            Message.ARRAY_OF_OTHER.id(),
            Message.COMPONENT_NAME.id(),
            Message.JACOBIAN_MATRIX.id(),
            Message.MARKED_ARRAY_WRITTEN.id());
    List<String> all =
        Arrays.stream(Message.values())
            .map(Message::id)
            .filter(id -> !exempt.contains(id))
            .filter(id -> id.matches("AD[0124].*"))
            .filter(id -> !id.matches("AD0[58].")) // the tests of rounds and options
            .filter(id -> !id.startsWith("AD22")) // derivatives by hand are found by the lookup
            .toList();
    assertThat(codes).containsAtLeastElementsIn(all);
  }

  @Test
  void theFirstLineQuotesTheOffendingTextShortened() {
    Sources.Compiled compiled =
        Sources.lower(
            "Model",
            """
            final class Model {
              @org.cotangent.Differentiable
              static double f(double x) {
                Object o = new Object() {
                  // a long body
                  @Override public String toString() { return "text that goes on and on"; }
                };
                return x;
              }
            }
            """);
    String first = compiled.texts().get(0).lines().findFirst().orElseThrow();
    assertThat(first)
        .isEqualTo(
            "[AD107] an object is made, which is not differentiated:"
                + " new Object() { @Override public String toString() { retu ...");
    assertThat(compiled.problems().get(0).span().line()).isEqualTo(4);
    assertThat(compiled.unit()).isEmpty();
  }

  @Test
  void eachMessageHasReasonAndRemedy() {
    for (Message message : Message.values()) {
      String text =
          new Problem(message, org.cotangent.processor.ir.Span.NONE, List.of("a", "b", "c")).text();
      assertThat(text.lines().count()).isEqualTo(3);
      assertThat(text).contains("\n  why: ");
      assertThat(text).contains("\n  do: ");
    }
  }

  private static List<Path> files() throws IOException, URISyntaxException {
    Path folder = Path.of(RefusalsTest.class.getResource("/refused").toURI());
    try (Stream<Path> found = Files.list(folder)) {
      return found.sorted().toList();
    }
  }

  private static List<String> expected(String source) {
    List<String> expected = new ArrayList<>();
    List<String> lines = source.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      Matcher marks = MARK.matcher(lines.get(i));
      while (marks.find()) {
        expected.add(i + 1 + " " + marks.group(1) + " " + marks.group(2).strip());
      }
    }
    return expected;
  }

  private static List<String> reported(String source) {
    return Sources.problems(source).stream()
        .map(
            problem ->
                problem.span().line() + " " + problem.message().id() + " " + text(source, problem))
        .toList();
  }

  private static String text(String source, Problem problem) {
    return source
        .substring((int) problem.span().start(), (int) problem.span().end())
        .replaceAll("//.*", "")
        .replaceAll("\\s+", " ")
        .strip();
  }
}
