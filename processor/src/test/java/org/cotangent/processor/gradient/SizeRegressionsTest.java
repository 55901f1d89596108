package org.cotangent.processor.gradient;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.cotangent.processor.testing.Check;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Deep nesting and long texts compile, and in a time that follows their length. */
class SizeRegressionsTest {
  /** Generous, for slow machines: what is checked is that the time does not explode. */
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static String lines(int count, IntFunction<String> line) {
    return IntStream.range(0, count).mapToObj(line).collect(joining("\n", "", "\n"));
  }

  private static Check compiled(String text) {
    return Assertions.assertTimeout(
        LIMIT,
        () -> {
          Check check = Check.of(text).kink();
          check.generated();
          return check;
        });
  }

  @Test
  void thirteenNestedWhileLoopsCompileInTime() {
    String text =
        "static double f(double x) {\n  double s = x;\n"
            + lines(
                13, k -> "int q%d = 0; while (q%d++ < 1) { double t%d = s * x;".formatted(k, k, k))
            + "s = Math.sin(s * x);\n"
            + lines(13, k -> "s = s * t%d; }".formatted(12 - k))
            + "return s; }\n";
    compiled(text).at(1.1);
  }

  @Test
  void aHundredBranchesOfOneChoiceCompile() {
    String text =
        "static double f(double x) {\n  double s = x * 50;\n  if (s > 200.0) { s = s * x; }\n"
            + lines(99, k -> "else if (s > %d.0) { s = s * x + %d; }".formatted(199 - k, k))
            + "return s; }\n";
    // 150.5 is the fiftieth: s > 150.
    compiled(text).at(3.01).is("x", 100 * 3.01);
  }

  @Test
  void aHundredAndFiftyReturnsCompileInTime() {
    String text =
        "static double f(double x) {\n  double s = x;\n"
            + lines(150, k -> "if (s > %d.0) { return s * x; } s = s * x;".formatted(k + 1))
            + "return s; }\n";
    compiled(text).at(1.5).is("x", 2 * 1.5);
  }

  @Test
  void aSumOfFifteenHundredTermsCompilesInTime() {
    String text =
        "static double f(double x) {\n  return x\n"
            + lines(1500, k -> "+ x * %d.5".formatted(k))
            + "; }\n";
    compiled(text).at(1.5).is("x", 1 + 1500 * 0.5 + 1500 * 1499 / 2);
  }
}
