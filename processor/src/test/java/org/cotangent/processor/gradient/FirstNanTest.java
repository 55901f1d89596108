package org.cotangent.processor.gradient;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cotangent.processor.testing.Compilation;
import org.cotangent.processor.testing.Compiled;
import org.cotangent.processor.testing.Processors;
import org.cotangent.runtime.NonFiniteException;
import org.junit.jupiter.api.Test;

/** With {@code -Acotangent.checkNaN=true} the first NaN or infinity is named at its place. */
class FirstNanTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  private static Compiled compile(String... sources) {
    return Compilation.of(sources)
        .with(Processors::cotangent)
        .options("-Acotangent.checkNaN=true")
        .run()
        .orThrow();
  }

  /** A class whose method stands in its lines from the third on. */
  private static String model(String... lines) {
    return Stream.concat(
            Stream.of("import org.cotangent.*;", "final class Model {"), Arrays.stream(lines))
        .collect(Collectors.joining("\n", "", "\n}\n"));
  }

  private static Object gradient(Compiled compiled, String method, Object... arguments) {
    for (Method each : compiled.load("ModelDerivatives").getDeclaredMethods()) {
      if (each.getName().equals(method) && each.getParameterCount() == arguments.length) {
        each.setAccessible(true);
        try {
          return each.invoke(null, arguments);
        } catch (InvocationTargetException e) {
          if (e.getCause() instanceof NonFiniteException found) {
            return found;
          }
          throw new AssertionError(e.getCause());
        } catch (IllegalAccessException e) {
          throw new AssertionError(e);
        }
      }
    }
    throw new AssertionError("no " + method);
  }

  private static void assertSays(String message, Compiled compiled, Object... arguments) {
    Object found = gradient(compiled, "fGradient", arguments);
    assertThat(found).isInstanceOf(NonFiniteException.class);
    assertThat(((Exception) found).getMessage()).isEqualTo(message);
  }

  private static void assertFine(Compiled compiled, Object... arguments) {
    Object found = gradient(compiled, "fGradient", arguments);
    assertWithMessage("%s", found).that(found).isNotInstanceOf(Exception.class);
  }

  private static void assertSays(String message, String source, Object... arguments) {
    assertSays(message, compile(source), arguments);
  }

  // ---------------------------------------------------------------- forward

  @Test
  void aLogarithmOfANegativeNumber() {
    Compiled compiled =
        compile(
            model(
                "@Differentiable static double f(double x) {",
                "  double y = 2 * x;",
                "  double r = Math.log(y);",
                "  return r * r;",
                "}"));
    assertSays(
        "Model.java:5: NaN in the forward sweep: Math.log(y) gave NaN, in  double r = Math.log(y);"
            + "  (y = -2.0)",
        compiled,
        -1.0);
    assertSays(
        "Model.java:5: infinity in the forward sweep: Math.log(y) gave -Infinity, in  double r ="
            + " Math.log(y);  (y = 0.0)",
        compiled,
        0.0);
    assertFine(compiled, 1.0);
  }

  @Test
  void theExceptionHasItsPartsApart() {
    Compiled compiled =
        compile(model("@Differentiable static double f(double x) { return 1 / x; }"));
    NonFiniteException found = (NonFiniteException) gradient(compiled, "fGradient", 0.0);
    assertThat(found.place()).isEqualTo("Model.java:3");
    assertThat(found.statement()).isEqualTo("return 1 / x;");
    assertThat(found).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void theInnermostExpressionIsNamed() {
    assertSays(
        "Model.java:4: NaN in the forward sweep: (x - y) / (y - x) gave NaN, in  return x *"
            + " Math.exp((x - y) / (y - x)) + y;  (x = 2.0, y = 2.0)",
        model(
            "@Differentiable static double f(double x, double y) {",
            "  return x * Math.exp((x - y) / (y - x)) + y;",
            "}"),
        2.0,
        2.0);
  }

  @Test
  void infinityMinusInfinityIsTheInfinityThatCameFirst() {
    assertSays(
        "Model.java:4: infinity in the forward sweep: Math.exp(x) gave Infinity, in  double a ="
            + " Math.exp(x);  (x = 1000.0)",
        model(
            "@Differentiable static double f(double x) {",
            "  double a = Math.exp(x);",
            "  double b = Math.exp(2 * x);",
            "  return a - b;",
            "}"),
        1000.0);
  }

  @Test
  void insideALoopWithTheElementAndItsIndex() {
    Compiled compiled =
        compile(
            model(
                "@Differentiable static double f(double[] x) {",
                "  double s = 1;",
                "  for (int i = 0; i < x.length; i++) {",
                "    s += Math.sqrt(x[i]) * s;",
                "    x[i] = s / x[i];",
                "  }",
                "  return s;",
                "}"));
    assertSays(
        "Model.java:6: NaN in the forward sweep: Math.sqrt(x[i]) gave NaN, in  s += Math.sqrt(x[i])"
            + " * s;  (x[i] = -4.0, i = 2)",
        compiled,
        new double[] {1, 4, -4});
    assertSays(
        "Model.java:7: infinity in the forward sweep: s / x[i] gave Infinity, in  x[i] = s / x[i];"
            + "  (s = 2.0, x[i] = 0.0, i = 1)",
        compiled,
        new double[] {1, 0, 1});
    assertFine(compiled, new double[] {1, 4, 9});
  }

  @Test
  void anElementThatOverwritesItself() {
    assertSays(
        "Model.java:4: infinity in the forward sweep: x[i] * x[0] gave Infinity, in  x[i] *= x[0];"
            + "  (x[i] = 1.0E200, i = 0, x[0] = 1.0E200)",
        model(
            "@Differentiable static double f(double[] x) {",
            "  for (int i = 0; i < x.length; i++) x[i] *= x[0];",
            "  return x[0];",
            "}"),
        new double[] {1e200});
  }

  @Test
  void insideAHelperAndInItsArguments() {
    Compiled compiled =
        compile(
            model(
                "@Differentiable static double f(double x, double y) {",
                "  return g(x / y) + x;",
                "}",
                "private static double g(double a) {",
                "  double b = Math.acos(a);",
                "  return b * b;",
                "}"));
    assertSays(
        "Model.java:7: NaN in the forward sweep: Math.acos(a) gave NaN, in  double b ="
            + " Math.acos(a);  (a = 2.0)",
        compiled,
        2.0,
        1.0);
    assertSays(
        "Model.java:4: infinity in the forward sweep: x / y gave Infinity, in  return g(x / y) + x;"
            + "  (x = 2.0, y = 0.0)",
        compiled,
        2.0,
        0.0);
  }

  @Test
  void inFloatArithmetic() {
    Compiled compiled =
        compile(
            model(
                "@Differentiable static float f(float x, double y) {",
                "  float s = x * x;",
                "  return (float) (s * y);",
                "}"));
    assertSays(
        "Model.java:4: infinity in the forward sweep: x * x gave Infinity, in  float s = x * x;"
            + "  (x = 1.0E30)",
        compiled,
        1e30f,
        1.0);
    assertSays(
        "Model.java:5: infinity in the forward sweep: (float) (s * y) gave Infinity, in  return"
            + " (float) (s * y);  (s = 1.0, y = 1.0E300)",
        compiled,
        1f,
        1e300);
  }

  @Test
  void theBranchThatRunsOnly() {
    Compiled compiled =
        compile(
            model(
                "@Differentiable static double f(double[] x, int i) {",
                "  double s = x[0];",
                "  s = i < x.length ? s * Math.log(x[i]) : s / x[0];",
                "  return s;",
                "}"));
    assertFine(compiled, new double[] {1, 2}, 5);
    assertFine(compiled, new double[] {0.5, 2}, 1);
    assertSays(
        "Model.java:5: NaN in the forward sweep: s / x[0] gave NaN, in  s = i < x.length ? s *"
            + " Math.log(x[i]) : s / x[0];  (s = 0.0, x[0] = 0.0)",
        compiled,
        new double[] {0, 1},
        7);
  }

  @Test
  void methodsOfOtherClasses() {
    String other =
        """
        import org.cotangent.*;
        final class Other {
          @NonDifferentiable static double constant(double x) { return Math.sqrt(x); }
        }
        """;
    assertSays(
        "Model.java:4: NaN in the forward sweep: it gave NaN, in  double c = Other.constant(x);"
            + "  (x = -1.0)",
        compile(
            model(
                "@Differentiable static double f(double x) {",
                "  double c = Other.constant(x);",
                "  return c * x;",
                "}"),
            other),
        -1.0);
  }

  // ---------------------------------------------------------------- backward

  @Test
  void aRootAtZeroUnderStrict() {
    assertSays(
        "Model.java:5: infinity in the reverse sweep: the adjoint of 'y', from  double r ="
            + " Math.sqrt(y);  0.5 * seed / r gave Infinity  (seed = 1.0, r = 0.0)",
        model(
            "@Differentiable(singularities = Singularities.STRICT) static double f(double x) {",
            "  double y = x * x;",
            "  double r = Math.sqrt(y);",
            "  return r + x;",
            "}"),
        0.0);
  }

  @Test
  void zeroTimesInfinityUnderStrictIsTheInfinityThatCameFirst() {
    Compiled compiled =
        compile(
            model(
                "@Differentiable(singularities = Singularities.STRICT)",
                "static double f(double x, double y) {",
                "  double s = 0;",
                "  s += Math.sqrt(x) * y;",
                "  return s;",
                "}"));
    Object found = gradient(compiled, "fGradient", 0.0, 0.0);
    assertThat(((Exception) found).getMessage())
        .startsWith("Model.java:6: NaN in the reverse sweep: the adjoint of 'x', from  s +=");
  }

  @Test
  void aPartialDerivativeThatOverflows() {
    assertSays(
        "Model.java:4: infinity in the reverse sweep: the adjoint of 'y', from  double q = x / y;"
            + "  numeratorAdjoint * q gave Infinity  (yAdjoint = 0.0, numeratorAdjoint = 1.0E200, q ="
            + " 1.0E200)",
        model(
            "@Differentiable static double f(double x, double y) {",
            "  double q = x / y;",
            "  return q;",
            "}"),
        1.0,
        1e-200);
  }

  @Test
  void anElementInsideALoopAndAHelper() {
    Compiled compiled =
        compile(
            model(
                "@Differentiable static double f(double[] x) {",
                "  double s = 0;",
                "  for (int i = 0; i < x.length; i++) {",
                "    s += g(x, i);",
                "  }",
                "  return s;",
                "}",
                "private static double g(double[] a, int k) {",
                "  return 1 / a[k];",
                "}"));
    assertFine(compiled, new double[] {1, 2});
    NonFiniteException found =
        (NonFiniteException) gradient(compiled, "fGradient", new double[] {1, 1e-200});
    assertThat(found.place()).isEqualTo("Model.java:11");
    assertThat(found)
        .hasMessageThat()
        .startsWith(
            "Model.java:11: infinity in the reverse sweep: the adjoint of 'a[k]', from  return 1 /"
                + " a[k];");
    assertThat(found).hasMessageThat().contains("k = 1");
  }

  @Test
  void derivativesOfOtherClasses() {
    String other =
        """
        import org.cotangent.*;
        final class Other {
          @Differentiable(singularities = Singularities.STRICT)
          static double root(double x) { return Math.sqrt(x); }
        }
        """;
    Compiled unchecked =
        compile(
            model(
                "@Differentiable static double f(double x) {",
                "  double r = Other.root(x);",
                "  return r;",
                "}"),
            other);
    NonFiniteException found = (NonFiniteException) gradient(unchecked, "fGradient", 0.0);
    assertThat(found.place()).isEqualTo("Other.java:4");
  }

  // ---------------------------------------------------------------- what is no fault

  @Test
  void infinityAsAFirstMinimumIsNoFault() {
    Compiled compiled =
        compile(
            model(
                "@Differentiable static double f(double[] x) {",
                "  double least = Double.POSITIVE_INFINITY;",
                "  double most = -1 / 0.0;",
                "  for (double each : x) {",
                "    least = Math.min(least, each);",
                "    if (each > most) most = each;",
                "  }",
                "  return least * most;",
                "}"));
    assertFine(compiled, new double[] {3, 1, 2});
  }

  @Test
  void whatComesInFromOutsideIsNoFaultOfTheMethod() {
    Compiled compiled =
        compile(
            model(
                "@Differentiable static double f(double x, double[] y) {",
                "  return x * y[0] + Math.log(y[1]);",
                "}"));
    assertFine(compiled, Double.NaN, new double[] {1, 2});
    assertFine(compiled, 1.0, new double[] {INFINITY, 2});
    Object found =
        gradient(compiled, "fBackward", 1.0, new double[] {1, 2}, new double[2], INFINITY);
    assertWithMessage("%s", found).that(found).isNotInstanceOf(Exception.class);
  }

  @Test
  void theResultsAreThoseWithoutTheOption() {
    String source =
        model(
            "@Differentiable static double f(double[] x, double y) {",
            "  double s = y;",
            "  int i = 0;",
            "  while (i < x.length) {",
            "    if (x[i] < 0) { i++; continue; }",
            "    s = s * Math.exp(-x[i]) + g(s / (1 + x[i]), y);",
            "    x[i++] = s;",
            "  }",
            "  return Math.hypot(s, x[0]);",
            "}",
            "static double g(double a, double b) { return a > b ? a * b : Math.pow(a, 1.5); }");
    double[] x = {0.5, 1.5, -1, 0.25};
    Object with = gradient(compile(source), "fGradient", x.clone(), 0.75);
    Object without =
        gradient(
            Compilation.of(source).with(Processors::cotangent).run().orThrow(),
            "fGradient",
            x.clone(),
            0.75);
    assertThat(components(with)).isEqualTo(components(without));
  }

  private static String components(Object gradient) {
    StringBuilder text = new StringBuilder();
    for (var component : gradient.getClass().getRecordComponents()) {
      try {
        Method accessor = component.getAccessor();
        accessor.setAccessible(true);
        Object value = accessor.invoke(gradient);
        text.append(component.getName()).append('=');
        text.append(value instanceof double[] array ? Arrays.toString(array) : value).append('\n');
      } catch (ReflectiveOperationException e) {
        throw new AssertionError(e);
      }
    }
    return text.toString();
  }

  @Test
  void longMethodsAreStillCutIntoPieces() {
    StringBuilder lines = new StringBuilder("@Differentiable static double f(double x) {\n");
    lines.append("  double s = x;\n");
    for (int k = 0; k < 400; k++) {
      lines.append("  s = s * 1.01 + Math.sin(x * ").append(k).append(");\n");
    }
    lines.append("  return Math.log(s - s);\n}");
    Compiled compiled = compile(model(lines.toString()));
    NonFiniteException found = (NonFiniteException) gradient(compiled, "fGradient", 0.5);
    assertThat(found.place()).isEqualTo("Model.java:405");
  }

  @Test
  void aLongStatementIsShortenedInEachOfItsChecks() {
    StringBuilder lines = new StringBuilder("@Differentiable static double f(double x) {\n");
    lines.append("  return x");
    for (int k = 0; k < 300; k++) {
      lines.append(" + x * ").append(k).append(".5");
    }
    lines.append(" - Math.log(x);\n}");
    Compiled compiled = compile(model(lines.toString()));
    NonFiniteException found = (NonFiniteException) gradient(compiled, "fGradient", -1.0);
    assertThat(found.place()).isEqualTo("Model.java:4");
    assertThat(found).hasMessageThat().contains("in  return x + x * 0.5 + x * 1.5 +");
    assertThat(found.getMessage().length()).isLessThan(600);
    assertThat(compiled.generated().get("ModelDerivatives").length()).isLessThan(400_000);
  }
}
