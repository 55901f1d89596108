package org.cotangent.processor.rules;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/conventions.md} promises nothing that no test checks. */
final class ConventionsPageTest {
  private static final Pattern TEST = Pattern.compile("`(\\w+Test)\\.(\\w+)`");
  private static final String CELLS = "processor/src/test/resources/conventions/cells.txt";

  @Test
  void everyTestThatThePageNamesExists() throws IOException {
    Set<String> existing = tests(".*");

    assertThat(existing).containsAtLeastElementsIn(named());
  }

  @Test
  void everyRowOfTheFunctionsNamesATest() throws IOException {
    for (String row : rows("## Functions")) {
      assertWithMessage(row).that(TEST.matcher(row).find()).isTrue();
    }
  }

  @Test
  void everyRowHasCellsAndAllCellsHaveARow() throws IOException {
    Set<String> groups = new TreeSet<>();
    for (String section : List.of("## Functions", "## Operators and control flow")) {
      for (String row : rows(section)) {
        String[] columns = row.split(" \\| ?");
        groups.add(columns[columns.length - 1]);
      }
    }
    groups.add("strong zero");

    Map<String, Integer> cells = new TreeMap<>();
    String group = "";
    for (String line : Files.readAllLines(Docs.root().resolve(CELLS))) {
      if (line.startsWith("== ")) {
        group = line.substring(3);
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        cells.merge(group, 1, Integer::sum);
      }
    }
    assertThat(cells.keySet()).isEqualTo(groups);
  }

  private static List<String> rows(String section) throws IOException {
    List<String> rows =
        Files.readString(Docs.page("conventions.md"))
            .lines()
            .dropWhile(line -> !line.equals(section))
            .skip(1)
            .takeWhile(line -> !line.startsWith("## "))
            .filter(line -> line.startsWith("| ") && !line.startsWith("| ---"))
            .skip(1)
            .toList();
    assertThat(rows).isNotEmpty();
    return rows;
  }

  @Test
  void everyTestOfSingularPointsIsNamedOnThePage() throws IOException {
    assertThat(named()).containsAtLeastElementsIn(tests("SingularPointsTest"));
  }

  private static Set<String> named() throws IOException {
    return TEST.matcher(Files.readString(Docs.page("conventions.md")))
        .results()
        .map(match -> match.group(1) + "." + match.group(2))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The test methods of all modules whose class has such a name, from their sources. */
  private static Set<String> tests(String className) throws IOException {
    Set<String> tests = new TreeSet<>();
    try (Stream<Path> modules = Files.list(Docs.root())) {
      for (Path sources :
          modules.map(module -> module.resolve("src/test/java")).filter(Files::exists).toList()) {
        try (Stream<Path> files = Files.walk(sources)) {
          for (Path file : files.filter(path -> path.toString().endsWith("Test.java")).toList()) {
            String name = file.getFileName().toString().replace(".java", "");
            if (name.matches(className)) {
              Pattern.compile("\\n  void (\\w+)\\(")
                  .matcher(Files.readString(file))
                  .results()
                  .map((MatchResult match) -> name + "." + match.group(1))
                  .forEach(tests::add);
            }
          }
        }
      }
    }
    return tests;
  }
}
