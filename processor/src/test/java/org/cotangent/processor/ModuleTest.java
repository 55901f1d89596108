package org.cotangent.processor;

import static com.google.common.truth.Truth.assertThat;

import java.io.File;
import java.nio.file.Path;
import org.cotangent.processor.Javac.Run;
import org.cotangent.processor.frontend.CompanionLookup.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Named modules. */
class ModuleTest {
  @TempDir Path directory;
  private Run library;
  private final StandIn standIn = new StandIn();

  @BeforeEach
  void compileTheLibrary() {
    library =
        Javac.in(directory.resolve("library"))
            .source("module-info.java", "module lib { exports q; }")
            .source(
                "q/Lib.java",
                "package q;",
                "public class Lib {",
                "  public static class Scale { public static double of = 2; }",
                "  public static double f(double x) { return x; }",
                "}")
            .source("q/LibDerivatives.java", "package q;", "public class LibDerivatives {}")
            .run()
            .orThrow();
  }

  private Javac application(Object path) {
    return Javac.in(directory.resolve("application"))
        .source("module-info.java", "module app { requires lib; requires static ann; }")
        .source("p/Sibling.java", "package p;", "class Sibling { static double b = 3; }")
        .source(
            "p/App.java",
            "package p;",
            "class App {",
            "  @org.cotangent.Differentiable static double h(double x) {",
            "    return x * q.Lib.Scale.of * Sibling.b + q.Lib.f(x);",
            "  }",
            "}")
        .options("-p", path + File.pathSeparator + annotations(), "-Xlint:all,-module")
        .processors(standIn.processor());
  }

  /** The annotations as a module; in the project they are an automatic one. */
  private Path annotations() {
    Run run =
        Javac.in(directory.resolve("annotations"))
            .source("module-info.java", "module ann { exports org.cotangent; }")
            .source(
                "org/cotangent/Differentiable.java",
                "package org.cotangent;",
                "public @interface Differentiable { String[] wrt() default {}; }")
            .source(
                "org/cotangent/GeneratedDerivative.java",
                "package org.cotangent;",
                "public @interface GeneratedDerivative {",
                "  String of() default \"\"; int[] wrt() default {}; int[] writes() default {}; }")
            .run()
            .orThrow();
    return run.output();
  }

  @Test
  void aModuleMayRequireAModuleInADirectory() {
    application(library.output()).run().orThrow();
    assertThat(standIn.compiled()).containsExactly("p.App");
    assertThat(standIn.answers().get("f(double)")).isInstanceOf(Answer.NotDifferentiable.class);
  }

  @Test
  void aModuleMayRequireAModuleInAJar() {
    application(library.jar(directory.resolve("lib.jar"))).run().orThrow();
    assertThat(standIn.compiled()).containsExactly("p.App");
  }

  @Test
  void classFilesOfTheModuleThatAreThereAlreadyAreRead() {
    Javac all = application(library.output());
    all.run().orThrow();
    StandIn second = new StandIn();
    Javac.in(directory.resolve("application"))
        .source("module-info.java", "module app { requires lib; requires static ann; }")
        .source(
            "p/More.java",
            "package p;",
            "class More {",
            "  @org.cotangent.Differentiable static double h(double x) { return x * Sibling.b; }",
            "}")
        .options("-p", library.output() + File.pathSeparator + annotations())
        .processors(second.processor())
        .run()
        .orThrow();
    assertThat(second.compiled()).containsExactly("p.More");
  }
}
