package org.cotangent.processor.gradient;

import org.cotangent.processor.testing.Check;
import org.cotangent.processor.testing.Refusals;
import org.junit.jupiter.api.Test;

/** Programs that are refused where they are not understood, and companions that keep the primal. */
class RefusedRegressionsTest {

  @Test
  void aConstantMethodThatWritesToItsArray() {
    Refusals.check(
        """
        @Differentiable
        static double f(double[] a) {
          double[] t = a.clone();
          double s = t[0] * t[0];
          s = s * g(t); // expect AD210: g(t)
          return s + t[0] * t[1];
        }

        @NonDifferentiable
        static double g(double[] a) {
          a[0] = 5.0;
          return 1.0;
        }
        """);
  }

  @Test
  void aConstantMethodThatWritesToIndices() {
    Refusals.check(
        """
        @Differentiable
        static double f(double[] a, int[] p) {
          double s = a[p[0]] * a[p[0]];
          g(p); // expect AD210: g(p)
          return s * a[p[0]];
        }

        @NonDifferentiable
        static void g(int[] p) {
          p[0] = 1;
        }
        """);
  }

  @Test
  void aParameterNamedLikeAMethodOfObject() {
    Refusals.check(
        """
        static double f(double hashCode, double toString) { // expect AD017: f(
          return hashCode * toString;
        }
        """);
  }

  @Test
  void aFieldsArrayIsWrittenThroughALocalName() {
    Refusals.check(
        """
        static final double[] TABLE = {1.0, 2.0};

        @Differentiable
        static double f(double x) {
          double[] w = TABLE;
          double[] v = TABLE;
          w[0] = x; // expect AD316: w[0]
          double r = v[0] * x;
          w[0] = 1.0; // expect AD316: w[0]
          return r;
        }
        """);
  }

  @Test
  void aFieldsArrayIsWrittenThroughALocalNameByAHelper() {
    Refusals.check(
        """
        static final double[] TABLE = {1.0, 2.0};

        @Differentiable
        static double f(double x) {
          double[] w = TABLE;
          set(w, x); // expect AD316: set(w
          double r = TABLE[0] * x;
          set(w, 1.0); // expect AD316: set(w
          return r;
        }

        private static void set(double[] a, double x) {
          a[0] = x;
        }
        """);
  }

  @Test
  void aChoiceBehindAConditionIsNotEvaluatedBeforeIt() {
    Check check =
        Check.of(
            """
            static double f(double x, double[] a, int i) {
              double y = (i < 2 && (a[i] > 0 ? Math.exp(x) : 1.0) > 0.5) ? x * x : 2 * x;
              return y;
            }
            """);
    check.at(1.5, new double[] {0.5, 0.2}, 5).is("x", 2);
    check.at(1.5, new double[] {0.5, 0.2}, 1).is("x", 3);
  }

  @Test
  void aChoiceInsideAChoiceIsNotEvaluatedBeforeIt() {
    Check check =
        Check.of(
            """
            static double f(double x, double[] a, int i) {
              return x * (i < 2 ? (a[i] > 0 ? Math.exp(x) : 1.0) : 1.0);
            }
            """);
    check.at(1.5, new double[] {0.5, 0.2}, 5).is("x", 1);
    check.at(1.5, new double[] {0.5, 0.2}, 1).is("x", 2.5 * Math.exp(1.5));
  }

  @Test
  void aDataArrayMayBeNullWhereItIsComparedWithNull() {
    Check check =
        Check.of(
            """
            @Differentiable(wrt = "x")
            static double f(double[] x, double[] w) {
              double s = x[0];
              if (w != null) {
                s = s * w[0];
                w[0] = s;
                s = s * w[0];
              }
              return s * s;
            }
            """);
    check.at(new double[] {1.5, 2.0}, null).is("x", 3, 0);
    check.at(new double[] {1.5, 2.0}, new double[] {1.0});
  }
}
