package org.cotangent.benchmarks.problems;

import java.util.Random;

/** Inputs of the problems, the same in every run. */
final class Draws {
  private final Random random;

  Draws(long seed) {
    random = new Random(seed);
  }

  /** Uniform in [0, 1). */
  double[] uniform(int length) {
    return uniform(length, 0, 1);
  }

  /** Uniform in [from, to). */
  double[] uniform(int length, double from, double to) {
    double[] numbers = new double[length];
    for (int i = 0; i < length; i++) {
      numbers[i] = from + (to - from) * random.nextDouble();
    }
    return numbers;
  }

  /** Uniform in [0, 1). */
  double[][] uniform(int rows, int columns) {
    double[][] numbers = new double[rows][];
    for (int i = 0; i < rows; i++) {
      numbers[i] = uniform(columns);
    }
    return numbers;
  }

  /** Standard normal. */
  double[] normal(int length) {
    double[] numbers = new double[length];
    for (int i = 0; i < length; i++) {
      numbers[i] = random.nextGaussian();
    }
    return numbers;
  }

  /** Standard normal. */
  double[][] normal(int rows, int columns) {
    double[][] numbers = new double[rows][];
    for (int i = 0; i < rows; i++) {
      numbers[i] = normal(columns);
    }
    return numbers;
  }

  /** Zeros and ones. */
  double[][] bits(int rows, int columns) {
    double[][] numbers = new double[rows][columns];
    for (double[] row : numbers) {
      for (int j = 0; j < columns; j++) {
        row[j] = random.nextBoolean() ? 1 : 0;
      }
    }
    return numbers;
  }
}
