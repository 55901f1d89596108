package org.cotangent.processor.report;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.cotangent.processor.docs.Pages;
import org.cotangent.processor.testing.Compilation;
import org.cotangent.processor.testing.Compiled;
import org.cotangent.processor.testing.Processors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** The pages of {@code -Acotangent.report}: well-formed, linked, escaped, complete. */
class ReportPagesTest {
  @TempDir Path directory;

  private static final String SETTLE =
      """
      package p;

      import org.cotangent.Differentiable;

      final class Model {
        @Differentiable
        static double settle(double x, double step, int n) {
          double y = x;
          for (int i = 0; i < n; i++) {
            double force = Math.sin(y);
            y = y - step * force;
          }
          return y * y;
        }
      }
      """;

  private static String only(Path directory, String... sources) {
    Reports.compile(directory, sources).orThrow();
    return Reports.files(directory).entrySet().stream()
        .filter(file -> file.getKey().endsWith(".html") && !file.getKey().equals("index.html"))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow();
  }

  /** Well-formed, no address outside, every link leads somewhere, no id twice. */
  private static void check(String name, String text, Set<String> files) {
    Document page = Reports.parse(text);
    Set<String> ids = new HashSet<>();
    for (Element each : Reports.elements(page.getDocumentElement(), "*")) {
      if (each.hasAttribute("id")) {
        assertWithMessage("%s: id %s", name, each.getAttribute("id"))
            .that(ids.add(each.getAttribute("id")))
            .isTrue();
      }
      for (String outside : List.of("src", "action", "data", "poster", "srcset")) {
        assertWithMessage("%s: %s", name, outside).that(each.hasAttribute(outside)).isFalse();
      }
    }
    assertThat(Reports.elements(page.getDocumentElement(), "link")).isEmpty();
    assertThat(text).doesNotContain("@import");
    assertThat(text).doesNotContain("url(");
    for (Element link : Reports.elements(page.getDocumentElement(), "a")) {
      String address = link.getAttribute("href");
      if (address.startsWith("#")) {
        assertWithMessage("%s: %s", name, address).that(ids).contains(address.substring(1));
      } else {
        assertWithMessage("%s: %s", name, address)
            .that(files)
            .contains(URI.create(address).getPath());
      }
    }
  }

  /** The inputs of all golden cases: every shape of method that there is. */
  static Stream<Path> inputs() throws IOException {
    Path golden = Pages.root().resolve("processor/src/test/resources/golden");
    try (Stream<Path> files = Files.walk(golden)) {
      return files.filter(file -> file.endsWith("Input.java")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void everyPageIsWellFormedAndLinked(Path input) throws IOException {
    String source = Files.readString(input);
    Compiled compiled = Reports.compile(directory, source).orThrow();
    assertThat(compiled.generated())
        .isEqualTo(Compilation.of(source).with(Processors::cotangent).lenient().run().generated());
    Map<String, String> files = Reports.files(directory);
    assertThat(files.keySet()).containsAtLeast("index.html", "pages.txt");
    assertThat(files.size()).isAtLeast(3);
    files.forEach(
        (name, text) -> {
          if (name.endsWith(".html")) {
            check(name, text, files.keySet());
          }
        });
    // beside each line of the reverse sweep that says where it comes from, there is a link
    for (Map.Entry<String, String> file : files.entrySet()) {
      if (file.getKey().endsWith(".html") && !file.getKey().equals("index.html")) {
        everyOriginIsLinked(Reports.parse(file.getValue()), source);
      }
    }
  }

  private static void everyOriginIsLinked(Document page, String source) {
    List<String> lines = source.lines().toList();
    for (Element line : Reports.elements(Reports.byId(page, "code"), "div")) {
      String text = line.getTextContent().strip();
      if (line.getAttribute("id").startsWith("g") && text.matches("◂?// Input\\.java:\\d+ .*")) {
        String from = text.replaceAll("◂?// Input\\.java:(\\d+) .*", "$1");
        assertWithMessage(text).that(line.getAttribute("data-o")).isEqualTo(from);
        assertWithMessage(text)
            .that(Reports.elements(line, "a").get(0).getAttribute("href"))
            .isEqualTo("#s" + from);
        String there = lines.get(Integer.parseInt(from) - 1).strip();
        String start = text.replaceAll("◂?// Input\\.java:\\d+ +", "");
        String first = there.split("\\s+")[0];
        assertWithMessage(text).that(start).startsWith(first);
      }
    }
  }

  @Test
  void linesOfBothSidesAreLinked() {
    Document page = Reports.parse(only(directory, SETTLE));
    List<String> found =
        Reports.elements(Reports.byId(page, "code"), "div").stream()
            .filter(line -> line.getAttribute("data-o").equals("11"))
            .map(line -> line.getAttribute("class") + " " + line.getTextContent().strip())
            .toList();
    assertThat(found)
        .containsExactly(
            "l a ◂      y = y - step * force;",
            "l p ▸        // y is overwritten: 8 bytes an iteration on the tape",
            "l p ▸        kept[yAt + i] = y;",
            "l p ▸        y -= step * force;",
            "l a ◂        // Model.java:11  y = y - step * force;",
            "l a ◂        y = kept[yAt + i];",
            "l a ◂        double productAdjoint = -yAdjoint;",
            "l a ◂        stepAdjoint += productAdjoint * force;",
            "l a ◂        double forceAdjoint = productAdjoint * step;")
        .inOrder();
  }

  @Test
  void whatTheUserWroteIsShownAndNotInterpreted() {
    String source =
        """
        package p;

        import org.cotangent.Differentiable;

        final class Größe<T> {
          /** <script>alert("1 & 2")</script> */
          @Differentiable(wrt = "größe")
          static <E> double maß(double größe, E item, String text) {
            // <b>"'&amp;</b> ]]> <!-- -->
            if (text.equals("<img src='x' onerror=\\"alert(1)\\">&nbsp;") || 1 < größe & 2 > größe) {
              return größe * größe;
            }
            return 3 * größe;
          }
        }
        """;
    String text = only(directory, source);
    Document page = Reports.parse(text);
    assertThat(Reports.elements(page.getDocumentElement(), "script")).hasSize(1);
    assertThat(Reports.elements(page.getDocumentElement(), "img")).isEmpty();
    assertThat(Reports.elements(page.getDocumentElement(), "b")).isEmpty();
    String shown = Reports.byId(page, "code").getTextContent();
    assertThat(shown).contains("// <b>\"'&amp;</b> ]]> <!-- -->");
    assertThat(shown).contains("text.equals(\"<img src='x' onerror=\\\"alert(1)\\\">&nbsp;\")");
    assertThat(shown).contains("static <E> double maß(");
    Map<String, String> files = Reports.files(directory);
    check("index.html", files.get("index.html"), files.keySet());
    assertThat(files).containsKey("p.Größe.Maß.html");
    assertThat(files.get("index.html")).contains("href=\"p.Gr%C3%B6%C3%9Fe.Ma%C3%9F.html\"");
  }

  @Test
  void charactersThatTurnTextAroundAreSpelledOut() {
    String source =
        SETTLE.replace("double y = x;", "double y = x; // \u202e evil \u2066 \f \u0001");
    String text = only(directory, source);
    assertThat(text).contains("\\u202e evil \\u2066 \\u000c \\u0001");
    Reports.parse(text);
  }

  @Test
  void theCompanionIsTheSameWithAReport() {
    Compiled with = Reports.compile(directory, SETTLE).orThrow();
    Compiled without = Compilation.of(SETTLE).with(Processors::cotangent).run().orThrow();
    assertThat(with.generated()).isEqualTo(without.generated());
    assertThat(with.findings()).isEmpty();
  }

  @Test
  void theSameSourceWritesTheSameBytes() {
    Reports.compile(directory, SETTLE).orThrow();
    Map<String, String> first = Reports.files(directory);
    Reports.compile(directory.resolve("again"), SETTLE).orThrow();
    assertThat(Reports.files(directory.resolve("again"))).isEqualTo(first);
    assertThat(first.keySet())
        .containsExactly("index.html", "p.Model.Settle.html", "pages.txt")
        .inOrder();
  }

  @Test
  void classesOfOneNameAndOverloadsHavePagesOfTheirOwn() {
    String other = SETTLE.replace("package p;", "package q.r;");
    String nested =
        """
        package p;

        final class Outer {
          static final class Model {
            @org.cotangent.Differentiable static double f(double x) { return x * x; }
            @org.cotangent.Differentiable static float f(float x) { return x * x; }
          }
        }
        """;
    Reports.compile(directory, SETTLE, other, nested).orThrow();
    Map<String, String> files = Reports.files(directory);
    assertThat(files.keySet())
        .containsExactly(
            "index.html",
            "p.Model.Settle.html",
            "p.Outer.Model.F.html",
            "p.Outer.Model.F2.html",
            "pages.txt",
            "q.r.Model.Settle.html");
    files.forEach(
        (name, text) -> {
          if (name.endsWith(".html")) {
            check(name, text, files.keySet());
          }
        });
    assertThat(files.get("p.Outer.Model.F.html")).contains("return x * x;");
    assertThat(
            Reports.parse(files.get("p.Outer.Model.F2.html")).getDocumentElement().getTextContent())
        .contains("Outer.Model.f(float)");
  }

  @Test
  void aSecondCompilationKeepsThePagesOfTheOthersAndDropsItsOwnOldOnes() throws IOException {
    String two =
        """
        package p;

        final class Two {
          @org.cotangent.Differentiable static double f(double x) { return x * x; }
          @org.cotangent.Differentiable static double g(double x) { return 2 * x; }
        }
        """;
    Reports.compile(directory, SETTLE, two).orThrow();
    assertThat(Reports.files(directory)).containsKey("p.Two.G.html");
    Files.writeString(directory.resolve("notes.txt"), "mine");
    Reports.compile(directory, two.replace("double g(", "double h(")).orThrow();
    Map<String, String> files = Reports.files(directory);
    assertThat(files.keySet())
        .containsExactly(
            "index.html",
            "notes.txt",
            "p.Model.Settle.html",
            "p.Two.F.html",
            "p.Two.H.html",
            "pages.txt");
    assertThat(files.get("index.html")).contains("p.Model.Settle.html");
    check("index.html", files.get("index.html"), files.keySet());
    Files.delete(directory.resolve("p.Model.Settle.html"));
    Reports.compile(directory, two).orThrow();
    assertThat(Reports.files(directory).get("index.html")).doesNotContain("p.Model.Settle.html");
  }

  @Test
  void nothingIsWrittenWhenSomethingIsWrong() {
    String wrong =
        "final class Wrong { @org.cotangent.Differentiable static double f(double x) {"
            + " synchronized (Wrong.class) { return x; } } }";
    Compiled compiled = Reports.compile(directory.resolve("r"), SETTLE, wrong);
    assertThat(compiled.succeeded()).isFalse();
    assertThat(Files.exists(directory.resolve("r"))).isFalse();
  }

  private static List<String> codes(String option) {
    return Compilation.of(SETTLE)
        .with(Processors::cotangent)
        .options(option)
        .run()
        .errors()
        .stream()
        .map(error -> error.code())
        .toList();
  }

  @Test
  void directoriesThatAreNoneAreRefused() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    assertThat(codes("-Acotangent.report=" + file)).containsExactly("AD081");
    assertThat(codes("-Acotangent.report=")).containsExactly("AD080");
    assertThat(codes("-Acotangent.report")).containsExactly("AD080");
    assertThat(codes("-Acotangent.report=" + file.resolve("below"))).containsExactly("AD082");
  }

  @Test
  void aPageOfTheUsersIsNotOverwritten() throws IOException {
    Files.writeString(directory.resolve("index.html"), "<p>My home page.</p>");
    Compiled compiled = Reports.compile(directory, SETTLE);
    assertThat(compiled.errors().get(0).text()).startsWith("[AD082]");
    assertThat(compiled.errors().get(0).text()).contains("index.html");
    assertThat(Files.readString(directory.resolve("index.html"))).isEqualTo("<p>My home page.</p>");
    assertThat(Reports.files(directory).keySet()).containsExactly("index.html");
  }

  @Test
  void aListThatSomebodyChangedDeletesNothingElsewhere() throws IOException {
    Path outside = Files.writeString(directory.resolve("outside.html"), "mine");
    Path report = Files.createDirectory(directory.resolve("report"));
    Files.writeString(
        report.resolve("pages.txt"), "p\tModel\tx\t0\t../outside.html\nnonsense\np\tModel\n");
    Reports.compile(report, SETTLE).orThrow();
    assertThat(Files.readString(outside)).isEqualTo("mine");
  }
}
