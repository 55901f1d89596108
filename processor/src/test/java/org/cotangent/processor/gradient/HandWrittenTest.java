package org.cotangent.processor.gradient;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.cotangent.processor.testing.Check;
import org.cotangent.processor.testing.Compilation;
import org.cotangent.processor.testing.Compiled;
import org.cotangent.processor.testing.Processors;
import org.junit.jupiter.api.Test;

/**
 * Derivatives written by hand. Where the method has a body that can be followed, the oracle follows
 * it and knows nothing of the derivative that the user wrote; each such test also makes sure that
 * it was called.
 */
class HandWrittenTest {
  private static final String IMPORTS = "import org.cotangent.*;\n@SuppressWarnings(\"unused\")\n";

  /** A root by Newton's method, whose derivative by the implicit function theorem is short. */
  private static final String ROOT =
      """
        static double root(double c) {
          double y = c;
          for (int k = 0; k < 60; k++) {
            y = 0.5 * (y + c / y);
          }
          return y;
        }

        @DerivativeOf(type = Model.class, method = "root")
        static double rootDerivative(double c, double seed) {
          return seed * 0.5 / root(c);
        }
      """;

  private static Check model(String members) {
    return Check.of(IMPORTS + "final class Model {\n" + members + "}\n");
  }

  @Test
  void theDerivativeOfOneScalarIsCalledInsteadOfFollowingTheBody() {
    Check check =
        model(ROOT + "@Differentiable static double f(double x) { return x * root(3 * x); }");
    check.at(2.0).is("x", 1.5 * Math.sqrt(6));
    check.atRandom(0).at(0.3);
    assertThat(check.generated()).contains("Model.rootDerivative(3 * x, ");
    assertThat(check.generated()).doesNotContain("for (");
  }

  @Test
  void itIsCalledInLoopsInHelpersAndMoreThanOnceInAnExpression() {
    Check check =
        model(
            ROOT
                + """
                @Differentiable
                static double f(double x, double[] w) {
                  double s = x;
                  for (int i = 0; i < w.length; i++) {
                    s = root(s + w[i] * w[i]) * root(2 + x) + twice(s);
                  }
                  return s;
                }

                private static double twice(double s) {
                  return 2 * root(s * s + 1);
                }
                """);
    check.at(0.7, new double[] {0.5, 1.5, -0.3});
    check.at(1.3, new double[] {});
    assertThat(check.generated()).contains("Model.rootDerivative");
  }

  @Test
  void severalScalarsReturnTheirAdjointsInOrder() {
    Check check =
        model(
            """
            @Differentiable
            static double f(double x, float y, int n) {
              return weighted(x * y, n, y, x) * x;
            }

            static double weighted(double a, int n, float b, double c) {
              return a * b * n + c * c;
            }

            @DerivativeOf(type = Model.class, method = "weighted")
            static double[] weightedDerivative(double a, int n, float b, double c, double seed) {
              return new double[] {seed * b * n, seed * a * n, seed * 2 * c};
            }
            """);
    check.at(1.25, 0.5f, 3);
    assertThat(check.generated()).contains("Model.weightedDerivative(");
  }

  @Test
  void oneFloatReturnsAFloat() {
    Check check =
        model(
            """
            @Differentiable
            static float f(float y) {
              return y * square(y);
            }

            static float square(float a) {
              return a * a;
            }

            @DerivativeOf(type = Model.class, method = "square")
            static float squareDerivative(float a, float seed) {
              return 2 * a * seed;
            }
            """);
    check.at(1.5f).is("y", 6.75);
    assertThat(check.generated()).contains("Model.squareDerivative(");
  }

  private static final String DOT =
      """
        static double dot(double[] a, double s, double[] b) {
          double sum = 0;
          for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i] * s;
          }
          return sum;
        }

        @DerivativeOf(type = Model.class, method = "dot")
        static double dotDerivative(
            double[] a, double[] aAdjoint, double s, double[] b, double[] bAdjoint, double seed) {
          double sAdjoint = 0;
          for (int i = 0; i < a.length; i++) {
            aAdjoint[i] += seed * b[i] * s;
            bAdjoint[i] += seed * a[i] * s;
            sAdjoint += seed * a[i] * b[i];
          }
          return sAdjoint;
        }
      """;

  @Test
  void arraysThatAreReadAreAddedToAndNotCopied() {
    Check check =
        model(
            DOT
                + """
                @Differentiable
                static double f(double[] w, double x) {
                  double s = dot(w, x, w);
                  w[0] = s * x;
                  return dot(w, s, new double[] {x, 2 * x, 3}) + s;
                }
                """);
    check.at(new double[] {0.5, -1.5, 2}, 0.75);
    assertThat(check.generated()).contains("Model.dotDerivative(");
    assertThat(check.generated()).doesNotContain("w.clone()");
  }

  @Test
  void theArrayIsSeenAsItWasAtTheCall() {
    model(
            DOT
                + """
                @Differentiable
                static double f(double[] w, double x) {
                  double s = 0;
                  for (int k = 0; k < 3; k++) {
                    s += dot(w, s + x, w);
                    w[k % w.length] = s * x;
                    x = x * 0.5;
                  }
                  return s + w[0];
                }
                """)
        .at(new double[] {0.5, -0.25}, 0.75);
  }

  /** The method writes its array: a loop, a call before it and one behind it see other elements. */
  private static final String MIX =
      """
        static void mix(double[] v, double s, int n) {
          double carry = v[0];
          for (int i = 0; i < n; i++) {
            v[i] = v[i] * carry + s;
          }
        }

        @DerivativeOf(type = Model.class, method = "mix")
        static double mixDerivative(double[] v, double[] vAdjoint, double s, int n) {
          double sAdjoint = 0;
          double carryAdjoint = 0;
          double carry = v[0];
          for (int i = n - 1; i >= 0; i--) {
            sAdjoint += vAdjoint[i];
            carryAdjoint += vAdjoint[i] * v[i];
            vAdjoint[i] *= carry;
          }
          vAdjoint[0] += carryAdjoint;
          java.util.Arrays.fill(v, Double.NaN); // not nice, and of no effect
          return sAdjoint;
        }
      """;

  @Test
  void anArrayThatTheMethodWritesIsPutBack() {
    Check check =
        model(
            MIX
                + """
                @Differentiable
                static double f(double[] v, double x) {
                  double s = v[1] * x;
                  mix(v, x * x, v.length);
                  s += v[0] * v[1];
                  for (int k = 1; k <= 2; k++) {
                    v[0] = v[0] * s;
                    mix(v, s, k);
                    s = s * 0.5 + v[0] * v[1];
                  }
                  return s;
                }
                """);
    check.at(new double[] {0.5, -0.75, 0.2}, 0.8);
    assertThat(check.generated()).contains("Model.mixDerivative(v, vAdjoint, ");
  }

  @Test
  void aVoidMethodWithAHandWrittenDerivativeIsTheOutputOfAnother() {
    model(
            MIX
                + """
                @Differentiable
                static void f(double[] v, double x) {
                  mix(v, x, 2);
                  mix(v, x * v[1], 3);
                }
                """)
        .at(new double[] {0.5, -0.75, 0.2}, 0.8);
  }

  @Test
  void writesSaysWhichArraysAreWritten() {
    Check check =
        model(
            """
            @Differentiable
            static double f(double[] v, double[] w) {
              int[] places = {1, 0};
              add(v, w, places);
              add(v, w, places);
              return v[0] * v[1] * w[0];
            }

            static void add(double[] v, double[] w, int[] places) {
              for (int i = 0; i < w.length; i++) {
                v[places[i]] += w[i] * w[i];
              }
            }

            @DerivativeOf(type = Model.class, method = "add", writes = "v")
            static void addDerivative(
                double[] v, double[] vAdjoint, double[] w, double[] wAdjoint, int[] places) {
              for (int i = 0; i < w.length; i++) {
                wAdjoint[i] += 2 * w[i] * vAdjoint[places[i]];
              }
            }
            """);
    check.at(new double[] {0.5, -0.75}, new double[] {2, 3});
    assertThat(check.generated()).contains("v.clone()");
    assertThat(check.generated()).doesNotContain("w.clone()");
  }

  @Test
  void aReturnedArrayPassesItsAdjointAsTheSeed() {
    Check check =
        model(
            """
            @Differentiable
            static double f(double[] w, double x) {
              double[] y = scaled(w, x);
              y[0] = y[0] * y[1];
              return y[0] + y[1] * w[0];
            }

            static double[] scaled(double[] w, double x) {
              double[] y = new double[w.length];
              for (int i = 0; i < w.length; i++) {
                y[i] = w[i] * x;
              }
              return y;
            }

            @DerivativeOf(type = Model.class, method = "scaled")
            static double scaledDerivative(
                double[] w, double[] wAdjoint, double x, double[] seed) {
              double xAdjoint = 0;
              for (int i = 0; i < w.length; i++) {
                wAdjoint[i] += seed[i] * x;
                xAdjoint += seed[i] * w[i];
              }
              return xAdjoint;
            }
            """);
    check.at(new double[] {0.5, -0.75}, 2.0);
    assertThat(check.generated()).contains("Model.scaledDerivative(");
  }

  @Test
  void aMarkedParameterOfTheDerivativeIsData() throws ReflectiveOperationException {
    String source =
        IMPORTS
            + """
            final class Model {
              @Differentiable
              static double f(double x) {
                return power(x, x);
              }

              static double power(double x, double n) {
                return Math.pow(x, n);
              }

              @DerivativeOf(type = Model.class, method = "power")
              static double powerDerivative(double x, @NonDifferentiable double n, double seed) {
                return seed * n * Math.pow(x, n - 1);
              }
            }
            """;
    // not the derivative of x to the x, but that of its base alone, as the mark says
    assertThat(gradient(Compiled.compile(source), "f", "x", 2.0)).isEqualTo(4.0);
  }

  @Test
  void anInstanceMethodOfAnotherObjectHasItsReceiverFirst() throws ReflectiveOperationException {
    Compiled compiled =
        Compiled.compile(
            IMPORTS
                + """
                final class Model {
                  @Differentiable
                  static double f(Table table, double x) {
                    return table.value(2 * x) * x;
                  }
                }
                """,
            IMPORTS
                + """
                class Table {
                  private final double[] c = {1, 2, 3};

                  double value(double x) {
                    return c[0] + x * (c[1] + x * c[2]);
                  }

                  double slope(double x) {
                    return c[1] + 2 * x * c[2];
                  }

                  @DerivativeOf(type = Table.class, method = "value")
                  static double valueDerivative(Table self, double x, double seed) {
                    return seed * self.slope(x);
                  }
                }
                """);
    Class<?> table = compiled.load("Table");
    var constructor = table.getDeclaredConstructor();
    constructor.setAccessible(true);
    Method gradient = method(compiled, "ModelDerivatives", "fGradient", table, double.class);
    Object record = gradient.invoke(null, constructor.newInstance(), 0.5);
    // f = x (1 + 4 x + 12 x^2)
    assertThat(component(record, "value")).isEqualTo(3.0);
    assertThat(component(record, "x")).isEqualTo(1 + 8 * 0.5 + 36 * 0.25);
  }

  @Test
  void anInstanceMethodOfTheReceiverMayHaveOne() {
    Check.of(
            IMPORTS
                + """
                final class Model {
                  final double rate;

                  Model(double rate) {
                    this.rate = rate;
                  }

                  @Differentiable
                  double f(double x) {
                    return x * grown(x) + this.grown(2 * x);
                  }

                  double grown(double x) {
                    return rate * x * x;
                  }

                  @DerivativeOf(type = Model.class, method = "grown")
                  static double grownDerivative(Model self, double x, double seed) {
                    return seed * 2 * self.rate * x;
                  }
                }
                """)
        .receiver(1.5)
        .at(0.75);
  }

  @Test
  void anAnnotatedMethodIsDifferentiatedByItsHandWrittenDerivativeToo() {
    Check check =
        model(
            """
            @Differentiable
            static double cube(double x, double[] w) {
              return x * x * x * w[0];
            }

            @DerivativeOf(type = Model.class, method = "cube")
            static double cubeDerivative(double x, double[] w, double[] wAdjoint, double seed) {
              wAdjoint[0] += seed * x * x * x;
              return seed * 3 * x * x * w[0];
            }
            """);
    check.at(2.0, new double[] {0.5}).is("x", 6);
    assertThat(check.generated()).contains("Model.cubeDerivative(x, w, wAdjoint, seed)");
  }

  @Test
  void aNativeMethodWithADerivativeCompiles() {
    Compiled compiled =
        Compiled.compile(
            IMPORTS
                + """
                final class Model {
                  @Differentiable
                  static double f(double x) {
                    return solve(x) * x;
                  }

                  @Differentiable
                  static native double solve(double x);

                  @DerivativeOf(type = Model.class, method = "solve")
                  static double solveDerivative(double x, double seed) {
                    return seed * 2;
                  }
                }
                """);
    assertThat(compiled.orThrow().generated().get("ModelDerivatives")).contains("Model.solve(x)");
  }

  @Test
  void overloadsAreToldApartByTheSignature() {
    Check check =
        model(
            """
            @Differentiable
            static double f(double x, double[] w) {
              return size(x) * size(w) * size(x, x * x);
            }

            static double size(double x) {
              return x * x;
            }

            static double size(double[] x) {
              return x[0] * x[0];
            }

            static double size(double x, double y) {
              return x * x + y;
            }

            @DerivativeOf(type = Model.class, method = "size")
            static double one(double x, double seed) {
              return 2 * x * seed;
            }

            @DerivativeOf(type = Model.class, method = "size")
            static void two(double[] x, double[] xAdjoint, double seed) {
              xAdjoint[0] += 2 * x[0] * seed;
            }

            @DerivativeOf(type = Model.class, method = "size")
            static double[] three(double x, double y, double seed) {
              return new double[] {2 * x * seed, seed};
            }
            """);
    check.at(0.5, new double[] {3});
    assertThat(check.generated()).contains("Model.one(");
    assertThat(check.generated()).contains("Model.two(");
    assertThat(check.generated()).contains("Model.three(");
  }

  @Test
  void theDerivativeHoldsUnderStrictToo() throws ReflectiveOperationException {
    Compiled compiled =
        Compiled.compile(
            IMPORTS
                + """
                final class Model {
                  @Differentiable(singularities = Singularities.STRICT)
                  static double f(double x) {
                    return flat(x) + Math.sqrt(x);
                  }

                  static double flat(double x) {
                    return Math.sqrt(x);
                  }

                  @DerivativeOf(type = Model.class, method = "flat")
                  static double flatDerivative(double x, double seed) {
                    return 7 * seed;
                  }
                }
                """);
    assertThat(gradient(compiled, "f", "x", 0.0)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(gradient(compiled, "f", "x", 1.0)).isEqualTo(7.5);
  }

  @Test
  void aClassNamedUnderRulesHasDerivativesOfALibrary() throws ReflectiveOperationException {
    Compiled compiled =
        Compiled.compile(
            IMPORTS
                + """
                final class Model {
                  @Differentiable(rules = Derivatives.class)
                  static double f(double x) {
                    return Double.longBitsToDouble(Double.doubleToLongBits(x)) * helper(x);
                  }

                  private static double helper(double x) {
                    return Library.fit(x);
                  }
                }
                """,
            "final class Library { static double fit(double x) { return x * x; } }",
            IMPORTS
                + """
                final class Derivatives {
                  @DerivativeOf(type = Library.class, method = "fit")
                  static double fitDerivative(double x, double seed) {
                    return 2 * x * seed;
                  }

                  @DerivativeOf(type = Bits.class, method = "copy")
                  static double copyDerivative(double x, double seed) {
                    return seed;
                  }
                }
                """,
            "final class Bits { static double copy(double x) { return x; } }");
    assertThat(compiled.errors()).hasSize(1); // the bits: they have no derivative at all
    assertThat(compiled.errors().get(0).code()).isEqualTo("AD201");
  }

  @Test
  void derivativesInTheClassOfTheMethodAreSeenFromOtherFilesAndPackages()
      throws ReflectiveOperationException {
    Compiled compiled =
        Compiled.compile(
            IMPORTS
                + """
                final class Model {
                  @Differentiable(rules = p.Others.class)
                  static double f(double x) {
                    return p.Library.fit(x) + p.Library.cube(x);
                  }
                }
                """,
            """
            package p;

            import org.cotangent.*;

            public final class Library {
              public static double fit(double x) {
                return x * x;
              }

              public static double cube(double x) {
                return x * x * x;
              }

              @DerivativeOf(type = Library.class, method = "fit")
              public static double fitDerivative(double x, double seed) {
                return 2 * x * seed;
              }
            }
            """,
            """
            package p;

            import org.cotangent.*;

            public final class Others {
              @DerivativeOf(type = Library.class, method = "cube")
              public static double cubeDerivative(double x, double seed) {
                return 3 * x * x * seed;
              }
            }
            """);
    assertThat(gradient(compiled, "f", "x", 2.0)).isEqualTo(16.0);
  }

  @Test
  void aDerivativeThatReturnsTooFewAdjointsIsRefusedWhenItRuns() {
    Compiled compiled =
        Compiled.compile(
            IMPORTS
                + """
                final class Model {
                  @Differentiable
                  static double f(double x, double y) {
                    return product(x, y);
                  }

                  static double product(double x, double y) {
                    return x * y;
                  }

                  @DerivativeOf(type = Model.class, method = "product")
                  static double[] productDerivative(double x, double y, double seed) {
                    return new double[] {seed * y};
                  }
                }
                """);
    Throwable thrown = thrownBy(compiled, "f", 2.0, 3.0);
    assertThat(thrown).isInstanceOf(IllegalArgumentException.class);
    assertThat(thrown).hasMessageThat().contains("productDerivative returned an array of length 1");
  }

  @Test
  void aMethodThatReturnsItsArgumentIsRefusedWhenItRuns() {
    Compiled compiled =
        Compiled.compile(
            IMPORTS
                + """
                final class Model {
                  @Differentiable
                  static double f(double x, double y) {
                    double[] a = {x, y};
                    double[] b = same(a);
                    b[0] = b[0] * y;
                    return a[0] * b[1];
                  }

                  static double[] same(double[] a) {
                    return a;
                  }

                  @DerivativeOf(type = Model.class, method = "same")
                  static void sameDerivative(double[] a, double[] aAdjoint, double[] seed) {
                    for (int i = 0; i < a.length; i++) {
                      aAdjoint[i] += seed[i];
                    }
                  }
                }
                """);
    Throwable thrown = thrownBy(compiled, "f", 2.0, 3.0);
    assertThat(thrown).isInstanceOf(IllegalArgumentException.class);
    assertThat(thrown).hasMessageThat().contains("same returned an array that it was given");
  }

  @Test
  void oneArrayForTwoParametersOfWhichOneIsWrittenIsRefused() {
    Compiled compiled =
        Compilation.of(
                IMPORTS
                    + """
                    final class Model {
                      @Differentiable
                      static double f(double[] x) {
                        add(x, x);
                        return x[0];
                      }

                      static void add(double[] a, double[] b) {
                        a[0] += b[0];
                      }

                      @DerivativeOf(type = Model.class, method = "add", writes = "a")
                      static void addDerivative(
                          double[] a, double[] aAdjoint, double[] b, double[] bAdjoint) {
                        bAdjoint[0] += aAdjoint[0];
                      }
                    }
                    """)
            .with(Processors::cotangent)
            .lenient()
            .run();
    assertThat(compiled.errors()).hasSize(1);
    assertThat(compiled.errors().get(0).code()).isEqualTo("AD310");
  }

  private static Method method(Compiled compiled, String type, String name, Class<?>... types)
      throws ReflectiveOperationException {
    Method method = compiled.load(type).getDeclaredMethod(name, types);
    method.setAccessible(true);
    return method;
  }

  private static double component(Object record, String name) throws ReflectiveOperationException {
    Method accessor = record.getClass().getDeclaredMethod(name);
    accessor.setAccessible(true);
    return (double) accessor.invoke(record);
  }

  private static double gradient(Compiled compiled, String name, String component, double x)
      throws ReflectiveOperationException {
    Method gradient = method(compiled, "ModelDerivatives", name + "Gradient", double.class);
    return component(gradient.invoke(null, x), component);
  }

  private static Throwable thrownBy(Compiled compiled, String name, double x, double y) {
    return assertThrows(
            InvocationTargetException.class,
            () ->
                method(compiled, "ModelDerivatives", name + "Gradient", double.class, double.class)
                    .invoke(null, x, y))
        .getCause();
  }
}
