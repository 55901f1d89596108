package org.cotangent.processor.frontend;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.cotangent.processor.diagnostics.Message;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The table of constructs: complete, true, and the same in {@code docs/language.md}. */
class LanguageTest {
  private static final String START = "<!-- table: kept by LanguageTest -->";

  /** Made by no source that a released javac of these versions accepts. */
  private static final Set<String> UNWRITABLE =
      Set.of("OTHER", "ERRONEOUS", "GUARDED_PATTERN", "PARENTHESIZED_PATTERN");

  /**
   * For each refused kind a statement of a method {@code f(double x, int n, Object o)} that holds
   * it.
   */
  private static Map<String, String> refused() {
    Map<String, String> sources = new TreeMap<>();
    String patterns =
        "x = switch (o) { case P(double u, var w) -> 1; case String s -> 2; default -> 3; };";
    String caught = "try { x = 1; } catch (IllegalStateException | NullPointerException e) { }";
    String both = "Runnable r = (Runnable & java.io.Serializable) null;";
    sources.put("CATCH", caught);
    sources.put("CLASS", "class Inner { }");
    sources.put("INSTANCE_OF", "if (o instanceof String) x = 2;");
    sources.put("BINDING_PATTERN", "if (o instanceof String s) x = 2;");
    sources.put("PATTERN_CASE_LABEL", patterns);
    sources.put("DECONSTRUCTION_PATTERN", "if (o instanceof P(double u, double w)) x = u;");
    sources.put("ANY_PATTERN", "if (o instanceof P(double u, _)) x = u;");
    sources.put("SYNCHRONIZED", "synchronized (o) { }");
    sources.put("TRY", caught);
    sources.put("PARAMETERIZED_TYPE", "java.util.List<String> l = null;");
    sources.put("UNION_TYPE", caught);
    sources.put("INTERSECTION_TYPE", both);
    sources.put("UNBOUNDED_WILDCARD", "java.util.List<?> l = null;");
    sources.put("EXTENDS_WILDCARD", "java.util.List<? extends Number> l = null;");
    sources.put("SUPER_WILDCARD", "java.util.List<? super Integer> l = null;");
    sources.put("ENUM", "enum Inner { A }");
    sources.put("RECORD", "record Inner(int a) { }");
    return sources;
  }

  @Test
  void everyKindOfTheRunningJdkHasARow() {
    for (Tree.Kind kind : Tree.Kind.values()) {
      assertWithMessage(kind.name()).that(Language.of(kind)).isPresent();
    }
    assertThat(Language.refusal(Tree.Kind.LAMBDA_EXPRESSION)).isEqualTo(Message.LAMBDA);
  }

  @TestFactory
  Stream<DynamicTest> everyRefusedKindIsRefusedWithItsCode() {
    Map<String, String> sources = refused();
    return rows(Language.Status.REFUSED)
        .filter(row -> !UNWRITABLE.contains(row.name()))
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.name(), () -> checkRefused(row, sources.get(row.name()))));
  }

  private static void checkRefused(Language row, String statement) {
    String source =
        "final class Model { record P(double a, double b) {} @org.cotangent.Differentiable static double f(double x, int n, Object o) { "
            + statement
            + " return x; } }";
    assertWithMessage("kinds of " + source).that(kinds(source)).contains(row.name());
    assertThat(Sources.lower("Model", source).codes())
        .containsExactly(row.message().orElseThrow().id());
  }

  @Test
  void everyAcceptedKindOccursInAMethodThatIsLowered() throws Exception {
    List<String> found = new ArrayList<>();
    for (Path file : lowered()) {
      found.addAll(kinds(Files.readString(file)));
    }
    List<String> accepted =
        rows(Language.Status.ACCEPTED)
            // in JDK 17 it stands for "case default", a preview
            .filter(row -> row != Language.DEFAULT_CASE_LABEL || Runtime.version().feature() >= 21)
            .map(Language::name)
            .toList();
    assertThat(found).containsAtLeastElementsIn(accepted);
  }

  @Test
  void thePageHoldsTheSameTable() throws IOException {
    Path page = page();
    String text = Files.readString(page);
    String head = text.substring(0, text.indexOf(START) + START.length());
    String expected = head + "\n" + table();
    if (Boolean.getBoolean("cotangent.update")) {
      Files.writeString(page, expected);
    }
    assertWithMessage("docs/language.md; -Dcotangent.update=true rewrites its table")
        .that(Files.readString(page))
        .isEqualTo(expected);
  }

  private static String table() {
    StringBuilder table = new StringBuilder();
    table.append("\n| construct (`Tree.Kind`) | | remark |\n| --- | --- | --- |\n");
    for (Language row : Language.values()) {
      String status =
          switch (row.status()) {
            case ACCEPTED -> "yes";
            case AROUND -> "around methods";
            case REFUSED -> "no: " + row.message().orElseThrow().id();
          };
      table.append("| `").append(row.name()).append("` | ").append(status).append(" | ");
      table.append(row.note()).append(row.note().isEmpty() ? "|\n" : " |\n");
    }
    return table.toString();
  }

  private static Path page() {
    Path here = Path.of("docs", "language.md");
    return Files.exists(here) ? here : Path.of("..").resolve(here);
  }

  private static Stream<Language> rows(Language.Status status) {
    Set<Language> running = EnumSet.noneOf(Language.class);
    for (Tree.Kind kind : Tree.Kind.values()) {
      Language.of(kind).ifPresent(running::add);
    }
    return Arrays.stream(Language.values())
        .filter(row -> row.status() == status && running.contains(row));
  }

  private static List<Path> lowered() throws IOException, URISyntaxException {
    Path folder = Path.of(LanguageTest.class.getResource("/lowering").toURI());
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  /** The kinds of all trees inside the methods of a source. */
  private static List<String> kinds(String source) {
    List<String> kinds = new ArrayList<>();
    TreeScanner<Void, Boolean> scanner =
        new TreeScanner<>() {
          @Override
          public Void scan(Tree tree, Boolean inside) {
            if (tree != null && inside) {
              kinds.add(tree.getKind().name());
            }
            return super.scan(tree, inside || tree instanceof MethodTree);
          }
        };
    scanner.scan(Sources.parse(source), false);
    return kinds;
  }
}
