package org.cotangent.processor.gradient;

import org.cotangent.processor.testing.Check;
import org.cotangent.processor.testing.Refusals;
import org.junit.jupiter.api.Test;

/** Methods with a variable number of arguments: the array that Java makes, or the one passed. */
class VariableArgumentsTest {

  @Test
  void argumentsBecomeAnArray() {
    Check.of(
            """
            static double f(double x, double y, int n) {
              double[] both = {y, x};
              return sum(x, y, x * y) * sum(x) + sum() * x + sum(both) * y + sum(2, n, y) + sum(n, (float) y);
            }

            private static double sum(double... v) {
              double s = 1;
              for (double each : v) {
                s += each * each;
              }
              return s;
            }
            """)
        .atRandom(3, 0.0, 0.0, 3);
  }

  @Test
  void theyAreEvaluatedInJavasOrderAfterTheFixedOnes() {
    Check.of(
            """
            static double f(double[] x, int n) {
              int i = 0;
              return weigh(x[i++], i, x[i++] *= 2, x[1], x[i] = x[0] * n, x[2]) + x[2] * i;
            }

            private static double weigh(double first, int k, double... v) {
              double s = first * k;
              v[0] += s;
              for (int i = 0; i < v.length; i++) {
                s = s * v[i] + i;
              }
              return s;
            }
            """)
        .atRandom(3, new double[3], 2);
  }

  @Test
  void anAnnotatedMethodTakesAnyNumber() {
    Check.of(
            """
            static double f(double k, double... x) {
              double s = 0;
              for (int i = 0; i < x.length; i++) {
                s += k * Math.sin(x[i]);
              }
              return x.length > 2 ? s * f(k, x[0], x[1]) : s;
            }
            """)
        .atRandom(3, 0.0, new double[4]);
  }

  @Test
  void wholeNumbersAndFloats() {
    Check.of(
            """
            static float f(float x, int n) {
              return pick(x, n, 2, 3) * mean(x, n, 3f);
            }

            private static float pick(float x, int... n) {
              return n[n.length - 1] * x + n[0];
            }

            private static float mean(float... v) {
              float s = 0;
              for (float each : v) {
                s += each;
              }
              return s / v.length;
            }
            """)
        .atRandom(3, 0f, 3);
  }

  @Test
  void inALoopAndACondition() {
    Check.of(
            """
            static double f(double x, int n) {
              double s = x;
              for (int i = 0; i < n && max(s, x, i) < 50; i++) {
                s = i > 1 && max(s, 0.5) > x ? max(s * x, i, 1) : s + max(x, 0.25);
              }
              return s;
            }

            private static double max(double first, double... more) {
              double m = first;
              for (double each : more) {
                if (each > m) {
                  m = each;
                }
              }
              return m;
            }
            """)
        .at(1.7, 5);
  }

  @Test
  void withAFunction() {
    Check.of(
            """
            package p;

            import java.util.function.*;
            import org.cotangent.*;

            final class Model {
              @Differentiable
              static double f(double x, double y) {
                return total(v -> v * v * x, x, y, 3) + total(Math::exp);
              }

              private static double total(DoubleUnaryOperator g, double... v) {
                double s = 0;
                for (double each : v) {
                  s += g.applyAsDouble(each);
                }
                return s;
              }
            }
            """)
        .atRandom(3, 0.0, 0.0);
  }

  @Test
  void numbersAsObjectsAreRefused() {
    Refusals.check(
        """
        static double f(double x) {
          return count(x, 2) * x; // expect AD205: count(x, 2)
        }

        private static int count(Object... values) {
          return values.length;
        }
        """);
  }
}
