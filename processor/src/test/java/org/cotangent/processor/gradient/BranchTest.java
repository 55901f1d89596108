package org.cotangent.processor.gradient;

import org.cotangent.processor.testing.Check;
import org.cotangent.processor.testing.Refusals;
import org.junit.jupiter.api.Test;

/** Recursion, exceptions that Java throws by itself, and returns. */
class BranchTest {

  @Test
  void c21ARecursiveMethod() {
    Check check =
        Check.of(
            """
            static double r(double x, int n) {
              return n == 0 ? 1 : x * r(x, n - 1) + x;
            }
            """);
    check.at(1.3, 5).isWithin(1e-5, "x", 46.0190);
    check.at(1.3, 0).is("x", 0);
    check.at(1.3, 1).is("x", 2);
  }

  @Test
  void c21ARecursiveHelperThatOverwritesItsArray() {
    Check.of(
            """
            static double f(double[] a) {
              halve(a, 0, a.length);
              return a[0];
            }

            private static void halve(double[] a, int from, int to) {
              if (to - from < 2) {
                return;
              }
              int middle = (from + to) / 2;
              halve(a, from, middle);
              halve(a, middle, to);
              a[from] = a[from] * a[middle] + a[from];
            }
            """)
        .atRandom(1, new double[5])
        .atRandom(1, new double[1])
        .at(new double[] {2, 3})
        .is("a", 4, 2);
  }

  @Test
  void c22MutualRecursion() {
    Check.of(
            """
            static double even(double x, int n) {
              if (n == 0) {
                return x;
              }
              return odd(x * x, n - 1) + x;
            }

            private static double odd(double y, int n) {
              return n == 0 ? 3 * y : y * even(y + 0.5, n - 1);
            }
            """)
        .at(0.7, 5)
        .is("x", even(0.7, 5)[1]);
  }

  /** Value and derivative by hand. */
  private static double[] even(double x, int n) {
    if (n == 0) {
      return new double[] {x, 1};
    }
    double[] odd = odd(x * x, n - 1);
    return new double[] {odd[0] + x, odd[1] * 2 * x + 1};
  }

  private static double[] odd(double y, int n) {
    if (n == 0) {
      return new double[] {3 * y, 3};
    }
    double[] even = even(y + 0.5, n - 1);
    return new double[] {y * even[0], even[0] + y * even[1]};
  }

  @Test
  void c23AnExceptionInTheMiddleComesOutAndLeavesTheAdjoints() {
    Check check =
        Check.of(
            """
            static double f(double[] x, int n) {
              double s = 0;
              for (int i = 0; i < n; i++) {
                s += x[i] * x[i];
              }
              return s;
            }
            """);
    check.throwsAt(ArrayIndexOutOfBoundsException.class, new double[] {1, 2}, 3);
    check.at(new double[] {1, 2}, 2).is("x", 2, 4);
  }

  @Test
  void c23AnExceptionOfIntegerArithmeticComesOut() {
    Check.of(
            """
            static double f(double[] x, int n) {
              return x[0] * x[4 / n];
            }
            """)
        .throwsAt(ArithmeticException.class, new double[] {1, 2}, 0);
  }

  @Test
  void c23AnExceptionAfterAWriteComesOutAndLeavesTheAdjoints() {
    Check.of(
            """
            static void f(double[] x, int n) {
              for (int i = 0; i < n; i++) {
                x[i] = x[i] * x[i];
              }
            }
            """)
        .throwsAt(ArrayIndexOutOfBoundsException.class, new double[] {1, 2}, 3);
  }

  @Test
  void c23ANegativeLengthComesOut() {
    Check.of(
            """
            static double f(double x, int n) {
              double[] a = new double[n];
              a[0] = x;
              return a[0] * x;
            }
            """)
        .throwsAt(NegativeArraySizeException.class, 1.0, -1);
  }

  @Test
  void c23ANullArrayComesOut() {
    Check.of(
            """
            static double f(double x, double[][] m) {
              double s = x;
              for (int i = 0; i < m.length; i++) {
                s *= m[i][0];
              }
              return s;
            }
            """)
        .throwsAt(NullPointerException.class, 1.0, new double[][] {{2}, null});
  }

  @Test
  void c24RandomNumbersAreRefusedAtTheirPlace() {
    Refusals.check(
        """
        static double f(double x) {
          return x * Math.random(); // expect AD201: Math.random()
        }
        """);
  }

  @Test
  void earlyReturnsInEveryPlace() {
    Check check =
        Check.of(
            """
            static double f(double[] x, double y) {
              if (y < 0) {
                return x[0] * y;
              }
              double s = 0;
              for (int i = 0; i < x.length; i++) {
                if (x[i] < 0) {
                  return s + x[i] * y;
                } else if (x[i] > 5) {
                  s *= y;
                  if (s > 20) {
                    return s;
                  }
                  continue;
                }
                s += x[i] * x[i];
              }
              if (s > 3) {
                return s * y;
              } else {
                return s / y;
              }
            }
            """);
    check.at(new double[] {2, 3}, -1.5).is("x", -1.5, 0).is("y", 2);
    check.at(new double[] {2, -3, 4}, 1.5).is("x", 4, 1.5, 0).is("y", -3);
    check.at(new double[] {2, 7, 7, 7}, 1.5);
    check.at(new double[] {4, 7, 3}, 1.5);
    check.at(new double[] {1, 1}, 1.5);
    check.at(new double[] {2, 2}, 1.5);
    check.at(new double[0], 1.5);
  }

  @Test
  void aVoidMethodReturnsEarly() {
    Check check =
        Check.of(
            """
            static void f(double[] x, double limit) {
              for (int i = 0; i < x.length; i++) {
                x[i] *= x[i];
                if (x[i] > limit) {
                  x[0] *= limit;
                  return;
                }
              }
              x[0] = 0;
            }
            """);
    check.at(new double[] {1, 2, 3}, 3.5);
    check.at(new double[] {1, 2, 3}, 30.0);
    check.at(new double[] {1}, 0.5);
  }
}
