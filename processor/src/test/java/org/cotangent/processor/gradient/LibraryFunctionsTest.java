package org.cotangent.processor.gradient;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.lang.reflect.Method;
import org.cotangent.processor.testing.Compiled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that call the functions of libraries, beside the same programs with those of Java. */
class LibraryFunctionsTest {

  private static String program(String imported) {
    return """
    import org.cotangent.Differentiable;
    IMPORT

    final class Model {
      @Differentiable
      static double f(double x, double y, int n) {
        double s = FastMath.sin(x) * FastMath.pow(x, y) + FastMath.pow(x, 3.0);
        for (int i = 0; i < n; i++) {
          s += FastMath.sqrt(FastMath.abs(s) + 1) * FastMath.atan2(y, s) + FastMath.floor(x);
          s = FastMath.max(s, FastMath.tanh(y)) + FastMath.pow(s / 10, 2);
        }
        return s / FastMath.log1p(x * x) + FastMath.hypot(x, y) + FastMath.exp(-s * s);
      }
    }
    """
        .replace("IMPORT", imported)
        .replace("FastMath.", imported.isEmpty() ? "Math." : "FastMath.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"org.hipparchus.util.FastMath", "org.apache.commons.math3.util.FastMath"})
  void aProgramWithFastMathHasTheGradientOfThatWithMath(String fastMath)
      throws ReflectiveOperationException {
    double[] expected = gradient(Compiled.compile(program("")), 1.3, 0.7, 3);
    double[] actual = gradient(Compiled.compile(program("import " + fastMath + ";")), 1.3, 0.7, 3);
    for (int i = 0; i < expected.length; i++) {
      assertWithMessage("component %s", i)
          .that(actual[i])
          .isWithin(1e-13 * Math.abs(expected[i]))
          .of(expected[i]);
    }
  }

  @Test
  void theSpecialFunctionsAreCalledByTheirOwnLibrary() throws ReflectiveOperationException {
    Compiled compiled =
        Compiled.compile(
            """
            import org.cotangent.Differentiable;
            import org.hipparchus.special.Erf;
            import org.hipparchus.special.Gamma;

            final class Model {
              @Differentiable
              static double f(double x, double y, int n) {
                return Gamma.logGamma(x) * Erf.erf(y)
                    + org.apache.commons.math3.special.Gamma.digamma(x) * n
                    + org.apache.commons.numbers.gamma.LogGamma.value(x * y);
              }
            }
            """);
    String generated = compiled.orThrow().generated().get("ModelDerivatives");
    assertThat(generated).contains("Gamma.digamma(x)");
    assertThat(generated).contains("org.apache.commons.math3.special.Gamma.trigamma(x)");
    assertThat(generated).contains("Digamma.value(x * y)");
    double[] gradient = gradient(compiled, 2.5, 0.4, 2);
    double h = 1e-4;
    for (int i = 0; i < 2; i++) {
      double dx = i == 0 ? h : 0;
      double dy = i == 1 ? h : 0;
      double above = value(compiled, 2.5 + dx, 0.4 + dy, 2);
      double below = value(compiled, 2.5 - dx, 0.4 - dy, 2);
      assertThat(gradient[i]).isWithin(1e-7).of((above - below) / (2 * h));
    }
  }

  private static double value(Compiled compiled, double x, double y, int n)
      throws ReflectiveOperationException {
    Method f = compiled.load("Model").getDeclaredMethod("f", double.class, double.class, int.class);
    f.setAccessible(true);
    return (double) f.invoke(null, x, y, n);
  }

  private static double[] gradient(Compiled compiled, double x, double y, int n)
      throws ReflectiveOperationException {
    Method method =
        compiled
            .load("ModelDerivatives")
            .getDeclaredMethod("fGradient", double.class, double.class, int.class);
    method.setAccessible(true);
    Object record = method.invoke(null, x, y, n);
    double[] found = new double[2];
    for (int i = 0; i < 2; i++) {
      Method component = record.getClass().getDeclaredMethod(i == 0 ? "x" : "y");
      component.setAccessible(true);
      found[i] = (double) component.invoke(record);
    }
    return found;
  }
}
