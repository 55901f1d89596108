package org.cotangent.processor.testing;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.cotangent.processor.testing.Tolerance.assertSameBits;

import java.util.Arrays;
import java.util.List;
import org.cotangent.processor.testing.Parsed.ParsedMethod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The interpreter's values against the compiled program, and its derivatives against closed forms.
 */
class DualInterpreterTest {

  /** Runs the first method interpreted and compiled; the derivatives, after the values agree. */
  private static Pullback run(String members, Object... arguments) {
    List<String> sources = List.of(Sources.file(members));
    Compiled compiled = Compilation.of(sources.get(0)).lenient().run().orThrow();
    Parsed parsed = Parsed.of(sources);
    ParsedMethod method = parsed.methods("p.Model", parsed.firstAnnotated()).get(0);
    Object[] passed = Flat.copy(arguments);
    Object value;
    try {
      value =
          Subject.invoke(
              compiled
                  .load("p.Model")
                  .getDeclaredMethod(
                      method.name(),
                      method.types().stream().map(Values::javaType).toArray(Class<?>[]::new)),
              null,
              passed);
    } catch (NoSuchMethodException e) {
      throw new AssertionError(e);
    }
    Object seed = value == null ? null : Flat.like(value, () -> 1);
    Pullback pullback =
        new DualInterpreter(parsed, compiled::load)
            .run(method, null, arguments, seed, new Object[arguments.length]);
    assertSameBits("value", pullback.result(), value);
    assertSameBits("arguments", pullback.arguments(), passed);
    return pullback;
  }

  /**
   * An expression of x = 1.75, y = -0.3, i = 7, l = 1L << 40, f = 0.1f, c = 'c', b = -5 (a byte).
   */
  private static void expression(String type, String expression) {
    run(
        "static "
            + type
            + " f(double x, double y, int i, long l, float f, char c, byte b) {\n"
            + "  return "
            + expression
            + ";\n}",
        1.75,
        -0.3,
        7,
        1L << 40,
        0.1f,
        'c',
        (byte) -5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x + y * i - l / f % c",
        "i / 2 + i % 3 - i / -2 * (i % -4)",
        "x / 0 + (y / 0.0)",
        "i / 2.0f * f - f * f / 3",
        "(f + f * 3) * 0.7f",
        "(float) x * f + (float) (y / 3)",
        "(int) x + (long) (x * 1e18) + (short) 70000.5 + (byte) 300 + (char) 66",
        "(int) 1e30 + (int) (0.0 / 0)",
        "i << 3 | i >> 1 ^ i >>> 1 & ~i",
        "-i >>> 28",
        "l << 30 >> 3 >>> 2",
        "(b << 2) + (c >> 1) + -b + +c + ~b",
        "i < 8 ? i : x",
        "(i > 8 ? 1 : 2.0) / 4",
        "(i > 8 ? f : i) / 4",
        "(i < 8 ? 1 : 2) / 4",
        "x > 1 && y < 0 || i == 7 ? x : y",
        "x >= y == i <= 7 ? 1 : 0",
        "x > 0 ^ y > 0 ? x : y",
        "!(x != x) & i != 3 | false ? 1 : 0",
        "Math.PI * Double.MAX_VALUE + Math.E",
        "Math.sin(x) + Math.pow(x, i) + Math.max(i, f) + Math.abs(b) + Math.floorMod(-i, 4)",
        "Math.round(x) + Math.round(f) + Math.rint(x) + Math.floor(y) + Math.ceil(y)",
        "Math.fma(x, y, i) + Math.scalb(x, 3) + Math.hypot(x, y) + Math.signum(y) + Math.ulp(x)",
        "StrictMath.exp(y) + StrictMath.log(x) + StrictMath.tanh(x)",
        "'a' + c + 1.5",
        "1e-320 * x + 1e-320 / 3",
        "-0.0 * x + 0.0",
        "0x1p-3 + 0b101 + 0_17 + 1_000L + 1f / 3"
      })
  void anExpressionHasTheValueThatJavaGivesIt(String expression) {
    expression("double", expression);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "int i = 5; i += 2.7; i -= 1e10; return i;",
        "byte b = 100; b += 100; b >>= 1; b++; return b;",
        "char c = 'a'; c += 1; c++; return c;",
        "long l = 1; l <<= 40; l += 0.5f; return l;",
        "float f = 1; f /= 3; f *= x; f += 1e-9; return f;",
        "x = x++ + ++x; return x;",
        "x += x++ * x--; return x;",
        "int i = 0; double[] a = {1, 2, 3}; a[i] = i = 2; return a[0] * 10 + i;",
        "int i = 0; double[] a = {1, 2, 3}; a[i++] += x; a[i] *= i++; return a[0] + a[1] * i;",
        "int i = 0; double[] a = {1, 2, 3}; double[] b = a; a[i] = (a = null) == null ? 7 : 8;"
            + " return b[0];",
        "double s = 0; for (int i = 0; i < 5; i++) { if (i == 3) continue; s += i * x; } return s;",
        "double s = 0; for (int i = 0, j = 9; i < j; i++, j--) s += i * j * x; return s;",
        "double s = 0; for (double d : new double[] {1, x, 3}) { s += d; d = 7; } return s;",
        "double s = 0; for (int d : new int[] {1, 2, 3}) s += d / 2; return s;",
        "double s = x; do { s *= 2; } while (s < 10); return s;",
        "double s = x; while (true) { s *= 2; if (s > 10) break; } return s;",
        "double s = 0; out: for (int i = 0; i < 4; i++) for (int j = 0; j < 4; j++) { if (j == 2)"
            + " continue out; if (i == 3) break out; s += i * j + x; } return s;",
        "out: { if (x > 0) break out; x = 7; } return x;",
        "for (;;) { if ((x *= 3) > 100) return x; }",
        "double[][] m = new double[2][3]; m[1][2] = x; double[] r = m[1]; r[0] = 5; return m[1][0]"
            + " + m[1][2] + m.length + m[0].length;",
        "double[][] m = new double[2][]; m[0] = new double[] {x}; m[1] = m[0]; m[1][0]++; return"
            + " m[0][0];",
        "double[][][] m = {{{x}, {2}}, {}}; return m[0][1][0] * m[0][0][0] + m[1].length;",
        "double[] a = {x, 2}; double[] b = a.clone(); b[0] = 9; return a[0] + b[0];",
        "double[] a = {1, 2, 3, 4}; System.arraycopy(a, 0, a, 1, 3); java.util.Arrays.fill(a, 0, 1,"
            + " x); return a[0] + 10 * a[1] + 100 * a[3];",
        "var a = new float[] {1, 2}; var t = a[0] / 3; a[1] = t; return a[1];",
        "int k = 0; boolean c = x > 0 || k++ > 0; c &= k++ == 0; return k + (c ? 1 : 0);",
        "final double y = K * x; { double z = y; x = z; } double z = x; return z + T[1] + Model.K;",
        "int n = 3; int i; for (i = n; i-- > 0; ) x += i; return x + i;",
        "return g(1, g(x, 2));",
        "assert x > 0; return h(5, x);"
      })
  void statementsLeaveTheValueThatJavaGivesThem(String body) {
    run(
        "static double f(double x) {\n"
            + body
            + "\n}\n"
            + "static final double K = 1.5;\nstatic final int[] T = {3, 4};\n"
            + "static double g(double a, double b) { return a - b * 2; }\n"
            + "static double g(int a, double b) { return a + b * 3; }\n"
            + "static double h(int n, double x) { return n == 0 ? 1 : x * h(n - 1, x) + n; }\n",
        1.75);
  }

  @Test
  void theDerivativeOfAProductIsExact() {
    Pullback pullback = run("static double f(double x, double y) { return x * y * x; }", 3.0, 5.0);
    assertThat(pullback.adjoints().get(0)[0]).isEqualTo(30.0);
    assertThat(pullback.adjoints().get(1)[0]).isEqualTo(9.0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Math.abs(x)",
        "Math.sqrt(x)",
        "Math.cbrt(x)",
        "Math.hypot(x, x)",
        "Math.atan2(x, x)",
        "Math.asin(1 + x)",
        "Math.acos(x - 1)",
        "Math.pow(x, 0.5)",
        "Math.pow(x, 0)",
        "0 * Math.log(x)",
        "(int) x",
        "Math.floor(x)"
      })
  void atSingularPointsTheDerivativeIsZero(String expression) {
    Pullback pullback = run("static double f(double x) { return " + expression + "; }", 0.0);
    assertWithMessage(expression).that(pullback.adjoints().get(0)[0]).isEqualTo(0.0);
  }

  @Test
  void aTieIsTheFirstArguments() {
    String text =
        "static double f(double x, double y) { return Math.max(x, y) + 3 * Math.min(x, y); }";
    Pullback pullback = run(text, 2.0, 2.0);
    assertThat(pullback.adjoints().get(0)[0]).isEqualTo(4.0);
    assertThat(pullback.adjoints().get(1)[0]).isEqualTo(0.0);
  }

  @Test
  void strictLetsInfinitiesCome() {
    String text =
        "@Differentiable(singularities = Singularities.STRICT)\n"
            + "static double f(double x) { return Math.sqrt(x); }";
    assertThat(run(text, 0.0).adjoints().get(0)[0]).isPositiveInfinity();
  }

  @Test
  void whatIsNonDifferentiableIsData() {
    String text =
        "static double f(double x) { return g(x) * x + h(x, x); }\n"
            + "@NonDifferentiable static double g(double x) { return x; }\n"
            + "static double h(@NonDifferentiable double a, double b) { return a * b; }\n";
    assertThat(run(text, 3.0).adjoints().get(0)[0]).isEqualTo(6.0);
  }

  @Test
  void anArrayPassedTwiceHasItsTotalDerivative() {
    String text =
        "static double f(double[] u, double[] v) { u[0] = u[0] * v[0]; return u[0] * v[0]; }";
    double[] a = {2};
    // a^4, since both names see the square.
    assertThat(run(text, a, a).adjoints().get(0)).usingExactEquality().containsExactly(32.0);
  }

  @Test
  void theMathFunctionsAgreeWithDifferences() {
    List<String> functions =
        List.of(
            "sin(x)",
            "cos(x)",
            "tan(x)",
            "asin(x)",
            "acos(x)",
            "atan(x)",
            "sinh(x)",
            "cosh(x)",
            "tanh(x)",
            "exp(x)",
            "expm1(x)",
            "log(x)",
            "log10(x)",
            "log1p(x)",
            "sqrt(x)",
            "cbrt(x)",
            "abs(x)",
            "toRadians(x)",
            "toDegrees(x)",
            "pow(x, y)",
            "atan2(x, y)",
            "hypot(x, y)",
            "max(x, y)",
            "min(x, y)",
            "copySign(x, -y)",
            "IEEEremainder(y, x)",
            "scalb(x, 3)",
            "fma(x, y, x)",
            "floor(x)",
            "ceil(x)",
            "rint(x)",
            "signum(x)");
    for (String function : functions) {
      String text = "static double f(double x, double y) { return Math." + function + " + 0 * y; }";
      List<String> sources = List.of(Sources.file(text));
      Compiled compiled = Compilation.of(sources.get(0)).run();
      Parsed parsed = Parsed.of(sources);
      ParsedMethod method = parsed.methods("p.Model", "f").get(0);
      Object[] arguments = {0.3125, 1.6};
      Pullback exact =
          new DualInterpreter(parsed, compiled::load)
              .run(method, null, arguments, 1.0, new Object[2]);
      Differences differences =
          new Differences(
              values -> {
                try {
                  var f =
                      compiled.load("p.Model").getDeclaredMethod("f", double.class, double.class);
                  return Subject.invoke(f, null, values);
                } catch (NoSuchMethodException e) {
                  throw new AssertionError(e);
                }
              },
              false);
      Pullback estimate = differences.run(method, arguments, 1.0, new Object[2]);
      for (int i = 0; i < 2; i++) {
        assertWithMessage("%s by %s: %s", function, i, Arrays.toString(estimate.adjoints().get(i)))
            .that(exact.adjoints().get(i)[0])
            .isWithin(1e-9)
            .of(estimate.adjoints().get(i)[0]);
      }
    }
  }
}
