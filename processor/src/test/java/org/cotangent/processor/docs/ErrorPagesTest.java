package org.cotangent.processor.docs;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cotangent.processor.diagnostics.Message;
import org.cotangent.processor.testing.Compilation;
import org.cotangent.processor.testing.Compiled;
import org.cotangent.processor.testing.Finding;
import org.cotangent.processor.testing.Processors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The pages of {@code docs/errors}: one for each message, with a source that provokes it and one
 * that is right, both compiled here, and the text that the compiler prints. After a change of a
 * message run with {@code -Dcotangent.golden.update=true}, which writes the printed texts anew.
 */
class ErrorPagesTest {
  private static final boolean UPDATE = Boolean.getBoolean("cotangent.golden.update");

  /** The messages that no example can show, and why. */
  private static final Map<String, String> NOT_SHOWN =
      Map.of(
          "AD054", "needs another compiler than javac",
          "AD082", "needs a directory that cannot be written",
          "AD123", "such bodies are refused before, as AD050 or AD052",
          "AD124", "needs a Java that does not exist yet",
          "AD900", "a defect of ours, which no example may keep",
          "AD901", "needs a directory that cannot be written");

  static Stream<Message> messages() {
    return Arrays.stream(Message.values());
  }

  static Stream<Message> shown() {
    return messages().filter(message -> !NOT_SHOWN.containsKey(message.id()));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void everyMessageHasItsPage(Message message) throws IOException {
    assertThat(message.page()).isEqualTo("docs/errors/" + message.id() + ".md");
    assertThat(read(message).title()).startsWith(message.id() + ": ");
  }

  @Test
  void everyPageHasItsMessage() throws IOException {
    List<String> ids = messages().map(Message::id).sorted().toList();
    try (Stream<Path> files = Files.list(Pages.directory("errors"))) {
      assertThat(
              files
                  .map(file -> file.getFileName().toString().replace(".md", ""))
                  .filter(name -> !name.equals("README"))
                  .sorted()
                  .toList())
          .isEqualTo(ids);
    }
    assertThat(ids).containsAtLeastElementsIn(NOT_SHOWN.keySet());
    assertThat(ids).containsNoDuplicates();
  }

  @Test
  void theListHasEveryPageWithItsTitle() throws IOException {
    String list = Files.readString(Pages.directory("errors").resolve("README.md"));
    for (Message message : Message.values()) {
      String id = message.id();
      String what = read(message).title().substring(id.length() + 2);
      assertThat(list).contains("| [" + id + "](" + id + ".md) | " + what + " |");
    }
  }

  @ParameterizedTest
  @MethodSource("shown")
  void theWrongExampleGivesThisMessageAndNoOtherError(Message message) throws IOException {
    Page page = read(message);
    Compiled compiled = compile(page, "java wrong").lenient().run();
    List<Finding> ours = compiled.findings().stream().filter(Finding::isOurs).toList();
    assertWithMessage(compiled.report()).that(ours).isNotEmpty();
    for (Finding finding : ours) {
      assertWithMessage(compiled.report()).that(finding.code()).isEqualTo(message.id());
      assertWithMessage(compiled.report()).that(finding.isError()).isEqualTo(!message.isWarning());
    }
    assertWithMessage(compiled.report())
        .that(compiled.errors().stream().allMatch(Finding::isOurs))
        .isTrue();
    assertThat(compiled.succeeded()).isEqualTo(message.isWarning());
    comparePrinted(page, printed(page, ours));
  }

  @ParameterizedTest
  @MethodSource("shown")
  void theRightExampleCompilesWithoutAWarning(Message message) throws IOException {
    compile(read(message), "java right").run().orThrow();
  }

  private static Page read(Message message) throws IOException {
    return Page.read(Pages.root().resolve(message.page()));
  }

  /** The blocks of this kind, each one a file; what stands behind the kind are javac's options. */
  private static Compilation compile(Page page, String kind) {
    List<Page.Block> blocks = page.blocks(kind);
    assertWithMessage("blocks '%s' of %s", kind, page.title()).that(blocks).isNotEmpty();
    String options = blocks.get(0).info().substring(kind.length()).strip();
    return Compilation.of(blocks.stream().map(Page.Block::text).toArray(String[]::new))
        .options(options.isEmpty() ? new String[0] : options.split(" "))
        .with(Processors::cotangent);
  }

  /** What javac prints, without its count of errors. */
  private static String printed(Page page, List<Finding> findings) {
    StringBuilder text = new StringBuilder();
    for (Finding finding : findings) {
      List<String> lines = finding.text().lines().toList();
      String place = finding.line() < 0 ? "" : finding.file() + ":" + finding.line() + ": ";
      String kind = finding.isError() ? "error: " : "warning: ";
      text.append(place).append(kind).append(lines.get(0)).append('\n');
      if (finding.line() > 0) {
        text.append(line(page, finding)).append('\n');
        text.append(" ".repeat((int) finding.column() - 1)).append("^\n");
      }
      lines.stream().skip(1).forEach(line -> text.append(line).append('\n')); // javac indents them
    }
    return text.toString();
  }

  private static String line(Page page, Finding finding) {
    String type = finding.file().replace(".java", "");
    Pattern declaration = Pattern.compile("(?m)\\b(class|record|interface|enum) " + type + "\\b");
    Page.Block block =
        page.blocks("java wrong").stream()
            .filter(one -> declaration.matcher(one.text()).find())
            .findFirst()
            .orElseThrow();
    return block.text().lines().toList().get((int) finding.line() - 1);
  }

  /** The page may leave out with "..." what differs from one JDK to another. */
  private static void comparePrinted(Page page, String printed) throws IOException {
    List<Page.Block> blocks = page.blocks("text");
    assertWithMessage("texts in %s", page.title()).that(blocks).hasSize(1);
    String expected = blocks.get(0).text();
    String pattern =
        Arrays.stream(expected.split("\\.\\.\\.", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*"));
    if (UPDATE && !printed.matches(pattern)) {
      page.replace(blocks.get(0), printed);
      return;
    }
    if (!printed.matches(pattern)) {
      assertWithMessage("%s, -Dcotangent.golden.update=true rewrites it", page.title())
          .that(expected)
          .isEqualTo(printed);
    }
  }
}
