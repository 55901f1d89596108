package org.cotangent.processor.gradient;

import org.cotangent.processor.testing.Check;
import org.cotangent.processor.testing.Refusals;
import org.junit.jupiter.api.Test;

/** Integers, floats and constants beside doubles. */
class TypesTest {

  @Test
  void t1IntegerDivisionInADoubleFormulaWarns() {
    String members =
        """
        static double f(double x, int n) {
          return x * (1 / n) + n / 2 * x; // warn AD402: 1 / n // warn AD402: n / 2
        }
        """;
    Refusals.check(members);
    Check.of(members).warned("AD402", "AD402").at(3.0, 5).is("x", 2);
  }

  @Test
  void t1IntegersInADoubleFormulaAreData() {
    Check.of(
            """
            static double f(double x, int n, long m, short s, byte b, char c) {
              return x * n + x * x * m - s / x + b * x - x / c;
            }
            """)
        .at(2.0, 5, 7L, (short) 3, (byte) -4, 'c')
        .is("x", 5 + 28 + 0.75 - 4 - 1.0 / 99);
  }

  @Test
  void t1AnIntegerArrayIsData() {
    Check.of(
            """
            static double f(int[] n, double[] x) {
              double s = 0;
              for (int i = 0; i < n.length; i++) {
                s += n[i] * x[i] * x[i];
              }
              return s;
            }
            """)
        .at(new int[] {1, 2}, new double[] {3, 5})
        .is("x", 6, 20);
  }

  @Test
  void t2AFloatHasAFloatAdjoint() {
    Check.of(
            """
            static float f(float x, float y) {
              float t = x * y;
              t += x / 3;
              return t * t;
            }
            """)
        .at(1.5f, -2.25f);
  }

  @Test
  void t2FloatAndDoubleAreMixed() {
    Check.of(
            """
            static double f(float x, double y, float[] a, double[] b) {
              double s = x * y;
              for (int i = 0; i < a.length; i++) {
                a[i] *= y;
                s += a[i] * b[i] + (float) (b[i] / 3) * x;
                float t = (float) s;
                s += t * 0.5f;
              }
              return s + x / 3;
            }
            """)
        .at(1.5f, 0.7, new float[] {0.3f, 1.25f}, new double[] {0.9, -1.1});
  }

  @Test
  void t2AFloatResultOfDoubles() {
    Check.of(
            """
            static float f(double x, float[] a) {
              return (float) (x * x) * a[0];
            }
            """)
        .at(1.5, new float[] {0.3f})
        .isWithin(1e-6, "x", 0.9)
        .isWithin(1e-6, "a", 2.25);
  }

  @Test
  void t2FloatArithmeticRoundsInThePrimal() {
    Check.of(
            """
            static double f(float x, int n, long l) {
              float s = x;
              for (int i = 0; i < n; i++) {
                s = s * 1.1f + i / 3.0f;
                s -= l;
                s++;
              }
              return s + x * n;
            }
            """)
        .at(0.1f, 4, 3L);
  }

  @Test
  void t3ACastUsedAsAnIndexCutsTheDerivativeWithAWarning() {
    String members =
        """
        static double f(double x, double[] a) {
          int i = (int) x; // warn AD401: (int) x
          return a[i] * x;
        }
        """;
    Refusals.check(members);
    Check.of(members).warned("AD401").at(1.5, new double[] {2, 3}).is("x", 3).is("a", 0, 1.5);
  }

  @Test
  void t3RoundingCutsTheDerivative() {
    Check.of(
            """
            static double f(double x) {
              return x * Math.floor(x) + Math.ceil(x) * x + Math.rint(x) * x * x + Math.signum(x);
            }
            """)
        .at(1.25)
        .is("x", 1 + 2 + 2.5);
  }

  @Test
  void t4VarIsTheTypeOfItsValue() {
    Check.of(
            """
            static double f(double x, float y) {
              var t = x * x;
              var n = 3;
              var a = new double[] {t, y};
              for (var e : a) {
                t += e * n;
              }
              return t;
            }
            """)
        .at(1.5, 0.25f)
        .isWithin(1e-6, "x", 12)
        .isWithin(1e-6, "y", 3);
  }

  @Test
  void t4BoxesAndGenericsAreRefusedAtTheirPlaces() {
    Refusals.check(
        """
        static double f(double x) {
          Double[] y = {x}; // expect AD129: Double[]
          return x;
        }
        """);
    Refusals.check(
        """
        static double f(double x, java.util.List<Double> l) { // expect AD0: java.util.List
          return x;
        }
        """);
  }

  @Test
  void t5AParameterIsReadAndWritten() {
    Check.of(
            """
            static double f(final double[] a, double x) {
              a[0] = a[0] * x;
              a[1] = 5;
              return a[0] * a[1] + a[1];
            }
            """)
        .at(new double[] {2, 3}, 1.5)
        .is("a", 7.5, 0)
        .is("x", 10);
  }

  @Test
  void t6AnArrayIsReturned() {
    Check check =
        Check.of(
            """
            static double[] f(double[] x, double k) {
              double[] y = new double[x.length];
              for (int i = 0; i < x.length; i++) {
                y[i] = k * x[i] * x[x.length - 1 - i];
              }
              return y;
            }
            """);
    check.atRandom(2, new double[3], 0.0);
    check.atRandom(1, new double[1], 0.0);
    check.atRandom(1, new double[0], 0.0);
  }

  @Test
  void t6ARecordResultWithoutNumbersIsRefusedAtItsPlace() {
    Refusals.check(
        """
        package p;

        import org.cotangent.Differentiable;

        final class Model {
          record Pair(int a, long b) {}

          @Differentiable
          static Pair f(double x) { // expect AD011: Pair
            return new Pair(1, 2);
          }
        }
        """);
  }

  @Test
  void t7LongCountersAndCharArithmeticAreInactive() {
    Check.of(
            """
            static double f(double x, long n, char c) {
              double s = 1;
              for (long k = 1L << 33; k < (1L << 33) + n; k++) {
                s = s * x + (k & 3) + (k >>> 32);
              }
              c += 2;
              int d = c - 'a';
              return s * d + (char) (d + 1) * x;
            }
            """)
        .at(0.7, 5L, 'd');
  }

  @Test
  void t7IntegerBitsAndShiftsAreInactive() {
    Check.of(
            """
            static double f(double[] x, int bits) {
              double s = 0;
              for (int i = 0; i < x.length; i++) {
                int b = (bits >> i & 1) ^ (i % 2);
                b |= bits << 3 >>> 29;
                s += b * x[i] * x[i] + (~b & 7) * x[i] - (-b % 3) * x[i];
                bits ^= 5;
                bits -= i;
                bits *= 3;
                bits /= 2;
              }
              return s;
            }
            """)
        .at(new double[] {2, 3, 5}, 0x2d);
  }

  @Test
  void t8ConstantsOfThisAndOtherClasses() {
    Check.of(
            """
            package p;

            import org.cotangent.Differentiable;

            final class Model {
              static final double K = 2;
              private static final int N = 1 + 2;
              static final double[] TABLE = {1.5, 2.5};
              static final double COMPUTED = Math.sqrt(2);

              private Model() {}

              @Differentiable
              static double f(double x) {
                final double local = 4;
                return K * x + N * x * Constants.RATE + TABLE[1] * x * x + Math.PI * x
                    + COMPUTED * x + local * x + Model.K * Double.MIN_VALUE;
              }
            }
            """,
            """
            package p;

            final class Constants {
              static final double RATE = 0.25;

              private Constants() {}
            }
            """)
        .at(3.0)
        .is("x", 2 + 0.75 + 15 + Math.PI + Math.sqrt(2) + 4);
  }
}
