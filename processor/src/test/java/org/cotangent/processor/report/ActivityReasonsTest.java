package org.cotangent.processor.report;

import static com.google.common.truth.Truth.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a page says of variables, on methods small enough to know the answer. */
class ActivityReasonsTest {
  @TempDir Path directory;

  private List<String> rows(String... body) {
    String source =
        "import org.cotangent.Differentiable;\nfinal class Model {\n"
            + String.join("\n", body)
            + "\n}\n";
    return Reports.rows(Reports.page(directory, source), "activity").stream()
        .map(cells -> String.join(" | ", cells))
        .toList();
  }

  @Test
  void theWayFromAParameterToTheResultIsNamed() {
    assertThat(
            rows(
                "@Differentiable static double f(double x, double k, int n) {", // 3
                "  double a = Math.sin(x);", // 4
                "  double b = 2;", // 5
                "  double c = a * b;", // 6
                "  double unused = a + k;", // 7
                "  double data = 3 * n;", // 8
                "  return c + data;", // 9
                "}"))
        .containsExactly(
            "double x | parameter | active | it is differentiated by; the result depends on it:"
                + " x → a (line 4) → c (line 6) → result (line 9)",
            "double k | parameter | not useful | it is differentiated by; the result does not"
                + " depend on it",
            "int n | parameter | no derivative | values of its type carry no derivative",
            "double a | line 4 | active | depends on x: x → a (line 4); the result depends on it:"
                + " a → c (line 6) → result (line 9)",
            "double b | line 5 | not varied | nothing that it is computed from depends on x or k;"
                + " the result depends on it: b → c (line 6) → result (line 9)",
            "double c | line 6 | active | depends on x: x → a (line 4) → c (line 6); the result"
                + " depends on it: c → result (line 9)",
            "double unused | line 7 | not useful | depends on k: k → unused (line 7); the result"
                + " does not depend on it",
            "double data | line 8 | not varied | nothing that it is computed from depends on x or"
                + " k; the result depends on it: data → result (line 9)")
        .inOrder();
  }

  @Test
  void anOverwrittenValueIsNotTakenForTheOneThatFollows() {
    assertThat(
            rows(
                "@Differentiable(wrt = {\"x\", \"y\"}) static double f(double x, double y, double z) {",
                "  double a = x;", // 4
                "  double b = a * z;", // 5
                "  a = y * y;", // 6
                "  return b;", // 7
                "}"))
        .containsExactly(
            "double x | parameter | active | it is differentiated by; the result depends on it:"
                + " x → a (line 4) → b (line 5)",
            "double y | parameter | not useful | it is differentiated by; the result does not"
                + " depend on it",
            "double z | parameter | data | the method is not differentiated by it",
            "double a | line 4 | active | depends on x: x → a (line 4); the result depends on it:"
                + " a → b (line 5)",
            "double b | line 5 | active | depends on x: x → a (line 4) → b (line 5); it is the"
                + " result")
        .inOrder();
  }

  @Test
  void waysGoRoundLoopsAndThroughArraysAndCalls() {
    List<String> rows =
        rows(
            "@Differentiable static double f(double x, int n) {", // 3
            "  double[] a = new double[3];", // 4
            "  double late = 0;", // 5
            "  for (int i = 0; i < n; i++) {", // 6
            "    a[1] = late;", // 7
            "    late = square(x);", // 8
            "  }",
            "  return a[1];", // 10
            "}",
            "static double square(double v) {", // 12
            "  return v * v;", // 13: written out in place of the call
            "}");
    assertThat(rows)
        .containsAtLeast(
            "double x | parameter | active | it is differentiated by; the result depends on it:"
                + " x → late (line 13) → a (line 7) → result (line 10)",
            "double[] a | line 4 | active | depends on x: x → late (line 13) → a (line 7); the"
                + " result depends on it: a → result (line 10)",
            "double late | line 5 | active | depends on x: x → late (line 13); the result depends"
                + " on it: late → a (line 7) → result (line 10)");
  }
}
