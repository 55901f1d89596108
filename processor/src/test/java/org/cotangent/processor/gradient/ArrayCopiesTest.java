package org.cotangent.processor.gradient;

import static com.google.common.truth.Truth.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import org.cotangent.processor.testing.Check;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An array that a loop overwrites element by element is copied as a whole in front of it. */
class ArrayCopiesTest {
  private static final String OFF = "array-copies";

  private static Check copies(String source) {
    Check check = Check.of(source);
    assertThat(check.generated()).contains("tape.pushElements(");
    assertThat(check.generated()).contains("tape.popElements(");
    assertThat(check.without(OFF).generated()).doesNotContain("Elements(");
    return check;
  }

  /** Two arrays of one loop: the room for the second must not make the first one's array stale. */
  @Test
  void aTapeThatGrowsBetweenTwoOfThem() {
    Check check =
        copies(stepping("for (int i = 0; i < n; i++) { y[i] = Math.tanh(k[i] * x[i]); }"));
    compare(check, 9, 70, 300);
  }

  private static Check copiesNothing(String source) {
    Check check = Check.of(source);
    assertThat(check.generated()).doesNotContain("Elements(");
    assertThat(check.generated()).isEqualTo(check.without(OFF).generated());
    return check;
  }

  /** Both ways give the same gradient, at points of several sizes. */
  private static void compare(Check check, int... sizes) {
    Check plain = check.without(OFF);
    for (int n : sizes) {
      double[] x = new double[n];
      for (int i = 0; i < n; i++) {
        x[i] = 0.3 + 0.4 * Math.sin(5 * i);
      }
      for (int steps : new int[] {0, 1, 3}) {
        check.at(x, steps).isWithin(1e-11, "x", plain.at(x, steps).by("x"));
      }
    }
  }

  private static String stepping(String loop) {
    return """
        static double f(double[] x, int steps) {
          int n = x.length;
          double[] y = x.clone();
          double[] k = new double[n];
          for (int s = 0; s < steps; s++) {
            for (int i = 0; i < n; i++) {
              k[i] = Math.sin(y[i]) * y[n - 1 - i];
            }
            %s
          }
          double sum = 0;
          for (int i = 0; i < n; i++) {
            sum += y[i] * y[i];
          }
          return sum;
        }
        """
        .formatted(loop);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "for (int i = 0; i < n; i++) { y[i] += 0.1 * k[i]; }",
        "for (int i = 0; i < n; i++) { y[i] = y[i] * k[i] - 0.5; }",
        "for (int i = n - 1; i >= 0; i--) { y[i] = Math.cos(y[i]); }",
        "for (int i = 0; i <= n - 1; i++) { y[i] -= 0.2 * y[i] * k[i]; }",
        "for (int i = 1; i < n - 1; i++) { y[i] = x[i] * k[i]; }",
        "for (int i = n; i > 2; i--) { y[i - 1] += k[i - 1]; y[i - 2] *= 0.5; }",
        "for (int i = y.length - 1; i > 0; i--) { y[i] *= x[i]; }",
        "for (int i = s; i < n; i++) { y[i] += x[s] * k[i]; }",
        "for (int i = -2; i < n; i++) { if (i >= 0) { y[i] += k[i]; } }",
        "for (long i = 0; i < n; i++) { y[(int) i] += k[(int) i]; }",
      })
  void everyLoopThatOverwritesAtItsOwnIndexComesBack(String loop) {
    compare(Check.of(stepping(loop)), 3, 4, 20);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "y[i] += 0.1 * k[i];|before the loop",
        "y[i] = Math.sin(y[i]) + k[i];|before the loop",
        "y[i] = Math.exp(k[i]);|behind the loop",
        "y[i] = 1 / (1 + Math.exp(-k[i]));|behind the loop",
        "y[i] = Math.tanh(k[i] * x[i]);|behind the loop",
      })
  void theCopyIsPutBackWhereNobodyReadsTheOtherElements(String body, String where) {
    Check check = copies(stepping("for (int i = 0; i < n; i++) { " + body + " }"));
    String reverse = check.generated();
    reverse = reverse.substring(reverse.indexOf("tape.popElements(y, 0, n)") - 60);
    reverse = reverse.substring(0, 120);
    boolean first = reverse.indexOf("popElements") < reverse.indexOf("int i = n");
    assertThat(first).isEqualTo(where.equals("before the loop"));
    compare(check, 0, 1, 2, 8, 9, 10);
  }

  @Test
  void theLoopStaysWhatTheUserWrote() {
    Check check = copies(stepping("for (int i = 0; i < n; i++) { y[i] += 0.1 * k[i]; }"));
    assertThat(check.generated())
        .contains(
            """
                  // y is overwritten: a copy of it on the tape
                  tape.pushElements(y, 0, n);
                  for (int i = 0; i < n; i++) {
                    y[i] += 0.1 * k[i];
                  }
            """);
    assertThat(check.generated()).doesNotContain("kept[yAt");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // the old element and the new one are read
        "for (int i = 0; i < n; i++) { double b = y[i] * y[i]; y[i] = Math.exp(k[i]) + b; "
            + "k[i] = y[i] * y[i]; }",
        "for (int i = 1; i < n; i++) { y[i] = y[i] * y[i - 1]; }",
        "for (int i = 0; i < n; i++) { y[i] = y[i] * y[n - 1]; }",
        // two writes
        "for (int i = 0; i < n; i++) { y[i] = Math.sin(y[i]); y[i] = Math.cos(y[i]); }",
        "for (int i = 0; i < n; i++) { y[i] = Math.sin(y[i]); y[0] = Math.cos(y[0]); }",
        // not every element, or not at the index
        "for (int i = 0; i < n; i++) { if (y[i] > -9 && i != 1) { y[i] = Math.sin(y[i]); } }",
        "for (int i = 0; i < n; i += 2) { y[i] = Math.sin(y[i]); }",
        "for (int i = 0; i < n - 1; i++) { y[i + 1] = Math.sin(y[i + 1]); }",
        "for (int i = 0; i < n; i++) { y[n - 1 - i] = Math.sin(y[n - 1 - i]); }",
        "for (int i = 0; i < n; i++) { y[i] = Math.sin(y[i]); if (y[i] > 0.5) { break; } }",
        "int j = 0; while (j < n) { y[j] = Math.sin(y[j]); j++; }",
      })
  void whatOneCopyWouldNotHoldIsKeptElementByElement(String loop) {
    Check check = Check.of(stepping(loop));
    assertThat(check.generated()).doesNotContain("pushElements(y");
    compare(check, 1, 2, 5, 12);
  }

  @Test
  void anotherNameForTheArrayIsReadOrWritten() {
    for (String body :
        new String[] {
          "y[i] = Math.sin(y[i]) * z[i];",
          "y[i] = Math.sin(y[i]); z[i] = y[i] * z[i];",
          "y[i] = Math.sin(y[i]) * z[n - 1 - i];",
          "y[i] = Math.sin(z[i]);",
        }) {
      Check check =
          Check.of(
              """
              static double f(double[] x, int steps) {
                int n = x.length;
                double[] y = x.clone();
                double[] z = steps > 2 ? y : x.clone();
                for (int s = 0; s < steps; s++) {
                  for (int i = 0; i < n; i++) {
                    %s
                  }
                }
                double sum = 0;
                for (int i = 0; i < n; i++) {
                  sum += y[i] * y[i] + z[i];
                }
                return sum;
              }
              """
                  .formatted(body));
      assertThat(check.generated()).doesNotContain("pushElements(y");
      compare(check, 0, 1, 2, 9);
    }
  }

  @Test
  void anArrayThatIsSwappedWithAnother() {
    Check check =
        copies(
            """
            static double f(double[] x, int steps) {
              int n = x.length;
              double[] u = x.clone();
              double[] next = new double[n];
              double[] w = x.clone();
              for (int s = 0; s < steps; s++) {
                for (int i = 0; i < n; i++) {
                  next[i] = w[i] * x[i];
                }
                for (int i = 0; i < n; i++) {
                  w[i] = Math.sin(w[i]) + s;
                }
                double[] swap = u;
                u = next;
                next = swap;
              }
              double sum = 0;
              for (int i = 0; i < n; i++) {
                sum += u[i] * next[i] + w[i];
              }
              return sum;
            }
            """);
    compare(check, 0, 1, 2, 15);
  }

  @Test
  void aHelperThatIsGivenOneArrayTwice() {
    Check check =
        Check.of(
            """
            static double f(double[] x, int steps) {
              double[] y = x.clone();
              double[] z = x.clone();
              for (int s = 0; s < steps; s++) {
                scale(y, y, z);
                scale(z, y, z);
                scale(y, z, z);
              }
              double sum = 0;
              for (int i = 0; i < y.length; i++) {
                sum += y[i] * z[i];
              }
              return sum;
            }

            private static void scale(double[] a, double[] b, double[] c) {
              for (int i = 0; i < a.length; i++) {
                a[i] = Math.sin(a[i]) * b[a.length - 1 - i] + c[i];
              }
            }
            """);
    compare(check, 0, 1, 2, 11);
  }

  @Test
  void aRowOfAMatrixUnderAName() {
    Check check =
        copies(
            """
            static double f(double[] x, int steps) {
              int n = x.length;
              double[][] m = new double[3][n];
              for (int s = 0; s < steps; s++) {
                double[] row = m[s % 3];
                for (int i = 0; i < n; i++) {
                  row[i] += Math.sin(x[i]) + s;
                }
                for (int i = 0; i < n; i++) {
                  x[i] = x[i] * row[i];
                }
              }
              double sum = 0;
              for (int i = 0; i < n; i++) {
                sum += x[i] + m[0][i] * m[2][i];
              }
              return sum;
            }
            """);
    for (int n : new int[] {0, 1, 2, 13}) {
      for (int steps : new int[] {0, 1, 5}) {
        check.at(new double[n], steps);
      }
    }
    check.atRandom(3, new double[4], 4);
  }

  @Test
  void severalArraysOfSeveralTypes() {
    Check check =
        copies(
                """
            static double f(double[] x, int steps) {
              int n = x.length;
              double[] y = x.clone();
              float[] g = new float[n];
              int[] at = new int[n];
              long[] factor = new long[n];
              boolean[] odd = new boolean[n];
              for (int i = 0; i < n; i++) {
                at[i] = i;
                factor[i] = i + 1;
                g[i] = (float) x[i];
              }
              for (int s = 0; s < steps; s++) {
                for (int i = 0; i < n; i++) {
                  y[i] = Math.sin(y[i]) * (odd[i] ? 2 : factor[i]) * x[at[i]] + g[i];
                }
                for (int i = 0; i < n; i++) {
                  at[i] = (at[i] + s) % n;
                }
                for (int i = 0; i < n; i++) {
                  factor[i] = factor[i] * 3 % 7;
                }
                for (int i = 0; i < n; i++) {
                  odd[i] = factor[i] % 2 == 1;
                }
                for (int i = 0; i < n; i++) {
                  g[i] = g[i] * g[i] + (float) x[i];
                }
              }
              double sum = 0;
              for (int i = 0; i < n; i++) {
                sum += y[i];
              }
              return sum;
            }
            """)
            .kink(); // numbers of type float are too coarse for differences
    Check plain = check.without(OFF).kink();
    for (String name : new String[] {"y", "at", "factor", "odd", "g"}) {
      assertThat(check.generated()).contains("tape.pushElements(" + name + ", 0, n);");
      assertThat(check.generated()).contains("tape.popElements(" + name + ", 0, n);");
    }
    for (int n : new int[] {0, 1, 2, 12}) {
      double[] x = new double[n];
      Arrays.setAll(x, i -> Math.cos(3 * i));
      check.at(x, 3).isWithin(1e-6, "x", plain.at(x, 3).by("x"));
    }
  }

  @Test
  void elementsOfShortTypesAreKeptOneByOne() {
    Check check =
        copiesNothing(
            """
            static double f(double[] x, int steps) {
              short[] at = new short[4];
              double sum = 0;
              for (int s = 0; s < steps; s++) {
                for (int i = 0; i < 4; i++) {
                  sum += Math.sin(x[at[i]] * sum);
                }
                for (int i = 0; i < 4; i++) {
                  at[i] = (short) ((at[i] + i) % x.length);
                }
              }
              return sum;
            }
            """);
    compare(check, 1, 3);
  }

  @Test
  void theOtherValuesOfTheLoopKeepTheirBlocks() {
    Check check =
        copies(
            """
            static double f(double[] x, int steps) {
              double[] y = x.clone();
              double carry = 1;
              for (int s = 0; s < steps; s++) {
                for (int i = 0; i < y.length; i++) {
                  double e = Math.exp(0.1 * y[i] * carry);
                  carry = Math.sin(carry) + e;
                  y[i] = y[i] * e;
                  x[i] = Math.tanh(x[i]);
                }
              }
              double sum = carry;
              for (int i = 0; i < y.length; i++) {
                sum += y[i] * x[i];
              }
              return sum;
            }
            """);
    assertThat(check.generated()).contains("tape.pushDoubles(0, y.length)");
    compare(check, 0, 1, 2, 10);
  }

  @Test
  void anExceptionComesFromTheElementWhereItAlwaysDid() {
    String source =
        """
        static double f(double[] x, double[] y, int from, int to) {
          double sum = 1;
          for (int s = 0; s < 2; s++) {
            for (int i = from; i < to; i++) {
              y[i] = Math.sin(y[i]) * x[i];
            }
            sum += y == null ? 0 : y[0];
          }
          return sum;
        }
        """;
    Check check = copies(source);
    double[] x = {0.5, 0.25, 0.75};
    check.at(x.clone(), x.clone(), 0, 3);
    check.throwsAt(ArrayIndexOutOfBoundsException.class, x.clone(), new double[2], 0, 3);
    check.throwsAt(ArrayIndexOutOfBoundsException.class, new double[2], x.clone(), 0, 3);
    check.throwsAt(ArrayIndexOutOfBoundsException.class, x.clone(), x.clone(), -1, 3);
    check.throwsAt(ArrayIndexOutOfBoundsException.class, x.clone(), x.clone(), 3, 5);
    check.throwsAt(ArrayIndexOutOfBoundsException.class, x, x.clone(), 1, 1_000_000);
    check.throwsAt(ArrayIndexOutOfBoundsException.class, x, x.clone(), -1_000_000, 2);
    check.at(x.clone(), x.clone(), 2, 1);
    check.at(x.clone(), x.clone(), 7, 7);
    check.at(x.clone(), x.clone(), Integer.MAX_VALUE, Integer.MIN_VALUE);
  }

  @Test
  void whatIsThrownBeforeTheFirstWriteIsThrown() {
    Check check =
        Check.of(
            """
            static double f(double[] x, int n) {
              double[] y = n > 3 ? null : x.clone();
              for (int i = 0; i < n; i++) {
                if (n > 2) {
                  throw new IllegalArgumentException("n = " + n);
                }
                y[i] = Math.sin(y[i]) * x[i];
              }
              return n == 0 ? 0 : y[0] * y[0];
            }
            """);
    for (int n : new int[] {0, 1, 2}) {
      check.at(new double[] {0.5, 0.25}, n);
    }
    check.throwsAt(IllegalArgumentException.class, new double[] {0.5, 0.25}, 3);
    check.throwsAt(IllegalArgumentException.class, new double[] {0.5, 0.25}, 9);
  }

  @Test
  void loopsOfFusedIterationsCopyInside() {
    Check check =
        copies(
            """
            static double f(double[] x, double[] p, int m) {
              double sum = 0;
              for (int i = 0; i < x.length; i++) {
                double[] y = p.clone();
                for (int k = 0; k < m; k++) {
                  for (int j = 0; j < y.length; j++) {
                    y[j] = Math.sin(x[i] * y[j]);
                  }
                }
                for (int j = 0; j < y.length; j++) {
                  sum += y[j];
                }
              }
              return sum;
            }
            """);
    assertThat(check.generated()).contains("// independent iterations: both sweeps in one loop");
    for (int m : new int[] {0, 1, 4}) {
      check.atRandom(2, new double[3], new double[2], m);
      check.atRandom(2, new double[3], new double[12], m);
      check.at(new double[0], new double[2], m);
      check.at(new double[2], new double[0], m);
    }
  }

  @Test
  void eachRowOfAJacobianFindsTheCopies() throws Exception {
    Check check =
        Check.of(
            """
            package p;

            import org.cotangent.*;

            final class Model {
              @Differentiable(modes = {Mode.GRADIENT, Mode.JACOBIAN})
              static double[] f(double[] x, int steps) {
                double[] y = x.clone();
                for (int s = 0; s < steps; s++) {
                  for (int i = 0; i < y.length; i++) {
                    y[i] = Math.sin(y[i]) * x[x.length - 1 - i];
                  }
                }
                return y;
              }
            }
            """);
    assertThat(check.generated()).contains("tape.popElements(y, 0, y.length)");
    double[] x = {0.5, 0.25, 0.75};
    check.at(x, 3);
    Check plain = check.without(OFF);
    for (int steps : new int[] {0, 1, 3}) {
      assertThat(jacobian(check, x, steps)).isEqualTo(jacobian(plain, x, steps));
    }
  }

  /** The rows of a Jacobian as text. */
  private static String jacobian(Check check, double[] x, int steps) throws Exception {
    Object both = check.generated("fJacobian", x.clone(), steps);
    Method rows = both.getClass().getDeclaredMethod("x");
    rows.setAccessible(true);
    return Arrays.deepToString((double[][]) rows.invoke(both));
  }

  @Test
  void checkpointedLoopsAndRecursion() {
    Check check =
        copies(
            """
            static double f(double[] x, int steps) {
              double[] y = x.clone();
              for (@Checkpointed(snapshots = 2) int s = 0; s < steps; s++) {
                for (int i = 0; i < y.length; i++) {
                  y[i] = Math.sin(y[i]) * x[i];
                }
                for (int i = 0; i < y.length; i++) {
                  y[i] = y[i] * y[i];
                }
                turn(y, s);
              }
              double sum = 0;
              for (int i = 0; i < y.length; i++) {
                sum += y[i];
              }
              return sum;
            }

            private static void turn(double[] y, int depth) {
              for (int i = 0; i < y.length; i++) {
                y[i] = Math.cos(y[i]);
              }
              if (depth > 0) {
                turn(y, depth - 1);
              }
              for (int i = y.length - 1; i >= 0; i--) {
                y[i] = y[i] * y[i] - 0.5;
              }
            }
            """);
    compare(check, 0, 1, 2, 10);
  }
}
