package org.cotangent.processor;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.cotangent.processor.Javac.Run;
import org.cotangent.processor.frontend.CompanionLookup.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classes that cannot be done in the first round. */
class DeferralTest {
  @TempDir Path directory;
  private final StandIn standIn = new StandIn();

  private Javac javac() {
    return Javac.in(directory).options("-Xlint:all,-options", "-Werror");
  }

  @Test
  void aBodyMayUseTypesThatAnotherProcessorWrites() {
    Run run =
        javac()
            .source(
                "p/Model.java",
                "package p;",
                "class Model {",
                "  @org.cotangent.Differentiable static double f(double x) {",
                "    var scale = Config.scale();",
                "    return scale * x;",
                "  }",
                "}")
            .processors(
                new Writes(
                    "p.Config", "package p; class Config { static int scale() { return 2; } }"),
                standIn.processor())
            .run()
            .orThrow();
    assertThat(standIn.compiled()).containsExactly("p.Model");
    assertThat(run.generated("ModelDerivatives")).contains("fBackward");
  }

  @Test
  void aHelperMayUseTypesThatAnotherProcessorWrites() {
    javac()
        .source(
            "p/Model.java",
            "package p;",
            "class Model {",
            "  @org.cotangent.Differentiable static double f(double x) { return g(x); }",
            "  private static double g(double x) { return Config.scale() * x; }",
            "}")
        .processors(
            new Writes("p.Config", "package p; class Config { static int scale() { return 2; } }"),
            standIn.processor())
        .run()
        .orThrow();
    assertThat(standIn.compiled()).containsExactly("p.Model");
  }

  @Test
  void missingTypesOutsideOfTheAnnotatedBodiesDoNotMatter() {
    javac()
        .source(
            "p/Model.java",
            "package p;",
            "class Model {",
            "  ModelDerivatives.FGradient last;",
            "  @org.cotangent.Differentiable static double f(double x) { return x; }",
            "  static double use() { var g = ModelDerivatives.fGradient(1); return g.x(); }",
            "}")
        .processors(standIn.processor())
        .run()
        .orThrow();
    assertThat(standIn.compiled()).containsExactly("p.Model");
  }

  @Test
  void aNameThatStaysUnknownIsReportedAtItsPlace() {
    Run run =
        javac()
            .source(
                "p/Model.java",
                "package p;",
                "class Model {",
                "  @org.cotangent.Differentiable static double f(double x) {",
                "    var c = Confg.scale();",
                "    return x * c;",
                "  }",
                "}")
            .processors(standIn.processor())
            .run();
    assertThat(run.succeeded()).isFalse();
    assertThat(run.errors()).hasSize(1);
    assertThat(run.errors().get(0))
        .startsWith("[AD050] 'Confg' is not known, so the body of 'f' cannot be read");
    assertThat(run.diagnostics().get(0).getLineNumber()).isEqualTo(4);
    assertThat(run.diagnostics().get(0).getColumnNumber()).isEqualTo(13);
    assertThat(run.diagnostics().get(0).getEndPosition())
        .isEqualTo(run.diagnostics().get(0).getStartPosition() + "Confg".length());
  }

  @Test
  void aFieldOfUnknownTypeIsNamedByItsType() {
    Run run =
        javac()
            .source(
                "p/Model.java",
                "package p;",
                "class Model {",
                "  static Confg config;",
                "  @org.cotangent.Differentiable static double f(double x) {",
                "    return x * config.scale;",
                "  }",
                "}")
            .processors(standIn.processor())
            .run();
    assertThat(run.errors().toString()).contains("[AD050] 'Confg' is not known");
  }

  @Test
  void aBodyThatNeedsItsOwnCompanionIsToldSo() {
    Run run =
        javac()
            .source(
                "p/Model.java",
                "package p;",
                "class Model {",
                "  @org.cotangent.Differentiable static double f(double x) {",
                "    return ModelDerivatives.fGradient(x).x();",
                "  }",
                "}")
            .processors(standIn.processor())
            .run();
    assertThat(run.errors()).hasSize(1);
    assertThat(run.errors().get(0))
        .startsWith("[AD051] 'ModelDerivatives' is what is to be written");
  }

  @Test
  void aBodyThatIsWrongJavaIsReportedInTheCompilersWords() {
    Run run =
        javac()
            .source(
                "p/Model.java",
                "package p;",
                "class Model {",
                "  @org.cotangent.Differentiable static double f(double x) {",
                "    int n = \"three\";",
                "    return x * n;",
                "  }",
                "}")
            .processors(standIn.processor())
            .run();
    assertThat(run.errors()).hasSize(1);
    assertThat(run.errors().get(0)).startsWith("[AD052] the body of 'f' does not compile: ");
    assertThat(run.errors().get(0)).contains("String cannot be converted to int");
  }

  @Test
  void aCallerWaitsForTheCompanionOfWhatItCalls() {
    javac()
        .source(
            "p/A.java",
            "package p;",
            "class A { @org.cotangent.Differentiable static double f(double x) { return B.g(x); }"
                + " }")
        .source(
            "p/B.java",
            "package p;",
            "class B { @org.cotangent.Differentiable static double g(double x) { return x; } }")
        .processors(standIn.processor())
        .run()
        .orThrow();
    assertThat(standIn.compiled()).containsExactly("p.A", "p.B", "p.A").inOrder();
    Answer.Found found = (Answer.Found) standIn.answers().get("g(double)");
    assertThat(found.callee().companion()).isEqualTo("p.BDerivatives");
    assertThat(found.callee().writes()).isEmpty();
  }

  @Test
  void classesThatCallEachOtherAreDoneFromTheirSignatures() {
    javac()
        .source(
            "p/A.java",
            "package p;",
            "class A {",
            "  @org.cotangent.Differentiable static double f(double a, double[] b) {",
            "    return b.length > 3 ? a : B.g(b, a);",
            "  }",
            "}")
        .source(
            "p/B.java",
            "package p;",
            "class B {",
            "  @org.cotangent.Differentiable static double g(double[] b, double a) {",
            "    return b.length > 2 ? a : A.f(a, b);",
            "  }",
            "}")
        .processors(standIn.processor())
        .run()
        .orThrow();
    Answer.Found found = (Answer.Found) standIn.answers().get("f(double,double[])");
    assertThat(found.callee().backward()).isEqualTo("fBackward");
    assertThat(found.callee().recordName()).isEqualTo("FBackward");
    assertThat(found.callee().scalarNames()).containsExactly("a");
    assertThat(found.callee().wrt()).containsExactly(0, 1).inOrder();
    assertThat(found.callee().writes()).containsExactly(1);
  }

  @Test
  void allClassesReportTheirErrorsThoughSomeWereWaiting() {
    Run run =
        javac()
            .source(
                "p/A.java",
                "package p;",
                "class A { @org.cotangent.Differentiable static double f(double x) { return B.g(x)"
                    + " + Nope.x; } }")
            .source(
                "p/B.java",
                "package p;",
                "class B { @org.cotangent.Differentiable static double g(double x) { return x; } }")
            .source(
                "p/C.java",
                "package p;",
                "class C { @org.cotangent.Differentiable static double h(double x) { return Nix.x;"
                    + " } }")
            .processors(standIn.processor())
            .run();
    assertThat(run.errors()).hasSize(2);
    assertThat(run.errors().get(0)).contains("'Nope'");
    assertThat(run.errors().get(1)).contains("'Nix'");
    assertThat(standIn.compiled()).containsExactly("p.B");
  }

  /** Another processor: it writes one class in the first round. */
  @SupportedAnnotationTypes("*")
  static final class Writes extends AbstractProcessor {
    private final Map<String, String> files;
    private boolean done;

    Writes(String name, String text) {
      files = Map.of(name, text);
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      if (!done) {
        done = true;
        files.forEach(
            (name, text) -> {
              try (Writer out = processingEnv.getFiler().createSourceFile(name).openWriter()) {
                out.write(text);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
      }
      return false;
    }
  }
}
