package org.cotangent.runtime;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class DerivativeChecksTest {

  @Test
  void asManyAdjointsAsScalarsAreAccepted() {
    DerivativeChecks.requireScalars("fDerivative", new double[] {1, 2}, 2);
  }

  @Test
  void moreOrFewerAdjointsOrNoneAreRefusedByName() {
    for (double[] wrong : new double[][] {{1}, {1, 2, 3}, {}, null}) {
      IllegalArgumentException e =
          assertThrows(
              IllegalArgumentException.class,
              () -> DerivativeChecks.requireScalars("fDerivative", wrong, 2));
      assertThat(e).hasMessageThat().startsWith("fDerivative returned ");
      assertThat(e).hasMessageThat().endsWith("the adjoints of 2 scalar parameters");
    }
  }

  @Test
  void aFreshResultIsAccepted() {
    double[] x = {1};
    DerivativeChecks.requireFresh("f", x.clone(), x);
    DerivativeChecks.requireFresh("f", null, x);
    DerivativeChecks.requireFresh("f", x, null);
    double[] empty = {};
    DerivativeChecks.requireFresh("f", empty, empty);
  }

  @Test
  void aResultThatIsAnArgumentOrSharesARowIsRefused() {
    double[] x = {1};
    assertThrows(IllegalArgumentException.class, () -> DerivativeChecks.requireFresh("f", x, x));
    assertThrows(
        IllegalArgumentException.class,
        () -> DerivativeChecks.requireFresh("f", new double[][] {{2}, x}, new double[][] {x}));
    assertThrows(
        IllegalArgumentException.class,
        () -> DerivativeChecks.requireFresh("f", new double[][] {{2}, x}, x));
  }
}
