package org.cotangent.processor;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cotangent.processor.Javac.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bodies are typed against the same classes that the compilation has, wherever they are. */
class ClassPathTest {
  @TempDir Path directory;
  private final StandIn standIn = new StandIn();

  private Run library(String name, String... lines) {
    return Javac.in(directory.resolve(name.replace('/', '_'))).source(name, lines).run().orThrow();
  }

  private Javac application(String... body) {
    return Javac.in(directory.resolve("application"))
        .source(
            "p/App.java",
            "package p;",
            "class App {",
            "  @org.cotangent.Differentiable static double h(double x) {",
            String.join("\n", body),
            "  }",
            "}")
        .options("-Xlint:all,-options", "-Werror")
        .processors(standIn.processor());
  }

  @Test
  void classesOfTheOwnPackageMayLieInADirectory() {
    Run siblings =
        library(
            "p/Sibling.java",
            "package p;",
            "class Sibling {",
            "  static class Deep { static final class Deeper { static double scale = 2; } }",
            "}");
    application("return x * Sibling.Deep.Deeper.scale;")
        .classPath(siblings.output())
        .run()
        .orThrow();
    assertThat(standIn.compiled()).containsExactly("p.App");
  }

  @Test
  void classesWithNamesInLowerCaseAreFound() {
    Run siblings = library("p/scale.java", "package p;", "class scale { static double of = 2; }");
    application("return x * scale.of;").classPath(siblings.output()).run().orThrow();
    assertThat(standIn.compiled()).containsExactly("p.App");
  }

  @Test
  void classesOfTheUnnamedPackageAreFound() {
    Run other = library("Other.java", "class Other { static double scale = 2; }");
    Javac.in(directory.resolve("application"))
        .source(
            "App.java",
            "class App {",
            "  @org.cotangent.Differentiable static double h(double x) { return x * Other.scale; }",
            "}")
        .classPath(other.output())
        .processors(standIn.processor())
        .run()
        .orThrow();
    assertThat(standIn.compiled()).containsExactly("App");
  }

  @Test
  void aPackageMayBeSplitOverTheClassPath() {
    Run base = library("r/Base.java", "package r;", "public class Base { public double scale; }");
    Run far =
        Javac.in(directory.resolve("far"))
            .source("r/Far.java", "package r;", "public class Far extends Base {}")
            .source("s/Near.java", "package s;", "public class Near extends r.Far {}")
            .source("r/Unused.java", "package r;", "public class Unused {}")
            .classPath(base.output())
            .run()
            .orThrow();
    application("s.Near n = new s.Near();", "return x * n.scale;")
        .classPath(far.jar(directory.resolve("far.jar")), base.jar(directory.resolve("base.jar")))
        .run()
        .orThrow();
    assertThat(standIn.compiled()).containsExactly("p.App");
  }

  @Test
  void theFirstOfTwoClassesOfOneNameCounts() {
    Run first =
        library("r/Twin.java", "package r;", "public class Twin { public static double a; }");
    Run second =
        Javac.in(directory.resolve("second"))
            .source("r/Twin.java", "package r;", "public class Twin {}")
            .source("r/Another.java", "package r;", "public class Another {}")
            .run()
            .orThrow();
    application("r.Another another = null;", "return x * r.Twin.a;")
        .classPath(first.output(), second.output())
        .run()
        .orThrow();
    assertThat(standIn.compiled()).containsExactly("p.App");
  }

  @Test
  void otherClassesOfAPackageAreNotLookedAt() throws IOException {
    Run annotations =
        Javac.in(directory.resolve("annotations"))
            .source("z/When.java", "package z;", "public enum When { A }")
            .source("z/Mark.java", "package z;", "public @interface Mark { When value(); }")
            .run()
            .orThrow();
    Run lib =
        Javac.in(directory.resolve("lib"))
            .source(
                "q/Used.java", "package q;", "public class Used { public static double a = 2; }")
            .source("q/Other.java", "package q;", "@z.Mark(z.When.A) public class Other {}")
            .classPath(annotations.output())
            .run()
            .orThrow();
    // javac warns of this when, and only when, it reads Other.
    Files.delete(annotations.output().resolve("z/When.class"));
    Run run =
        application("return x * q.Used.a;").classPath(lib.output(), annotations.output()).run();
    assertThat(run.warnings()).isEmpty();
    run.orThrow();
    assertThat(standIn.compiled()).containsExactly("p.App");
  }

  @Test
  void sourcesOfTheSourcePathAreRead() {
    Javac.write(
        directory.resolve("more/r/Extra.java"),
        "package r;",
        "public class Extra { public static double scale = 2; }");
    application("return x * r.Extra.scale;")
        .options("-sourcepath", directory.resolve("more").toString(), "-implicit:class")
        .run()
        .orThrow();
    assertThat(standIn.compiled()).containsExactly("p.App");
  }

  @Test
  void severalClassesOfOneFileAreTypedTogether() {
    Javac.in(directory)
        .source(
            "p/A.java",
            "package p;",
            "class A { @org.cotangent.Differentiable static double f(double x) { return x; } }",
            "class B { @org.cotangent.Differentiable static double g(double x) { return x; } }",
            "class C { static class D {",
            "  @org.cotangent.Differentiable static double g(double x) { return x; } } }")
        .processors(standIn.processor())
        .run()
        .orThrow();
    assertThat(standIn.compiled()).containsExactly("p.A", "p.B", "p.C.D").inOrder();
  }

  @Test
  void anOlderPlatformIsTheOneThatBodiesSee() {
    assumeTrue(Runtime.version().feature() > 20, "Math.clamp must be there, but not in 17");
    Run run = application("return Math.clamp(x, 0.0, 1.0);").options("--release", "17").run();
    assertThat(run.errors().toString()).contains("[AD050] 'Math.clamp' is not known");
    assertThat(standIn.compiled()).isEmpty();
  }

  @Test
  void anOlderLanguageOnTheOwnPlatformIsUnderstood() {
    assumeTrue(Runtime.version().feature() > 20, "Math.clamp must be there, but not in 17");
    application("return Math.clamp(x, 0.0, 1.0);")
        .options("-source", "17", "-target", "17")
        .run()
        .orThrow();
    assertThat(standIn.compiled()).containsExactly("p.App");
  }

  @Test
  void aSourceLevelWithoutRecordsIsRefusedOnce() {
    Run run =
        application("return x;")
            .source(
                "p/Second.java",
                "package p;",
                "class Second { @org.cotangent.Differentiable static double f(double x) { return x;"
                    + " } }")
            .options("--release", "11")
            .run();
    List<String> ours = run.errors().stream().filter(error -> error.startsWith("[AD")).toList();
    assertThat(ours).hasSize(1);
    assertThat(ours.get(0)).startsWith("[AD057] source level 11 is too old for derivatives");
  }

  @Test
  void previewFeaturesAreUnderstood() {
    int version = Runtime.version().feature();
    assumeTrue(version == 17 || version == 25, "a preview feature of this JDK is needed");
    List<String> body =
        version == 17
            ? List.of("Object o = x;", "return switch (o) { case Double d -> d; default -> 0; };")
            : List.of("return x instanceof int i ? i : x;");
    Javac.in(directory.resolve("application"))
        .source(
            "p/App.java",
            "package p;",
            "class App {",
            "  @org.cotangent.Differentiable static double h(double x) {",
            String.join("\n", body),
            "  }",
            "}")
        .options("--enable-preview", "--release", "" + version)
        .processors(standIn.processor())
        .run()
        .orThrow();
    assertThat(standIn.compiled()).containsExactly("p.App");
  }
}
