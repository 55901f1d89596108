package org.cotangent.processor.emit;

import static com.google.common.truth.Truth.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TextsTest {

  @Test
  void aShortJavadocIsOneLine() {
    assertThat(Texts.javadoc(List.of("The value of {@link Line#loss}."), 2))
        .containsExactly("/** The value of {@link Line#loss}. */");
  }

  @Test
  void aLongJavadocIsBrokenBetweenWords() {
    List<String> lines =
        Texts.javadoc(List.of("word ".repeat(30).strip(), "", "@param x " + "word ".repeat(30)), 2);
    assertThat(lines.get(0)).isEqualTo("/**");
    assertThat(lines.get(1)).hasLength(97);
    assertThat(lines.get(3)).isEqualTo(" *");
    assertThat(lines.get(4)).startsWith(" * @param x word");
    assertThat(lines.get(5)).startsWith(" *     word word");
    assertThat(lines.get(lines.size() - 1)).isEqualTo(" */");
    assertThat(lines.stream().allMatch(line -> line.length() <= 98)).isTrue();
  }

  @Test
  void javadocCannotEndEarly() {
    assertThat(Texts.javadoc(List.of("a */ b \\u002a/"), 0))
        .containsExactly("/** a *&#47; b \\\\u002a/ */");
  }

  @Test
  void aBackslashThatIsEscapedAlreadyStaysAsItIs() {
    assertThat(Texts.comment("\"\\\\u0041\"", 0)).isEqualTo("// \"\\\\u0041\"");
    assertThat(Texts.comment("", 0)).isEqualTo("//");
  }

  @Test
  void deepInsideACommentKeepsItsStart() {
    assertThat(Texts.comment("Model.java:7  s = s * a[i] + x;", 300))
        .isEqualTo("// Model.java:7...");
  }
}
