package org.cotangent.processor.gradient;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import org.cotangent.processor.testing.Check;
import org.cotangent.processor.testing.Switched;
import org.junit.jupiter.api.Test;

/**
 * What stands in loops with independent iterations, and around them: with both sweeps in one loop
 * derivatives are those of separate sweeps, but for rounding.
 */
class IndependentLoopsEdgesTest {
  private static final String FUSED = "// independent iterations: both sweeps in one loop";

  private static Switched both(String source) {
    return Switched.of("fused-loops", source).writes(FUSED);
  }

  private static Check apart(String source) {
    Check check = Check.of(source);
    assertWithMessage("fused").that(check.generated()).doesNotContain(FUSED);
    return check;
  }

  @Test
  void aSumThatIsAParameterAndStartsWithAnActiveValue() {
    both("""
            static double f(double s, double a, @NonDifferentiable double[] x) {
              double t = a * a;
              for (int i = 0; i < x.length; i++) {
                s += Math.sin(a * x[i]);
                t -= Math.exp(a * x[i]);
              }
              return 2 * s - t / x.length;
            }
            """)
        .atRandom(0.0, 0.0, new double[5])
        .at(0.5, 0.25, new double[] {0.5});
  }

  @Test
  void neighbouringRowsAndElementsOfWhatNoIterationWrites() {
    both("""
            static double f(double[][] w, double[] v, int n) {
              double sum = 0;
              for (int i = 1; i < n; i++) {
                double[] here = w[i];
                double[] before = w[i - 1];
                double z = 1;
                for (int j = 0; j < here.length; j++) {
                  z = Math.sin(z * here[j] - before[j] * v[i]) + v[i - 1];
                }
                sum += z * z;
              }
              return sum;
            }
            """)
        .atRandom(new double[4][3], new double[4], 4)
        .at(new double[1][3], new double[1], 1)
        .at(new double[0][], new double[0], 0);
  }

  @Test
  void arraysThatAreWrittenBeforeAndBehindTheLoop() {
    both("""
            static double f(double[] w, @NonDifferentiable double[] x) {
              for (int j = 0; j < w.length; j++) {
                w[j] = w[j] * w[j];
              }
              double sum = 0;
              for (int i = 0; i < x.length; i++) {
                double z = x[i];
                for (int j = 0; j < w.length; j++) {
                  z = Math.cos(z * w[j]);
                }
                sum += z;
              }
              for (int j = 0; j < w.length; j++) {
                w[j] = w[j] * w[0] + 1;
              }
              return sum + w[w.length - 1];
            }
            """)
        .atRandom(new double[3], new double[4])
        .at(new double[] {0.5}, new double[0]);
  }

  @Test
  void everyOtherIterationDownwards() {
    both("""
            static double f(double a, @NonDifferentiable double[] x) {
              double sum = 0;
              for (int i = x.length - 1; i >= 0; i -= 2) {
                if (x[i] > 0.5) {
                  continue;
                }
                double e = Math.exp(a * x[i]);
                sum += e * Math.sin(e);
              }
              return sum;
            }
            """)
        .atRandom(0.0, new double[9])
        .at(0.5, new double[] {0.25, 0.75});
  }

  @Test
  void aRecursiveHelperAndOneThatWritesAnArrayOfTheIteration() {
    both("""
            static double f(double a, double[] w, int n) {
              double sum = 0;
              for (int i = 0; i < n; i++) {
                double[] powers = {a, i, 1};
                fill(powers, w);
                sum += power(powers[0], i) * powers[2] + powers[1];
              }
              return sum;
            }

            private static void fill(double[] p, double[] w) {
              for (int k = 0; k < p.length; k++) {
                p[k] = p[k] * w[k] + (k > 0 ? p[k - 1] : 0);
              }
            }

            private static double power(double a, int n) {
              return n == 0 ? 1 : a * power(a, n - 1);
            }
            """)
        .atRandom(0.0, new double[3], 4);
  }

  @Test
  void switchesWhileLoopsAndBreaksFromInnerLoops() {
    both("""
            static double f(double a, double b, @NonDifferentiable double[] x) {
              double sum = 0;
              for (int i = 0; i < x.length; i++) {
                double y = x[i];
                for (int j = 0; j < 6; j++) {
                  y = y * a + b;
                  if (y > 1.2) {
                    break;
                  }
                }
                switch (i % 3) {
                  case 0:
                    y *= b;
                    break;
                  case 1:
                    y = Math.sqrt(1 + y * y);
                    break;
                  default:
                    y -= a;
                }
                int k = 0;
                do {
                  y = Math.atan(y + a);
                  k++;
                } while (y > 0.3 && k < i);
                sum += y;
              }
              return 0.5 * sum;
            }
            """)
        .atRandom(0.0, 0.0, new double[8]);
  }

  @Test
  void aCheckpointedHelperInTheIteration() {
    both("""
            static double f(double a, @NonDifferentiable double[] x) {
              double sum = 0;
              for (int i = 0; i < x.length; i++) {
                sum += steps(a, x[i]);
              }
              return sum;
            }

            @Checkpointed
            private static double steps(double a, double x) {
              double y = x;
              for (int k = 0; k < 5; k++) {
                y = Math.sin(y * a) + x;
              }
              return y;
            }
            """)
        .atRandom(0.0, new double[4]);
  }

  @Test
  void arraysOfArraysThatAnIterationMakes() {
    both("""
            static double f(double[] w, int n) {
              double sum = 0;
              for (int i = 0; i < n; i++) {
                double[][] table = new double[2][w.length];
                for (int j = 0; j < w.length; j++) {
                  table[0][j] = w[j] * i;
                  table[1][j] = Math.exp(-table[0][j]);
                }
                double[] own = table[1].clone();
                for (int j = 1; j < w.length; j++) {
                  own[j] = own[j] * own[j - 1];
                  table[0][j] += own[j];
                }
                sum += table[0][w.length - 1] * own[0];
              }
              return sum;
            }
            """)
        .atRandom(new double[3], 3);
  }

  @Test
  void rowsThatMoveWithinAnIterationStayApart() {
    apart(
            """
            static double f(double[][] w, double a) {
              double sum = 0;
              for (int i = 0; i < 2; i++) {
                double[] first = w[0];
                double[] second = w[1];
                double[] swap = first;
                first = second;
                second = swap;
                sum += first[0] * a * second[1] * first[0];
              }
              return sum;
            }
            """)
        .atRandom(2, new double[2][2], 0.5);
  }

  @Test
  void aBufferThatIterationsShareStaysApart() {
    apart(
            """
            static double f(double a, @NonDifferentiable double[] x) {
              double[] buffer = new double[2];
              double sum = 0;
              for (int i = 0; i < x.length; i++) {
                buffer[0] = Math.sin(a * x[i]);
                buffer[1] += buffer[0] * a;
                sum += buffer[1] * buffer[0];
              }
              return sum;
            }
            """)
        .atRandom(2, 0.0, new double[3]);
  }

  @Test
  void aRowOfASharedTableThatAnIterationWritesUnderAnotherNameStaysApart() {
    apart(
            """
            static double f(double a, double[][] table) {
              double sum = 0;
              for (int i = 0; i < table.length; i++) {
                double[] row = table[0];
                row[0] = row[0] * a + i;
                sum += Math.exp(-row[0]);
              }
              return sum;
            }
            """)
        .atRandom(2, 0.0, new double[3][2]);
  }

  @Test
  void aSumThatAnIterationReadsStaysApart() {
    apart(
            """
            static double f(double a, @NonDifferentiable double[] x) {
              double sum = 0;
              double other = 0;
              for (int i = 0; i < x.length; i++) {
                sum += Math.sin(a * x[i]);
                other += sum > 0.5 ? a * a : a * x[i] * x[i] * a;
              }
              return sum + other;
            }
            """)
        .atRandom(2, 0.0, new double[5]);
  }

  @Test
  void aCountThatScalesTheSumStaysApart() {
    apart(
            """
            static double f(double a, @NonDifferentiable double[] x) {
              double sum = 0;
              int count = 0;
              for (int i = 0; i < x.length; i++) {
                if (x[i] > 0) {
                  sum += Math.sin(a * x[i]);
                  count++;
                }
              }
              return sum / (count + 1);
            }
            """)
        .atRandom(2, 0.0, new double[5]);
  }

  @Test
  void aFactorThatIsAssignedAgainBehindTheLoopStaysApart() {
    apart(
            """
            static double f(double a, double c, @NonDifferentiable double[] x) {
              double sum = 0;
              for (int i = 0; i < x.length; i++) {
                sum += Math.sin(a * x[i]);
              }
              c = c * c;
              return sum * c;
            }
            """)
        .atRandom(2, 0.0, 0.0, new double[5]);
  }

  @Test
  void nothingIsAddedWhereALaterIterationReadsARowThatIsMissing() {
    Check check =
        Check.of(
            """
            static double f(double[][] w, double a, int n) {
              double sum = 0;
              for (int i = 0; i < n; i++) {
                double z = a;
                for (int j = 0; j < 2; j++) {
                  z = Math.sin(z * w[i][j]);
                }
                sum += z;
              }
              return sum;
            }
            """);
    assertThat(check.generated()).contains(FUSED);
    check.at(new double[][] {{0.5, 0.25}, null}, 0.5, 1);
    check.throwsAt(NullPointerException.class, new double[][] {{0.5, 0.25}, null}, 0.5, 2);
    check.at(new double[][] {{0.5, 0.25}, {0.75, 1}}, 0.5, 2);
  }

  @Test
  void poles() {
    both("""
            static double f(double a, double c, @NonDifferentiable double[] x) {
              double sum = 0;
              for (int i = 0; i < x.length; i++) {
                sum += Math.sqrt(a * x[i]) / (1 + x[i]);
              }
              return sum * c;
            }
            """)
        .at(0.5, 1.5, new double[] {0.25, 1});
  }

  @Test
  void fieldsOfTheObject() {
    Check check =
        Check.of(
            """
            @Differentiable(wrt = {"this.weights", "this.offset"})
            double f(@NonDifferentiable double[][] x) {
              double sum = 0;
              for (double[] row : x) {
                double z = offset;
                for (int j = 0; j < weights.length; j++) {
                  z = Math.tanh(z + weights[j] * row[j]);
                }
                sum += z;
              }
              return sum / x.length;
            }

            private final double[] weights = {0.5, -0.25, 0.125};
            private double offset = 0.75;
            """);
    assertThat(check.generated()).contains(FUSED);
    check.receiver().at((Object) new double[][] {{0.5, 0.25, 1}, {-1, 0.5, 0.75}});
    check.receiver().at((Object) new double[1][3]);
  }
}
