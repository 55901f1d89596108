package org.cotangent.samples.classics;

import static com.google.common.truth.Truth.assertThat;

import java.util.Random;
import org.cotangent.runtime.Tape;
import org.cotangent.samples.Check;
import org.cotangent.samples.Oracle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SoftmaxLossTest {
  private static final double LAMBDA = 0.125;

  @ParameterizedTest
  @CsvSource({"1, 0", "1, 1", "2, 1", "3, 4", "10, 7"})
  void oneExample(int classes, int n) {
    Random random = new Random(10 * classes + n);
    double[][] w = Check.matrix(random, classes, n);
    double[] b = Check.vector(random, classes);
    double[] x = Check.vector(random, n);
    int label = random.nextInt(classes);
    double[] byB = new double[classes];
    double[][] byW = new double[classes][n];
    addClosedForm(w, b, x, label, 1, byB, byW);
    addPenalty(w, byW);

    SoftmaxLossDerivatives.ExampleGradient gradient =
        SoftmaxLossDerivatives.exampleGradient(w, b, x, label, LAMBDA);
    assertThat(gradient.value()).isEqualTo(SoftmaxLoss.example(w, b, x, label, LAMBDA));
    Check.exact(gradient.b(), byB);
    Check.exact(gradient.w(), byW);

    double[][] wStart = Check.matrix(random, classes, n);
    double[] bStart = Check.vector(random, classes);
    double[][] wAdjoint = Check.copy(wStart);
    double[] bAdjoint = bStart.clone();
    double value =
        SoftmaxLossDerivatives.exampleBackward(w, wAdjoint, b, bAdjoint, x, label, LAMBDA, 2.5);
    assertThat(value).isEqualTo(gradient.value());
    Check.exact(wAdjoint, Check.plus(wStart, 2.5, byW));
    Check.exact(bAdjoint, Check.plus(bStart, 2.5, byB));
  }

  @ParameterizedTest
  @CsvSource({"1, 3, 4", "2, 1, 1", "8, 10, 5", "3, 2, 0"})
  void miniBatch(int examples, int classes, int n) {
    Random random = new Random(100 * examples + 10 * classes + n);
    double[][] w = Check.matrix(random, classes, n);
    double[] b = Check.vector(random, classes);
    double[][] xs = Check.matrix(random, examples, n);
    int[] labels = Check.integers(random, examples, classes);
    double[] byB = new double[classes];
    double[][] byW = new double[classes][n];
    for (int e = 0; e < examples; e++) {
      addClosedForm(w, b, xs[e], labels[e], 1.0 / examples, byB, byW);
    }
    addPenalty(w, byW);

    SoftmaxLossDerivatives.BatchGradient gradient =
        SoftmaxLossDerivatives.batchGradient(w, b, xs, labels, LAMBDA);
    assertThat(gradient.value()).isEqualTo(SoftmaxLoss.batch(w, b, xs, labels, LAMBDA));
    Check.exact(gradient.b(), byB);
    Check.exact(gradient.w(), byW);
    Check.differences(
        gradient.w(), Oracle.gradient(w, () -> SoftmaxLoss.batch(w, b, xs, labels, LAMBDA)));
    Check.differences(
        gradient.b(), Oracle.gradient(b, () -> SoftmaxLoss.batch(w, b, xs, labels, LAMBDA)));

    double[][] wAdjoint = new double[classes][n];
    double[] bAdjoint = new double[classes];
    SoftmaxLossDerivatives.batchBackward(
        w, wAdjoint, b, bAdjoint, xs, labels, LAMBDA, 1, new Tape());
    Check.exact(wAdjoint, byW);
    Check.exact(bAdjoint, byB);
  }

  /** Adds factor (p - y) to byB and factor (p - y) x' to byW. */
  private static void addClosedForm(
      double[][] w,
      double[] b,
      double[] x,
      int label,
      double factor,
      double[] byB,
      double[][] byW) {
    double[] p = new double[b.length];
    double sum = 0;
    for (int k = 0; k < b.length; k++) {
      double score = b[k];
      for (int j = 0; j < x.length; j++) {
        score += w[k][j] * x[j];
      }
      p[k] = Math.exp(score);
      sum += p[k];
    }
    for (int k = 0; k < b.length; k++) {
      double difference = p[k] / sum - (k == label ? 1 : 0);
      byB[k] += factor * difference;
      for (int j = 0; j < x.length; j++) {
        byW[k][j] += factor * difference * x[j];
      }
    }
  }

  /** Adds 2 lambda W to byW. */
  private static void addPenalty(double[][] w, double[][] byW) {
    for (int k = 0; k < w.length; k++) {
      for (int j = 0; j < w[k].length; j++) {
        byW[k][j] += 2 * LAMBDA * w[k][j];
      }
    }
  }
}
