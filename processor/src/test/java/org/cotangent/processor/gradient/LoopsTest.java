package org.cotangent.processor.gradient;

import org.cotangent.processor.testing.Check;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Loops of every shape around one body that overwrites what it needs. */
class LoopsTest {

  private static Check check(String loop) {
    Check check =
        Check.of(
            """
            static double f(double[] x, double y, int n) {
              double s = y;
              double t = 1;
              LOOP
              return s * t;
            }
            """
                .replace("LOOP", loop));
    check.at(new double[] {0.3, -0.7, 1.2, 0.9}, 0.6, 4);
    check.at(new double[] {0.8}, 0.6, 1);
    check.at(new double[0], 0.6, 0);
    return check;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "for (int i = 0; i < n; i++) { BODY }",
        "for (int i = 0; i < x.length; ++i) { BODY }",
        "for (int i = 0; i <= n - 1; i += 1) { BODY }",
        "for (int i = 0; n > i; i++) { BODY }",
        "for (int i = 0; i != n; i++) { BODY }",
        "for (int i = n - 1; i >= 0; i--) { BODY }",
        "for (int i = n; i-- > 0; ) { BODY }",
        "for (int i = n - 1; i > -1; --i) { BODY }",
        "for (int i = n - 1; i >= 0; i -= 2) { BODY }",
        "for (int i = 0; i < n; i += 3) { BODY }",
        "for (int i = 0, j = n; i < j; i++, j--) { BODY }",
        "for (long l = 0; l < n; l++) { int i = (int) l; BODY }",
        "for (short i = 0; i < n; i++) { BODY }",
        "for (double d = 0; d < n; d++) { int i = n / 2; BODY }",
        "int i = 0; while (i < n) { BODY i++; }",
        "int i = 0; while (true) { if (i >= n) break; BODY i++; }",
        "int i = 0; for (; i < n; ) { BODY i++; }",
        "int i = 0; for (; ; i++) { if (i >= n) break; BODY }",
        "int i = -1; while (++i < n) { BODY }",
        "int i = 0; if (n > 0) do { BODY i++; } while (i < n);",
        "for (int i = 0; i < n; i++) { if (i == 1) continue; BODY }",
        "for (int i = 0; i < n; i++) { BODY if (s < -0.2) break; }",
        "for (int i = 0; i < n; i++) { BODY if (s < -0.2) { t *= y; break; } s -= y; }",
        "for (int i = 0; i < n; i++) { BODY } for (int i = 0; i < n; i++) { BODY }",
        "for (int i = 0; i < n; i++) { for (int j = 0; j <= i; j++) { BODY s -= x[j]; } }",
        "for (int i = 0; i < n; i++) { for (int j = i; j < n; j++) { t += s; } BODY }",
        "for (int k = 0; k < 3; k++) for (int i = 0; i < n; i++) { BODY }",
        "for (int i = 0; i < n; i++) { int j = 0; while (t < 2) { t += 0.5 + y * y; j++; } BODY }",
        "for (int i = 0; i < n; i++) { if (x[i] > 0) { BODY } else { t -= x[i] * s; } }",
        "for (int i = 0; i < n; i++) { double u = s * x[i]; s = t * u; t = u + y; }",
        "for (int i = 1; i < n; i++) { x[i] *= x[i - 1]; s += x[i] * t; t = x[i]; }",
        "int m = n; for (int i = 0; i < m; i++) { BODY m = n - i / 2; }"
      })
  void aLoopThatOverwritesItsVariables(String loop) {
    check(loop.replace("BODY", "s = s * t + x[i]; t = t * x[i] - s;"))
        .at(new double[0], 0.6, 0)
        .is("y", 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "for (double e : x) { s = s * t + e; t = t * e - s; }",
        "for (double e : x) { e *= y; s += e * e; }",
        "for (final double e : x) { if (e < 0) continue; s *= e; }",
        "for (double e : x) { for (double d : x) { s += e * d * t; } t -= e; }",
        "for (int k : new int[] {0, 0, 1}) { if (k < n) { s *= x[k] + 1; } }",
        "for (double e : new double[] {y, 2, s}) { t *= e; }",
        "for (double e : x) { x[n - 1] = e * y; s += e; }",
        "for (var e : x) { s -= e * s; if (s > 1) { break; } }"
      })
  void aLoopOverTheElementsOfAnArray(String loop) {
    check(loop);
  }

  @Test
  void aSumThatNeedsNothingRecorded() {
    Check check =
        Check.of(
            """
            @Differentiable(wrt = {"slope", "offset"})
            static double loss(double slope, double offset, double[] x, double[] y) {
              double sum = 0;
              for (int i = 0; i < x.length; i++) {
                double error = slope * x[i] + offset - y[i];
                sum += error * error;
              }
              return sum / x.length;
            }
            """);
    check.at(2.0, 1.0, new double[] {1, 2}, new double[] {2, 7}).is("slope", -3).is("offset", -1);
    check.kink().at(2.0, 1.0, new double[0], new double[0]);
  }

  @Test
  void threeLoopsDeepWithAnAccumulatorOnEachLevel() {
    Check.of(
            """
            static double f(double[][] a, double[][] b) {
              double total = 1;
              for (int i = 0; i < a.length; i++) {
                double row = 0;
                for (int j = 0; j < b[0].length; j++) {
                  double cell = 0;
                  for (int k = 0; k < b.length; k++) {
                    cell += a[i][k] * b[k][j];
                  }
                  row += cell * cell;
                }
                total *= Math.sqrt(row);
              }
              return total;
            }
            """)
        .at(new double[][] {{1, 2, 3}, {4, 5, 6}}, new double[][] {{1, -1}, {0.5, 2}, {3, 1}});
  }

  @Test
  void aVariableOfAnOuterLoopIsOverwrittenInTheInnerOne() {
    Check.of(
            """
            static double f(double x, int n) {
              double y = x;
              for (int i = 0; i < n; i++) {
                double keep = y;
                for (int j = 0; j < i; j++) {
                  y = y * keep + x;
                }
                y = y / (1 + keep * keep);
              }
              return y;
            }
            """)
        .at(0.8, 5);
  }
}
