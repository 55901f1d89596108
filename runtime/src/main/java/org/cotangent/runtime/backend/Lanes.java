package org.cotangent.runtime.backend;

import java.util.Arrays;

/**
 * Sums in the order that {@link Backend} fixes: values are added up in 16 lanes, then the lanes as
 * a tree. It is fast because the lanes do not wait for each other.
 */
public final class Lanes {
  /** How many there are. */
  public static final int COUNT = 16;

  private Lanes() {}

  /** Adds up values in lanes: the first to lane {@code first % 16}, and so on, around. */
  public static void add(double[] values, int start, int length, double[] lanes, int first) {
    int end = start + length;
    int j = start;
    for (int i = first % COUNT; i != 0 && j < end; i = (i + 1) % COUNT, j++) {
      lanes[i] += values[j];
    }
    if (end - j >= COUNT) {
      j = addWhole(values, j, end, lanes);
    }
    for (int i = 0; j < end; i++, j++) {
      lanes[i] += values[j];
    }
  }

  private static int addWhole(double[] values, int start, int end, double[] lanes) {
    double l0 = lanes[0];
    double l1 = lanes[1];
    double l2 = lanes[2];
    double l3 = lanes[3];
    double l4 = lanes[4];
    double l5 = lanes[5];
    double l6 = lanes[6];
    double l7 = lanes[7];
    double l8 = lanes[8];
    double l9 = lanes[9];
    double l10 = lanes[10];
    double l11 = lanes[11];
    double l12 = lanes[12];
    double l13 = lanes[13];
    double l14 = lanes[14];
    double l15 = lanes[15];
    int j = start;
    for (; j + COUNT <= end; j += COUNT) {
      l0 += values[j + 0];
      l1 += values[j + 1];
      l2 += values[j + 2];
      l3 += values[j + 3];
      l4 += values[j + 4];
      l5 += values[j + 5];
      l6 += values[j + 6];
      l7 += values[j + 7];
      l8 += values[j + 8];
      l9 += values[j + 9];
      l10 += values[j + 10];
      l11 += values[j + 11];
      l12 += values[j + 12];
      l13 += values[j + 13];
      l14 += values[j + 14];
      l15 += values[j + 15];
    }
    lanes[0] = l0;
    lanes[1] = l1;
    lanes[2] = l2;
    lanes[3] = l3;
    lanes[4] = l4;
    lanes[5] = l5;
    lanes[6] = l6;
    lanes[7] = l7;
    lanes[8] = l8;
    lanes[9] = l9;
    lanes[10] = l10;
    lanes[11] = l11;
    lanes[12] = l12;
    lanes[13] = l13;
    lanes[14] = l14;
    lanes[15] = l15;
    return j;
  }

  /** Adds up the lanes as a tree and sets them to 0. */
  public static double close(double[] lanes) {
    for (int half = COUNT / 2; half > 0; half /= 2) {
      for (int i = 0; i < half; i++) {
        lanes[i] += lanes[i + half];
      }
    }
    double sum = lanes[0];
    Arrays.fill(lanes, 0);
    return sum;
  }

  /** The largest of some values, NaN if one is NaN; negative infinity of none. */
  public static double largest(double[] values, int start, int length) {
    double a = Double.NEGATIVE_INFINITY;
    double b = a;
    double c = a;
    double d = a;
    int end = start + length;
    int j = start;
    for (; j + 4 <= end; j += 4) {
      a = Math.max(a, values[j]);
      b = Math.max(b, values[j + 1]);
      c = Math.max(c, values[j + 2]);
      d = Math.max(d, values[j + 3]);
    }
    for (; j < end; j++) {
      a = Math.max(a, values[j]);
    }
    return Math.max(Math.max(a, b), Math.max(c, d));
  }

  /** Adds up values in lanes: the first to lane {@code first % 16}, and so on, around. */
  public static void add(float[] values, int start, int length, float[] lanes, int first) {
    int end = start + length;
    int j = start;
    for (int i = first % COUNT; i != 0 && j < end; i = (i + 1) % COUNT, j++) {
      lanes[i] += values[j];
    }
    if (end - j >= COUNT) {
      j = addWhole(values, j, end, lanes);
    }
    for (int i = 0; j < end; i++, j++) {
      lanes[i] += values[j];
    }
  }

  private static int addWhole(float[] values, int start, int end, float[] lanes) {
    float l0 = lanes[0];
    float l1 = lanes[1];
    float l2 = lanes[2];
    float l3 = lanes[3];
    float l4 = lanes[4];
    float l5 = lanes[5];
    float l6 = lanes[6];
    float l7 = lanes[7];
    float l8 = lanes[8];
    float l9 = lanes[9];
    float l10 = lanes[10];
    float l11 = lanes[11];
    float l12 = lanes[12];
    float l13 = lanes[13];
    float l14 = lanes[14];
    float l15 = lanes[15];
    int j = start;
    for (; j + COUNT <= end; j += COUNT) {
      l0 += values[j + 0];
      l1 += values[j + 1];
      l2 += values[j + 2];
      l3 += values[j + 3];
      l4 += values[j + 4];
      l5 += values[j + 5];
      l6 += values[j + 6];
      l7 += values[j + 7];
      l8 += values[j + 8];
      l9 += values[j + 9];
      l10 += values[j + 10];
      l11 += values[j + 11];
      l12 += values[j + 12];
      l13 += values[j + 13];
      l14 += values[j + 14];
      l15 += values[j + 15];
    }
    lanes[0] = l0;
    lanes[1] = l1;
    lanes[2] = l2;
    lanes[3] = l3;
    lanes[4] = l4;
    lanes[5] = l5;
    lanes[6] = l6;
    lanes[7] = l7;
    lanes[8] = l8;
    lanes[9] = l9;
    lanes[10] = l10;
    lanes[11] = l11;
    lanes[12] = l12;
    lanes[13] = l13;
    lanes[14] = l14;
    lanes[15] = l15;
    return j;
  }

  /** Adds up the lanes as a tree and sets them to 0. */
  public static float close(float[] lanes) {
    for (int half = COUNT / 2; half > 0; half /= 2) {
      for (int i = 0; i < half; i++) {
        lanes[i] += lanes[i + half];
      }
    }
    float sum = lanes[0];
    Arrays.fill(lanes, 0);
    return sum;
  }

  /** The largest of some values, NaN if one is NaN; negative infinity of none. */
  public static float largest(float[] values, int start, int length) {
    float a = Float.NEGATIVE_INFINITY;
    float b = a;
    float c = a;
    float d = a;
    int end = start + length;
    int j = start;
    for (; j + 4 <= end; j += 4) {
      a = Math.max(a, values[j]);
      b = Math.max(b, values[j + 1]);
      c = Math.max(c, values[j + 2]);
      d = Math.max(d, values[j + 3]);
    }
    for (; j < end; j++) {
      a = Math.max(a, values[j]);
    }
    return Math.max(Math.max(a, b), Math.max(c, d));
  }
}
