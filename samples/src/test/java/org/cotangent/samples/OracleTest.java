package org.cotangent.samples;

import static com.google.common.truth.Truth.assertThat;

import org.junit.jupiter.api.Test;

final class OracleTest {
  @Test
  void findsKnownDerivatives() {
    assertThat(Oracle.derivative(Math::sin, 0.7)).isWithin(1e-11).of(Math.cos(0.7));
    assertThat(Oracle.derivative(Math::exp, 1.3)).isWithin(1e-11).of(Math.exp(1.3));
    assertThat(Oracle.derivative(x -> 3.0, 2)).isEqualTo(0.0);
  }

  @Test
  void leavesTheArrayAsItWas() {
    double[] x = {0.1, -0.2};
    double[] gradient = Oracle.gradient(x, () -> x[0] * x[1]);
    assertThat(x).usingExactEquality().containsExactly(0.1, -0.2).inOrder();
    Check.differences(gradient, new double[] {-0.2, 0.1});
  }
}
