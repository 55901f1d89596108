package org.cotangent.processor.gradient;

import org.cotangent.processor.testing.Check;
import org.cotangent.processor.testing.Refusals;
import org.junit.jupiter.api.Test;

/** Variables and elements whose old value the reverse sweep needs after they are overwritten. */
class OverwritingTest {

  @Test
  void o1AParameterSquaredInPlaceTwiceIsItsFourthPower() {
    Check.of(
            """
            static double f(double x) {
              x = x * x;
              x = x * x;
              return x;
            }
            """)
        .atRandom(3, 0.0)
        .at(1.5)
        .is("x", 4 * 1.5 * 1.5 * 1.5);
  }

  @Test
  void o2ASaxpyOverwritesItsSum() {
    Check.of(
            """
            static double f(double a, double b, double c) {
              double t = a * b;
              t = t + c;
              return t;
            }
            """)
        .at(2.0, 3.0, 5.0)
        .is("a", 3)
        .is("b", 2)
        .is("c", 1);
  }

  @Test
  void o3AParameterOverwrittenByAnotherTakesItsDerivative() {
    Check.of(
            """
            @Differentiable(wrt = "i")
            static double f(double i, double j) {
              j = i;
              return j;
            }
            """)
        .at(2.0, 3.0)
        .is("i", 1);
  }

  @Test
  void o4AScalarSquaredInALoopNeedsEachOfItsValues() {
    Check check =
        Check.of(
            """
            static double f(double a, int n) {
              for (int k = 0; k < n; k++) {
                a = a * a;
              }
              return a;
            }
            """);
    check.at(1.1, 5).isWithin(1e-11, "a", 32 * Math.pow(1.1, 31));
    check.at(1.1, 0).is("a", 1);
    check.at(1.1, 1).is("a", 2.2);
  }

  @Test
  void o5AnInPlaceRecurrenceRunsBackwards() {
    Check.of(
            """
            static double f(double x) {
              double[] a = {x, 2 * x, 3 * x, 4 * x};
              for (int i = 1; i < a.length; i++) {
                a[i] = a[i - 1] * a[i];
              }
              return a[3];
            }
            """)
        .at(0.5)
        .is("x", 12);
  }

  @Test
  void o5AnInPlaceRecurrenceOfAParameterRunsBackwards() {
    Check.of(
            """
            static double f(double[] a) {
              for (int i = 1; i < a.length; i++) {
                a[i] = a[i - 1] * a[i];
              }
              return a[a.length - 1];
            }
            """)
        .atRandom(2, new double[4])
        .atRandom(1, new double[1])
        .at(new double[] {2, 3, 5})
        .is("a", 15, 10, 6);
  }

  @Test
  void o6AWorkBufferCarriesTheDerivative() {
    Check check =
        Check.of(
            """
            static double f(double x, int n) {
              double[] a = new double[1];
              a[0] = 1;
              for (int i = 0; i < n; i++) {
                a[0] *= x;
              }
              return a[0];
            }
            """);
    check.at(1.3, 6).is("x", 6 * Math.pow(1.3, 5));
    check.at(1.3, 1).is("x", 1);
  }

  @Test
  void o6AWorkBufferThatIsAParameterCarriesTheDerivative() {
    Check.of(
            """
            @Differentiable(wrt = "x")
            static double f(double x, double[] work, int n) {
              work[0] = 1;
              for (int i = 0; i < n; i++) {
                work[0] *= x;
              }
              return work[0];
            }
            """)
        .at(1.3, new double[] {7}, 6)
        .is("x", 6 * Math.pow(1.3, 5));
  }

  @Test
  void o7ADivisorInlineInALoop() {
    Check.of(
            """
            static double f(double a) {
              double s = 0;
              for (int i = 0; i < 2; i++) {
                s += 1 / (i + 1 + a * a);
              }
              return s;
            }
            """)
        .at(1.0)
        .is("a", -0.5 - 2 / 9.0);
  }

  @Test
  void o8ADivisorInALocalOfTheLoop() {
    Check.of(
            """
            static double f(double a) {
              double s = 0;
              for (int i = 0; i < 2; i++) {
                double den = i + 1 + a * a;
                s += 1 / den;
              }
              return s;
            }
            """)
        .at(1.0)
        .is("a", -0.5 - 2 / 9.0);
  }

  @Test
  void o9AnOperandOfTheArmThatRanIsOverwrittenAfterwards() {
    Check check =
        Check.of(
            """
            static double f(boolean c, double a, double b) {
              double y = c ? a * b : a / b;
              b = 7;
              return y * b;
            }
            """);
    check.at(true, 2.0, 3.0).is("a", 21).is("b", 14);
    check.at(false, 2.0, 3.0).is("a", 7 / 3.0).is("b", -14 / 9.0);
  }

  @Test
  void o10ACalleeOverwritesElementsInALoop() {
    Check.of(
            """
            static double f(double i) {
              double[] arr = new double[5];
              for (int idx = 0; idx < 5; idx++) {
                modify(arr, idx, i);
              }
              double sum = 0;
              for (int idx = 0; idx < 5; idx++) {
                sum += arr[idx];
              }
              return sum;
            }

            private static void modify(double[] arr, int idx, double i) {
              arr[idx] = i;
            }
            """)
        .at(3.0)
        .is("i", 5);
  }

  @Test
  void o11ALocalArrayIsRefilledInEachOuterIteration() {
    Check.of(
            """
            static double f(double[] x) {
              double[] tmp = new double[x.length];
              double sum = 0;
              for (int k = 1; k <= 3; k++) {
                for (int i = 0; i < x.length; i++) {
                  tmp[i] = Math.sin(k * x[i]);
                }
                for (int i = 0; i < x.length; i++) {
                  sum += tmp[i] * tmp[x.length - 1 - i];
                }
              }
              return sum;
            }
            """)
        .atRandom(2, new double[4])
        .atRandom(1, new double[1])
        .atRandom(1, new double[0]);
  }

  @Test
  void o12AValueThatIsOverwrittenUnusedCannotPoisonTheGradient() {
    Check.of(
            """
            @Differentiable(wrt = {"x", "y"})
            static double f(double x, double y, double z) {
              double w = x * y;
              x = Math.acos(-5 / 3.0 * x);
              x = 2 * y;
              return x * w;
            }
            """)
        .at(0.9, 3.0, 1.0)
        .is("x", 18)
        .is("y", 2 * 3 * 0.9 * 2);
  }

  @Test
  void o13IncrementsInsideAnExpressionRunFromLeftToRight() {
    Check.of(
            """
            static double f(double x) {
              x = x++ + ++x;
              return x;
            }
            """)
        .at(3.0)
        .is("x", 2);
    Check.of(
            """
            static double f(double x) {
              double y = x++ * x + (x -= 0.5) * x--;
              return y * x;
            }
            """)
        .atRandom(3, 0.0);
  }

  @Test
  void o14AnIndexIsTakenBeforeTheRightSideChangesIt() {
    Check.of(
            """
            static double f(double x) {
              double[] a = {1, 2, 3};
              int i = 0;
              a[i] = (i = 2) * x;
              return a[0] * a[i];
            }
            """)
        .at(5.0)
        .is("x", 6);
  }

  @Test
  void o14AnIndexWithAnIncrementIsEvaluatedOnce() {
    Check.of(
            """
            static double f(double[] a, double x) {
              int i = 0;
              a[i++] += x;
              a[i++] *= x * x;
              a[--i] -= a[i - 1];
              return a[0] * 10 + a[1] * i;
            }
            """)
        .atRandom(2, new double[3], 0.0);
  }

  @Test
  void o15ACompoundAssignmentToAnIntCutsTheDerivativeWithAWarning() {
    String members =
        """
        static double f(double x) {
          int k = 1;
          k += 2.5 * x; // warn AD401: k
          return k * x;
        }
        """;
    Refusals.check(members);
    Check.of(members).warned("AD401").at(1.5).is("x", 4);
  }
}
