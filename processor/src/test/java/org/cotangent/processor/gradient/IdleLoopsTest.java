package org.cotangent.processor.gradient;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import org.cotangent.processor.testing.Check;
import org.junit.jupiter.api.Test;

/** Loops of the reverse sweep are skipped where a choice left nothing to pass on. */
class IdleLoopsTest {

  /** The same point with such loops skipped, and without. */
  private static void same(Check check, Object... arguments) {
    double[] one = check.at(arguments).first();
    double[] other = check.without("idle-loops").at(arguments).first();
    assertThat(one).usingTolerance(1e-11).containsExactly(other).inOrder();
  }

  private static Check skips(String source, String condition) {
    Check check = Check.of(source);
    assertWithMessage("companion").that(check.generated()).contains(condition);
    assertWithMessage("switched off")
        .that(check.without("idle-loops").generated())
        .doesNotContain(condition);
    return check;
  }

  private static Check runs(String source) {
    Check check = Check.of(source);
    assertThat(check.generated()).isEqualTo(check.without("idle-loops").generated());
    return check;
  }

  @Test
  void theLeastOfDistances() {
    Check check =
        skips(
            """
            static double f(double[][] points, double[][] centres) {
              double sum = 0;
              for (double[] point : points) {
                double least = Double.POSITIVE_INFINITY;
                int seen = 0;
                for (double[] centre : centres) {
                  double distance = 0;
                  for (int j = 0; j < point.length; j++) {
                    double difference = point[j] - centre[j];
                    distance += difference * difference;
                  }
                  least = Math.min(least, distance);
                  seen++;
                }
                sum += least + seen;
              }
              return sum;
            }
            """,
            "if (distanceAdjoint != 0) {");
    same(
        check,
        new double[][] {{0.5, 1}, {-1, 2}, {0.25, 0.75}},
        new double[][] {{0, 1}, {1, 0.5}, {-2, 2}, {3, 3}});
    same(check, new double[][] {{0.5}}, new double[][] {{0.25}});
    same(check, new double[0][], new double[0][]);
  }

  @Test
  void aHingeAndALoopWithinALoop() {
    Check check =
        skips(
            """
            static double f(double[][] w, double[] x, double offset, int n) {
              double total = offset;
              for (int i = 0; i < n; i++) {
                double score = 0;
                for (int j = 0; j < x.length; j++) {
                  double inner = 1;
                  for (int k = 0; k < 2; k++) {
                    inner += w[i][k] * x[j];
                  }
                  score += 3 * inner - x[j] / 2;
                }
                double loss;
                if (score > 0.5) {
                  loss = score * i;
                } else {
                  loss = 0;
                }
                total += loss;
              }
              return total;
            }
            """,
            "if (scoreAdjoint != 0) {");
    double[][] w = {{0.5, 1}, {-1, 0.2}, {0.25, 0.75}};
    same(check, w, new double[] {0.5, -0.25}, 0.5, 3);
    same(check, w, new double[] {-1, -0.25}, 0.5, 3);
    same(check, w, new double[0], 0.5, 3);
  }

  @Test
  void nothingTimesInfinityIsNothingUnlessStrict() {
    String text =
        """
        ANNOTATION static double f(double a, @NonDifferentiable double[] x) {
          double sum = 0;
          for (int i = 0; i < x.length; i++) {
            sum += a * x[i];
          }
          return Math.min(sum, 1);
        }
        """;
    Check check = skips(text.replace("ANNOTATION ", ""), "if (sumAdjoint != 0) {");
    check.kink();
    assertThat(check.at(1.0, new double[] {0.5}).by("a")).usingExactEquality().containsExactly(0.5);
    assertThat(check.at(1.0, new double[] {2}).by("a")).usingExactEquality().containsExactly(0.0);
    double[] huge = {Double.POSITIVE_INFINITY};
    assertThat(check.at(1.0, huge).by("a")).usingExactEquality().containsExactly(0.0);
    runs(text.replace("ANNOTATION", "@Differentiable(singularities = Singularities.STRICT)"));
  }

  @Test
  void aLoopThatTakesFromTheTapeRuns() {
    Check check =
        runs(
            """
            static double f(double[] x, double limit) {
              double total = 0;
              for (int i = 0; i < 3; i++) {
                double z = x[i];
                for (int j = 0; j < 4; j++) {
                  z = Math.sin(z * x[i]);
                }
                total = Math.max(total, z);
              }
              return total;
            }
            """);
    check.at(new double[] {0.5, 1, 2}, 0.5);
    check.at(new double[] {2, 1, 0.5}, 0.5);
  }

  @Test
  void aLoopThatPassesOnMoreThanTheChosenAdjointRuns() {
    Check check =
        runs(
            """
            static double f(double[] x, double[] y) {
              double first = 0;
              double second = 0;
              for (int j = 0; j < x.length; j++) {
                first += x[j] * y[j];
                second += x[j] * x[j];
              }
              if (second > 1) {
                return first + second;
              }
              return second;
            }
            """);
    check.at(new double[] {0.5, 1, 2}, new double[] {1, 2, 3});
    check.at(new double[] {0.5, 0.25, 0.1}, new double[] {1, 2, 3});
  }

  @Test
  void anAdjointThatIsAddedToBehindTheChoice() {
    Check check =
        Check.of(
            """
            static double f(double[] x, double a) {
              double s = 0;
              for (int j = 0; j < x.length; j++) {
                s += x[j] * a;
              }
              double t = s * s;
              double u = Math.max(s, 1);
              return t + u;
            }
            """);
    same(check, new double[] {0.5, 0.25}, 0.5);
    same(check, new double[] {0.5, 4}, 2.0);
    same(check, new double[] {}, 2.0);
  }
}
