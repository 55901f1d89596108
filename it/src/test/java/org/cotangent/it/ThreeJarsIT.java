package org.cotangent.it;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.io.File;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the three finished jars, javac and java, and nothing else. */
final class ThreeJarsIT {

  private static final Path ANNOTATIONS = jar("annotations");
  private static final Path RUNTIME = jar("runtime");
  private static final Path PROCESSOR = jar("processor");

  private static final String MODEL =
      """
      package app;

      import org.cotangent.Differentiable;

      public final class Model {
        private Model() {}

        @Differentiable(wrt = {"slope", "x"})
        public static double loss(double slope, double[] x, double[] y) {
          double sum = 0;
          for (int i = 0; i < x.length; i++) {
            double error = slope * x[i] - y[i];
            sum += error * error;
          }
          return sum;
        }
      }
      """;

  private static final String MAIN =
      """
      package app;

      public final class Main {
        private Main() {}

        public static void main(String[] arguments) {
          double[] x = {1, 2};
          double[] y = {1, 1};
          ModelDerivatives.LossGradient gradient = ModelDerivatives.lossGradient(2.0, x, y);
          System.out.println(gradient.value());
          System.out.println(gradient.slope());
          System.out.println(java.util.Arrays.toString(gradient.x()));
        }
      }
      """;

  /** Errors 1 and 3: value 1 + 9; by slope 2 (1 * 1 + 3 * 2); by x 2 * 2 * (1, 3). */
  private static final List<String> EXPECTED = List.of("10.0", "14.0", "[4.0, 12.0]");

  @TempDir Path work;

  private static Path jar(String name) {
    Path jar = Path.of(System.getProperty("cotangent." + name + ".jar")).normalize();
    assertWithMessage("%s", jar).that(Files.isRegularFile(jar)).isTrue();
    return jar;
  }

  private static String path(Path... entries) {
    return String.join(File.pathSeparator, List.of(entries).stream().map(Path::toString).toList());
  }

  private void write(String file, String text) throws Exception {
    Path path = work.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private static void succeeds(Tool.Result result) {
    assertWithMessage(result.output()).that(result.exitCode()).isEqualTo(0);
  }

  @Test
  void compilesAndRunsOnTheClassPath() throws Exception {
    write("app/Model.java", MODEL);
    write("app/Main.java", MAIN);
    for (String out : List.of("first", "second")) {
      Tool.Result javac =
          Tool.run(
              work,
              "javac",
              "-Xlint:all,-processing",
              "-Werror",
              "-d",
              out,
              "-cp",
              path(ANNOTATIONS, RUNTIME),
              "-processorpath",
              PROCESSOR.toString(),
              "app/Model.java",
              "app/Main.java");
      succeeds(javac);
      assertThat(javac.output()).isEmpty();
    }
    for (String file : List.of("app/ModelDerivatives.java", "app/ModelDerivatives.class")) {
      assertWithMessage("%s, twice", file)
          .that(Files.readAllBytes(work.resolve("first").resolve(file)))
          .isEqualTo(Files.readAllBytes(work.resolve("second").resolve(file)));
    }

    Tool.Result java = Tool.run(work, "java", "-cp", path(Path.of("first"), RUNTIME), "app.Main");
    succeeds(java);
    assertThat(java.output().lines().toList()).isEqualTo(EXPECTED);
  }

  @Test
  void compilesAndRunsAsAModule() throws Exception {
    write(
        "module-info.java",
        """
        module app {
          requires static org.cotangent.annotations;
          requires org.cotangent.runtime;
        }
        """);
    write("app/Model.java", MODEL);
    write("app/Main.java", MAIN);
    succeeds(
        Tool.run(
            work,
            "javac",
            "-d",
            "out",
            "--module-path",
            path(ANNOTATIONS, RUNTIME),
            "--processor-path",
            PROCESSOR.toString(),
            "module-info.java",
            "app/Model.java",
            "app/Main.java"));

    Tool.Result java =
        Tool.run(
            work, "java", "--module-path", path(Path.of("out"), RUNTIME), "-m", "app/app.Main");
    succeeds(java);
    assertThat(java.output().lines().toList()).isEqualTo(EXPECTED);
  }

  @Test
  void refusesWhatItCannotDifferentiateAtItsLine() throws Exception {
    write(
        "app/Broken.java",
        """
        package app;

        final class Broken {
          @org.cotangent.Differentiable
          static double noisy(double x) {
            double y = x * x;
            return y * Math.random();
          }
        }
        """);
    Tool.Result javac =
        Tool.run(
            work,
            "javac",
            "-d",
            "out",
            "-cp",
            path(ANNOTATIONS, RUNTIME),
            "-processorpath",
            PROCESSOR.toString(),
            "app/Broken.java");
    assertWithMessage(javac.output()).that(javac.exitCode()).isEqualTo(1);
    assertThat(javac.output()).containsMatch("Broken\\.java:7: error: \\[AD\\d{3}\\]");
    assertThat(javac.output()).contains("1 error");
    assertThat(javac.output()).doesNotContain("Exception");
    assertThat(javac.output()).doesNotContain("\tat ");
  }

  @Test
  void theProcessorIsSelfContained() throws Exception {
    try (JarFile jar = new JarFile(PROCESSOR.toFile())) {
      List<String> foreign =
          jar.stream()
              .map(entry -> entry.getName())
              .filter(name -> name.endsWith(".class") && !name.startsWith("org/cotangent/"))
              .toList();
      assertThat(foreign).isEmpty();
      assertThat(jar.getEntry("org/cotangent/Differentiable.class")).isNotNull();
      assertThat(jar.getEntry("META-INF/LICENSE")).isNotNull();
      assertThat(text(jar, "META-INF/services/javax.annotation.processing.Processor"))
          .isEqualTo("org.cotangent.processor.DifferentiableProcessor");
      assertThat(text(jar, "META-INF/gradle/incremental.annotation.processors"))
          .isEqualTo("org.cotangent.processor.DifferentiableProcessor,isolating");
    }
  }

  private static String text(JarFile jar, String entry) throws Exception {
    try (var in = jar.getInputStream(jar.getEntry(entry))) {
      return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).strip();
    }
  }

  @Test
  void everyJarHasAModuleName() {
    List<String> names =
        ModuleFinder.of(ANNOTATIONS, RUNTIME, PROCESSOR).findAll().stream()
            .map(module -> module.descriptor().name())
            .sorted()
            .toList();
    assertThat(names)
        .containsExactly(
            "org.cotangent.annotations", "org.cotangent.processor", "org.cotangent.runtime")
        .inOrder();
  }
}
