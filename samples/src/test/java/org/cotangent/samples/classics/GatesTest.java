package org.cotangent.samples.classics;

import static com.google.common.truth.Truth.assertThat;

import org.cotangent.samples.Check;
import org.cotangent.samples.Oracle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GatesTest {
  @ParameterizedTest
  @CsvSource({"2, -1, 1, 0", "-1, 2, 0, 1", "3, 3, 1, 0", "0, 0, 1, 0"})
  void routerGivesAllToOneInput(double x, double y, double byX, double byY) {
    GatesDerivatives.RouterGradient gradient = GatesDerivatives.routerGradient(x, y);
    assertThat(gradient.value()).isEqualTo(Gates.router(x, y));
    Check.exact(new double[] {gradient.x(), gradient.y()}, byX, byY);
    GatesDerivatives.RouterBackward back = GatesDerivatives.routerBackward(x, y, 5);
    Check.exact(new double[] {back.x(), back.y()}, 5 * byX, 5 * byY);
  }

  @Test
  void distributorGivesTheSameToBoth() {
    GatesDerivatives.DistributorGradient gradient = GatesDerivatives.distributorGradient(3, -4);
    assertThat(gradient.value()).isEqualTo(-1.0);
    Check.exact(new double[] {gradient.x(), gradient.y()}, 1, 1);
    GatesDerivatives.DistributorBackward back = GatesDerivatives.distributorBackward(3, -4, 2);
    Check.exact(new double[] {back.x(), back.y()}, 2, 2);
  }

  @Test
  void switcherExchangesTheInputs() {
    GatesDerivatives.SwitcherGradient gradient = GatesDerivatives.switcherGradient(3, -4);
    assertThat(gradient.value()).isEqualTo(-12.0);
    Check.exact(new double[] {gradient.x(), gradient.y()}, -4, 3);
    GatesDerivatives.SwitcherBackward back = GatesDerivatives.switcherBackward(3, -4, 2);
    Check.exact(new double[] {back.x(), back.y()}, -8, 6);
  }

  @ParameterizedTest
  @CsvSource({"3, -4, 2, -1", "0.5, 0.25, -3, 4"})
  void circuitOfAllThree(double x, double y, double z, double w) {
    GatesDerivatives.CircuitGradient gradient = GatesDerivatives.circuitGradient(x, y, z, w);
    assertThat(gradient.value()).isEqualTo(Gates.circuit(x, y, z, w));
    Check.exact(
        new double[] {gradient.x(), gradient.y(), gradient.z(), gradient.w()},
        2 * y,
        2 * x,
        z > w ? 2 : 0,
        z > w ? 0 : 2);
  }

  @ParameterizedTest
  @CsvSource({"0.5, -1.5", "0, 2", "0, 0", "1.25, 0.75"})
  void derivativesAddUpAtBranches(double x, double y) {
    GatesDerivatives.BranchesGradient gradient = GatesDerivatives.branchesGradient(x, y);
    assertThat(gradient.value()).isEqualTo(Gates.branches(x, y));
    double slope = 1 + 2 * x * y + Math.cos(x * y);
    Check.exact(new double[] {gradient.x(), gradient.y()}, slope * y, slope * x);
    double[] p = {x, y};
    Check.differences(
        new double[] {gradient.x(), gradient.y()},
        Oracle.gradient(p, () -> Gates.branches(p[0], p[1])));
  }
}
