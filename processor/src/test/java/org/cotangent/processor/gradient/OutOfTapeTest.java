package org.cotangent.processor.gradient;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.cotangent.processor.testing.Compilation;
import org.cotangent.processor.testing.Compiled;
import org.cotangent.processor.testing.Processors;
import org.cotangent.runtime.OutOfTape;
import org.cotangent.runtime.Tape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A tape that a loop fills says which loop that is. */
class OutOfTapeTest {
  private static final String SOURCE =
      """
      package p;

      import org.cotangent.*;

      final class Model {
        @Differentiable
        static double inner(double x, int n) {
          double y = x;
          for (int i = 0; i < n; i++) { // 9
            for (int k = 0; k < 3; k++) {
              y = Math.sin(y);
            }
          }
          return y;
        }

        @Differentiable
        static double second(double x, int n) {
          double y = x;
          for (int i = 0; i < 3; i++) {
            y = Math.sin(y);
          }
          if (n > 0) {
            for (int i = 1; i <= n; i += 2) { // 24
              y = Math.sin(y);
            }
          }
          for (int i = 0; i < n; i++) {
            y = Math.sin(y);
          }
          return y;
        }

        @Differentiable
        static double helper(double x, int n) {
          return run(x, n) * x;
        }

        private static double run(double x, int n) {
          double y = x;
          for (int i = 0; i < n; i++) { // 41
            y = few(y);
          }
          return y;
        }

        private static double few(double y) {
          double z = y;
          for (int i = 0; i < 3; i++) {
            z = Math.sin(z);
          }
          return z;
        }

        @Differentiable
        static double general(double x, int n) {
          double y = x;
          int i = 0;
          while (i < n) { // 59
            y = Math.sin(y);
            i++;
          }
          return y;
        }

        @Differentiable
        static double checkpointed(double x, int n) {
          double y = x;
          for (@Checkpointed(snapshots = 5) int i = 0; i < n; i++) {
            y = few(y);
          }
          return y;
        }

        @Differentiable
        static double hugeIteration(double x, int n) {
          double y = x;
          for (@Checkpointed(snapshots = 5) int i = 0; i < 2; i++) {
            for (int k = 0; k < n; k++) { // 79
              y = Math.sin(y);
            }
          }
          return y;
        }
      }
      """;

  private static final Compiled COMPILED =
      Compilation.of(SOURCE).with(Processors::cotangent).run().orThrow();

  private static void gradient(String name, int n, Tape tape) throws Throwable {
    Method method =
        COMPILED
            .load("p.ModelDerivatives")
            .getDeclaredMethod(name + "Gradient", double.class, int.class, Tape.class);
    method.setAccessible(true);
    try {
      method.invoke(null, 0.3, n, tape);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          inner         | Model.java:9  for (int i = 0; i < n; i++)
          second        | Model.java:24  for (int i = 1; i <= n; i += 2)
          helper        | Model.java:41  for (int i = 0; i < n; i++)
          general       | Model.java:59  while (i < n)
          hugeIteration | Model.java:79  for (int k = 0; k < n; k++)
          """)
  void theOutermostLoopThatFillsTheTapeIsNamed(String method, String loop) {
    Tape tape = new Tape();
    tape.limit(1 << 16);
    OutOfTape error = assertThrows(OutOfTape.class, () -> gradient(method, 100_000, tape));
    assertThat(error.loop()).isEqualTo(loop);
    assertThat(error).hasMessageThat().contains(loop);
    assertThat(error.bytes()).isAtMost(1 << 16);
    assertThat(error).hasMessageThat().contains("@Checkpointed");
  }

  @Test
  void aCheckpointedLoopStaysUnderTheLimit() throws Throwable {
    Tape tape = new Tape();
    tape.limit(1 << 16);
    gradient("checkpointed", 100_000, tape);
    assertThat(tape.bytes()).isAtMost(1 << 13);
    assertThat(tape.isEmpty()).isTrue();
  }

  @Test
  void aLoopThatFitsRunsAsBefore() throws Throwable {
    Tape tape = new Tape();
    tape.limit(1 << 16);
    gradient("inner", 100, tape);
    assertThat(tape.isEmpty()).isTrue();
  }
}
