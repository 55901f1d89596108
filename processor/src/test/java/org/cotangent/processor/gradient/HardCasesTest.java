package org.cotangent.processor.gradient;

import static com.google.common.truth.Truth.assertThat;

import java.lang.reflect.Method;
import org.cotangent.processor.testing.Check;
import org.cotangent.processor.testing.Compiled;
import org.cotangent.processor.testing.Refusals;
import org.junit.jupiter.api.Test;

/** Cases of {@code docs/hard-cases.md} that belong nowhere else. */
class HardCasesTest {

  @Test
  void h1ADerivativeInsideOfTheMethodOfItsOwnClassIsRefused() {
    Refusals.check(
        """
        package p;

        import org.cotangent.Differentiable;

        final class Model {
          @Differentiable
          static double inner(double x, double y) {
            return x + y;
          }

          @Differentiable
          static double outer(double x) {
            return x * ModelDerivatives.innerGradient(x, 1).y(); // expect AD051: ModelDerivatives
          }
        }
        """);
  }

  @Test
  void h1ADerivativeInsideOfAMethodOfAnotherClassIsRefused() {
    Refusals.check(
        """
        package p;

        import org.cotangent.Differentiable;

        final class Model {
          @Differentiable
          static double outer(double x) {
            double y = InnerDerivatives.fGradient(x, 1).y(); // expect AD204: InnerDerivatives.fGradient(x, 1).y() // expect AD202: InnerDerivatives.fGradient(x, 1)
            return x * y;
          }
        }
        """,
        """
        package p;

        import org.cotangent.Differentiable;

        final class Inner {
          @Differentiable(wrt = "y")
          static double f(double x, double y) {
            return x + y;
          }
        }
        """);
  }

  @Test
  void h1APairOfDerivativesThatIsWrittenOutIsNotConfused() {
    // x * d(x + y)/dy by x is 1: the inner derivative does not depend on x.
    Check.of(
            """
            package p;

            import org.cotangent.Differentiable;

            final class Model {
              @Differentiable
              static double outer(double x) {
                return x * byY(x, 1);
              }

              private static double byY(double x, double y) {
                Dual dual = new Dual(x, 0).plus(new Dual(y, 1));
                return dual.derivative();
              }

              record Dual(double value, double derivative) {
                Dual plus(Dual other) {
                  return new Dual(value + other.value(), derivative + other.derivative());
                }
              }
            }
            """)
        .at(1.0)
        .is("x", 1);
  }

  @Test
  void h5GeneratedCodeThatIsCopiedIntoAFileOfItsOwnIsDifferentiatedAgain() throws Exception {
    String source =
        """
        package p;

        import org.cotangent.Differentiable;

        final class Cubic {
          @Differentiable
          static double f(double x) {
            double y = 1;
            if (x > -9) {
              y = x * x * Math.sin(x);
            }
            return y + x;
          }
        }
        """;
    String generated = Compiled.compile(source).orThrow().generated().get("p.CubicDerivatives");
    String copy =
        generated
            .replaceFirst("(?s)^package p;", "")
            .replace("CubicDerivatives", "Copy")
            .replace("@GeneratedDerivative\n", "\n")
            .replaceAll("(?m)^import .*$", "")
            .replaceAll("@GeneratedDerivative\\(.*\\)", "")
            .replace("{@link Cubic}", "it");
    String twice =
        """
        package p;

        import org.cotangent.Differentiable;
        import org.cotangent.runtime.Tape;

        final class Again {
          @Differentiable
          static double slope(double x) {
            return Copy.fGradient(x).x();
          }
        }
        """
            + copy;

    Compiled compiled = Compiled.compile(twice).orThrow();

    for (double x : new double[] {-1.3, 0, 0.7, 2}) {
      Object gradient = call(compiled.load("p.AgainDerivatives"), "slopeGradient", x);
      double slope = 2 * x * Math.sin(x) + x * x * Math.cos(x) + 1;
      double curvature = 2 * Math.sin(x) + 4 * x * Math.cos(x) - x * x * Math.sin(x);
      assertThat(component(gradient, "value")).isWithin(1e-12).of(slope);
      assertThat(component(gradient, "x")).isWithin(1e-12).of(curvature);
    }
  }

  @Test
  void n1WhatCancelsInTheValueCancelsInTheDerivative() throws Exception {
    Compiled compiled =
        Compiled.compile(
                """
                package p;

                import org.cotangent.Differentiable;

                final class Model {
                  @Differentiable
                  static double f(double x) {
                    double t = x + 1e20 * x;
                    return t - 1e20 * x;
                  }
                }
                """)
            .orThrow();
    Object gradient = call(compiled.load("p.ModelDerivatives"), "fGradient", 3.0);

    // In exact arithmetic 3 and 1: the number 1 is below the last digit of 1e20.
    assertThat(component(gradient, "value")).isEqualTo(0.0);
    assertThat(component(gradient, "x")).isEqualTo(0.0);
  }

  @Test
  void n10ALoopOfMillionsOfIterationsKeepsItsStates() throws Exception {
    Compiled compiled =
        Compiled.compile(
                """
                package p;

                import org.cotangent.Differentiable;

                final class Model {
                  @Differentiable
                  static double f(double x, int n) {
                    for (int i = 0; i < n; i++) {
                      x = x + 1e-7 * x * x;
                    }
                    return x;
                  }
                }
                """)
            .orThrow();
    Object gradient = call(compiled.load("p.ModelDerivatives"), "fGradient", 1.0, 3_000_000);

    // The differential equation x' = x * x: x(t) = x / (1 - t x), by x: 1 / (1 - t x)^2.
    assertThat(component(gradient, "value")).isWithin(1e-6).of(1 / 0.7);
    assertThat(component(gradient, "x")).isWithin(1e-6).of(1 / 0.49);
  }

  private static Object call(Class<?> companion, String name, Object... arguments)
      throws ReflectiveOperationException {
    for (Method method : companion.getDeclaredMethods()) {
      if (method.getName().equals(name) && method.getParameterCount() == arguments.length) {
        method.setAccessible(true);
        return method.invoke(null, arguments);
      }
    }
    throw new AssertionError("no " + name);
  }

  private static double component(Object record, String name) throws ReflectiveOperationException {
    Method accessor = record.getClass().getDeclaredMethod(name);
    accessor.setAccessible(true);
    return (Double) accessor.invoke(record);
  }
}
