package org.cotangent.processor.report;

import static com.google.common.truth.Truth.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

/** The arrows of the picture of a method: from each value to whoever reads it, and no others. */
class DataFlowTest {
  @TempDir Path directory;

  private Document page(String... body) {
    String source =
        "import org.cotangent.Differentiable;\nfinal class Model {\n"
            + String.join("\n", body)
            + "\n}\n";
    return Reports.page(directory, source);
  }

  /** What the arrows say when they are pointed at. */
  private static List<String> arrows(Document page) {
    return Reports.elements(Reports.byId(page, "graph"), "path").stream()
        .map(path -> Reports.elements(path, "title").get(0).getTextContent())
        .toList();
  }

  private static List<String> boxes(Document page) {
    return Reports.elements(Reports.byId(page, "graph"), "text").stream()
        .map(text -> text.getTextContent().strip())
        .toList();
  }

  @Test
  void rowsOfOneArrayWithTwoNamesAreReadByTheirOwnNames() {
    Document page =
        page(
            "@Differentiable static double f(double[][] m) {", // 3
            "  double[] a = m[0];", // 4
            "  double[] b = m[1];", // 5
            "  double s = a[0] * a[1];", // 6
            "  double t = b[0] * b[1];", // 7
            "  return s + t;", // 8
            "}");
    assertThat(arrows(page))
        .containsExactly(
            "m → line 4: m",
            "m → line 5: m",
            "line 4 → line 6: m",
            "line 5 → line 7: m",
            "line 6 → line 8: s",
            "line 7 → line 8: t",
            "line 8 → result: result");
  }

  @Test
  void anElementThatIsWrittenByOneNameIsReadByAnother() {
    Document page =
        page(
            "@Differentiable static double f(double[] x) {", // 3
            "  double[] a = x.clone();", // 4
            "  double[] b = a;", // 5
            "  b[0] = 2 * x[1];", // 6
            "  return a[0];", // 7
            "}");
    assertThat(arrows(page)).contains("line 6 → line 7: a");
  }

  @Test
  void aHelperInPlaceOfItsCallIsReachedByItsArgument() {
    Document page =
        page(
            "@Differentiable static double f(double x) {", // 3
            "  double y = sigmoid(2 * x);", // 4
            "  return y * y;", // 5
            "}",
            "static double sigmoid(double x) {", // 7
            "  return 1 / (1 + Math.exp(-x));", // 8
            "}");
    assertThat(arrows(page))
        .containsExactly(
            "x → line 4: x",
            "line 4 → line 8: x2",
            "line 8 → line 5: y",
            "line 5 → result: result");
  }

  @Test
  void theCallsOfOneStatementAreOneBox() {
    Document page =
        page(
            "@Differentiable static double f(double[] x) {", // 3
            "  return sum(x) * sum(x);", // 4
            "}",
            "static double sum(double[] x) {", // 6
            "  double s = 0;", // 7
            "  for (double e : x) {", // 8
            "    s = s * 0.5 + e * e;", // 9
            "  }",
            "  return s;", // 11
            "}");
    assertThat(boxes(page).stream().filter(box -> box.startsWith("4 ")).toList())
        .containsExactly("4  return sum(x) * sum(x)");
  }

  @Test
  void aRunningMaximumIsOneBoxInItsLoopAndOneForItsAdjoint() {
    Document page =
        page(
            "@Differentiable static double f(double[] x) {", // 3
            "  double most = x[0];", // 4
            "  for (int i = 1; i < x.length; i++) {", // 5
            "    most = Math.max(most, x[i]);", // 6
            "  }",
            "  return most * most;", // 8
            "}");
    assertThat(boxes(page).stream().filter(box -> box.startsWith("6 ")).toList()).hasSize(2);
    assertThat(arrows(page)).contains("line 6 → line 8: most");
  }

  @Test
  void whatTheNextIterationReadsGoesBackUp() {
    Document page =
        page(
            "@Differentiable static double f(double x, int n) {", // 3
            "  double y = x;", // 4
            "  double z = x;", // 5
            "  for (int i = 0; i < n; i++) {", // 6
            "    y = Math.sin(z);", // 7
            "    z = Math.cos(y);", // 8
            "  }",
            "  return y + z;", // 10
            "}");
    assertThat(arrows(page)).containsAtLeast("line 7 → line 8: y", "line 8 → line 7: z");
  }
}
