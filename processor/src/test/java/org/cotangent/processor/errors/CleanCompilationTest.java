package org.cotangent.processor.errors;

import static com.google.common.truth.Truth.assertWithMessage;

import org.cotangent.processor.testing.Compilation;
import org.cotangent.processor.testing.Compiled;
import org.cotangent.processor.testing.Processors;
import org.cotangent.processor.testing.Sources;
import org.junit.jupiter.api.Test;

/** A user whose own build is strict. */
class CleanCompilationTest {

  @Test
  void aClassCompilesWithEveryWarningAnError() {
    Compiled compiled =
        Compilation.of(
                Sources.file(
                    """
                    static double f(double[] x, @NonDifferentiable double k, int n) {
                      double s = held(k);
                      for (int i = 0; i < n; i++) {
                        s = s * x[i] + k;
                        x[i] = Math.sin(s);
                      }
                      return s;
                    }

                    @NonDifferentiable
                    static double held(double x) {
                      return x;
                    }
                    """))
            .with(Processors::cotangent)
            .options("-Xlint:all")
            .run();
    assertWithMessage("what the user sees: %s", compiled.report())
        .that(compiled.succeeded())
        .isTrue();
  }
}
