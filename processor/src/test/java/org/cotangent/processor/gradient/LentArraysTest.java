package org.cotangent.processor.gradient;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.Method;
import java.util.Random;
import org.cotangent.processor.testing.Check;
import org.cotangent.processor.testing.Compilation;
import org.cotangent.processor.testing.Compiled;
import org.cotangent.processor.testing.Processors;
import org.cotangent.processor.testing.Sources;
import org.cotangent.runtime.Tape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Arrays that a method makes for itself are lent by the tape where nobody else can have them. */
class LentArraysTest {
  private static final String OFF = "lent-arrays";

  /** Counts the bytes that calls allocate, and gives the memory of the tape behind them. */
  private static final String METER =
      """
      package p;

      final class Meter {
        static long[] bytes(double[] x, int n) {
          org.cotangent.runtime.Tape tape = new org.cotangent.runtime.Tape();
          double[] adjoint = new double[x.length];
          com.sun.management.ThreadMXBean bean =
              (com.sun.management.ThreadMXBean)
                  java.lang.management.ManagementFactory.getThreadMXBean();
          long[] bytes = new long[4];
          for (int k = -3; k < 3; k++) {
            long before = bean.getCurrentThreadAllocatedBytes();
            ModelDerivatives.fBackward(x, adjoint, n, 1.0, tape);
            long after = bean.getCurrentThreadAllocatedBytes();
            if (k >= 0) {
              bytes[k] = after - before;
            }
          }
          bytes[3] = tape.bytes();
          return bytes;
        }
      }
      """;

  private static double[] numbers(int length) {
    return new Random(11).doubles(length, -1, 1).toArray();
  }

  private static long[] bytes(String source, int n, String... options) throws Exception {
    Compiled compiled =
        Compilation.of(Sources.file(source), METER)
            .with(Processors::cotangent)
            .options(options)
            .lenient()
            .run()
            .orThrow();
    Method meter = compiled.load("p.Meter").getDeclaredMethod("bytes", double[].class, int.class);
    meter.setAccessible(true);
    return (long[]) meter.invoke(null, numbers(6), n);
  }

  private static void assertAllocatesNothing(String source) throws Exception {
    for (int n : new int[] {1, 5, 20}) {
      long[] bytes = bytes(source, n);
      for (int k = 0; k < 3; k++) {
        assertWithMessage("bytes of call %s with n = %s", k, n).that(bytes[k]).isEqualTo(0);
      }
    }
    assertThat(bytes(source, 20, "-Acotangent.without=" + OFF)[0]).isGreaterThan(0);
  }

  /** The same numbers with lent arrays and without, and those of the other oracles. */
  private static void assertSame(String source) {
    Check lent = Check.of(source);
    Check made = Check.of(source).without(OFF);
    assertThat(lent.generated()).isNotEqualTo(made.generated());
    for (int n : new int[] {0, 1, 2, 7}) {
      double[] expected = made.at(numbers(6), n).by("x");
      lent.at(numbers(6), n).isWithin(1e-11, "x", expected);
    }
  }

  private static void assertLent(String source) throws Exception {
    assertAllocatesNothing(source);
    assertSame(source);
  }

  @Test
  void arraysOfAllTypesAreLent() throws Exception {
    assertLent(
        """
        static double f(double[] x, int n) {
          double[] a = new double[n + 1];
          float[] b = new float[n + 1];
          int[] order = new int[n + 1];
          long[] large = new long[n + 1];
          boolean[] odd = new boolean[n + 1];
          double[] c = x.clone();
          double[] longer = java.util.Arrays.copyOf(x, n + 8);
          double[][] m = new double[n + 1][3];
          for (int i = 0; i < n; i++) {
            order[i] += (i * 5 + 2) % 6;
            large[i] += 3L * i;
            odd[i] = odd[i] ^ i % 2 == 1;
          }
          int[] same = order.clone();
          double s = 0;
          for (int i = 0; i < n; i++) {
            a[i + 1] = Math.sin(a[i] + c[same[i]]);
            b[i + 1] += (float) (0.5 * a[i] * a[i + 1]);
            m[i + 1][i % 3] += m[i][0] + a[i] * longer[i] * (odd[i] ? 2 : large[i]);
            c[same[i]] = a[i] * b[i + 1] + 0.25 * c[order[i]];
            s += m[i + 1][i % 3] * c[i % 6];
          }
          return s * s + a[n] + b[n];
        }
        """);
  }

  @Test
  void arraysOfHelpersAreGivenBackWithEachIndependentIteration() throws Exception {
    String source =
        """
        static double f(double[] x, int n) {
          double s = 0;
          for (int i = 0; i < n; i++) {
            s += density(x, i);
          }
          return s;
        }

        private static double density(double[] x, int i) {
          double[] terms = new double[x.length];
          double[] product = new double[x.length];
          for (int r = 0; r < 3; r++) {
            for (int j = 0; j < x.length; j++) {
              product[j] = Math.sin(x[j] * (i + r)) + product[j] * terms[j];
              terms[j] += Math.sin(product[j] * product[j]);
            }
          }
          return sum(terms) + sum(x);
        }

        private static double sum(double[] x) {
          double s = 0;
          for (int j = 0; j < x.length; j++) {
            s += Math.exp(-x[j] * x[j]);
          }
          return s;
        }
        """;
    assertLent(source);
    assertThat(bytes(source, 2000)[3]).isEqualTo(bytes(source, 2)[3]);
  }

  @Test
  void arraysOfTheIterationItselfAreGivenBackWithIt() throws Exception {
    String source =
        """
        static double f(double[] x, int n) {
          double s = 0;
          for (int i = 0; i < n; i++) {
            double[] moved = new double[x.length];
            moved[0] = x[0] * i;
            for (int j = 1; j < x.length; j++) {
              moved[j] = Math.sin(moved[j - 1] * x[j]);
            }
            s += moved[x.length - 1] * moved[2];
          }
          return s;
        }
        """;
    assertLent(source);
    assertThat(bytes(source, 2000)[3]).isEqualTo(bytes(source, 2)[3]);
  }

  @Test
  void arraysThatHelpersReturnAreLent() throws Exception {
    assertLent(
        """
        static double f(double[] x, int n) {
          double[] y = solved(x, n);
          double[] z = solved(y, 2);
          return y[0] * z[1] + z[x.length - 1];
        }

        private static double[] solved(double[] x, int n) {
          double[] y = new double[x.length];
          double[] k = new double[x.length];
          for (int s = 0; s < n + 1; s++) {
            slope(x, y, k);
            for (int i = 0; i < y.length; i++) {
              y[i] += 0.1 * k[i] * k[i];
            }
          }
          return y;
        }

        private static void slope(double[] x, double[] y, double[] k) {
          k[0] = x[0];
          for (int i = 1; i < x.length; i++) {
            k[i] = Math.cos(x[i] * y[i - 1]);
          }
        }
        """);
  }

  @Test
  void arraysOfRecursiveHelpersAreLent() throws Exception {
    assertLent(
        """
        static double f(double[] x, int n) {
          return deep(x, n % 8);
        }

        private static double deep(double[] x, int n) {
          if (n == 0) {
            return x[0] * x[1];
          }
          double[] y = new double[x.length];
          for (int i = 0; i < x.length; i++) {
            y[i] = Math.sin(x[i] + 0.1 * n * y[0]);
          }
          return deep(y, n - 1) * y[n % 6] + deep(y, n / 2);
        }
        """);
  }

  @Test
  void arraysThatSwapPlacesAreLent() throws Exception {
    assertLent(
        """
        static double f(double[] x, int n) {
          double[] u = x.clone();
          double[] next = new double[x.length];
          for (int s = 0; s < n; s++) {
            for (int i = 0; i < u.length; i++) {
              next[i] = u[i] * u[(i + 1) % u.length] + 0.3;
            }
            double[] swap = u;
            u = next;
            next = swap;
          }
          return u[0] * next[1] + u[2];
        }
        """);
  }

  @Test
  void anArrayForEachStepIsLent() throws Exception {
    assertLent(
        """
        static double f(double[] x, int n) {
          double[] y = x.clone();
          for (int s = 0; s < n; s++) {
            double[] next = new double[x.length];
            for (int i = 0; i < y.length; i++) {
              next[i] = Math.sin(y[i] * y[(i + 1) % y.length]);
            }
            y = next;
          }
          return y[0] * y[1];
        }
        """);
  }

  @Test
  void rowsOfAnOwnMatrixAreLent() throws Exception {
    assertLent(
        """
        static double f(double[] x, int n) {
          double[][] m = new double[n + 2][];
          for (int i = 0; i < n + 2; i++) {
            double[] row = x.clone();
            m[i] = row;
          }
          m[n] = m[0];
          double s = 1;
          for (int i = 0; i < n + 1; i++) {
            m[i + 1][i % 6] += Math.sin(m[i][1] * s);
            s += m[i + 1][i % 6] * m[n][2];
          }
          return s * s;
        }
        """);
  }

  @Test
  void arraysOfCheckpointedIterationsAreGivenBackWithThem() throws Exception {
    String source =
        """
        static double f(double[] x, int n) {
          double s = 0.5;
          for (@Checkpointed(snapshots = 3) int i = 0; i < n; i++) {
            s = step(x, s);
          }
          return s * s;
        }

        private static double step(double[] x, double s) {
          double[] moved = new double[x.length];
          double t = s;
          for (int r = 0; r < 2; r++) {
            for (int j = 0; j < x.length; j++) {
              moved[j] = Math.sin(x[j] * t + moved[j]);
              t = 0.5 * t + 0.1 * moved[j] * moved[j];
            }
          }
          return t;
        }
        """;
    assertSame(source);
    assertThat(Check.of(source).generated()).contains("moved = tape.doubles(x.length)");
    assertThat(bytes(source, 200)[3]).isEqualTo(bytes(source, 5)[3]);
  }

  @Test
  void whatIsGarbageAtOnceDoesNotFillTheTape() throws Exception {
    String source =
        """
        static double f(double[] x, int n) {
          double s = 0.5;
          for (int i = 0; i < n; i++) {
            int[] order = new int[x.length + i % 2];
            for (int j = 0; j < x.length; j++) {
              order[j] = (j * 5 + i) % 6;
            }
            s = Math.sin(s * weight(order, x.length)) + x[i % 6];
          }
          return s;
        }

        private static double weight(int[] order, int n) {
          int[] copy = java.util.Arrays.copyOf(order, n);
          double w = 0;
          for (int j = 0; j < n; j++) {
            w += copy[j] * 0.1;
          }
          return w;
        }
        """;
    assertSameValues(source);
    long few = bytes(source, 1000, "-Acotangent.without=" + OFF)[3];
    assertThat(bytes(source, 1000)[3]).isLessThan(few + 4000);
  }

  private static void assertSameValues(String source) {
    Check lent = Check.of(source);
    Check made = Check.of(source).without(OFF);
    for (int n : new int[] {0, 1, 2, 7}) {
      lent.at(numbers(6), n).is("x", made.at(numbers(6), n).by("x"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "static double[] f(double[] x, int n) { double[] kept = new double[n + 1];"
            + " kept[0] = Math.sin(x[0]); return kept; }",
        "static double f(double[] x, int n, double[][] out) { double[] kept = new double[n + 1];"
            + " kept[0] = Math.sin(x[0]); out[0] = kept; return kept[0] * x[1]; }",
        "static double f(double[] x, int n, double[][] out) { double[] kept = new double[n + 1];"
            + " kept[0] = Math.sin(x[0]); put(out, kept); return kept[0] * x[1]; }"
            + " private static void put(double[][] out, double[] row) { out[0] = row; }",
        "static double f(double[] x, int n) { double[] kept = new double[n + 1];"
            + " kept[0] = Math.sin(x[0]); return kept[0] * x[1] + keep(kept); }"
            + " static double[] box; @NonDifferentiable static double keep(double[] a)"
            + " { box = a; return 1; }",
        "static double f(double[] x, int n) { double[] kept = new double[n + 1];"
            + " kept[0] = Math.sin(x[0]); return kept[0] * x[1] + outer(kept); }"
            + " private static double outer(double[] b) { return keep(b) * b[0]; }"
            + " static double[] box; @NonDifferentiable static double keep(double[] a)"
            + " { box = a; return 1; }",
      })
  void arraysThatSomebodyElseMayHaveAreNotLent(String members) {
    String source = Sources.file("@Differentiable " + members);
    Compiled compiled =
        Compilation.of(source).with(Processors::cotangent).lenient().run().orThrow();
    String generated = compiled.generated().get("p.ModelDerivatives");
    assertThat(generated).contains("kept = new double[n + 1]");
    assertThat(generated).doesNotContain("kept = tape.doubles");
  }

  @Test
  void whatIsReturnedAsACopyIsLentAndTheCopyIsTheCallersOwn() {
    Check check =
        Check.of(
            """
            static double[] f(double[] x, int n) {
              double[] a = new double[n + 1];
              double[] b = new double[n + 1];
              for (int i = 0; i < n; i++) {
                a[i + 1] = Math.sin(a[i] * x[i % 6]) + x[0];
                b[i + 1] = b[i] * a[i + 1] + a[i];
              }
              return x[0] > 0 ? b : a;
            }
            """);
    assertThat(check.generated()).contains("a = tape.doubles(n + 1)");
    assertThat(check.generated()).contains("value = result.clone()");
    for (int n : new int[] {0, 3, 8}) {
      check.at(numbers(6), n);
    }
    Tape tape = new Tape();
    double[] first = (double[]) returned(check, 3, tape);
    double[] before = first.clone();
    double[] second = (double[]) returned(check, 3, tape);
    assertThat(second).isNotSameInstanceAs(first);
    assertThat(first).isEqualTo(before);
  }

  private static Object returned(Check check, int n, Tape tape) {
    return check.generated("fBackward", numbers(6), new double[6], n, new double[n + 1], tape);
  }

  @Test
  void lengthsThatNoArrayHasFailAsInTheOriginal() {
    Check check =
        Check.of(
            """
            static double f(double[] x, int n) {
              double[] a = new double[n];
              double[][] m = new double[2][n];
              for (int i = 0; i < n; i++) {
                a[i] = Math.sin(x[i] * x[0]);
                m[1][i] = a[i] * a[0];
              }
              return a[0] * m[1][n - 1];
            }
            """);
    assertThat(check.generated()).contains("a = tape.doubles(n)");
    assertThat(check.generated()).contains("m = tape.doubles(2, n)");
    check.throwsAt(NegativeArraySizeException.class, numbers(6), -1);
    check.throwsAt(ArrayIndexOutOfBoundsException.class, numbers(6), 7);
    check.at(numbers(6), 3);
    check.throwsAt(ArrayIndexOutOfBoundsException.class, numbers(6), 0);
    check.at(numbers(6), 6);
  }

  @Test
  void afterAnExceptionTheSameTapeGivesTheSameNumbers() {
    Check check =
        Check.of(
            """
            static double f(double[] x, int n) {
              double[] a = x.clone();
              double s = 0;
              for (int i = 0; i < n; i++) {
                s += helped(a, i);
              }
              return s + a[0];
            }

            private static double helped(double[] x, int i) {
              double[] b = new double[x.length];
              for (int j = 0; j < x.length; j++) {
                b[j] = Math.sin(x[j] * x[i]);
              }
              return b[i] * b[0];
            }
            """);
    Tape tape = new Tape();
    double[] expected = new double[6];
    check.generated("fBackward", numbers(6), expected, 5, 1.0, tape);
    for (int k = 0; k < 3; k++) {
      double[] none = new double[6];
      assertThrows(
          ArrayIndexOutOfBoundsException.class,
          () -> check.generated("fBackward", numbers(6), none, 9, 1.0, tape));
      double[] adjoint = new double[6];
      check.generated("fBackward", numbers(6), adjoint, 5, 1.0, tape);
      assertThat(adjoint).isEqualTo(expected);
    }
    tape.clear();
    assertThat(tape.isEmpty()).isTrue();
  }

  @Test
  void differentArraysStayDifferent() {
    Check check =
        Check.of(
            """
            static double f(double[] x, int n) {
              double s = 1;
              double[] last = x;
              for (int i = 0; i < n; i++) {
                double[] a = new double[3];
                double[] b = new double[3];
                a[0] = x[i % 6] * s;
                b[0] = a == b ? 0 : Math.cos(a[0]);
                s = a == last ? -1 : b[0] + s;
                last = a;
              }
              return s * s;
            }
            """);
    for (int n : new int[] {0, 1, 2, 9}) {
      check.at(numbers(6), n);
    }
  }
}
