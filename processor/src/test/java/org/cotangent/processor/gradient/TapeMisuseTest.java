package org.cotangent.processor.gradient;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.cotangent.processor.testing.Compiled;
import org.cotangent.runtime.Tape;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A tape after an exception, a tape inside a tape, and arguments of wrong shapes. */
class TapeMisuseTest {
  private static Compiled compiled;

  @BeforeAll
  static void compile() {
    compiled =
        Compiled.compile(
            """
            import org.cotangent.Differentiable;

            final class Model {
              @Differentiable
              static double f(double[] x, int[] order) {
                double[] state = new double[x.length];
                double s = 1;
                for (int i = 0; i < order.length; i++) {
                  s = s * x[order[i]] + Math.sin(s) + g(s, i);
                  state[order[i]] += s * s;
                }
                return s + state[0];
              }

              private static double g(double a, int n) {
                double b = a;
                for (int k = 0; k < n; k++) {
                  b = b * Math.cos(b);
                }
                return b;
              }
            }
            """);
  }

  private static Object call(Object... arguments) throws Throwable {
    for (Method method : compiled.load("ModelDerivatives").getDeclaredMethods()) {
      if (method.getName().equals("fBackward") && method.getParameterCount() == arguments.length) {
        method.setAccessible(true);
        try {
          return method.invoke(null, arguments);
        } catch (InvocationTargetException e) {
          throw e.getCause();
        }
      }
    }
    throw new AssertionError();
  }

  private static final double[] X = {0.5, 1.25, -0.75};
  private static final int[] ORDER = {0, 2, 1, 1, 0, 2};

  private static double[] fresh() throws Throwable {
    double[] adjoint = new double[3];
    call(X, adjoint, ORDER, 1.0);
    return adjoint;
  }

  @Test
  void afterAnExceptionInTheMiddleATapeGivesTheSameNumbers() throws Throwable {
    Tape tape = new Tape();
    for (int bad = 0; bad < ORDER.length; bad++) {
      int[] order = ORDER.clone();
      order[bad] = 7;
      assertThrows(
          ArrayIndexOutOfBoundsException.class, () -> call(X, new double[3], order, 1.0, tape));
      double[] adjoint = new double[3];
      call(X, adjoint, ORDER, 1.0, tape);
      assertThat(adjoint).isEqualTo(fresh());
    }
    tape.clear();
    assertThat(tape.isEmpty()).isTrue();
  }

  @Test
  void aCallLeavesTheTapeAsItFoundIt() throws Throwable {
    Tape tape = new Tape();
    tape.push(3.5);
    tape.push(7);
    double[] lent = tape.doubles(4);
    lent[2] = 9;
    double[] adjoint = new double[3];
    call(X, adjoint, ORDER, 1.0, tape);
    assertThat(adjoint).isEqualTo(fresh());
    assertThat(lent[2]).isEqualTo(9);
    assertThat(tape.mark()).isEqualTo(1);
    assertThat(tape.popInt()).isEqualTo(7);
    assertThat(tape.popDouble()).isEqualTo(3.5);
  }

  @Test
  void aUsedTapeOfAnotherSizeGivesTheSameNumbers() throws Throwable {
    Tape tape = new Tape();
    call(new double[100], new double[100], new int[1000], 1.0, tape);
    for (int k = 0; k < 3; k++) {
      double[] adjoint = new double[3];
      call(X, adjoint, ORDER, 1.0, tape);
      assertThat(adjoint).isEqualTo(fresh());
    }
    assertThat(tape.isEmpty()).isTrue();
  }

  @Test
  void wrongShapesAreNamedAndNothingIsTouched() {
    Tape tape = new Tape();
    double[] shorter = new double[2];
    IllegalArgumentException wrong =
        assertThrows(IllegalArgumentException.class, () -> call(X, shorter, ORDER, 1.0, tape));
    assertThat(wrong).hasMessageThat().isEqualTo("xAdjoint has length 2, but x has length 3");
    assertThat(shorter).isEqualTo(new double[2]);
    assertThat(tape.isEmpty()).isTrue();
    assertThat(assertThrows(IllegalArgumentException.class, () -> call(X, null, ORDER, 1.0, tape)))
        .hasMessageThat()
        .isEqualTo("xAdjoint is null, but x has length 3");
    assertThat(assertThrows(IllegalArgumentException.class, () -> call(X, X, ORDER, 1.0, tape)))
        .hasMessageThat()
        .contains("xAdjoint");
  }

  @Test
  void nullsEndAsInThePlainMethod() {
    Tape tape = new Tape();
    assertThrows(NullPointerException.class, () -> call(null, new double[3], ORDER, 1.0, tape));
    assertThrows(NullPointerException.class, () -> call(X, new double[3], null, 1.0, tape));
    assertThrows(NullPointerException.class, () -> call(X, new double[3], ORDER, 1.0, null));
  }
}
