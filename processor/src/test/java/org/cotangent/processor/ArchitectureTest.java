package org.cotangent.processor;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Who may import whom: the table of {@code docs/architecture.md}, against the sources. Qualified
 * names in the code count as imports.
 */
class ArchitectureTest {
  private static final String OURS = "org.cotangent.processor";
  private static final String ENTRY = "";

  /** A package, and the packages of ours that it may import; the entry may import all. */
  private static final Map<String, Set<String>> MAY_IMPORT =
      Map.ofEntries(
          Map.entry("ir", Set.of()),
          Map.entry("diagnostics", Set.of("ir")),
          Map.entry("rules", Set.of("ir")),
          Map.entry("frontend", Set.of("ir", "diagnostics", "rules")),
          Map.entry("analysis", Set.of("ir", "rules")),
          Map.entry("transform", Set.of("ir", "diagnostics", "rules", "analysis")),
          Map.entry("optimize", Set.of("ir", "analysis")),
          Map.entry("emit", Set.of("ir")),
          Map.entry("testgen", Set.of("ir")),
          Map.entry("report", Set.of("ir", "analysis")),
          Map.entry(
              "pipeline",
              Set.of(
                  "ir",
                  "diagnostics",
                  "rules",
                  "frontend",
                  "analysis",
                  "transform",
                  "optimize",
                  "emit")));

  /** What comes from outside, and who alone may import it; {@code java.*} is everybody's. */
  private static final Map<String, Set<String>> OUTSIDE =
      Map.of(
          "com.sun.source", Set.of("frontend"),
          "com.palantir.javapoet", Set.of("emit"),
          "com.google.auto.service", Set.of(ENTRY),
          "javax.annotation.processing", Set.of(ENTRY, "frontend", "emit"),
          "javax.lang.model", Set.of(ENTRY, "frontend", "emit"),
          "javax.tools", Set.of(ENTRY, "frontend"));

  private static final Pattern COMMENT =
      Pattern.compile(
          "/\\*.*?\\*/|//[^\\n]*|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])+'",
          Pattern.DOTALL);
  private static final Pattern NAME =
      Pattern.compile("(?<![\\w.])((?:[a-z]\\w*\\.)+)(?:[A-Z]\\w*|\\*)");

  private static final Path SOURCES =
      Path.of(System.getProperty("basedir", "")).resolve("src/main/java/org/cotangent/processor");

  /** A package, and the qualified packages that its sources mention. */
  private static Map<String, Set<String>> mentions() throws IOException {
    Map<String, Set<String>> mentions = new TreeMap<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        Path directory = SOURCES.relativize(file.getParent());
        String room = directory.toString().replace('\\', '.').replace('/', '.');
        Set<String> packages = mentions.computeIfAbsent(room, key -> new TreeSet<>());
        Matcher name = NAME.matcher(COMMENT.matcher(Files.readString(file)).replaceAll(" "));
        while (name.find()) {
          String qualifier = name.group(1);
          packages.add(qualifier.substring(0, qualifier.length() - 1));
        }
      }
    }
    return mentions;
  }

  private static boolean isIn(String name, String packageName) {
    return name.equals(packageName) || name.startsWith(packageName + ".");
  }

  /** The packages of ours that each package imports. */
  private static Map<String, Set<String>> rooms() throws IOException {
    Map<String, Set<String>> rooms = new TreeMap<>();
    mentions()
        .forEach(
            (room, packages) -> {
              Set<String> ours = new TreeSet<>();
              for (String one : packages) {
                if (isIn(one, OURS)) {
                  ours.add(one.substring(Math.min(one.length(), OURS.length() + 1)));
                }
              }
              ours.remove(room);
              rooms.put(room, ours);
            });
    return rooms;
  }

  @Test
  void everyRoomIsInTheTable() throws IOException {
    Set<String> rooms = new TreeSet<>(rooms().keySet());
    rooms.remove(ENTRY);
    assertThat(rooms).isEqualTo(new TreeSet<>(MAY_IMPORT.keySet()));
  }

  @Test
  void aRoomImportsOnlyWhatTheTableAllows() throws IOException {
    rooms()
        .forEach(
            (room, imported) -> {
              if (!room.equals(ENTRY)) {
                assertWithMessage("what %s may import", room)
                    .that(MAY_IMPORT.get(room))
                    .containsAtLeastElementsIn(imported);
              }
            });
  }

  @Test
  void onlyTheRightRoomKnowsALibrary() throws IOException {
    Set<String> used = new TreeSet<>();
    for (Map.Entry<String, Set<String>> room : mentions().entrySet()) {
      for (String name : room.getValue()) {
        if (isIn(name, OURS) || isIn(name, "java")) {
          continue;
        }
        List<String> known = OUTSIDE.keySet().stream().filter(one -> isIn(name, one)).toList();
        assertWithMessage("%s in '%s' is in the table", name, room.getKey())
            .that(known)
            .isNotEmpty();
        used.addAll(known);
        assertWithMessage("who may import %s", name)
            .that(OUTSIDE.get(known.get(0)))
            .contains(room.getKey());
      }
    }
    assertThat(used).isEqualTo(new TreeSet<>(OUTSIDE.keySet()));
  }

  @Test
  void noTwoRoomsNeedEachOther() throws IOException {
    Map<String, Set<String>> rooms = rooms();
    for (String room : rooms.keySet()) {
      Set<String> reached = new LinkedHashSet<>();
      List<String> next = new ArrayList<>(rooms.get(room));
      while (!next.isEmpty()) {
        String one = next.remove(next.size() - 1);
        if (reached.add(one)) {
          next.addAll(rooms.get(one));
        }
      }
      assertWithMessage("rooms reached from '%s'", room).that(reached).doesNotContain(room);
    }
  }

  @Test
  void thePageHasTheSameTable() throws IOException {
    Path root = SOURCES.toAbsolutePath();
    while (!Files.isDirectory(root.resolve("docs/errors"))) {
      root = root.getParent();
    }
    String text = Files.readString(root.resolve("docs/architecture.md"));
    for (Map.Entry<String, Set<String>> room : MAY_IMPORT.entrySet()) {
      Matcher row =
          Pattern.compile("(?m)^\\| `" + room.getKey() + "` \\|.*\\| ([^|]*) \\|$").matcher(text);
      assertWithMessage("a row for %s", room.getKey()).that(row.find()).isTrue();
      Set<String> named = new TreeSet<>();
      Matcher name = Pattern.compile("`(\\w+)`").matcher(row.group(1));
      while (name.find()) {
        named.add(name.group(1));
      }
      boolean all = row.group(1).equals("all but the entry");
      assertWithMessage("the row of %s", room.getKey())
          .that(all ? MAY_IMPORT.get("pipeline") : named)
          .isEqualTo(all ? room.getValue() : new TreeSet<>(room.getValue()));
    }
  }
}
