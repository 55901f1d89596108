package org.cotangent.processor;

import static com.google.common.truth.Truth.assertThat;

import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What javac says of annotations that no processor claims. */
class ClaimedAnnotationsTest {
  private static final String SOURCE =
      """
      import org.cotangent.runtime.Elementwise;
      import org.cotangent.runtime.Matrix;
      import org.cotangent.runtime.Operation;

      public final class Own {
        private Own() {}

        @Operation(formula = "2 * x", adjoints = "x: 2 * adjoint")
        public static Matrix twice(Matrix x) {
          return Elementwise.of("(x) -> 2 * x", x);
        }
      }
      """;

  @Test
  void operationsOfOnesOwnCompileWithoutWarnings(@TempDir Path classes) {
    JavaFileObject file =
        new SimpleJavaFileObject(URI.create("string:///Own.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return SOURCE;
          }
        };
    StringWriter said = new StringWriter();
    var task =
        ToolProvider.getSystemJavaCompiler()
            .getTask(
                said,
                null,
                null,
                List.of("-Xlint:processing", "-Werror", "-d", classes.toString()),
                null,
                List.of(file));
    task.setProcessors(List.of(new DifferentiableProcessor()));
    boolean compiled = task.call();
    assertThat(said.toString()).isEmpty();
    assertThat(compiled).isTrue();
  }
}
