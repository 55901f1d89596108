package org.cotangent.samples;

import static com.google.common.truth.Truth.assertWithMessage;

import java.util.Random;

/** Comparisons of numbers and arrays, and random arrays to try things on. */
public final class Check {
  /** Against a closed form or an adjoint written by hand: relative, absolute below 1. */
  private static final double EXACT = 1e-12;

  /** Against {@link Oracle}: relative to the greatest component. */
  private static final double DIFFERENCES = 1e-9;

  /** What rounding leaves of differences where the derivative is 0. */
  private static final double ROUNDING = 1e-11;

  private Check() {}

  /** Compares with a closed form. */
  public static void exact(double actual, double expected) {
    within(actual, expected, EXACT * Math.max(1, Math.abs(expected)), "number");
  }

  /** Compares with a closed form. */
  public static void exact(double[] actual, double... expected) {
    assertWithMessage("length").that(actual.length).isEqualTo(expected.length);
    for (int i = 0; i < actual.length; i++) {
      double tolerance = EXACT * Math.max(1, Math.abs(expected[i]));
      within(actual[i], expected[i], tolerance, "[" + i + "]");
    }
  }

  /** Compares with a closed form. */
  public static void exact(double[][] actual, double[][] expected) {
    assertWithMessage("rows").that(actual.length).isEqualTo(expected.length);
    for (int i = 0; i < actual.length; i++) {
      exact(actual[i], expected[i]);
    }
  }

  /** Compares with differences. */
  public static void differences(double actual, double expected) {
    differences(new double[] {actual}, new double[] {expected});
  }

  /** Compares with differences. */
  public static void differences(double[] actual, double[] expected) {
    differences(new double[][] {actual}, new double[][] {expected});
  }

  /** Compares with differences. */
  public static void differences(double[][] actual, double[][] expected) {
    double greatest = 0;
    for (double[] row : expected) {
      for (double component : row) {
        greatest = Math.max(greatest, Math.abs(component));
      }
    }
    double tolerance = DIFFERENCES * greatest + ROUNDING;
    assertWithMessage("rows").that(actual.length).isEqualTo(expected.length);
    for (int i = 0; i < actual.length; i++) {
      assertWithMessage("length").that(actual[i].length).isEqualTo(expected[i].length);
      for (int j = 0; j < actual[i].length; j++) {
        within(actual[i][j], expected[i][j], tolerance, "[" + i + "][" + j + "]");
      }
    }
  }

  private static void within(double actual, double expected, double tolerance, String what) {
    assertWithMessage(what).that(actual).isWithin(tolerance).of(expected);
  }

  /** Random numbers from -1 to 1. */
  public static double[] vector(Random random, int length) {
    double[] vector = new double[length];
    for (int i = 0; i < length; i++) {
      vector[i] = 2 * random.nextDouble() - 1;
    }
    return vector;
  }

  /** Random numbers from -1 to 1. */
  public static double[][] matrix(Random random, int rows, int columns) {
    double[][] matrix = new double[rows][];
    for (int i = 0; i < rows; i++) {
      matrix[i] = vector(random, columns);
    }
    return matrix;
  }

  /** Random integers from 0 to bound - 1. */
  public static int[] integers(Random random, int length, int bound) {
    int[] integers = new int[length];
    for (int i = 0; i < length; i++) {
      integers[i] = random.nextInt(bound);
    }
    return integers;
  }

  /** {@code start + factor x}: what a backward method must leave in an adjoint that held start. */
  public static double[] plus(double[] start, double factor, double[] x) {
    double[] sum = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      sum[i] = start[i] + factor * x[i];
    }
    return sum;
  }

  /** {@code start + factor x}: what a backward method must leave in an adjoint that held start. */
  public static double[][] plus(double[][] start, double factor, double[][] x) {
    double[][] sum = new double[x.length][];
    for (int i = 0; i < x.length; i++) {
      sum[i] = plus(start[i], factor, x[i]);
    }
    return sum;
  }

  /** A copy that shares nothing. */
  public static double[][] copy(double[][] matrix) {
    double[][] copy = new double[matrix.length][];
    for (int i = 0; i < matrix.length; i++) {
      copy[i] = matrix[i].clone();
    }
    return copy;
  }
}
