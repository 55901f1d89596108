package org.cotangent.processor.gradient;

import static com.google.common.truth.Truth.assertThat;

import org.cotangent.processor.testing.Check;
import org.cotangent.processor.testing.Refusals;
import org.junit.jupiter.api.Test;

/** Exceptions that the method throws: they leave the derivative, and no adjoint has changed. */
class ThrowTest {

  @Test
  void checksOfArguments() {
    Check check =
        Check.of(
            """
            static double f(double[] x, double[] y, int n) {
              if (x.length != y.length) {
                throw new IllegalArgumentException(x.length + " != " + y.length);
              }
              if (n < 0 || n > x.length) throw new IndexOutOfBoundsException(n);
              java.util.Objects.requireNonNull(y, "y");
              double s = 0;
              for (int i = 0; i < n; i++) {
                if (Double.isNaN(x[i])) {
                  throw new ArithmeticException("x[" + i + "] = " + x[i] + " of " + n + '!');
                }
                s += x[i] * y[i] * s + x[i];
              }
              return s;
            }
            """);
    double[] x = {0.5, 0.25};
    check.at(x, new double[] {1, 2}, 2);
    check.throwsAt(IllegalArgumentException.class, x, new double[] {1}, 1);
    check.throwsAt(IndexOutOfBoundsException.class, x, new double[] {1, 2}, 3);
    check.throwsAt(NullPointerException.class, x, null, 1);
    check.throwsAt(ArithmeticException.class, new double[] {1, Double.NaN}, x, 2);
    check.at(x, new double[] {1, 2}, 1);
    assertThat(check.generated())
        .contains(
            """
                if (x.length != y.length) {
                  throw new IllegalArgumentException(x.length + " != " + y.length);
                }
            """);
  }

  @Test
  void aThrowInALoopAfterTheTapeHasBeenUsed() {
    Check check =
        Check.of(
            """
            static double f(double x, int n) {
              double y = x;
              while (y < 100) {
                y = y * y + x;
                double z = Math.sin(y);
                for (int i = 0; i < 3; i++) {
                  z = z * z + y;
                  if (n-- == 0) {
                    throw new IllegalStateException("no convergence: " + y);
                  }
                }
                y = y + z * 0.125;
              }
              return y;
            }
            """);
    check.throwsAt(IllegalStateException.class, 1.1, 0);
    check.throwsAt(IllegalStateException.class, 1.1, 4);
    check.at(1.1, 40);
    check.throwsAt(IllegalStateException.class, 1.1, 4);
    check.at(1.2, 40);
  }

  @Test
  void aThrowInAHelperAfterItUsedTheTape() {
    Check check =
        Check.of(
            """
            static double f(double[] x, int n) {
              double s = 1;
              for (int i = 0; i < x.length; i++) {
                s = step(x, s, n - i) * s;
              }
              return s;
            }

            private static double step(double[] x, double s, int n) {
              double[] local = {s, s * s};
              for (int i = 0; i < x.length; i++) {
                local[0] = local[0] * x[i] + local[1];
                x[i] = Math.sin(x[i]);
                if (n <= 0) {
                  throw failure(n, local[0]);
                }
              }
              return local[0];
            }

            private static RuntimeException failure(int n, double s) {
              String text = "n = " + n;
              if (s > 1) {
                return new IllegalArgumentException(text);
              }
              return new IllegalStateException(text);
            }
            """);
    check.throwsAt(IllegalArgumentException.class, new double[] {0.5, 0.7, 0.2}, 0);
    check.throwsAt(IllegalArgumentException.class, new double[] {0.5, 0.7, 0.2}, 2);
    check.throwsAt(IllegalStateException.class, new double[] {-0.5, 0.7, 0.2}, -3);
    check.at(new double[] {0.5, 0.7, 0.2}, 5);
  }

  @Test
  void bothBranchesOrOneBranchThrow() {
    Check check =
        Check.of(
            """
            static double f(double x, int n) {
              double y;
              if (n == 0) {
                y = x * x;
                if (x > 2) {
                  throw new IllegalArgumentException("large");
                } else {
                  y = y * x;
                }
              } else if (n == 1) {
                x = x * x;
                if (x > 2) {
                  throw new IllegalArgumentException();
                } else {
                  throw new IllegalStateException("small " + x);
                }
              } else {
                y = Math.sin(x);
                if (n == 3) {
                  return y * x;
                }
              }
              return y * y;
            }
            """);
    check.at(1.5, 0);
    check.throwsAt(IllegalArgumentException.class, 2.5, 0);
    check.throwsAt(IllegalArgumentException.class, 2.5, 1);
    check.throwsAt(IllegalStateException.class, 0.5, 1);
    check.at(1.5, 2);
    check.at(1.5, 3);
  }

  @Test
  void aThrowIsTheLastStatement() {
    Check check =
        Check.of(
            """
            static double f(double x, int n) {
              for (int i = 0; i < n; i++) {
                x = x * x;
                if (x > 10) {
                  return x;
                }
              }
              throw new IllegalStateException("after " + n);
            }
            """);
    check.at(1.5, 10);
    check.throwsAt(IllegalStateException.class, 1.5, 1);
  }

  @Test
  void anEndlessLoopThatOnlyReturnsOrThrows() {
    Check check =
        Check.of(
            """
            static double f(double x, int n) {
              int i = 0;
              while (true) {
                x = x * x + 1;
                if (x > 50) {
                  return x;
                }
                if (++i > n) {
                  throw new IllegalStateException(Integer.toString(i));
                }
              }
            }
            """);
    check.at(1.1, 10);
    check.throwsAt(IllegalStateException.class, 1.1, 1);
  }

  @Test
  void endsOfLoopsThatThrow() {
    Check check =
        Check.of(
            """
            static double f(double[] x, int n) {
              double s = 1;
              for (int i = 0; i < x.length; i += 2) {
                s = s * x[i];
                if (i == n) {
                  throw new IllegalStateException();
                } else if (s > 3) {
                  break;
                }
              }
              for (int i = 0; i < n; i++) {
                s = s * x[0];
                if (s > 2) {
                  s = Math.sin(s);
                  break;
                } else {
                  throw new IllegalArgumentException();
                }
              }
              do {
                s = s * s;
                if (s < 0.5) {
                  continue;
                }
                if (n == 7) {
                  throw new UnsupportedOperationException();
                }
              } while (s > 0.4);
              return s;
            }
            """);
    check.at(new double[] {1.5, 2, 1.7, 2, 2}, 5);
    check.at(new double[] {0.5, 2, 0.7, 2, 0.2}, 0 - 1);
    check.throwsAt(IllegalStateException.class, new double[] {1.5, 2, 1.2}, 2);
    check.throwsAt(IllegalArgumentException.class, new double[] {0.5, 2, 0.5}, 3);
    check.throwsAt(UnsupportedOperationException.class, new double[] {1.2, 2, 1.2, 2, 1.2}, 7);
  }

  @Test
  void aMethodThatAlwaysThrows() {
    Check.of(
            """
            static double f(double x) {
              double y = x * x;
              throw new UnsupportedOperationException("f of " + y);
            }
            """)
        .throwsAt(UnsupportedOperationException.class, 1.0);
  }

  @Test
  void anEndlessLoopThatOnlyThrows() {
    Check.of(
            """
            static double f(double x) {
              while (true) {
                x = x * x;
                if (x > 100) {
                  throw new ArithmeticException("" + x);
                }
              }
            }
            """)
        .throwsAt(ArithmeticException.class, 1.5);
  }

  @Test
  void aVoidMethodThatThrowsAfterAWrite() {
    Check check =
        Check.of(
            """
            static void f(double[] x, int n) {
              for (int i = 0; i < x.length; i++) {
                x[i] = x[i] * x[i];
                if (i == n) {
                  throw new IllegalStateException(String.format("i = %d of %s", i, x.length));
                }
              }
            }
            """);
    check.throwsAt(IllegalStateException.class, new double[] {1, 2}, 1);
    check.at(new double[] {1, 2}, 2);
  }

  @Test
  void whatIsAssignedOnThePathThatThrowsCarriesNoDerivative() {
    Check check =
        Check.of(
            """
            static double f(double x, double y) {
              double z = y;
              if (x < 0) {
                z = Math.sqrt(x) * Math.exp(x);
                z = z * z;
                throw new IllegalArgumentException("z = " + z);
              }
              return z * x;
            }
            """);
    check.at(2.0, 3.0).is("x", 3).is("y", 2);
    check.throwsAt(IllegalArgumentException.class, -1.0, 2.0);
    String generated = check.generated();
    assertThat(generated.substring(generated.indexOf("seed) {"))).doesNotContain("sqrtAdjoint");
  }

  @Test
  void exceptionsOfTheUsersOwn() {
    Check check =
        Check.of(
            """
            package p;
            import org.cotangent.*;
            final class Model {
              @Differentiable
              static double f(double[] x, int n) {
                if (n < 0) {
                  throw new BadInput(x, n, Model.class.getName().isEmpty());
                }
                return x[n] * x[n];
              }

              static final class BadInput extends IllegalArgumentException {
                private static final long serialVersionUID = 1;

                BadInput(double[] x, long n, boolean empty) {
                  super(x.length + " " + n + " " + empty);
                }
              }
            }
            """
                .replace("Model.class.getName().isEmpty()", "x == null"));
    check.throwsAt(IllegalArgumentException.class, new double[] {1}, -1);
    check.at(new double[] {1, 2}, 1).is("x", 0, 4);
  }

  @Test
  void assertionsKeepTheirMeaning() {
    Check check =
        Check.of(
            """
            static double f(double x, String name) {
              assert x > 0 && Double.isFinite(x) : "x = " + x;
              for (int i = 0; i < name.length(); i++) {
                assert name.charAt(i) != ' ';
                x = x * x;
              }
              return x;
            }
            """);
    check.at(1.5, "ab");
    assertThat(check.generated()).contains("assert x > 0 && Double.isFinite(x) : \"x = \" + x;");
    assertThat(check.generated()).contains("assert name.charAt(i) != ' ';");
  }

  @Test
  void c24PrintingAndTextAreDoneOnceOnTheWay() {
    Check check =
        Check.of(
            """
            static double f(double x, int n) {
              String text = "";
              for (int i = 0; i < n; i++) {
                text += i + ":" + n + ';';
                x = x * x;
                if (text.length() > 20 && i == 5) {
                  System.out.println(text + x);
                  System.out.printf("%d %s%n", i, text);
                  x = Math.sin(x);
                } else if (text.endsWith(";") && text.indexOf(':') > 0) {
                  x = x + text.charAt(0) - '0';
                }
              }
              return x * text.length();
            }
            """);
    check.at(0.99, 7);
    check.at(0.5, 2);
  }

  @Test
  void stringsOfALoopAreKeptForTheReverseSweep() {
    Check.of(
            """
            static double f(double x, String[] names) {
              double y = x;
              for (int i = 0; i < names.length; i++) {
                String name = names[i] + i;
                if (name.equals("square0")) {
                  y = y * y;
                } else if (name.startsWith("sin")) {
                  y = Math.sin(y);
                  name = "square0";
                }
                if (name.equals("square0")) {
                  y = y * x;
                }
              }
              return y;
            }
            """)
        .at(0.7, new String[] {"square", "sin", "square", "cos"});
  }

  @Test
  void textOfObjectsIsRefused() {
    Refusals.check(
        """
        static double f(double x, Runnable task) {
          String text = "r = " + task; // expect AD108: task
          return x * text.length();
        }
        """);
  }
}
