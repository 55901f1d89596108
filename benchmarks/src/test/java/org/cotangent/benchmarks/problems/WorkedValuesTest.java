package org.cotangent.benchmarks.problems;

import org.junit.jupiter.api.Test;

class WorkedValuesTest {
  @Test
  void valuesAndGradientsAreTheKnownOnes() {
    WorkedValues.check();
  }
}
