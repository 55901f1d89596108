package org.cotangent.processor.docs;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/hard-cases.md}: each case has tests, and each test that has a number is there. */
class HardCasesPageTest {
  private static final Pattern TEST = Pattern.compile("`(\\w+Test)\\.(\\w+)`");
  private static final Pattern CODE = Pattern.compile("\\bAD\\d{3}\\b");

  @Test
  void everyTestOnThePageExists() throws IOException {
    assertThat(tests()).containsAtLeastElementsIn(named(page()));
  }

  @Test
  void everyCaseNamesATest() throws IOException {
    List<String> rows = page().lines().filter(line -> line.matches("\\| [oacthn]\\d+ .*")).toList();
    assertThat(rows.size()).isAtLeast(60);
    for (String row : rows) {
      assertWithMessage(row).that(named(row)).isNotEmpty();
    }
  }

  @Test
  void everyTestWithANumberIsOnItsRow() throws IOException {
    Set<String> numbered =
        tests().stream()
            .filter(test -> test.matches("\\w+\\.[oacthn]\\d+[A-Z]\\w*"))
            .collect(Collectors.toCollection(TreeSet::new));
    for (String test : numbered) {
      String number = test.replaceFirst("\\w+\\.([oacthn]\\d+).*", "$1");
      List<String> row =
          page().lines().filter(line -> line.startsWith("| " + number + " ")).toList();
      assertWithMessage("rows of %s", number).that(row).hasSize(1);
      assertWithMessage("row of %s", number).that(named(row.get(0))).contains(test);
    }
  }

  @Test
  void everyCodeOnThePageHasAPage() throws IOException {
    Matcher codes = CODE.matcher(page());
    while (codes.find()) {
      Path page = Pages.directory("errors").resolve(codes.group() + ".md");
      assertWithMessage("%s", page).that(Files.exists(page)).isTrue();
    }
  }

  private static String page() throws IOException {
    return Files.readString(Pages.directory("hard-cases.md"));
  }

  private static Set<String> named(String text) {
    return TEST.matcher(text)
        .results()
        .map(match -> match.group(1) + "." + match.group(2))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The test methods of all modules, from their sources. */
  private static Set<String> tests() throws IOException {
    Set<String> tests = new TreeSet<>();
    try (Stream<Path> modules = Files.list(Pages.root())) {
      for (Path sources :
          modules.map(module -> module.resolve("src/test/java")).filter(Files::exists).toList()) {
        try (Stream<Path> files = Files.walk(sources)) {
          for (Path file : files.filter(path -> path.toString().endsWith("Test.java")).toList()) {
            String name = file.getFileName().toString().replace(".java", "");
            Pattern.compile("\\n  void (\\w+)\\(")
                .matcher(Files.readString(file))
                .results()
                .forEach(match -> tests.add(name + "." + match.group(1)));
          }
        }
      }
    }
    return tests;
  }
}
