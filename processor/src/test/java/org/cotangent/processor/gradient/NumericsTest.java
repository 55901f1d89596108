package org.cotangent.processor.gradient;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.cotangent.processor.testing.Check;
import org.cotangent.processor.testing.CodeSizes;
import org.cotangent.processor.testing.Compiled;
import org.cotangent.processor.testing.Sources;
import org.junit.jupiter.api.Test;

/** NaN, cancellation, order of sums, threads and size. */
class NumericsTest {

  @Test
  void n2NaNPropagatesAndTakesTheElseBranch() {
    Check check =
        Check.of(
                """
                static double f(double x, double y) {
                  return x > 0 ? x * y : 3 * y * y + 0 * x;
                }
                """)
            .kink();
    check.at(Double.NaN, 2.0).is("y", 12);
    Check.of("static double f(double x, double y) { return x * y; }")
        .kink()
        .at(Double.NaN, 2.0)
        .is("x", 2)
        .is("y", Double.NaN);
  }

  @Test
  void n5TanhOfLargeArgumentsKeepsItsSmallDerivative() {
    Check.of("static double f(double x) { return Math.tanh(x); }")
        .kink()
        .at(20.0)
        .is("x", 4 * Math.exp(-40));
    Check.of("static double f(double x) { return 1e17 * Math.tanh(x); }").kink().at(-22.0);
  }

  @Test
  void n6FunctionsThatAreExactNearZero() {
    Check check =
        Check.of(
                """
                static double f(double x) {
                  return Math.log1p(x) * Math.expm1(x) / x;
                }
                """)
            .kink();
    // log1p(x) expm1(x) / x = x - x^3 / 12 + ...
    check.at(1e-9).isWithin(1e-6, "x", 1);
  }

  @Test
  void n6LogSumExpWithATieInItsMaximum() {
    Check.of(
            """
            static double f(double[] x) {
              double max = x[0];
              for (int i = 1; i < x.length; i++) {
                max = Math.max(max, x[i]);
              }
              double sum = 0;
              for (int i = 0; i < x.length; i++) {
                sum += Math.exp(x[i] - max);
              }
              return max + Math.log(sum);
            }
            """)
        .kink()
        .at(new double[] {1, 3, 3, -1000})
        .is("x", softmax(-2), softmax(0), softmax(0), 0);
  }

  private static double softmax(double exponent) {
    return Math.exp(exponent) / (2 + Math.exp(-2));
  }

  @Test
  void n7TheOrderOfASumIsThatOfTheOriginal() {
    Check.of(
            """
            static double f(double[] x) {
              double s = 0;
              double c = 1e16;
              for (double e : x) {
                s += e * e + c;
                c = -c;
              }
              return s * 0.1 * 3;
            }
            """)
        .kink()
        .at(new double[] {0.1, 0.2, 0.3, 1.7, 2.9});
  }

  @Test
  void n8ThreadsDoNotDisturbEachOther() throws InterruptedException, ExecutionException {
    Check check =
        Check.of(
            """
            static double f(double[] x, int n) {
              double s = 1;
              for (int k = 0; k < n; k++) {
                for (int i = 0; i < x.length; i++) {
                  s = Math.sin(s * x[i]) + s;
                  x[i] *= s;
                }
              }
              return s;
            }
            """);
    check.at(new double[] {0.3, 0.4}, 3);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Callable<double[]>> calls = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      double start = 0.1 * (i % 4);
      calls.add(() -> check.at(new double[] {start, 0.4}, 4).by("x"));
    }
    try {
      List<Future<double[]>> results = threads.invokeAll(calls);
      for (int i = 4; i < results.size(); i++) {
        assertThat(results.get(i).get())
            .usingExactEquality()
            .containsExactly(results.get(i % 4).get())
            .inOrder();
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void n8TheCompanionHasNoMutableStaticField() {
    Compiled compiled =
        Compiled.compile(Sources.file("static double f(double x) { return x * x; }"));
    for (var field : compiled.load("p.ModelDerivatives").getDeclaredFields()) {
      assertThat(java.lang.reflect.Modifier.isFinal(field.getModifiers())).isTrue();
    }
  }

  /** A method of this many statements, each of which needs what it overwrites. */
  private static String longMethod(int statements) {
    StringBuilder body = new StringBuilder("static double f(double x, double y) {\n");
    for (int i = 0; i < statements; i++) {
      body.append(i % 2 == 0 ? "  x = Math.sin(x) + y * 0.5;\n" : "  y = y * x * 0.9 + 0.1;\n");
    }
    return body.append("  return x * y;\n}\n").toString();
  }

  @Test
  void n9AMethodOfSeveralThousandStatements() {
    Check check = Check.of(longMethod(3000)).kink();
    check.at(0.7, 0.4);
  }

  @Test
  void n9NoGeneratedMethodIsTooLongForHotSpot() {
    Compiled compiled = Compiled.compile(Sources.file(longMethod(600))).orThrow();
    CodeSizes.of(compiled.classFiles().get("p.ModelDerivatives"))
        .forEach(
            (method, bytes) ->
                assertWithMessage("bytes of bytecode of %s", method).that(bytes).isAtMost(8000));
  }
}
