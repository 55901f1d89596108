package org.cotangent.samples.classics;

import static com.google.common.truth.Truth.assertThat;

import java.util.Random;
import org.cotangent.runtime.Tape;
import org.cotangent.samples.Check;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class QuadraticFormTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 7, 20})
  void closedForms(int n) {
    Random random = new Random(n);
    double[] w = Check.vector(random, n);
    double[][] a = Check.matrix(random, n, n);
    double[] byW = new double[n];
    double[][] byA = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        byW[i] += (a[i][j] + a[j][i]) * w[j];
        byA[i][j] = w[i] * w[j];
      }
    }

    QuadraticFormDerivatives.FormGradient gradient = QuadraticFormDerivatives.formGradient(w, a);
    assertThat(gradient.value()).isEqualTo(QuadraticForm.form(w, a));
    Check.exact(gradient.w(), byW);
    Check.exact(gradient.a(), byA);

    double[] wStart = Check.vector(random, n);
    double[][] aStart = Check.matrix(random, n, n);
    double[] wAdjoint = wStart.clone();
    double[][] aAdjoint = Check.copy(aStart);
    double value =
        QuadraticFormDerivatives.formBackward(w, wAdjoint, a, aAdjoint, -1.5, new Tape());
    assertThat(value).isEqualTo(gradient.value());
    Check.exact(wAdjoint, Check.plus(wStart, -1.5, byW));
    Check.exact(aAdjoint, Check.plus(aStart, -1.5, byA));
  }
}
