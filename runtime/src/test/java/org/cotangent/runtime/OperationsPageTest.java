package org.cotangent.runtime;

import static com.google.common.truth.Truth.assertThat;

import example.Activations;
import example.Quadratic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cotangent.runtime.OperationSource.Declared;
import org.junit.jupiter.api.Test;

/** The tables of the page on operations are the annotations and comments of the sources. */
final class OperationsPageTest {
  private static final Path PAGE = Path.of("../docs/operations.md");
  private static final Pattern CALL = Pattern.compile("([\\w.]+)\\.(\\w+)\\((.*)\\)");
  private static final Pattern TAG =
      Pattern.compile("@(param|return|throws) (.*?)(?= @(?:param|return|throws) |$)");

  /** What operations that are no formula are made of. */
  private static final Map<String, String> PARTS =
      Map.ofEntries(
          Map.entry("rowMeans", "reduction, map"),
          Map.entry("columnMeans", "reduction, map"),
          Map.entry("rowNorms", "reduction, map"),
          Map.entry("columnNorms", "reduction, map"),
          Map.entry("softmax", "kernel"),
          Map.entry("logSoftmax", "kernel"),
          Map.entry("logSumExp", "kernel"),
          Map.entry("softmaxCrossEntropy", "kernel, reduction"),
          Map.entry("hinge", "kernel, reduction"),
          Map.entry("squaredError", "reduction"),
          Map.entry("dropout", "map"),
          Map.entry("concatenateRows", "kernel"),
          Map.entry("concatenateColumns", "kernel"),
          Map.entry("lookup", "kernel"));

  @Test
  void thePageShowsTheOperations() throws IOException {
    String page = Files.readString(PAGE);
    String expected = page;
    for (Class<?> family : OperationSource.FAMILIES) {
      String begin = "<!-- table of " + family.getSimpleName() + " -->\n";
      int from = expected.indexOf(begin);
      int to = expected.indexOf("<!-- end -->", from);
      assertThat(from).isAtLeast(0);
      assertThat(to).isAtLeast(0);
      expected =
          expected.substring(0, from + begin.length()) + table(family) + expected.substring(to);
    }
    if (Boolean.getBoolean("cotangent.golden.update")) {
      Files.writeString(PAGE, expected);
      page = expected;
    }

    assertThat(page).isEqualTo(expected);
  }

  @Test
  void theExamplesOfThePageAreTheClassesThatAreTested() throws IOException {
    for (String name : List.of("Activations", "Quadratic")) {
      String source = OperationSource.read("src/test/java/example/" + name + ".java");
      String example = source.substring(source.indexOf("public final class")).strip();
      assertThat(Files.readString(PAGE)).contains(example);
    }
  }

  @Test
  void theExamplesOfThePageHaveTheDerivativesTheySay() {
    Random random = new Random(9);
    Matrix x = Matrix.of(3, 4, random.doubles(12, -2, 2).toArray());
    Matrix a = Matrix.of(4, 4, random.doubles(16, -2, 2).toArray());
    double h = 1e-5;
    Matrix ofRows = Quadratic.ofRows(x, a, 0.7, Matrix.ZERO);
    Matrix ofMatrix = Quadratic.ofMatrix(x, 0.7, Matrix.ZERO);
    Map<String, Object> names = Map.of("x", x, "adjoint", Matrix.filled(3, 4, 1));
    Matrix ofSwish = (Matrix) OperationAdjoints.formula(swishAdjoint(), names);
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 4; j++) {
        Matrix up = x.plus(0);
        Matrix down = x.plus(0);
        up.set(i, j, x.get(i, j) + h);
        down.set(i, j, x.get(i, j) - h);
        double form = (Quadratic.form(up, a) - Quadratic.form(down, a)) / (2 * h);
        assertThat(ofRows.get(i, j)).isWithin(1e-6).of(0.7 * form);
        double swish = (Activations.swish(up).sum() - Activations.swish(down).sum()) / (2 * h);
        assertThat(ofSwish.get(i, j)).isWithin(1e-6).of(swish);
        Matrix upper = a.plus(0);
        upper.set(i, j, a.get(i, j) + h);
        double slope = (Quadratic.form(x, upper) - Quadratic.form(x, a)) / h;
        assertThat(ofMatrix.get(i, j)).isWithin(1e-6).of(0.7 * slope);
      }
    }
  }

  private static String swishAdjoint() {
    try {
      Operation operation =
          Activations.class.getMethod("swish", Matrix.class).getAnnotation(Operation.class);
      return operation.adjoints()[0].substring("x: ".length());
    } catch (NoSuchMethodException e) {
      throw new AssertionError(e);
    }
  }

  private static String table(Class<?> family) {
    StringBuilder text = new StringBuilder();
    text.append("| method | value | adjoints | refused | runs as |\n");
    text.append("| --- | --- | --- | --- | --- |\n");
    for (Declared declared : OperationSource.of(family)) {
      text.append("| `").append(declared.signature()).append("` | ");
      text.append(value(declared)).append(" | ");
      text.append(adjoints(declared)).append(" | ");
      text.append(tag(declared.comment(), "throws").replace("IllegalArgumentException ", ""));
      text.append(" | ").append(runs(family, declared)).append(" |\n");
    }
    return text.toString();
  }

  private static String value(Declared declared) {
    String formula = declared.operation().formula();
    String shapes = shapes(declared);
    String returned = tag(declared.comment(), "return");
    String said =
        formula.isEmpty() ? markdown(summary(declared.comment())) : "`" + cell(formula) + "`";
    boolean told = returned.matches(".*\\d x .*|.* x .*|a view.*");
    return said + (told ? "<br>" + returned : "") + (shapes.isEmpty() ? "" : "<br>" + shapes);
  }

  private static String shapes(Declared declared) {
    List<String> shapes = new ArrayList<>();
    Matcher matcher = TAG.matcher(declared.comment());
    while (matcher.find()) {
      String text = matcher.group(2);
      if (matcher.group(1).equals("param") && text.matches("\\w+ (.* x .*|[NR] numbers.*)")) {
        int space = text.indexOf(' ');
        shapes.add("`" + text.substring(0, space) + "`: " + markdown(text.substring(space + 1)));
      }
    }
    return String.join("<br>", shapes);
  }

  private static String adjoints(Declared declared) {
    List<String> texts = new ArrayList<>();
    declared
        .adjoints()
        .forEach(
            (parameter, how) -> {
              boolean formula = !declared.operation().formula().isEmpty();
              String said = formula ? "`" + cell(how) + "`" : returned(how);
              texts.add("`" + parameter + "`: " + said);
            });
    return texts.isEmpty() ? "none" : String.join("<br>", texts);
  }

  /** What the comment of the adjoint's method says that it returns. */
  private static String returned(String how) {
    Matcher call = CALL.matcher(how);
    assertThat(call.matches()).isTrue();
    String source =
        OperationSource.read("src/main/java/" + call.group(1).replace('.', '/') + ".java");
    int count = call.group(3).split(",").length;
    Matcher declaration =
        Pattern.compile("public static (?:Matrix|double) " + call.group(2) + "\\(([^)]*)\\)")
            .matcher(source);
    while (declaration.find()) {
      String[] parameters = declaration.group(1).split(",");
      boolean numbers = how.contains("labels") == declaration.group(1).contains("int[]");
      if (parameters.length == count && (numbers || !how.contains("CrossEntropy"))) {
        String before = source.substring(0, declaration.start());
        String comment = before.substring(before.lastIndexOf("/**") + 3);
        return tag(comment.replaceAll("\\s*\\n\\s*\\*[ /]?", " ").strip(), "return");
      }
    }
    throw new AssertionError(how);
  }

  /** Where the work is done: the parts are explained on the page. */
  private static String runs(Class<?> family, Declared declared) {
    String name = declared.method().getName();
    if (!declared.operation().formula().isEmpty()) {
      return "map, fused";
    }
    if (family == Products.class) {
      return "product";
    }
    if (PARTS.containsKey(name)) {
      return PARTS.get(name);
    }
    return family == Reductions.class ? "reduction" : "view";
  }

  private static String tag(String comment, String tag) {
    Matcher matcher = TAG.matcher(comment);
    while (matcher.find()) {
      if (matcher.group(1).equals(tag)) {
        return markdown(matcher.group(2));
      }
    }
    return "";
  }

  /** The comment without its tags. */
  private static String summary(String comment) {
    int tags = comment.replaceFirst("@(param|return|throws) ", "\u0000").indexOf('\u0000');
    return comment.substring(0, tags < 0 ? comment.length() : tags).trim();
  }

  private static String markdown(String javadoc) {
    String text = javadoc.trim().replaceAll("\\s+", " ");
    text = text.replaceAll("\\{@code ([^}]*)\\}", "`$1`");
    text = text.replaceAll("\\{@link (?:\\w+#)?(\\w+)(?:\\([^)]*\\))?\\}", "`$1`");
    return cell(text);
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
