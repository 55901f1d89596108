package org.cotangent.processor.gradient;

import org.cotangent.processor.testing.Check;
import org.junit.jupiter.api.Test;

/** Which parameters are differentiated, and what an instance method reads of its receiver. */
class ParametersTest {

  @Test
  void everyFloatingParameterByDefault() {
    Check.of(
            """
            static double f(double a, float b, int n, double[] x, boolean c, float[] y, int[] k) {
              return c ? a * b * n * x[0] * y[0] * k[0] : a;
            }
            """)
        .at(2.0, 0.5f, 3, new double[] {5, 1}, true, new float[] {0.25f}, new int[] {7})
        .isWithin(1e-6, "a", 0.5 * 3 * 5 * 0.25 * 7)
        .isWithin(1e-6, "x", 2 * 0.5 * 3 * 0.25 * 7, 0);
  }

  @Test
  void onlyTheChosenParameters() {
    Check.of(
            """
            @Differentiable(wrt = {"y", "b"})
            static double f(double x, double[] a, double y, double[] b) {
              x = x * y;
              return x * a[0] * b[0] + y * b[1];
            }
            """)
        .at(2.0, new double[] {3}, 5.0, new double[] {7, 11})
        .is("y", 2 * 3 * 7 + 11)
        .is("b", 30, 5);
  }

  @Test
  void theOrderOfTheChosenNamesDoesNotMatter() {
    Check.of(
            """
            @Differentiable(wrt = {"y", "x"})
            static double f(double x, double y) {
              return x * x * y;
            }
            """)
        .at(2.0, 3.0)
        .is("x", 12)
        .is("y", 4);
  }

  @Test
  void aParameterThatIsNotDifferentiableIsData() {
    Check.of(
            """
            static double f(double x, @NonDifferentiable double[] data, @NonDifferentiable double k) {
              double s = 0;
              for (double d : data) {
                s += (x - d) * (x - d) * k;
              }
              return s;
            }
            """)
        .at(2.0, new double[] {1, 5}, 3.0)
        .is("x", 6 * (1 - 3));
  }

  @Test
  void aParameterNamedValueKeepsItsName() {
    Check.of("static double f(double value, double result) { return value * result * value; }")
        .method("f")
        .at(2.0, 3.0)
        .is("value", 12)
        .is("result", 4);
  }

  @Test
  void aDataParameterNamedValueLeavesTheNameToThePrimal() {
    Check.of(
            """
            @Differentiable(wrt = "x")
            static double f(double value, double x) {
              return value * x;
            }
            """)
        .at(2.0, 3.0)
        .is("x", 2);
  }

  @Test
  void namesThatTheGeneratedCodeMightUseItself() {
    Check.of(
            """
            static double f(double seed, double tape, double[] x, double xAdjoint, double[] seedAdjoint) {
              double sAdjoint = seed * tape;
              double s = sAdjoint * x[0];
              for (int i = 0; i < x.length; i++) {
                s = s * xAdjoint + x[i] * seedAdjoint[i];
              }
              double value = s * s;
              return value;
            }
            """)
        .atRandom(2, 0.0, 0.0, new double[2], 0.0, new double[2]);
  }

  @Test
  void namesOfTypesAndMembersOfTheCompanion() {
    Check.of(
            """
            static double f(double Tape, double Math, double ModelDerivatives, double self) {
              double fGradient = Tape * Math;
              double fBackward = fGradient * fGradient * ModelDerivatives;
              return java.lang.Math.sin(fBackward) * self;
            }
            """)
        .atRandom(2, 0.0, 0.0, 0.0, 0.0);
  }

  @Test
  void aMethodThatReturnsItsParameter() {
    Check.of("static double f(double x) { return x; }").at(3.0).is("x", 1);
  }

  @Test
  void oneElementOfAParameterIsReturned() {
    Check.of("static double f(double[] x, int i) { return x[i]; }")
        .at(new double[] {2, 3}, 1)
        .is("x", 0, 1);
  }

  @Test
  void anInstanceMethodReadsItsFieldsAsData() {
    Check.of(
            """
            package p;

            import org.cotangent.Differentiable;

            final class Model {
              final double rate;
              final double[] weights;
              final int n;

              Model(double rate, double[] weights, int n) {
                this.rate = rate;
                this.weights = weights;
                this.n = n;
              }

              @Differentiable
              double f(double x, double[] a) {
                double s = 0;
                for (int i = 0; i < n; i++) {
                  s += rate * x * this.weights[i] * a[i] + helper(a[i]);
                }
                return s * this.rate;
              }

              private double helper(double y) {
                return y * y * rate;
              }
            }
            """)
        .receiver(0.5, new double[] {2, 3}, 2)
        .at(1.5, new double[] {5, 7})
        .is("x", 0.25 * (10 + 21))
        .is("a", 0.25 * (3 + 10), 0.25 * (4.5 + 14));
  }

  @Test
  void anInstanceMethodOfAPublicClassReturnsAnArray() {
    Check.of(
            """
            package p;

            import org.cotangent.Differentiable;

            public class Model {
              final double k;

              public Model(double k) {
                this.k = k;
              }

              @Differentiable
              public final double[] f(double x) {
                return new double[] {k * x, x * x};
              }
            }
            """)
        .receiver(3.0)
        .at(2.0)
        .is("x", 7);
  }

  @Test
  void severalMethodsOfOneClass() {
    Check check =
        Check.of(
            """
            @Differentiable
            static double first(double x) {
              return second(x, 2) + x;
            }

            @Differentiable(wrt = "y")
            static double second(double x, double y) {
              return x * x * y;
            }

            @Differentiable
            static void third(double[] x) {
              x[0] = first(x[0]);
            }
            """);
    check.method("first").at(3.0).is("x", 13);
    check.method("second").at(3.0, 5.0).is("y", 9);
    check.method("third").at(new double[] {3}).is("x", 13);
  }

  @Test
  void aClassOutsideAnyPackage() {
    Check.of(
            """
            import org.cotangent.Differentiable;

            final class Model {
              private Model() {}

              @Differentiable
              static double f(double x) {
                return x * x;
              }
            }
            """)
        .at(3.0)
        .is("x", 6);
  }
}
