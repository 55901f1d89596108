package org.cotangent.benchmarks.problems;

import static com.google.common.truth.Truth.assertWithMessage;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Generated gradients of small cases against differences, and against adjoints written by hand. */
class GradientsTest {
  static Stream<Case> small() {
    return Stream.of(
        Cases.llsq("llsq", 17, 5),
        Cases.llsq("llsq of one coefficient", 2, 1),
        Cases.lse("lse", 31),
        Cases.lse("lse of one", 1),
        Cases.det("det", 5),
        Cases.det("det of one", 1),
        Cases.ode("ode", 7, 3),
        Cases.ode("ode of one", 1, 2),
        Cases.gmm("gmm", 3, 4, 17),
        Cases.gmm("gmm of one", 1, 1, 1),
        Cases.lstm("lstm", 2, 9, 5),
        Cases.lstm("lstm of one", 1, 2, 1),
        Cases.kmeans("kmeans", 3, 17, 2),
        OwnCases.options("options", 13, 3),
        OwnCases.orbit("orbit", 50),
        OwnCases.kalman("kalman", 20),
        OwnCases.burgers("burgers", 9, 11));
  }

  static List<Case> byHand() {
    return small().filter(made -> made.way(Case.BY_HAND).isPresent()).toList();
  }

  @ParameterizedTest
  @MethodSource("small")
  void generatedGradientsAgreeWithDifferences(Case made) {
    double[] gradient = made.gradient(Case.GENERATED);
    compare(made.name(), gradient, made.differences(), 1e-6);
  }

  @ParameterizedTest
  @MethodSource("byHand")
  void generatedGradientsAgreeWithThoseWrittenByHand(Case made) {
    double[] gradient = made.gradient(Case.GENERATED);
    compare(made.name(), gradient, made.gradient(Case.BY_HAND), 1e-12);
  }

  @ParameterizedTest
  @MethodSource("small")
  void valuesAreThePrimalsBitForBit(Case made) {
    double value = made.way(Case.PRIMAL).orElseThrow().getAsDouble();
    double generated = made.way(Case.GENERATED).orElseThrow().getAsDouble();
    assertWithMessage(made.name())
        .that(Double.doubleToRawLongBits(generated))
        .isEqualTo(Double.doubleToRawLongBits(value));
  }

  @ParameterizedTest
  @MethodSource("small")
  void aSecondCallWithTheSameTapeGivesTheSameGradient(Case made) {
    double[] first = made.gradient(Case.GENERATED);
    assertWithMessage(made.name()).that(made.gradient(Case.GENERATED)).isEqualTo(first);
  }

  private static void compare(String name, double[] actual, double[] expected, double tolerance) {
    assertWithMessage(name).that(actual.length).isEqualTo(expected.length);
    double greatest = 1e-3;
    for (double number : expected) {
      greatest = Math.max(greatest, Math.abs(number));
    }
    for (int i = 0; i < actual.length; i++) {
      assertWithMessage("%s [%s]", name, i)
          .that(actual[i])
          .isWithin(tolerance * greatest)
          .of(expected[i]);
    }
  }
}
