package org.cotangent.processor.gradient;

import static com.google.common.truth.Truth.assertThat;

import org.cotangent.processor.testing.Check;
import org.junit.jupiter.api.Test;

/** Small helpers, whose bodies stand in place of their calls. */
class InlinedHelpersTest {
  private static final String SIGMOID =
      """
      static double f(double[] x, double w) {
        double s = 0;
        for (int i = 0; i < x.length; i++) {
          double y = sigmoid(w * x[i]);
          s += y * sigmoid(y) * sigmoid(2);
        }
        return s;
      }

      private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
      }
      """;

  @Test
  void aFormulaStandsInPlaceOfItsCallAndNoHelperIsLeft() {
    Check check = Check.of(SIGMOID).atRandom(3, new double[4], 0.0);
    check.atRandom(1, new double[0], 0.0);
    check.at(new double[] {30, -30, 0}, 1.0);
    assertThat(check.generated()).doesNotContain("sigmoidForward");
    assertThat(check.generated()).doesNotContain("double sigmoid(");
    assertThat(check.generated()).contains("// Model.java:16  return 1 / (1 + Math.exp(-x));");
  }

  @Test
  void itCanBeSwitchedOff() {
    Check check = Check.of(SIGMOID).without("inlined-helpers").atRandom(2, new double[3], 0.0);
    assertThat(check.generated()).contains("sigmoidForward(");
  }

  @Test
  void aChoiceStandsInPlaceOfItsCall() {
    Check check =
        Check.of(
                """
                static double f(double[] x) {
                  double s = 1;
                  for (int i = 0; i < x.length; i++) {
                    s = clip(s * x[i], -0.5, 0.5) + leaky(x[i] - s);
                    double t = leaky(s);
                    s += t * x[i];
                  }
                  return s;
                }

                private static double leaky(double x) {
                  if (x > 0) {
                    return x * x;
                  }
                  double slope = 0.1 * x;
                  return slope * x;
                }

                private static double clip(double x, double low, double high) {
                  return x < low ? low : x > high ? high : x;
                }
                """)
            .atRandom(6, new double[5]);
    assertThat(check.generated()).doesNotContain("Forward(");
  }

  @Test
  void namesOfTheHelperMayBeThoseOfItsCaller() {
    Check.of(
            """
            static double f(double x, double y, double result) {
              double t = x + y;
              x = mix(y, x * t, t);
              t = mix(t, x, t);
              result = mix(result, result, result);
              return x * t * result;
            }

            private static double mix(double y, double x, double t) {
              double s = x - y;
              y = s * t;
              x = y + s;
              double result = x * y + t;
              return result;
            }
            """)
        .atRandom(4, 0.0, 0.0, 0.0);
  }

  @Test
  void aHelperThatCallsHelpersIsWrittenOutWithThem() {
    Check check =
        Check.of(
                """
                static double f(double x, double y) {
                  return norm(x, y) * norm(y, square(x) + 1);
                }

                private static double norm(double a, double b) {
                  return Math.sqrt(square(a) + square(b) + 1);
                }

                private static double square(double a) {
                  return a * a;
                }
                """)
            .atRandom(3, 0.0, 0.0);
    assertThat(check.generated()).doesNotContain("Forward(");
  }

  @Test
  void helpersThatCallEachOtherAreCalled() {
    Check.of(
            """
            static double f(double x, int n) {
              return even(x, n) * odd(x, n) + even(x, 2);
            }

            private static double even(double x, int n) {
              return n == 0 ? x : odd(x * x, n - 1);
            }

            private static double odd(double x, int n) {
              return n == 0 ? -x : even(x + 1, n - 1);
            }
            """)
        .at(0.7, 3);
  }

  @Test
  void argumentsKeepTheTypesOfParametersAndResults() {
    Check.of(
            """
            static double f(double x, float y, int n) {
              return half(n) * x + half(7) + single(x > 0 ? 1 : 2) * y + half(y) * wide(3) * x;
            }

            private static double half(double a) {
              return a / 2;
            }

            private static float single(float a) {
              return a / 2;
            }

            private static double wide(long a) {
              return a / 2 * 0.5f;
            }
            """)
        .warned("AD402")
        .at(1.5, 0.25f, 5);
  }

  @Test
  void anIntegerDivisionInAHelperStaysOne() {
    Check.of(
            """
            static double f(double x, int n) {
              return x * quotient(n, 2) * quotient(7, n);
            }

            private static double quotient(int a, int b) {
              return a / b;
            }
            """)
        .warned("AD402")
        .at(1.5, 5)
        .is("x", 2);
  }

  @Test
  void anArgumentThatNobodyReadsStillThrows() {
    Check check =
        Check.of(
                """
            static double f(double[] x, int n) {
              return first(x[0], x[n]) + first(x[1], 1 / n);
            }

            private static double first(double a, double b) {
              return a * a;
            }
            """)
            .warned("AD402");
    check.at(new double[] {1, 2, 3}, 2);
    check.throwsAt(ArrayIndexOutOfBoundsException.class, new double[] {1, 2}, 2);
    check.throwsAt(ArithmeticException.class, new double[] {1, 2}, 0);
  }

  @Test
  void anElementThatAHelperReadsMayBeMissing() {
    Check check =
        Check.of(
            """
            static double f(double[] x, int n) {
              double s = x[0];
              for (int i = 0; i < n; i++) {
                s += slope(x, i) * s;
                x[i] = s;
              }
              return s;
            }

            private static double slope(double[] a, int i) {
              return (a[i + 1] - a[i]) * a.length;
            }
            """);
    check.at(new double[] {1, 2, 4, 7}, 3);
    check.at(new double[] {1}, 0);
    check.throwsAt(ArrayIndexOutOfBoundsException.class, new double[] {1, 2}, 2);
  }

  @Test
  void aHelperReadsFieldsOfItsOwnObject() {
    Check.of(
            """
            private final double rate;
            private double shift = 2;

            Model(double rate) {
              this.rate = rate;
            }

            @Differentiable(wrt = {"x", "this.rate"})
            double f(double x) {
              double s = x;
              for (int i = 0; i < 3; i++) {
                s = step(s) * shifted(x);
              }
              return s;
            }

            private double step(double x) {
              return rate * x + shift;
            }

            private double shifted(double x) {
              return this.step(x) - rate;
            }
            """)
        .receiver(0.7)
        .at(1.2);
  }

  @Test
  void aHelperOfAnotherObjectIsCalledOnIt() {
    Check check =
        Check.of(
            """
            private final double rate;

            Model(double rate) {
              this.rate = rate;
            }

            @Differentiable(wrt = "x")
            static double f(double x, Model model) {
              return model.step(x) * model.constant(x);
            }

            private double step(double x) {
              return rate * x * x;
            }

            private double constant(double x) {
              return x + 1;
            }
            """);
    check.at(1.2, check.object("Model", 0.5));
  }

  @Test
  void aParameterThatIsNotDifferentiatedStaysSo() {
    Check.of(
            """
            static double f(double x) {
              return scaled(x, x * x);
            }

            private static double scaled(double x, @NonDifferentiable double weight) {
              return x * weight;
            }
            """)
        .kink()
        .at(3.0)
        .is("x", 9);
  }

  @Test
  void methodsOfTwoPoliciesKeepTheirs() {
    Check.of(
            """
            @Differentiable(singularities = Singularities.STRICT)
            static double strict(double x) {
              return Math.sqrt(x);
            }

            @Differentiable
            static double f(double x) {
              return strict(x * x) + root(x * x);
            }

            private static double root(double x) {
              return Math.sqrt(x);
            }
            """)
        .method("f")
        .at(2.0);
  }

  @Test
  void manyCallsGrowAMethodOnlySoFar() {
    StringBuilder body = new StringBuilder();
    for (int k = 0; k < 300; k++) {
      body.append("  s = soft(s * x + ").append(k).append(");\n");
    }
    Check check =
        Check.of(
                """
                static double f(double x) {
                  double s = x;
                %s
                  return s;
                }

                private static double soft(double x) {
                  return x / (1 + Math.abs(x)) + Math.exp(-x * x);
                }
                """
                    .formatted(body))
            .atRandom(1, 0.0);
    assertThat(check.generated().split("softForward\\(", -1).length).isGreaterThan(200);
  }
}
