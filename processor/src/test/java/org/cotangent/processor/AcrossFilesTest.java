package org.cotangent.processor;

import static com.google.common.truth.Truth.assertThat;

import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.cotangent.processor.testing.Compilation;
import org.cotangent.processor.testing.Compiled;
import org.cotangent.processor.testing.Processors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Derivatives of calls that leave the file, computed. */
class AcrossFilesTest {
  @TempDir Path directory;

  /** The derivative by the first component of a gradient record of one scalar. */
  private static double gradient(Class<?> companion, double x) throws ReflectiveOperationException {
    Method method = companion.getDeclaredMethod("fGradient", double.class);
    method.setAccessible(true);
    Object record = method.invoke(null, x);
    Method component = record.getClass().getDeclaredMethod("x");
    component.setAccessible(true);
    return (double) component.invoke(record);
  }

  @Test
  void anotherClassOfTheCompilation() throws ReflectiveOperationException {
    Compiled compiled =
        Compilation.of(
                """
                package p;
                class A {
                  @org.cotangent.Differentiable
                  static double f(double x) { return B.g(x, 3) * x; }
                }
                """,
                """
                package p;
                class B {
                  @org.cotangent.Differentiable
                  static double g(double y, int n) { return y * y * n; }
                }
                """)
            .with(Processors::cotangent)
            .run();
    assertThat(gradient(compiled.load("p.ADerivatives"), 2)).isEqualTo(36.0);
  }

  @Test
  void twoClassesThatCallEachOther() throws ReflectiveOperationException {
    Compiled compiled =
        Compilation.of(
                """
                package p;
                class A {
                  @org.cotangent.Differentiable
                  static double f(double x) { return x > 100 ? x : x * B.g(x * 10); }
                }
                """,
                """
                package p;
                class B {
                  @org.cotangent.Differentiable
                  static double g(double y) { return y > 100 ? y : y * A.f(y * 10); }
                }
                """)
            .with(Processors::cotangent)
            .run();
    // f(2) = x * 10 x * 100 x
    assertThat(gradient(compiled.load("p.ADerivatives"), 2)).isEqualTo(12_000.0);
  }

  @Test
  void aClassOfAJar() throws Exception {
    Path runtime =
        Path.of(
            Class.forName("org.cotangent.runtime.Tape")
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    Path library =
        Javac.in(directory.resolve("library"))
            .source(
                "q/Lib.java",
                "package q;",
                "public class Lib {",
                "  @org.cotangent.Differentiable",
                "  public static double g(double a, double b) { return a * b; }",
                "}")
            .classPath(runtime)
            .processors(Processors.cotangent())
            .run()
            .orThrow()
            .jar(directory.resolve("library.jar"));
    Javac.Run application =
        Javac.in(directory.resolve("application"))
            .source(
                "p/A.java",
                "package p;",
                "class A {",
                "  @org.cotangent.Differentiable",
                "  static double f(double x) { return q.Lib.g(x, x); }",
                "}")
            .classPath(library, runtime)
            .processors(Processors.cotangent())
            .run()
            .orThrow();
    URL[] path = {application.output().toUri().toURL(), library.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(path, getClass().getClassLoader())) {
      assertThat(gradient(loader.loadClass("p.ADerivatives"), 3)).isEqualTo(6.0);
    }
  }

  @Test
  void aCalleeThatIsRefusedDoesNotStopItsCaller() {
    Compiled compiled =
        Compilation.of(
                """
                package p;
                class A {
                  @org.cotangent.Differentiable
                  static double f(double x) { return B.g(x) + Math.random(); }
                }
                """,
                """
                package p;
                class B {
                  @org.cotangent.Differentiable
                  static double g(double y) { return y * Math.random(); }
                }
                """)
            .with(Processors::cotangent)
            .run();
    assertThat(compiled.errors().stream().map(error -> error.file()).toList())
        .containsExactly("A.java", "B.java");
  }
}
