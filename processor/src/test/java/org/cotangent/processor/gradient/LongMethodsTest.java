package org.cotangent.processor.gradient;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.util.function.IntFunction;
import org.cotangent.processor.testing.Check;
import org.cotangent.processor.testing.CodeSizes;
import org.cotangent.processor.testing.Compiled;
import org.cotangent.processor.testing.Sources;
import org.junit.jupiter.api.Test;

/** Methods so long that HotSpot would not compile their derivatives are cut into parts. */
class LongMethodsTest {
  /** HotSpot's {@code HugeMethodLimit}. */
  private static final int LIMIT = 8_000;

  private static final double[] NUMBERS = {0.3, -0.2, 0.5};

  private static String repeat(int count, IntFunction<String> statement) {
    StringBuilder text = new StringBuilder();
    for (int k = 0; k < count; k++) {
      text.append("    ").append(statement.apply(k)).append('\n');
    }
    return text.toString();
  }

  /** A check of a class none of whose generated methods is too long, and some are parts. */
  private static Check cut(String members) {
    Compiled compiled = Compiled.compile(Sources.file(members)).orThrow();
    CodeSizes.of(compiled.classFiles().get("p.ModelDerivatives"))
        .forEach(
            (method, bytes) ->
                assertWithMessage("bytes of bytecode of %s", method).that(bytes).isAtMost(LIMIT));
    assertThat(compiled.generated().get("p.ModelDerivatives")).contains("Part1(");
    return Check.of(members).kink();
  }

  @Test
  void manyVariables() {
    String body =
        repeat(
            700,
            k ->
                k < 2
                    ? "double v%d = x * %d + y;".formatted(k, k)
                    : "double v%d = Math.sin(v%d) * y + v%d;".formatted(k, k - 1, k - 2));
    cut("static double f(double x, double y) {\n" + body + "  return v699 * v3;\n}\n")
        .at(0.4, 0.01);
  }

  @Test
  void allTypesOfVariables() {
    String[] kinds = {
      "n += k%d ? 2 : 1;",
      "l = l * 3 + n;",
      "g = g * 0.5f + (float) s;",
      "k%d = s > %d * 0.01;",
      "b = (byte) (b + n);",
      "c = (char) (c + 1);",
      "h = (short) (h - b);",
      "s = s * 0.9 + g * (n %% 3) + l %% 5 + b * 0.1 + c * 0.01 + h;",
    };
    String body =
        repeat(900, k -> kinds[k % kinds.length].replace("k%d", "k" + k / 300).formatted(k));
    String start =
        """
        static double f(double x) {
            double s = x; int n = 1; long l = 2; float g = 1.5f; byte b = 3; char c = 'a'; short h = 4;
            boolean k0 = x > 0; boolean k1 = x > 1; boolean k2 = false;
        """;
    cut(start + body + "  return s;\n}\n").at(0.7);
  }

  @Test
  void loopBodies() {
    String body =
        repeat(
            260,
            k ->
                switch (k % 5) {
                  case 0 -> "double u%d = Math.sin(s) * a[i] + x;".formatted(k);
                  case 1 -> "s = s * 0.99 + u%d * 0.01;".formatted(k - 1);
                  case 2 -> "int n%d = i + %d; x = x * 0.999 + n%d * 1e-4;".formatted(k, k, k);
                  case 3 -> "if (s > x) { s -= u%d * 0.1; }".formatted(k - 3);
                  default -> "a[i] = a[i] * 0.9 + s * u%d;".formatted(k - 4);
                });
    cut("static double f(double x, double[] a) {\n"
            + "  double s = 0.1;\n  for (int i = 0; i < a.length; i++) {\n"
            + body
            + "  }\n  return s + x;\n}\n")
        .at(0.4, NUMBERS.clone());
  }

  @Test
  void loopsThatAreLeft() {
    String body =
        repeat(
            160,
            k ->
                k % 40 == 39
                    ? "if (s > 0.%d) { s *= 1.5; break; }".formatted(80 + k / 4)
                    : "double u%d = Math.exp(-s) * a[i]; s = s * 0.99 + u%d * x * 0.01;"
                        .formatted(k, k));
    cut("static double f(double x, double[] a) {\n  double s = 0.1;\n"
            + "  for (int k = 0; k < 2; k++) {\n"
            + "  for (int i = 0; i < a.length; i++) {\n"
            + body
            + "  }\n  s = s * 0.7;\n  }\n  return s + x;\n}\n")
        .at(0.4, new double[] {0.3, 0.2, 4.5, 0.3});
  }

  @Test
  void loopsWithInnerArraysAndLoops() {
    String body =
        repeat(
            130,
            k ->
                switch (k % 4) {
                  case 0 -> "double[] t%d = new double[] {s, x * a[i], %d};".formatted(k, k);
                  case 1 ->
                      "while (t%d[2] > 3) { t%d[2] *= 0.3 + 0.1 * t%d[0]; }"
                          .formatted(k - 1, k - 1, k - 1);
                  case 2 -> "for (double v : t%d) { s = s * 0.5 + v * 0.1; }".formatted(k - 2);
                  default -> "t%d[1] = s * s; s -= t%d[1] * 0.01;".formatted(k - 3, k / 8 * 4);
                });
    cut("static double f(double x, double[] a) {\n"
            + "  double s = 0.1; int i = 0;\n  while (i < a.length) {\n"
            + body
            + "    i++;\n  }\n  return s + x;\n}\n")
        .at(0.4, NUMBERS.clone());
  }

  @Test
  void armsOfConditions() {
    String arm = repeat(300, k -> "s = Math.sin(s * x) + y * 0.%d;".formatted(k + 1));
    String other = repeat(250, k -> "double w%d = s * y; s = Math.cos(w%d);".formatted(k, k));
    String source =
        "static double f(double x, double y) {\n  double s = x;\n  if (x > y) {\n"
            + arm
            + "  } else {\n"
            + other
            + "  }\n  return s * y;\n}\n";
    Check check = cut(source);
    check.at(0.5, 0.4);
    check.at(0.4, 0.5);
  }

  @Test
  void helpers() {
    String body = repeat(300, k -> "u = Math.sin(u) * v + 0.%d; v = v * 0.99 + u;".formatted(k));
    String source =
        "static double f(double x, double[] a) {\n"
            + "  double s = 0;\n  for (int i = 0; i < a.length; i++) {\n"
            + "    s += g(s + x, a[i], a);\n  }\n  return s;\n}\n"
            + "static double g(double u, double v, double[] a) {\n"
            + body
            + "  a[0] = u * 0.5;\n  return u * v;\n}\n";
    cut(source).at(0.3, new double[] {0.01, 0.02});
  }

  @Test
  void moreParametersThanAPartCanHave() {
    String parameters = repeat(70, k -> (k == 0 ? "double p" : ", double p") + k);
    String body = repeat(300, k -> "s = s * p%d + p%d * 0.1;".formatted(k % 70, k * 7 % 70));
    String source =
        "static double f(" + parameters + ") {\n  double s = p0;\n" + body + "  return s;\n}\n";
    Object[] arguments = new Object[70];
    for (int k = 0; k < 70; k++) {
      arguments[k] = 0.3 + 0.01 * k;
    }
    cut(source).at(arguments);
  }

  @Test
  void arrayResults() {
    String body =
        repeat(400, k -> "r[%d] = Math.sin(r[%d]) * a[%d];".formatted(k % 3, (k + 1) % 3, k % 2));
    cut("static double[] f(double[] a) {\n  double[] r = new double[3];\n  r[1] = a[0];\n"
            + body
            + "  return r;\n}\n")
        .at((Object) NUMBERS.clone());
  }

  @Test
  void methodsOfOrdinaryLengthStayWhole() {
    String body = repeat(40, k -> "s = Math.sin(s * x) + y * 0.%d;".formatted(k));
    Check check =
        Check.of(
            "static double f(double x, double y) {\n  double s = x;\n" + body + "return s;\n}\n");
    assertThat(check.generated()).doesNotContain("Part");
  }
}
