package org.cotangent.runtime.operation;

import org.cotangent.runtime.Elementwise;
import org.cotangent.runtime.Matrix;

/** Dropout: some elements become 0, by a random number for each place. */
public final class Dropout {
  private static final String KEEP = "uniform(seed) < rate ? 0 : x / (1 - rate)";

  private Dropout() {}

  /**
   * The value.
   *
   * @param self the matrix
   * @param rate the probability of 0, from 0 (inclusive) to 1 (exclusive)
   * @param seed a whole number from 0 to 2^24 - 1
   * @return each element divided by {@code 1 - rate}, or 0
   * @throws IllegalArgumentException if the rate or the seed is out of its range
   */
  public static Matrix value(Matrix self, double rate, long seed) {
    return Elementwise.of("(x; rate, seed) -> " + KEEP, scalars(rate, seed), self);
  }

  /**
   * The adjoint: the same places of the adjoint are 0.
   *
   * @param rate the probability of 0
   * @param seed the seed
   * @param adjoint the adjoint of the result
   * @param sum the adjoint so far
   * @return {@code sum} plus the adjoint divided by {@code 1 - rate}, or 0
   */
  public static Matrix adjoint(double rate, long seed, Matrix adjoint, Matrix sum) {
    return Shares.add(sum, "(x; rate, seed) -> " + KEEP, scalars(rate, seed), adjoint);
  }

  private static double[] scalars(double rate, long seed) {
    if (!(rate >= 0 && rate < 1)) {
      throw new IllegalArgumentException("dropout: a rate of " + rate + ": expected 0 <= rate < 1");
    }
    if (seed < 0 || seed >= 1 << 24) {
      throw new IllegalArgumentException(
          "dropout: a seed of " + seed + ": expected 0 to " + ((1 << 24) - 1));
    }
    return new double[] {rate, seed};
  }
}
