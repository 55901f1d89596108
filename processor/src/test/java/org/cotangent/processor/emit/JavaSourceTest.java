package org.cotangent.processor.emit;

import static com.google.common.truth.Truth.assertThat;
import static com.google.testing.compile.CompilationSubject.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.Test;

final class JavaSourceTest {

  /** Writes the companion of a line once. */
  private static final class Writing extends AbstractProcessor {
    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return Set.of("*");
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      for (Element root : round.getRootElements()) {
        if (root.getSimpleName().contentEquals("Line")) {
          write(JavaEmitter.emit(LineCompanion.companion(), root));
        }
      }
      return false;
    }

    private void write(JavaSource source) {
      try {
        source.writeTo(processingEnv.getFiler());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Test
  void theCompilerFindsTheCompanionUnderItsName() {
    Compilation compilation =
        Compiler.javac()
            .withProcessors(new Writing())
            .compile(
                JavaFileObjects.forSourceString("p.Line", JavaEmitterTest.LINE),
                JavaFileObjects.forSourceString("org.cotangent.runtime.Tape", JavaEmitterTest.TAPE),
                JavaFileObjects.forSourceString(
                    "org.cotangent.runtime.Adjoints", JavaEmitterTest.ADJOINTS));
    assertThat(compilation).succeeded();
    assertThat(compilation)
        .generatedSourceFile("p.LineDerivatives")
        .contentsAsUtf8String()
        .isEqualTo(JavaEmitter.emit(LineCompanion.companion(), null).text());
  }

  @Test
  void itSaysWhatItIs() {
    JavaSource source = JavaEmitter.emit(LineCompanion.companion(), null);
    assertThat(source.qualifiedName()).isEqualTo("p.LineDerivatives");
    assertThat(source.toString()).isEqualTo(source.text());
  }
}
