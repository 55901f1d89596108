package org.cotangent.samples.classics;

import static com.google.common.truth.Truth.assertThat;

import java.util.Random;
import org.cotangent.runtime.Tape;
import org.cotangent.samples.Check;
import org.cotangent.samples.Oracle;
import org.junit.jupiter.api.Test;

final class CircuitTest {
  @Test
  void productAtTheTextbookPoint() {
    CircuitDerivatives.ProductGradient gradient = CircuitDerivatives.productGradient(-2, 5, -4);
    assertThat(gradient.value()).isEqualTo(-12.0);
    assertThat(gradient.x()).isEqualTo(-4.0);
    assertThat(gradient.y()).isEqualTo(-4.0);
    assertThat(gradient.z()).isEqualTo(3.0);
  }

  @Test
  void backwardScalesWithTheSeed() {
    CircuitDerivatives.ProductBackward back = CircuitDerivatives.productBackward(-2, 5, -4, 0.5);
    assertThat(back.value()).isEqualTo(-12.0);
    assertThat(back.x()).isEqualTo(-2.0);
    assertThat(back.y()).isEqualTo(-2.0);
    assertThat(back.z()).isEqualTo(1.5);
    assertThat(CircuitDerivatives.productBackward(-2, 5, -4, 0.5, new Tape())).isEqualTo(back);
  }

  @Test
  void twoWaysAtTheTextbookPoint() {
    CircuitDerivatives.TwoWaysGradient gradient = CircuitDerivatives.twoWaysGradient(3, 2);
    assertThat(gradient.value()).isEqualTo(15.0);
    assertThat(gradient.a()).isEqualTo(3.0);
    assertThat(gradient.b()).isEqualTo(8.0);
  }

  @Test
  void agreesWithDifferencesElsewhere() {
    Random random = new Random(1);
    for (int trial = 0; trial < 20; trial++) {
      double[] p = Check.vector(random, 3);
      CircuitDerivatives.ProductGradient product =
          CircuitDerivatives.productGradient(p[0], p[1], p[2]);
      Check.differences(
          new double[] {product.x(), product.y(), product.z()},
          Oracle.gradient(p, () -> Circuit.product(p[0], p[1], p[2])));
      CircuitDerivatives.TwoWaysGradient two = CircuitDerivatives.twoWaysGradient(p[0], p[1]);
      Check.exact(new double[] {two.a(), two.b()}, p[1] + 1, p[0] + 2 * p[1] + 1);
    }
  }
}
