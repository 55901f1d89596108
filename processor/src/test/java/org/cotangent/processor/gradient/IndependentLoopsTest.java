package org.cotangent.processor.gradient;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import org.cotangent.processor.testing.Check;
import org.junit.jupiter.api.Test;

/** Loops whose iterations meet in sums only: both sweeps stand in one loop. */
class IndependentLoopsTest {
  private static final String FUSED = "// independent iterations: both sweeps in one loop";

  private static Check fused(String source) {
    Check check = Check.of(source);
    assertWithMessage("fused").that(check.generated()).contains(FUSED);
    assertWithMessage("switched off")
        .that(check.without("fused-loops").generated())
        .doesNotContain(FUSED);
    return check;
  }

  private static Check apart(String source) {
    Check check = Check.of(source);
    assertWithMessage("fused").that(check.generated()).doesNotContain(FUSED);
    return check;
  }

  @Test
  void aSumOverPointsByScalars() {
    Check check =
        fused(
            """
            @Differentiable(wrt = {"a", "b"})
            static double f(double a, double b, double[] x, double[] y) {
              double sum = 0;
              for (int i = 0; i < x.length; i++) {
                double e = a * Math.exp(b * x[i]) - y[i];
                sum += e * e;
              }
              return 3 * sum / x.length;
            }
            """);
    check.atRandom(3, 0.0, 0.0, new double[17], new double[17]);
    check.at(1.0, 2.0, new double[] {0.5}, new double[] {0.25});
    assertThat(check.generated()).doesNotContain("push");
  }

  @Test
  void aSumOverPointsByAnArrayThatEachIterationReads() {
    Check check =
        fused(
            """
            static double f(double[] w, @NonDifferentiable double[][] x, int n) {
              double sum = 0;
              for (int i = 0; i < n; i++) {
                double z = 0;
                for (int j = 0; j < w.length; j++) {
                  z = Math.tanh(z + w[j] * x[i][j]);
                }
                sum -= Math.log(1 + z * z);
              }
              return -0.5 * sum;
            }
            """);
    check.atRandom(3, new double[3], new double[5][3], 5);
    check.at(new double[] {0.5, 0.25}, new double[2][2], 0);
  }

  @Test
  void anArrayThatIsNullDoesNoHarmWithoutIterations() {
    Check check =
        fused(
            """
            static double f(double[] w, double c, int n) {
              double sum = c;
              for (int i = 0; i < n; i++) {
                double z = 1;
                for (int j = 0; j < 3; j++) {
                  z *= w[j] + i;
                }
                sum += z;
              }
              return sum;
            }
            """);
    check.at(new double[] {0.5, 0.25, 2}, 1.5, 4);
    check.throwsAt(NullPointerException.class, null, 1.5, 1);
    assertThat(check.generated()).contains("w == null ? null : tape.doubles(w.length)");
  }

  @Test
  void nothingIsAddedToAnAdjointBeforeALaterIterationThrows() {
    Check check =
        fused(
            """
            static double f(double[] w, double[] x, int n) {
              double sum = 0;
              for (int i = 0; i < n; i++) {
                double z = x[i];
                for (int j = 0; j < w.length; j++) {
                  z = Math.sin(z * w[j]);
                }
                sum += z;
              }
              return sum * 2;
            }
            """);
    check.at(new double[] {0.5, 0.25}, new double[] {1, 2, 3}, 3);
    check.throwsAt(
        ArrayIndexOutOfBoundsException.class, new double[] {0.5, 0.25}, new double[] {1, 2, 3}, 4);
  }

  @Test
  void nothingIsAddedToAnAdjointBeforeWhatFollowsThrows() {
    Check check =
        fused(
            """
            static double f(double[] w, int n) {
              double sum = 0;
              for (int i = 0; i < n; i++) {
                double z = i;
                for (int j = 0; j < w.length; j++) {
                  z = Math.sin(z * w[j]);
                }
                sum += z;
              }
              if (sum < 1) {
                throw new IllegalStateException("small");
              }
              return sum + w[n];
            }
            """);
    check.throwsAt(IllegalStateException.class, new double[] {-2, 0.5}, 1);
    check.throwsAt(ArrayIndexOutOfBoundsException.class, new double[] {1.5}, 3);
  }

  @Test
  void aHelperForEachPoint() {
    fused(
            """
            static double f(double[][] mu, double[] s, @NonDifferentiable double[][] x) {
              double[] scale = new double[s.length];
              for (int k = 0; k < s.length; k++) {
                scale[k] = Math.exp(s[k]);
              }
              double total = 0;
              for (int i = 0; i < x.length; i++) {
                total += density(x[i], mu, scale);
              }
              double prior = 0;
              for (double v : scale) {
                prior += v * v;
              }
              return total - 0.5 * prior * prior;
            }

            private static double density(double[] x, double[][] mu, double[] scale) {
              double[] terms = new double[mu.length];
              for (int k = 0; k < mu.length; k++) {
                double squares = 0;
                for (int j = 0; j < x.length; j++) {
                  double d = scale[j] * (x[j] - mu[k][j]);
                  squares += d * d;
                }
                terms[k] = Math.exp(-squares);
              }
              double sum = 0;
              for (double t : terms) {
                sum += t;
              }
              return Math.log(sum);
            }
            """)
        .atRandom(3, new double[2][3], new double[3], new double[4][3]);
  }

  @Test
  void branchesInAnIterationAndArraysOfItsOwn() {
    fused(
            """
            static double f(double a, double b, @NonDifferentiable double[] x) {
              double sum = 0;
              int positive = 0;
              for (int i = 0; i < x.length; i++) {
                double[] own = {a, x[i], a * b};
                double t = own[0];
                if (x[i] > 0) {
                  double u = own[1] * b;
                  t = t * u;
                  own[2] = own[2] * t;
                  positive++;
                } else {
                  t *= t;
                }
                own[2] *= Math.sin(t);
                sum += own[2] * own[2] + t;
              }
              return 2 * sum + positive;
            }
            """)
        .atRandom(3, 0.0, 0.0, new double[9]);
  }

  @Test
  void whileLoopsAndRowsInAnIteration() {
    fused(
            """
            static double f(double[][] rows, double a, int n) {
              double s = 0;
              double q = 0;
              for (int i = n - 1; i >= 0; i--) {
                double[] row = rows[i];
                double y = row[0];
                int left = i;
                while (left > 0 && y < 10) {
                  y = y * y + a * row[1];
                  left--;
                }
                s += Math.atan(y);
                q -= y / (1 + y * y);
              }
              return a * s + 2 * q;
            }
            """)
        .at(new double[][] {{0.5, 0.25}, {1, 2}, {-1, 0.5}, {0.3, 0.2}, {0.1, -0.4}}, 0.0, 5);
  }

  @Test
  void theAdjointOfASumMayDependOnWhatIsKnownBeforeTheLoop() {
    fused(
            """
            static double f(double a, double b, int n) {
              double factor = Math.exp(a);
              double sum = 0;
              for (int i = 1; i <= n; i++) {
                sum += Math.pow(b, i) * Math.sin(a * i);
              }
              double scaled = factor * sum;
              return scaled / n - b;
            }
            """)
        .atRandom(3, 0.5, 0.7, 6);
  }

  @Test
  void twoLoopsOneBehindTheOther() {
    Check check =
        fused(
            """
            static double f(double a, @NonDifferentiable double[] x) {
              double first = 0;
              for (int i = 0; i < x.length; i++) {
                first += Math.sin(a * x[i]);
              }
              double second = 0;
              for (int i = 0; i < x.length; i++) {
                second += Math.cos(a * x[i]) * Math.exp(x[i]);
              }
              return first - 2 * second;
            }
            """);
    check.atRandom(3, 0.0, new double[4]);
  }

  @Test
  void aParameterThatIsReadInTheLoopAndOverwrittenBehindIt() {
    fused(
            """
            static double f(double a, int n) {
              double sum = 0;
              for (int i = 0; i < n; i++) {
                sum += Math.sin(a * i);
              }
              a = a * a;
              return sum + a * a;
            }
            """)
        .atRandom(3, 0.0, 5);
  }

  @Test
  void singlePrecision() {
    fused(
            """
            static float f(float a, @NonDifferentiable float[] x) {
              float sum = 0;
              for (int i = 0; i < x.length; i++) {
                float e = a * x[i];
                sum += e * e * e;
              }
              return sum;
            }
            """)
        .at(0.5f, new float[] {1, 2, 0.5f});
  }

  @Test
  void aSumThatIsBentBehindTheLoopStaysApart() {
    apart(
            """
            static double f(double a, @NonDifferentiable double[] x) {
              double sum = 0;
              for (int i = 0; i < x.length; i++) {
                sum += Math.sin(a * x[i]);
              }
              return sum * sum;
            }
            """)
        .atRandom(3, 0.0, new double[4]);
  }

  @Test
  void iterationsThatReadWhatAnotherWroteStayApart() {
    apart(
            """
            static double f(double a, double[] x) {
              double[] y = new double[x.length];
              double sum = 0;
              for (int i = 0; i < x.length; i++) {
                y[i] = Math.sin(a * x[i]) + (i == 0 ? 0 : y[i - 1]);
                sum += y[i];
              }
              double last = 0;
              double other = 0;
              for (int i = 0; i < x.length; i++) {
                last = Math.sin(a * x[i]);
                other += last;
                if (other > 0.5) {
                  other += a;
                }
              }
              return sum + last + other;
            }
            """)
        .atRandom(3, 0.0, new double[4]);
  }

  @Test
  void aLoopThatMayEndEarlyStaysApart() {
    apart(
            """
            static double f(double a, @NonDifferentiable double[] x) {
              double sum = 0;
              for (int i = 0; i < x.length; i++) {
                double e = Math.sin(a * x[i]);
                if (e < 0) {
                  break;
                }
                sum += e;
              }
              return sum;
            }
            """)
        .at(0.5, new double[] {1, 2, -3, 4});
  }

  @Test
  void anArrayThatIsWrittenInTheLoopStaysApart() {
    apart(
            """
            static double f(double a, double[] x) {
              double sum = 0;
              for (int i = 0; i < x.length; i++) {
                x[i] = Math.sin(a * x[i]);
                sum += x[i] * x[i];
              }
              return sum;
            }
            """)
        .atRandom(3, 0.0, new double[4]);
  }

  @Test
  void anArrayThatIsCheaperToVisitTwiceStaysApart() {
    apart(
            """
            static double f(double[] x, double[] y) {
              double sum = 0;
              for (int i = 0; i < x.length; i++) {
                sum += x[i] * y[i];
              }
              return sum;
            }
            """)
        .atRandom(3, new double[4], new double[4]);
  }

  @Test
  void whatHappensBetweenTheLoopAndTheEnd() {
    Check check =
        fused(
            """
            static double f(double a, double b, @NonDifferentiable double[] x) {
              double sum = 0;
              for (int i = 0; i < x.length; i++) {
                sum += Math.sin(a * x[i]);
              }
              double y = b;
              for (int i = 0; i < 3; i++) {
                y = y * y + a;
              }
              double[] pair = {sum, y};
              if (y > 0) {
                pair[1] = pair[1] * b;
              }
              return sum + pair[1];
            }
            """
                .replace("{sum, y}", "{a, y}"));
    check.atRandom(3, 0.0, 0.0, new double[4]);
  }

  @Test
  void aSumThatABranchReadsBehindTheLoopStaysApart() {
    apart(
            """
            static double f(double a, @NonDifferentiable double[] x) {
              double sum = 0;
              for (int i = 0; i < x.length; i++) {
                sum += Math.sin(a * x[i]);
              }
              double y = 1;
              if (sum > 0) {
                y = sum * a;
              }
              return y + sum;
            }
            """)
        .atRandom(3, 0.5, new double[4]);
  }
}
