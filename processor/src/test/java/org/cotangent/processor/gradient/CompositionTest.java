package org.cotangent.processor.gradient;

import static com.google.common.truth.Truth.assertThat;

import org.cotangent.processor.testing.Check;
import org.junit.jupiter.api.Test;

/** Derivatives inside derivatives, shared helpers, and several methods in one compilation. */
class CompositionTest {

  @Test
  void h7AValueThatIsHeldConstant() {
    Check.of(
            """
            static double f(double x) {
              return stop(x) * x;
            }

            @NonDifferentiable
            static double stop(double x) {
              return x;
            }
            """)
        .kink()
        .at(3.0)
        .is("x", 3);
  }

  @Test
  void h7AParameterThatIsHeldConstant() {
    Check.of(
            """
            static double f(double x) {
              return times(x, x);
            }

            static double times(@NonDifferentiable double a, double b) {
              return a * b;
            }
            """)
        .kink()
        .at(3.0)
        .is("x", 3);
  }

  @Test
  void h9AndH10TheSameTapeTwiceAndAdjointsThatAreAddedTo() {
    // Both are part of every check: this is the case with much on the tape.
    Check.of(
            """
            static double f(double[] x, int n) {
              double s = 1;
              for (int k = 0; k < n; k++) {
                for (int i = 0; i < x.length; i++) {
                  s = s * x[i] + k;
                  if (s > 2) {
                    s = Math.sqrt(s);
                    continue;
                  }
                  x[i] = x[i] * s;
                }
              }
              return s;
            }
            """)
        .at(new double[] {0.9, 1.3, -0.4}, 7)
        .first();
  }

  @Test
  void h11OneHelperForTwoActiveSets() {
    Check check =
        Check.of(
            """
            @Differentiable(wrt = "a")
            static double f(double a, double b) {
              return power(a, b) * b;
            }

            @Differentiable(wrt = "b")
            static double g(double a, double b) {
              return power(a, b) + power(b, a);
            }

            @Differentiable
            static double h(double a, double b) {
              return power(a * b, 3) * power(2, b);
            }

            private static double power(double x, double y) {
              return Math.pow(x, y);
            }
            """);
    check.method("f").at(1.7, 2.3);
    check.method("g").at(1.7, 2.3);
    check.method("h").at(1.7, 2.3);
  }

  @Test
  void h11OneMethodOnItsOwnAndAsAHelper() {
    Check check =
        Check.of(
            """
            @Differentiable(wrt = "x")
            static double inner(double x, double y) {
              return x * x * y;
            }

            @Differentiable
            static double outer(double x, double y) {
              return inner(x, y) * inner(y, 3);
            }
            """);
    check.method("inner").at(2.0, 3.0).is("x", 12);
    check.method("outer").at(2.0, 3.0).is("x", 324).is("y", 324);
  }

  @Test
  void h12OverloadsHaveDistinctRecords() {
    Check check =
        Check.of(
            """
            @Differentiable
            static double f(double x) {
              return x * x;
            }

            @Differentiable
            static double f(double x, double y) {
              return f(x) * y;
            }

            @Differentiable
            static double f(double[] x) {
              return f(x[0], x[1]);
            }

            @Differentiable
            static float f(float x) {
              return x * 3;
            }
            """);
    check.method("f");
    check.at(3.0).is("x", 6);
    check.at(3.0, 5.0).is("x", 30).is("y", 9);
    check.at(new double[] {3, 5}).is("x", 30, 9);
    check.at(3f).is("x", 3);
  }

  @Test
  void aNestedClassHasACompanionNamedAfterBoth() {
    var compiled =
        org.cotangent.processor.testing.Compiled.compile(
                """
                package p;

                import org.cotangent.Differentiable;

                public final class Outer {
                  private Outer() {}

                  static final class Inner {
                    private Inner() {}

                    @Differentiable
                    static double f(double x) {
                      return x * x;
                    }
                  }
                }
                """)
            .orThrow();
    assertThat(compiled.generated()).containsKey("p.Outer_InnerDerivatives");
  }
}
