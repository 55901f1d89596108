package org.cotangent.processor;

import static com.google.common.truth.Truth.assertThat;

import java.nio.file.Path;
import org.cotangent.processor.frontend.CompanionLookup.Answer;
import org.cotangent.processor.ir.Callee;
import org.cotangent.processor.ir.Type;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls into other jars, and what is known of them. */
class LookupTest {
  @TempDir Path directory;
  private Javac.Run library;
  private final StandIn standIn = new StandIn();

  @BeforeEach
  void compileTheLibrary() {
    library =
        Javac.in(directory.resolve("library"))
            .source(
                "q/Outer.java",
                "package q;",
                "import org.cotangent.Differentiable;",
                "public class Outer {",
                "  public static class Inner {",
                "    @Differentiable public static double f(double[] x, double s) { return s *"
                    + " x[0]; }",
                "    @Differentiable public static double g(double[] x) { return x[0]; }",
                "    public static double plain(double x) { return x; }",
                "  }",
                "}")
            .source(
                "q/Bare.java",
                "package q;",
                "public class Bare {",
                "  public static double f(double x) { return x; }",
                "}")
            .processors(new StandIn().processor())
            .run()
            .orThrow();
  }

  private void compileTheApplication(String expression, Object... classPath) {
    Javac.in(directory.resolve("application"))
        .source(
            "p/App.java",
            "package p;",
            "import q.*;",
            "class App {",
            "  @org.cotangent.Differentiable static double h(double[] x, double s) {",
            "    return " + expression + ";",
            "  }",
            "}")
        .classPath(classPath)
        .processors(standIn.processor())
        .run()
        .orThrow();
  }

  @Test
  void aCompanionInAJarIsFound() {
    compileTheApplication(
        "Outer.Inner.f(x, s) + Outer.Inner.g(x)", library.jar(directory.resolve("library.jar")));
    Callee.Companion f = found("f(double[],double)");
    assertThat(f.companion()).isEqualTo("q.Outer_InnerDerivatives");
    assertThat(f.backward()).isEqualTo("fBackward");
    assertThat(f.key().owner()).isEqualTo("q.Outer.Inner");
    assertThat(f.returnType()).isEqualTo(Type.Primitive.DOUBLE);
    assertThat(f.wrt()).containsExactly(0, 1).inOrder();
    assertThat(f.writes()).isEmpty();
    assertThat(f.scalarNames()).containsExactly("s");
    assertThat(f.recordName()).isEqualTo("FBackward");
    assertThat(found("g(double[])").scalarNames()).isEmpty();
  }

  @Test
  void aCompanionInADirectoryIsFound() {
    compileTheApplication("Outer.Inner.f(x, s)", library.output());
    assertThat(found("f(double[],double)").wrt()).containsExactly(0, 1).inOrder();
  }

  @Test
  void aMethodWithoutAnnotationIsRefusedWithTheReason() {
    compileTheApplication("Outer.Inner.plain(s) + Bare.f(s)", library.output());
    assertThat(reason("plain(double)")).isEqualTo("it is not annotated with @Differentiable");
    assertThat(reason("f(double)")).isEqualTo("it is not annotated with @Differentiable");
  }

  @Test
  void aJarThatWasBuiltWithoutTheProcessorIsToldFrom() {
    Javac.Run without =
        Javac.in(directory.resolve("without"))
            .source(
                "q/Lib.java",
                "package q;",
                "public class Lib {",
                "  @org.cotangent.Differentiable public static double f(double x) { return x; }",
                "}")
            .run()
            .orThrow();
    compileTheApplication("Lib.f(s)", without.output());
    assertThat(reason("f(double)"))
        .isEqualTo("its companion q.LibDerivatives is missing, so its jar was built without it");
  }

  @Test
  void anOlderCompanionOfAClassThatIsBeingCompiledSaysNothing() {
    Javac.in(directory.resolve("application"))
        .source(
            "p/App.java",
            "package p;",
            "class App {",
            "  @org.cotangent.Differentiable static double h(double s) {",
            "    return q.Bare.f(s) + q.Outer.Inner.f(s);",
            "  }",
            "}")
        .source(
            "q/Bare.java",
            "package q;",
            "public class Bare {",
            "  @org.cotangent.Differentiable public static double f(double x) { return x; }",
            "}")
        .source(
            "q/Outer.java",
            "package q;",
            "public class Outer {",
            "  public static class Inner { public static double f(double s) { return s; } }",
            "}")
        .classPath(library.output())
        .processors(standIn.processor())
        .run()
        .orThrow();
    assertThat(standIn.compiled()).containsExactly("p.App", "q.Bare", "p.App").inOrder();
    assertThat(reason("f(double)")).isEqualTo("it is not annotated with @Differentiable");
  }

  private Callee.Companion found(String method) {
    return ((Answer.Found) standIn.answers().get(method)).callee();
  }

  private String reason(String method) {
    return ((Answer.NotDifferentiable) standIn.answers().get(method)).reason();
  }
}
