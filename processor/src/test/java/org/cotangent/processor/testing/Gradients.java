package org.cotangent.processor.testing;

import static com.google.common.truth.Truth.assertWithMessage;

import java.util.List;

/** The derivatives found at a point, to be compared with a closed form. */
public final class Gradients {
  private final List<String> names;
  private final List<double[]> numbers;

  Gradients(List<String> names, List<double[]> numbers) {
    this.names = names;
    this.numbers = numbers;
  }

  /** Asserts the derivative of the result by a parameter, number by number, to 12 digits. */
  public Gradients is(String parameter, double... expected) {
    return isWithin(1e-12, parameter, expected);
  }

  /** The same with fewer digits: for rounded literature values and for floats. */
  public Gradients isWithin(double relative, String parameter, double... expected) {
    double[] actual = numbers.get(names.indexOf(parameter));
    assertWithMessage("derivative by %s is there", parameter).that(actual).isNotNull();
    Tolerance.assertClose(
        "closed form",
        List.of(parameter),
        List.of(actual),
        List.of(expected),
        List.of(new double[expected.length]),
        relative);
    return this;
  }

  /** The derivative by a parameter. */
  public double[] by(String parameter) {
    return numbers.get(names.indexOf(parameter));
  }

  /** The derivative by the first parameter. */
  public double[] first() {
    return numbers.get(0);
  }
}
