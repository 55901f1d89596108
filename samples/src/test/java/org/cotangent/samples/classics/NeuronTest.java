package org.cotangent.samples.classics;

import static com.google.common.truth.Truth.assertThat;

import java.util.Random;
import org.cotangent.runtime.Tape;
import org.cotangent.samples.Check;
import org.cotangent.samples.Oracle;
import org.junit.jupiter.api.Test;

final class NeuronTest {
  @Test
  void textbookPoint() {
    double[] w = {2, -3, -3};
    double[] x = {-1, -2};
    NeuronDerivatives.AnswerGradient gradient = NeuronDerivatives.answerGradient(w, x);
    double s = 1 / (1 + Math.exp(-1));
    double slope = s * (1 - s);
    assertThat(gradient.value()).isEqualTo(Neuron.answer(w, x));
    Check.exact(gradient.value(), s);
    Check.exact(gradient.w(), -slope, -2 * slope, slope);
    Check.exact(gradient.x(), 2 * slope, -3 * slope);
    assertThat(gradient.w())
        .usingTolerance(5e-5)
        .containsExactly(-0.1966, -0.3932, 0.1966)
        .inOrder();
  }

  @Test
  void backwardAddsToTheAdjoints() {
    double[] w = {2, -3, -3};
    double[] x = {-1, -2};
    double s = 1 / (1 + Math.exp(-1));
    double slope = 3 * s * (1 - s);
    double[] wAdjoint = {10, 20, 30};
    double[] xAdjoint = {-1, 1};
    double value = NeuronDerivatives.answerBackward(w, wAdjoint, x, xAdjoint, 3);
    assertThat(value).isEqualTo(Neuron.answer(w, x));
    Check.exact(wAdjoint, 10 - slope, 20 - 2 * slope, 30 + slope);
    Check.exact(xAdjoint, -1 + 2 * slope, 1 - 3 * slope);
  }

  @Test
  void oneTapeServesManyCalls() {
    Random random = new Random(2);
    Tape tape = new Tape();
    for (int trial = 0; trial < 20; trial++) {
      double[] w = Check.vector(random, 3);
      double[] x = Check.vector(random, 2);
      double[] wAdjoint = new double[3];
      double[] xAdjoint = new double[2];
      NeuronDerivatives.answerBackward(w, wAdjoint, x, xAdjoint, 1, tape);
      Check.differences(wAdjoint, Oracle.gradient(w, () -> Neuron.answer(w, x)));
      Check.differences(xAdjoint, Oracle.gradient(x, () -> Neuron.answer(w, x)));
    }
  }
}
