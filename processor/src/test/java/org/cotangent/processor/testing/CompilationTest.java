package org.cotangent.processor.testing;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;

/** The harness itself, with a processor of a few lines. */
class CompilationTest {
  private static final String MODEL =
      """
      package p;

      final class Model {
        @Deprecated
        static double twice(double x) {
          return 2 * x;
        }
      }
      """;

  @Test
  void aClassIsCompiledAndRuns() throws ReflectiveOperationException {
    var method =
        Compilation.of(MODEL).run().load("p.Model").getDeclaredMethod("twice", double.class);
    method.setAccessible(true);
    assertThat(method.invoke(null, 21.0)).isEqualTo(42.0);
  }

  @Test
  void whatAProcessorWritesIsCompiledLoadedAndKeptAsText() {
    Compiled compiled = Compilation.of(MODEL).with(Marker::new).run();
    assertThat(compiled.generated()).containsKey("p.twiceMark");
    assertThat(compiled.load("p.twiceMark").getClassLoader())
        .isEqualTo(compiled.load("p.Model").getClassLoader());
  }

  @Test
  void aFindingHasLineColumnAndCode() {
    Compiled compiled = Compilation.of(MODEL.replace("twice", "wrong")).with(Marker::new).run();
    assertThat(compiled.succeeded()).isFalse();
    Finding finding = compiled.errors().get(0);
    assertThat(finding.code()).isEqualTo("AD999");
    assertThat(finding.file()).isEqualTo("Model.java");
    assertThat(finding.line()).isEqualTo(5);
    assertThat(finding.column()).isEqualTo(17);
    assertThat(finding.isOurs()).isTrue();
  }

  @Test
  void aWarningIsAnErrorUnlessLenient() {
    String raw = MODEL.replace("return 2 * x", "String s = (String) \"\"; return 2 * x");
    assertThat(Compilation.of(raw).run().succeeded()).isFalse();
    Compiled lenient = Compilation.of(raw).lenient().run();
    assertThat(lenient.succeeded()).isTrue();
    assertThat(lenient.warnings()).hasSize(1);
  }

  @Test
  void membersBecomeAFileWhoseFirstMethodIsDifferentiable() {
    String source =
        Sources.model("static final double K = 2;\nstatic double f(double x) { return K * x; }");
    assertThat(source).contains("  @Differentiable static double f(double x)");
    assertThat(Sources.className(source)).isEqualTo("p.Model");
    Compilation.of(source).run().orThrow();
  }

  @Test
  void hundredsOfCompilationsTakeSeconds() {
    for (int i = 0; i < 50; i++) {
      Compilation.of(MODEL).with(Marker::new).run().orThrow();
    }
    long start = System.nanoTime();
    for (int i = 0; i < 100; i++) {
      Compilation.of(MODEL).with(Marker::new).run().orThrow();
    }
    double millis = (System.nanoTime() - start) * 1e-6 / 100;
    // Measured: some 10 ms on one slow core. The bound only catches a class path opened each time.
    assertWithMessage("milliseconds for one compilation").that(millis).isLessThan(200);
  }

  /** Writes a class for each deprecated method, and dislikes the name "wrong". */
  @SupportedAnnotationTypes("java.lang.Deprecated")
  private static final class Marker extends AbstractProcessor {
    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      for (Element method : round.getElementsAnnotatedWith(Deprecated.class)) {
        if (method.getSimpleName().contentEquals("wrong")) {
          processingEnv
              .getMessager()
              .printMessage(Diagnostic.Kind.ERROR, "[AD999] 'wrong' is wrong", method);
          continue;
        }
        String name = method.getSimpleName() + "Mark";
        try (Writer file =
            processingEnv.getFiler().createSourceFile("p." + name, method).openWriter()) {
          file.write("package p; final class " + name + " {}");
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      return true;
    }
  }
}
