package org.cotangent.processor.gradient;

import org.cotangent.processor.testing.Check;
import org.junit.jupiter.api.Test;

/** What random programs have found: each is the smallest program that showed it. */
class RandomProgramRegressionsTest {

  @Test
  void aFloatIsReturnedAsADouble() {
    Check.of(
            """
            static double f(float r) {
              return r;
            }
            """)
        .at(0.24f)
        .is("r", 1);
  }

  @Test
  void anElementOfRankThreeIsReadWithAnIndexThatALaterIndexChanges() {
    Check check =
        Check.of(
            """
            static double f(double[][][] j, int k) {
              return j[Math.floorMod(k, 2)][1][--k];
            }
            """);
    double[][][] cube = {{{1.5, 2.5}, {3.5, 4.5}}, {{5.5, 6.5}, {7.5, 8.5}}};
    check.at(cube, 1).is("j", 0, 0, 0, 0, 0, 0, 1, 0);
    check.at(cube, 2).is("j", 0, 0, 0, 1, 0, 0, 0, 0);
  }

  @Test
  void anElementOfRankThreeIsWrittenThroughAnIndexThatALaterStatementChanges() {
    Check check =
        Check.of(
            """
            static double f(double[] b, double[][][] w, int u, int order) {
              w[Math.floorMod(--u, 2)][1][1] = b[0] *= 1.0;
              double[] v = {0.5, w[0][u ^= order][1], 0.5, 0.5};
              return v[1];
            }
            """);
    check.at(new double[] {1.5}, new double[2][2][2], 2, 1);
    check.at(new double[] {1.5}, new double[2][2][2], 1, 0);
  }
}
