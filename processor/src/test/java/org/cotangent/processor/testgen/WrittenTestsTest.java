package org.cotangent.processor.testgen;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cotangent.processor.docs.Pages;
import org.cotangent.processor.testing.Compilation;
import org.cotangent.processor.testing.Compiled;
import org.cotangent.processor.testing.Processors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** The test classes of {@code -Acotangent.tests} compile, run, pass, and fail when they should. */
class WrittenTestsTest {
  @TempDir Path directory;

  private Compiled compile(String... sources) {
    return Compilation.of(sources)
        .with(Processors::cotangent)
        .options("-Acotangent.tests=" + directory)
        .run()
        .orThrow();
  }

  private String written(String path) throws IOException {
    return Files.readString(directory.resolve(path));
  }

  /** Compiles a class with its test, without writing tests again, and runs the test. */
  private static TestExecutionSummary run(String name, String... sources) {
    return run(Compilation.of(sources).with(Processors::cotangent).run().orThrow(), name);
  }

  private static TestExecutionSummary run(Compiled compiled, String name) {
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(compiled.load(name)))
                .filters(EngineFilter.includeEngines("junit-jupiter"))
                .build(),
            listener);
    return listener.getSummary();
  }

  private static String failures(TestExecutionSummary summary) {
    return summary.getFailures().stream()
        .map(
            failure -> failure.getTestIdentifier().getDisplayName() + ": " + failure.getException())
        .collect(Collectors.joining("\n"));
  }

  private static void assertPasses(TestExecutionSummary summary, int tests, String text) {
    assertWithMessage("%s\n%s", failures(summary), text)
        .that(summary.getTestsFailedCount())
        .isEqualTo(0);
    assertWithMessage(text).that(summary.getTestsSucceededCount()).isEqualTo(tests);
  }

  private static final String MODEL =
      """
      package p;

      import org.cotangent.Differentiable;

      final class Model {
        @Differentiable(wrt = {"w", "b"})
        static double loss(double[] w, double b, double[][] x, int label, String unit) {
          double sum = b;
          for (int i = 0; i < w.length; i++) {
            sum += w[i] * x[label][i];
          }
          return Math.log1p(Math.exp(sum));
        }
      }
      """;

  @Test
  void theTestOfAGradientAndAPullbackPasses() throws IOException {
    compile(MODEL);
    String test = written("p/ModelGradientTest.java");
    assertThat(test).contains("  private static final int N = 5;\n");
    assertThat(test).contains("  private static final int LOSS_W_LENGTH = N;\n");
    assertThat(test).contains("  private static final int LOSS_LABEL = 3;\n");
    assertThat(test).contains("  private static final String LOSS_UNIT = \"\";\n");
    assertPasses(run("p.ModelGradientTest", MODEL, test), 2, test);
  }

  @Test
  void theTestFailsForAWrongDerivative() throws IOException {
    compile(MODEL);
    String test = written("p/ModelGradientTest.java");
    // Another function in place of the one that the companion belongs to.
    String other =
        """
        package p;

        final class Other {
          static double loss(double[] w, double b, double[][] x, int label, String unit) {
            return 1.001 * Model.loss(w, b, x, label, unit);
          }
        }
        """;
    TestExecutionSummary summary =
        run(
            "p.ModelGradientTest",
            MODEL,
            other,
            test.replace("point -> Model.loss(", "point -> Other.loss("));
    assertThat(summary.getTestsFailedCount()).isEqualTo(2);
    assertThat(failures(summary)).contains("The derivative is wrong");
  }

  @Test
  void allShapesOfMethodsAreTested() throws IOException {
    String source =
        """
        import org.cotangent.Differentiable;
        import org.cotangent.NonDifferentiable;

        final class Shapes {
          enum Kind { LINEAR, SQUARE }

          @Differentiable static double one(double x) { return Math.sqrt(x); }
          @Differentiable static float single(float x, float[] y) { return x * y[1] + y[0] * y[0]; }
          @Differentiable static double cube(double[][][] x) { return x[1][2][3] * x[0][0][0]; }
          @Differentiable static float[] scaled(float[] x, float by) {
            float[] y = new float[x.length];
            for (int i = 0; i < x.length; i++) { y[i] = x[i] * by; }
            return y;
          }
          @Differentiable static void step(double[] x, double h) {
            for (int i = 1; i < x.length; i++) { x[i] += h * x[i - 1] * x[i]; }
          }
          @Differentiable static void two(double[] x, double[][] y, @NonDifferentiable double[] z) {
            for (int i = 0; i < x.length; i++) { y[i][0] = x[i] * x[i]; x[i] = y[i][1] * z[i]; z[i] = 0; }
          }
          @Differentiable static double both(double[] x) {
            double first = x[0] * x[1];
            x[0] = first * 3;
            return first * x[2];
          }
          @Differentiable static double chosen(double x, Kind kind, boolean twice, int[] order) {
            double y = kind == Kind.LINEAR ? x : x * x;
            return twice ? 2 * y : y * order[2];
          }
          @Differentiable static double loss(double p, double seed, double gradient) {
            return p * seed * gradient;
          }
          @Differentiable static double loss(double[] value) { return value[0] / value[1]; }
          @Differentiable static double domain(double x) { return Math.log(x) * Math.asin(x / 2); }
          @Differentiable(wrt = "x") static double many(
              double x, long a, short b, byte c, char d, float e, double f, long[] g, boolean[] h) {
            return h[0] ? x : x * x * e * f + a + b + c + d + g[0];
          }
        }
        """;
    compile(source);
    String test = written("ShapesGradientTest.java");
    assertPasses(run("ShapesGradientTest", source, test), 21, test);
  }

  @Test
  void aClassMayHaveANameThatTheTestImports() throws IOException {
    String source =
        """
        package p;

        final class Random {
          @org.cotangent.Differentiable static double f(double x) { return x * x; }
        }
        """;
    compile(source);
    String test = written("p/RandomGradientTest.java");
    assertPasses(run("p.RandomGradientTest", source, test), 2, test);
  }

  @Test
  void aMethodMayRefuseNegativeNumbers() throws IOException {
    String source =
        """
        final class Model {
          @org.cotangent.Differentiable static double f(double x, double y) {
            if (x < 0) { throw new IllegalArgumentException("negative"); }
            return Math.sqrt(x) * y;
          }
        }
        """;
    compile(source);
    String test = written("ModelGradientTest.java");
    assertPasses(run("ModelGradientTest", source, test), 2, test);
    TestExecutionSummary outside =
        run("ModelGradientTest", source, test.replace("LOW = 0.25", "LOW = -80"));
    assertThat(failures(outside)).contains("negative");
  }

  @Test
  void receiversAreMadeWhereThatIsPossible() throws IOException {
    String source =
        """
        package q;

        import org.cotangent.Differentiable;

        class Outer {
          static final class Simple {
            final double rate = 2;
            @Differentiable double f(double x) { return rate * x * x; }
          }

          static final class Made {
            final double rate;
            Made(double rate) { this.rate = rate; }
            @Differentiable double f(double x) { return rate * x * x; }
          }
        }
        """;
    compile(source);
    String simple = written("q/Outer_SimpleGradientTest.java");
    assertPasses(run("q.Outer_SimpleGradientTest", source, simple), 2, simple);
    String made = written("q/Outer_MadeGradientTest.java");
    assertThat(made).contains("  @Disabled(\"say what F_SELF is\")\n");
    TestExecutionSummary skipped = run("q.Outer_MadeGradientTest", source, made);
    assertThat(skipped.getTestsSkippedCount()).isEqualTo(2);
    assertThat(skipped.getTestsFailedCount()).isEqualTo(0);
    String edited =
        made.replace("F_SELF = null", "F_SELF = new Outer.Made(3)")
            .replace("  @Disabled(\"say what F_SELF is\")\n", "")
            .replace("import org.junit.jupiter.api.Disabled;\n", "");
    assertPasses(run("q.Outer_MadeGradientTest", source, edited), 2, edited);
  }

  /** All samples, each with the constants that its methods need, as a user would edit them. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "classics/Circuit",
        "classics/FeedForwardNet",
        "classics/Formulas",
        "classics/Gates",
        "classics/HingeLoss",
        "classics/LogisticRegression",
        "classics/Neuron",
        "classics/QuadraticForm",
        "classics/RecurrentNet",
        "classics/Relu",
        "classics/SoftmaxLoss",
        "digits/SoftmaxRegression",
        "digits/TwoLayerNet"
      })
  void theTestsOfTheSamplesPass(String name) throws IOException {
    Path samples = Pages.root().resolve("samples/src/main/java/org/cotangent/samples");
    String source = Files.readString(samples.resolve(name + ".java"));
    List<String> others =
        name.startsWith("digits/")
            ? List.of(Files.readString(samples.resolve("digits/Digits.java")))
            : List.of();
    String[] all = Stream.concat(Stream.of(source), others.stream()).toArray(String[]::new);
    compile(all);
    String test =
        written("org/cotangent/samples/" + name + "GradientTest.java")
            .replace("ERROR_SIZES = {0, 1, 2, 3, 4}", "ERROR_SIZES = {2, 3, 2}")
            .replace("ERROR_WEIGHTS_LENGTH = N", "ERROR_WEIGHTS_LENGTH = 12")
            .replace("ERROR_INPUT_LENGTH = N", "ERROR_INPUT_LENGTH = 2")
            .replace("ERROR_TARGET_LENGTH = N", "ERROR_TARGET_LENGTH = 2")
            .replace("POINTS = 6", "POINTS = 2")
            .replace("LOSS_WEIGHTS_LENGTH = N", "LOSS_WEIGHTS_LENGTH = 640")
            .replace("LOSS_BIAS_LENGTH = N", "LOSS_BIAS_LENGTH = 10")
            .replace("LOSS_IMAGES_LENGTH = N", "LOSS_IMAGES_LENGTH = 5 * 64")
            .replace("LOSS_COUNT = 3", "LOSS_COUNT = 2")
            .replace("LOSS_HIDDEN_WEIGHTS_LENGTH = N", "LOSS_HIDDEN_WEIGHTS_LENGTH = 32 * 64")
            .replace("LOSS_HIDDEN_BIAS_LENGTH = N", "LOSS_HIDDEN_BIAS_LENGTH = 32")
            .replace("LOSS_OUTPUT_WEIGHTS_LENGTH = N", "LOSS_OUTPUT_WEIGHTS_LENGTH = 320")
            .replace("LOSS_OUTPUT_BIAS_LENGTH = N", "LOSS_OUTPUT_BIAS_LENGTH = 10");
    String className = "org.cotangent.samples." + name.replace('/', '.') + "GradientTest";
    Compiled compiled = Compilation.of(all).and(test).with(Processors::cotangent).run().orThrow();
    TestExecutionSummary summary = run(compiled, className);
    int tests = test.split("\n  @Test\n", -1).length - 1;
    assertThat(tests).isAtLeast(2);
    assertPasses(summary, tests, test);
  }

  @Test
  void aTestThatNobodyChangedIsWrittenAnew() throws IOException {
    compile(MODEL);
    String before = written("p/ModelGradientTest.java");
    compile(
        MODEL
            .replace("double b,", "double bias,")
            .replace("\"b\"", "\"bias\"")
            .replace("= b;", "= bias;"));
    assertThat(written("p/ModelGradientTest.java")).isNotEqualTo(before);
    assertThat(written("p/ModelGradientTest.java")).contains("gradient.bias()");
  }

  @Test
  void otherEndsOfLinesAreNoChange() throws IOException {
    compile(MODEL);
    Path file = directory.resolve("p/ModelGradientTest.java");
    Files.writeString(file, Files.readString(file).replace("\n", "\r\n"));
    compile(
        MODEL
            .replace("double[] w,", "double[] v,")
            .replace("\"w\"", "\"v\"")
            .replace("w.length", "v.length")
            .replace("w[i]", "v[i]"));
    assertThat(Files.readString(file)).contains("gradient.v()");
  }

  @Test
  void aTestThatWasEditedIsLeftAloneAndThatIsSaid() throws IOException {
    compile(MODEL);
    Path file = directory.resolve("p/ModelGradientTest.java");
    String edited = Files.readString(file).replace("N = 5", "N = 4");
    Files.writeString(file, edited);
    Compiled again =
        compile(
            MODEL
                .replace("double b,", "double bias,")
                .replace("\"b\"", "\"bias\"")
                .replace("= b;", "= bias;"));
    assertThat(Files.readString(file)).isEqualTo(edited);
    assertThat(again.findings().toString()).contains("has been changed by hand, and is left alone");
  }

  @Test
  void aTestOfTheUsersOwnIsLeftAlone() throws IOException {
    Path file = directory.resolve("p/ModelGradientTest.java");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "package p;\n\nfinal class ModelGradientTest {}\n");
    compile(MODEL);
    assertThat(Files.readString(file))
        .isEqualTo("package p;\n\nfinal class ModelGradientTest {}\n");
  }

  @Test
  void theDirectoryIsMadeAndTheSameSourceWritesTheSameBytes() throws IOException {
    Path made = directory;
    directory = made.resolve("not/there/yet");
    compile(MODEL);
    String first = written("p/ModelGradientTest.java");
    directory = made.resolve("another");
    compile(MODEL);
    assertThat(written("p/ModelGradientTest.java")).isEqualTo(first);
  }

  @Test
  void whatIsRefusedGetsNoTest() throws IOException {
    Compiled compiled =
        Compilation.of(MODEL.replace("double sum = b;", "double sum = b; synchronized (x) {}"))
            .with(Processors::cotangent)
            .options("-Acotangent.tests=" + directory)
            .run();
    assertThat(compiled.succeeded()).isFalse();
    assertThat(directory.toFile().list()).isEmpty();
  }

  @Test
  void aDirectoryThatCannotBeUsedIsAnError() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    assertThat(codes("-Acotangent.tests=" + file)).containsExactly("AD081");
    assertThat(codes("-Acotangent.tests=")).containsExactly("AD080");
    assertThat(codes("-Acotangent.tests")).containsExactly("AD080");
    Files.writeString(directory.resolve("p"), "a file where the package should be");
    assertThat(codes("-Acotangent.tests=" + directory)).containsExactly("AD082");
  }

  private static List<String> codes(String option) {
    return Compilation.of(MODEL).with(Processors::cotangent).options(option).run().errors().stream()
        .map(finding -> finding.code())
        .toList();
  }
}
