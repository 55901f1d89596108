package org.cotangent.processor.gradient;

import org.cotangent.processor.testing.Aliasing;
import org.cotangent.processor.testing.Check;
import org.junit.jupiter.api.Test;

/** Calls: of private helpers, of annotated methods, of other classes. */
class HelpersTest {

  /** A check of these files. */
  Check of(String... sources) {
    return Check.of(sources);
  }

  @Test
  void aPrivateHelperOfSeveralScalars() {
    of("""
            static double f(double x, double y) {
              return g(x, y, 2) * g(y, x * x, 3) + x;
            }

            private static double g(double a, double b, int n) {
              double t = a * b;
              a = t * n;
              return a + t * b;
            }
            """)
        .atRandom(3, 0.0, 0.0);
  }

  @Test
  void callsInsideCalls() {
    of("""
            static double f(double x, double y) {
              return g(g(x, h(y)), g(h(x * y), g(y, y)));
            }

            private static double g(double a, double b) {
              return a * h(b) - b;
            }

            private static double h(double a) {
              return Math.sin(a) * a;
            }
            """)
        .atRandom(3, 0.0, 0.0);
  }

  @Test
  void callsAreMadeInJavasOrder() {
    of("""
            static double f(double[] x) {
              return next(x) * 100 + next(x) * 10 + x[0] + (x[0] = 3) * next(x);
            }

            private static double next(double[] x) {
              x[0] = x[0] * 2 + 1;
              return x[0] * x[0];
            }
            """)
        .at(new double[] {1.5});
  }

  @Test
  void aCallInAConditionAndInALoopHeader() {
    of("""
            static double f(double x) {
              double s = x;
              while (g(s) < 20) {
                s = s * g(s);
              }
              for (int i = 0; i < count(3); i++) {
                s += g(x) > 1 ? g(s) : x;
              }
              return s;
            }

            private static double g(double a) {
              return a * a + 0.5;
            }

            private static int count(int n) {
              return n + 1;
            }
            """)
        .at(1.1);
  }

  @Test
  void aHelperIsCalledInALoop() {
    Check check =
        of(
            """
            static double f(double[] x, double k) {
              double s = 0;
              for (int i = 0; i < x.length; i++) {
                s = step(s, x[i], k);
              }
              return s;
            }

            private static double step(double s, double x, double k) {
              double t = s;
              for (int i = 0; i < 3; i++) {
                t = Math.tanh(k * t + x);
              }
              return t * s + x;
            }
            """);
    check.atRandom(2, new double[4], 0.0);
    check.atRandom(1, new double[0], 0.0);
  }

  @Test
  void aHelperWritesItsArray() {
    of("""
            static double f(double[] x, double k) {
              scale(x, k);
              double s = x[0] * x[1];
              scale(x, s);
              return x[0] + s;
            }

            private static void scale(double[] a, double k) {
              for (int i = 0; i < a.length; i++) {
                a[i] *= k;
              }
            }
            """)
        .at(new double[] {2, 3}, 1.5)
        .is("x", 1.5 * 1.5 * 1.5 * 12 + 2.25 * 3, 1.5 * 1.5 * 1.5 * 4 + 2.25 * 2);
  }

  @Test
  void aHelperWritesALocalArrayAndReturnsAScalar() {
    of("""
            static double f(double[] x) {
              double[] t = new double[2];
              double s = fill(t, x, 3);
              return s * t[0] + t[1];
            }

            private static double fill(double[] target, double[] x, int n) {
              target[0] = x[0] * n;
              target[1] = x[1] * target[0];
              return target[1] * x[0];
            }
            """)
        .atRandom(3, new double[2]);
  }

  @Test
  void aHelperReturnsAnArray() {
    of("""
            static double f(double[] x) {
              double[] y = squares(x);
              double[] z = squares(y);
              double s = 0;
              for (int i = 0; i < x.length; i++) {
                s += y[i] * z[i];
              }
              return s;
            }

            private static double[] squares(double[] a) {
              double[] r = new double[a.length];
              for (int i = 0; i < a.length; i++) {
                r[i] = a[i] * a[i];
              }
              return r;
            }
            """)
        .atRandom(2, new double[3])
        .at(new double[] {2})
        .is("x", 6 * 32);
  }

  @Test
  void aHelperReturnsAnArrayInALoop() {
    of("""
            static double f(double[] x, int n) {
              double[] y = x.clone();
              double s = 0;
              for (int k = 0; k < n; k++) {
                double[] z = turned(y);
                for (int i = 0; i < y.length; i++) {
                  y[i] = z[i] * 0.5;
                  s += z[i] * y[i];
                }
              }
              return s;
            }

            private static double[] turned(double[] a) {
              double[] r = new double[a.length];
              for (int i = 0; i < a.length; i++) {
                r[i] = a[i] * a[a.length - 1 - i] + a[0];
              }
              return r;
            }
            """)
        .at(new double[] {0.9, 1.2, 0.4}, 3);
  }

  @Test
  void aRowIsPassedToAHelper() {
    Aliasing.rightOrRefused(
        """
        static double f(double[][] m, double[] v) {
          double s = 0;
          for (int i = 0; i < m.length; i++) {
            s += dot(m[i], v);
          }
          return s;
        }

        private static double dot(double[] a, double[] b) {
          double s = 0;
          for (int i = 0; i < a.length; i++) {
            s += a[i] * b[i] * b[i];
          }
          return s;
        }
        """,
        new double[][] {{1, 2}, {3, 4}},
        new double[] {5, 7});
  }

  @Test
  void aHelperWithMixedTypesConvertsItsArguments() {
    of("""
            static double f(float x, int n) {
              return g(x, n) * g(n, x) + g(3, 2) * x;
            }

            private static double g(double a, float b) {
              return a * a * b;
            }
            """)
        .at(1.5f, 2);
  }

  @Test
  void overloadedHelpersAreChosenAsJavaDoes() {
    of("""
            static double f(double x, float y, int n) {
              return g(x) + g(y) * 10 + g(n) * x;
            }

            private static double g(double a) {
              return a * a;
            }

            private static float g(float a) {
              return 3 * a;
            }

            private static int g(int a) {
              return a + 1;
            }
            """)
        .at(1.5, 0.25f, 2);
  }

  @Test
  void aHelperOfAnotherClassOfTheSameFile() {
    of("""
            package p;

            import org.cotangent.Differentiable;

            final class Model {
              private Model() {}

              @Differentiable
              static double f(double x) {
                return Inner.square(x) * x;
              }

              static final class Inner {
                private Inner() {}

                static double square(double x) {
                  return x * x;
                }
              }
            }
            """)
        .at(2.0)
        .is("x", 12);
  }

  private static final String CALLER =
      """
      package p;

      import org.cotangent.Differentiable;

      final class Model {
        private Model() {}

        @Differentiable
        static double f(double x, double[] a) {
          double s = Other.g(x, a, 2) * x;
          Other.scale(a, s);
          return Other.g(s, a, 3) + a[0];
        }
      }
      """;

  private static final String CALLED =
      """
      package p;

      import org.cotangent.Differentiable;

      final class Other {
        private Other() {}

        @Differentiable
        static double g(double x, double[] a, int n) {
          double s = x;
          for (int i = 0; i < n; i++) {
            s = s * a[0] + a[1];
          }
          return s;
        }

        @Differentiable
        static void scale(double[] a, double k) {
          for (int i = 0; i < a.length; i++) {
            a[i] *= k;
          }
        }
      }
      """;

  @Test
  void annotatedMethodsOfAnotherClassOfTheSameCompilation() {
    of(CALLER, CALLED).at(0.7, new double[] {0.9, 0.4});
  }

  @Test
  void theOrderOfTheFilesDoesNotMatter() {
    // The file that is compiled first here is the one that is called.
    of(CALLED, CALLER).method("g").at(0.7, new double[] {0.9, 0.4}, 3);
  }

  @Test
  void anAnnotatedMethodOfAnotherClassWithAllOfItsParametersChosen() {
    of(
            CALLER.replace("Other.scale(a, s);", "a[0] *= s;"),
            CALLED.replaceFirst("@Differentiable\n", "@Differentiable(wrt = {\"x\", \"a\"})\n"))
        .at(0.7, new double[] {0.9, 0.4});
  }

  @Test
  void aNonDifferentiableMethodIsAConstant() {
    of("""
            static double f(double x, double[] a) {
              return x * weight(a, 2) + a[0] * limit(x);
            }

            @NonDifferentiable
            static double weight(double[] a, int n) {
              return a[0] * n;
            }

            @NonDifferentiable
            static double limit(double x) {
              while (x > 1) {
                x /= 2;
              }
              if (x < 0) {
                throw new IllegalArgumentException("negative");
              }
              return x;
            }
            """)
        .kink()
        .at(3.0, new double[] {5})
        .is("x", 10)
        .is("a", 0.75);
  }

  @Test
  void aHelperThatIgnoresAnArgument() {
    of("""
            static double f(double x, double y) {
              return first(x * x, y * x) * y;
            }

            private static double first(double a, double b) {
              return a;
            }
            """)
        .at(2.0, 3.0)
        .is("x", 12)
        .is("y", 4);
  }

  @Test
  void aHelperWithSeveralReturns() {
    Check check =
        of(
            """
            static double f(double x, double y) {
              return relu(x * y) * x + relu(y - x) * y;
            }

            private static double relu(double a) {
              if (a > 0) {
                return a;
              }
              return 0;
            }
            """);
    check.at(2.0, 3.0).is("x", 12 - 3).is("y", 4 + 2 * 3 - 2);
    check.at(2.0, -3.0).is("x", 0).is("y", 0);
  }
}
