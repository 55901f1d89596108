package org.cotangent.samples.classics;

import static com.google.common.truth.Truth.assertThat;

import java.util.Random;
import org.cotangent.runtime.Tape;
import org.cotangent.samples.Check;
import org.cotangent.samples.Oracle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LogisticRegressionTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 50})
  void onePositiveExample(int n) {
    Random random = new Random(n);
    double[] w = Check.vector(random, n);
    double[] x = Check.vector(random, n);
    double[] expected = new double[n];
    addClosedForm(w, x, 1, expected);

    LogisticRegressionDerivatives.LossGradient gradient =
        LogisticRegressionDerivatives.lossGradient(w, x);
    assertThat(gradient.value()).isEqualTo(LogisticRegression.loss(w, x));
    Check.exact(gradient.w(), expected);

    double[] wAdjoint = new double[n];
    LogisticRegressionDerivatives.lossBackward(w, wAdjoint, x, -3, new Tape());
    Check.exact(wAdjoint, Check.plus(new double[n], -3, expected));
  }

  @ParameterizedTest
  @CsvSource({"0, 3", "1, 0", "1, 1", "5, 3", "12, 8"})
  void positiveAndNegativeExamples(int examples, int n) {
    Random random = new Random(10 * examples + n);
    double[] w = Check.vector(random, n);
    double[][] xs = Check.matrix(random, examples, n);
    int[] signs = new int[examples];
    double[] expected = new double[n];
    for (int e = 0; e < examples; e++) {
      signs[e] = random.nextBoolean() ? 1 : -1;
      addClosedForm(w, xs[e], signs[e], expected);
    }

    LogisticRegressionDerivatives.SumGradient gradient =
        LogisticRegressionDerivatives.sumGradient(w, xs, signs);
    assertThat(gradient.value()).isEqualTo(LogisticRegression.sum(w, xs, signs));
    Check.exact(gradient.w(), expected);
    Check.differences(gradient.w(), Oracle.gradient(w, () -> LogisticRegression.sum(w, xs, signs)));

    double[] start = Check.vector(random, n);
    double[] wAdjoint = start.clone();
    double value = LogisticRegressionDerivatives.sumBackward(w, wAdjoint, xs, signs, 1);
    assertThat(value).isEqualTo(gradient.value());
    Check.exact(wAdjoint, Check.plus(start, 1, expected));
  }

  /** Adds -t (1 - sigma(t w'x)) x. */
  private static void addClosedForm(double[] w, double[] x, int t, double[] gradient) {
    double score = 0;
    for (int i = 0; i < w.length; i++) {
      score += w[i] * x[i];
    }
    double sigma = 1 / (1 + Math.exp(-t * score));
    for (int i = 0; i < w.length; i++) {
      gradient[i] -= t * (1 - sigma) * x[i];
    }
  }
}
