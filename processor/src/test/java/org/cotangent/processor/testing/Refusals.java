package org.cotangent.processor.testing;

import static com.google.common.truth.Truth.assertWithMessage;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compile-time messages against markers in the source. {@code // expect AD105: Math.random()} at
 * the end of a line says that this line has exactly this error, at this text; {@code // warn AD401:
 * (int) x} says the same of a warning. The code may be a beginning, such as {@code AD1}. Several
 * markers may follow each other on a line. Where the offending text spans lines, the marker has its
 * beginning.
 */
public final class Refusals {
  private static final Pattern MARKER =
      Pattern.compile("// (expect|warn) (AD\\d{0,3}): (.*?)\\s*(?=$|// (?:expect|warn) )");

  /**
   * An announced message.
   *
   * @param line from 1
   * @param column from 0, of the text in its line
   * @param start the offset of the text in the file
   */
  private record Marker(
      boolean isError, String code, String text, int line, int column, int start) {

    boolean announces(Finding finding) {
      return finding.isError() == isError
          && finding.code().startsWith(code)
          && finding.line() == line
          // javac points at the operator of an expression, but knows where it starts.
          && (finding.start() == start || finding.column() - 1 == column);
    }
  }

  private Refusals() {}

  /**
   * Compiles a file, or the members of one, together with others and compares all messages with its
   * markers.
   */
  public static void check(String source, String... others) {
    String file = Sources.file(source);
    check(file, Compilation.of(file).and(others).with(Processors::cotangent).lenient().run());
  }

  /** Compares the messages of a compilation of one file with its markers. */
  static void check(String file, Compiled compiled) {
    List<Marker> markers = markers(file);
    List<Finding> unannounced = new ArrayList<>(compiled.errors());
    // javac's own warnings depend on the JDK.
    compiled.warnings().stream().filter(Finding::isOurs).forEach(unannounced::add);
    List<Marker> unmet = new ArrayList<>();
    for (Marker marker : markers) {
      if (!unannounced.removeIf(marker::announces)) {
        unmet.add(marker);
      }
    }
    assertWithMessage("messages without a marker, of\n%s", file).that(unannounced).isEmpty();
    assertWithMessage("markers without a message; the user sees\n%s", compiled.report())
        .that(unmet)
        .isEmpty();
    assertWithMessage("markers in\n%s", file).that(markers).isNotEmpty();
    if (markers.stream().anyMatch(Marker::isError)) {
      assertRefused(compiled);
    }
  }

  /** Asserts errors of ours only, each at a place, and no stack trace. */
  static void assertRefused(Compiled compiled) {
    assertWithMessage("compiles").that(compiled.succeeded()).isFalse();
    assertWithMessage("errors").that(compiled.errors()).isNotEmpty();
    for (Finding error : compiled.errors()) {
      assertWithMessage("an error of ours at a place: %s", error)
          .that(error.isOurs() && !error.code().startsWith("AD9") && error.line() > 0)
          .isTrue();
      assertWithMessage("the lines of %s", error)
          .that(error.text().lines().map(line -> line.strip().split(" ", 2)[0]).toList())
          .containsAtLeast("why:", "do:")
          .inOrder();
    }
    assertWithMessage("what javac printed").that(compiled.log()).doesNotContain("Exception");
  }

  private static List<Marker> markers(String file) {
    List<Marker> markers = new ArrayList<>();
    int line = 1;
    int lineStart = 0;
    for (String text : file.split("\n", -1)) {
      Matcher matcher = MARKER.matcher(text);
      while (matcher.find()) {
        int column = text.indexOf(matcher.group(3));
        assertWithMessage("the text of a marker stands before it: %s", text)
            .that(column)
            .isLessThan(matcher.start());
        boolean isError = matcher.group(1).equals("expect");
        markers.add(
            new Marker(
                isError, matcher.group(2), matcher.group(3), line, column, lineStart + column));
      }
      line++;
      lineStart += text.length() + 1;
    }
    return markers;
  }
}
