package org.cotangent.processor.gradient;

import static com.google.common.truth.Truth.assertThat;

import org.cotangent.processor.testing.Check;
import org.junit.jupiter.api.Test;

/** What inner loops keep in a loop with both sweeps lies in arrays that all iterations share. */
class FusedRoomsTest {
  private static Check keeps(String source, String text) {
    Check check = Check.of(source);
    assertThat(check.generated()).contains("// independent iterations: both sweeps in one loop");
    assertThat(check.generated()).contains(text);
    return check;
  }

  @Test
  void thePowersOfEachPoint() {
    Check check =
        keeps(
            """
            static double f(double[] x, @NonDifferentiable double[] t) {
              double sum = 0;
              for (int i = 0; i < t.length; i++) {
                double rest = 1;
                double power = 1;
                for (int j = 0; j < x.length; j++) {
                  rest -= x[j] * power;
                  power *= t[i];
                }
                sum += rest * rest;
              }
              return 0.5 * sum;
            }
            """,
            "powerKept[j] = power;");
    check.atRandom(3, new double[4], new double[3]);
    check.at(new double[0], new double[] {1, 2});
    check.at(new double[] {0.5}, new double[0]);
    assertThat(check.generated()).doesNotContain("pushDoubles");
  }

  @Test
  void severalLoopsAndValues() {
    keeps(
            """
            static double f(double[] w, double[] v, int n) {
              double sum = 0;
              for (int i = 0; i < n; i++) {
                double z = i;
                for (int j = 0; j < w.length; j++) {
                  z = Math.sin(z * w[j]);
                }
                double y = z;
                for (int j = 0; j < v.length; j++) {
                  y = Math.cos(y * v[j]) * z;
                }
                for (int j = w.length - 1; j >= 0; j--) {
                  y *= w[j] + y;
                }
                sum += y + z;
              }
              return sum;
            }
            """,
            "Kept[j] = ")
        .atRandom(3, new double[3], new double[2], 4)
        .at(new double[0], new double[] {0.5}, 2);
  }

  @Test
  void aLoopInAnArmAndALoopInALoop() {
    keeps(
            """
            static double f(double[] w, int n) {
              double sum = 0;
              for (int i = 0; i < n; i++) {
                double z = i;
                if (i % 2 == 0) {
                  for (int j = 0; j < w.length; j++) {
                    z = Math.sin(z * w[j]);
                  }
                }
                for (int k = 0; k < i; k++) {
                  for (int j = 0; j < w.length; j++) {
                    z = Math.cos(z * w[j]);
                  }
                }
                for (int j = 0; j < w.length; j++) {
                  z *= w[j];
                }
                sum += z;
              }
              return sum;
            }
            """,
            "zKept")
        .atRandom(3, new double[3], 4);
  }

  @Test
  void anArrayOfTheIteration() {
    Check.of(
            """
            static double f(double a, int n) {
              double sum = 0;
              for (int i = 0; i < n; i++) {
                double[] own = new double[i];
                double z = a;
                for (int j = 0; j < own.length; j++) {
                  own[j] = z * a;
                  z = Math.sin(own[j] + z);
                }
                sum += z;
              }
              return sum;
            }
            """)
        .atRandom(3, 0.5, 5);
  }
}
