package org.cotangent.runtime.backend;

/**
 * Exponentials and hyperbolic tangents of arrays, several times faster than {@link Math#exp} and
 * {@link Math#tanh} in a loop: the loops with most of the work are turned into vector instructions.
 *
 * <p>{@code exp(x) = 2^n exp(r)}, where n is {@code x / ln 2} rounded to a whole number, and {@code
 * exp(r)} its Taylor polynomial; r is no larger than {@code ln 2 / 2}. {@code tanh(x) = e / (e +
 * 2)}, where {@code e = exp(2x) - 1} is {@code 2^n (exp(r) - 1) + (2^n - 1)}, which has no
 * cancellation. Results are within 3 units in the last place, with the special cases of {@link
 * Math}. See J.-M. Muller, Elementary Functions, 3rd ed., sections 6.2 and 11.1.
 */
public final class Exponentials {
  /** Added and taken away, it rounds to a whole number, which the last bits of the sum hold. */
  private static final double SHIFT = 6755399441055744.0;

  private static final double LN2_HIGH = 0.6931471803691238;
  private static final double LN2_LOW = 1.9082149292705877e-10;
  private static final float SHIFT_FLOAT = 12582912f;
  private static final float LN2_HIGH_FLOAT = 0.693359375f;
  private static final float LN2_LOW_FLOAT = -2.12194440e-4f;

  private Exponentials() {}

  /**
   * {@code y[j] = exp(x[j])} for j from {@code from} (inclusive) to {@code to} (exclusive).
   *
   * @param y may be x
   */
  public static void exp(int from, int to, double[] x, double[] y) {
    double[] exponents = new double[to];
    expReduced(from, to, x, y, exponents);
    for (int j = from; j < to; j++) {
      int k = (int) Double.doubleToRawLongBits(exponents[j]);
      y[j] =
          k >= -1022 && k <= 1023
              ? y[j] * powerDouble(k)
              : y[j] * powerDouble(k / 2) * powerDouble(k - k / 2);
    }
  }

  private static void expReduced(int from, int to, double[] x, double[] y, double[] exponents) {
    for (int j = from; j < to; j++) {
      double near = Math.min(Math.max(x[j], -746), 710);
      double shifted = Math.fma(near, 1.4426950408889634, SHIFT);
      double n = shifted - SHIFT;
      double r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, near));
      double p = 1.6059043836821613e-10;
      p = Math.fma(p, r, 2.08767569878681e-09);
      p = Math.fma(p, r, 2.505210838544172e-08);
      p = Math.fma(p, r, 2.755731922398589e-07);
      p = Math.fma(p, r, 2.7557319223985893e-06);
      p = Math.fma(p, r, 2.48015873015873e-05);
      p = Math.fma(p, r, 0.0001984126984126984);
      p = Math.fma(p, r, 0.001388888888888889);
      p = Math.fma(p, r, 0.008333333333333333);
      p = Math.fma(p, r, 0.041666666666666664);
      p = Math.fma(p, r, 0.16666666666666666);
      p = Math.fma(p, r, 0.5);
      p = Math.fma(p, r, 1.0);
      p = Math.fma(p, r, 1.0);
      exponents[j] = shifted;
      y[j] = p;
    }
  }

  /**
   * {@code y[j] = tanh(x[j])} for j from {@code from} (inclusive) to {@code to} (exclusive).
   *
   * @param y may be x
   */
  public static void tanh(int from, int to, double[] x, double[] y) {
    double[] exponents = new double[to];
    double[] source = x == y ? x.clone() : x;
    tanhReduced(from, to, source, y, exponents);
    for (int j = from; j < to; j++) {
      int k = (int) Double.doubleToRawLongBits(exponents[j]);
      double power = powerDouble(k);
      double e = Math.fma(power, y[j], power - 1);
      y[j] = e;
      exponents[j] = Math.copySign(e + 2, source[j]);
    }
    for (int j = from; j < to; j++) {
      y[j] = y[j] / exponents[j];
    }
  }

  private static void tanhReduced(int from, int to, double[] x, double[] y, double[] exponents) {
    for (int j = from; j < to; j++) {
      double near = 2 * Math.min(Math.abs(x[j]), 20);
      double shifted = Math.fma(near, 1.4426950408889634, SHIFT);
      double n = shifted - SHIFT;
      double r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, near));
      double p = 1.6059043836821613e-10;
      p = Math.fma(p, r, 2.08767569878681e-09);
      p = Math.fma(p, r, 2.505210838544172e-08);
      p = Math.fma(p, r, 2.755731922398589e-07);
      p = Math.fma(p, r, 2.7557319223985893e-06);
      p = Math.fma(p, r, 2.48015873015873e-05);
      p = Math.fma(p, r, 0.0001984126984126984);
      p = Math.fma(p, r, 0.001388888888888889);
      p = Math.fma(p, r, 0.008333333333333333);
      p = Math.fma(p, r, 0.041666666666666664);
      p = Math.fma(p, r, 0.16666666666666666);
      p = Math.fma(p, r, 0.5);
      exponents[j] = shifted;
      y[j] = Math.fma(r * r, p, r);
    }
  }

  /** 2 to the power of k. */
  private static double powerDouble(int k) {
    return Double.longBitsToDouble((k + 1023L) << 52);
  }

  /**
   * {@code y[j] = exp(x[j])} for j from {@code from} (inclusive) to {@code to} (exclusive).
   *
   * @param y may be x
   */
  public static void exp(int from, int to, float[] x, float[] y) {
    float[] exponents = new float[to];
    expReduced(from, to, x, y, exponents);
    for (int j = from; j < to; j++) {
      int k = Float.floatToRawIntBits(exponents[j]) - Float.floatToRawIntBits(SHIFT_FLOAT);
      y[j] =
          k >= -126 && k <= 127
              ? y[j] * powerFloat(k)
              : y[j] * powerFloat(k / 2) * powerFloat(k - k / 2);
    }
  }

  private static void expReduced(int from, int to, float[] x, float[] y, float[] exponents) {
    for (int j = from; j < to; j++) {
      float near = Math.min(Math.max(x[j], -104), 89);
      float shifted = Math.fma(near, 1.4426950408889634f, SHIFT_FLOAT);
      float n = shifted - SHIFT_FLOAT;
      float r = Math.fma(n, -LN2_LOW_FLOAT, Math.fma(n, -LN2_HIGH_FLOAT, near));
      float p = 0.000198412701f;
      p = Math.fma(p, r, 0.001388888922f);
      p = Math.fma(p, r, 0.008333333767f);
      p = Math.fma(p, r, 0.041666667908f);
      p = Math.fma(p, r, 0.166666671633f);
      p = Math.fma(p, r, 0.5f);
      p = Math.fma(p, r, 1f);
      p = Math.fma(p, r, 1f);
      exponents[j] = shifted;
      y[j] = p;
    }
  }

  /**
   * {@code y[j] = tanh(x[j])} for j from {@code from} (inclusive) to {@code to} (exclusive).
   *
   * @param y may be x
   */
  public static void tanh(int from, int to, float[] x, float[] y) {
    float[] exponents = new float[to];
    float[] source = x == y ? x.clone() : x;
    tanhReduced(from, to, source, y, exponents);
    for (int j = from; j < to; j++) {
      int k = Float.floatToRawIntBits(exponents[j]) - Float.floatToRawIntBits(SHIFT_FLOAT);
      float power = powerFloat(k);
      float e = Math.fma(power, y[j], power - 1);
      y[j] = e;
      exponents[j] = Math.copySign(e + 2, source[j]);
    }
    for (int j = from; j < to; j++) {
      y[j] = y[j] / exponents[j];
    }
  }

  private static void tanhReduced(int from, int to, float[] x, float[] y, float[] exponents) {
    for (int j = from; j < to; j++) {
      float near = 2 * Math.min(Math.abs(x[j]), 10);
      float shifted = Math.fma(near, 1.4426950408889634f, SHIFT_FLOAT);
      float n = shifted - SHIFT_FLOAT;
      float r = Math.fma(n, -LN2_LOW_FLOAT, Math.fma(n, -LN2_HIGH_FLOAT, near));
      float p = 0.000198412701f;
      p = Math.fma(p, r, 0.001388888922f);
      p = Math.fma(p, r, 0.008333333767f);
      p = Math.fma(p, r, 0.041666667908f);
      p = Math.fma(p, r, 0.166666671633f);
      p = Math.fma(p, r, 0.5f);
      exponents[j] = shifted;
      y[j] = Math.fma(r * r, p, r);
    }
  }

  /** 2 to the power of k. */
  private static float powerFloat(int k) {
    return Float.intBitsToFloat((k + 127) << 23);
  }
}
