package org.cotangent.samples.classics;

import static com.google.common.truth.Truth.assertThat;

import java.util.Random;
import org.cotangent.runtime.Tape;
import org.cotangent.samples.Check;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HingeLossTest {
  @ParameterizedTest
  @CsvSource({"1, 0", "1, 3", "2, 1", "4, 3", "10, 8"})
  void closedForm(int classes, int n) {
    for (int seed = 0; seed < 10; seed++) {
      Random random = new Random(seed);
      double[][] w = Check.matrix(random, classes, n);
      double[] x = Check.vector(random, n);
      checkAgainstClosedForm(w, x, random.nextInt(classes));
    }
  }

  @Test
  void scoresFarApartCostNothing() {
    double[][] w = {{5}, {0}, {-1}};
    double[] x = {1};
    assertThat(HingeLoss.loss(w, x, 0)).isEqualTo(0.0);
    checkAgainstClosedForm(w, x, 0);
  }

  @Test
  void exactlyOneApartTheDerivativeIsZero() {
    double[][] w = {{2}, {1}, {3}};
    double[] x = {1};
    HingeLossDerivatives.LossGradient gradient = HingeLossDerivatives.lossGradient(w, x, 0);
    assertThat(gradient.value()).isEqualTo(2.0);
    Check.exact(gradient.w(), new double[][] {{-1}, {0}, {1}});
    Check.exact(gradient.x(), 1);
  }

  private static void checkAgainstClosedForm(double[][] w, double[] x, int label) {
    double[][] byW = new double[w.length][x.length];
    double[] byX = new double[x.length];
    for (int k = 0; k < w.length; k++) {
      if (k == label || dot(w[k], x) - dot(w[label], x) + 1 <= 0) {
        continue;
      }
      for (int j = 0; j < x.length; j++) {
        byW[k][j] += x[j];
        byW[label][j] -= x[j];
        byX[j] += w[k][j] - w[label][j];
      }
    }
    HingeLossDerivatives.LossGradient gradient = HingeLossDerivatives.lossGradient(w, x, label);
    assertThat(gradient.value()).isEqualTo(HingeLoss.loss(w, x, label));
    Check.exact(gradient.w(), byW);
    Check.exact(gradient.x(), byX);

    double[][] wAdjoint = new double[w.length][x.length];
    double[] xAdjoint = new double[x.length];
    HingeLossDerivatives.lossBackward(w, wAdjoint, x, xAdjoint, label, 2, new Tape());
    Check.exact(wAdjoint, Check.plus(new double[w.length][x.length], 2, byW));
    Check.exact(xAdjoint, Check.plus(new double[x.length], 2, byX));
  }

  private static double dot(double[] u, double[] v) {
    double sum = 0;
    for (int i = 0; i < u.length; i++) {
      sum += u[i] * v[i];
    }
    return sum;
  }
}
