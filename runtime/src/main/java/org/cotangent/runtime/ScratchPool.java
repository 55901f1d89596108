package org.cotangent.runtime;

import java.util.Arrays;

/**
 * Zeroed arrays, lent in stack order. Slot {@code n} keeps the array that was lent last as the
 * {@code n}-th; it is lent again when type and length are the same, else replaced. Arrays of rank 2
 * and 3 are mended row by row.
 */
final class ScratchPool {

  private Object[] slots = {};
  private int lent;

  int mark() {
    return lent;
  }

  void release(int mark) {
    if (mark < 0 || mark > lent) {
      throw new IllegalArgumentException(
          "mark " + mark + " is not one of this tape's: " + lent + " arrays are lent");
    }
    lent = mark;
  }

  double[] doubles(int length) {
    int slot = nextSlot();
    double[] array = zeroed(slots[slot] instanceof double[] old ? old : null, length);
    slots[slot] = array;
    return array;
  }

  float[] floats(int length) {
    int slot = nextSlot();
    float[] array = zeroed(slots[slot] instanceof float[] old ? old : null, length);
    slots[slot] = array;
    return array;
  }

  double[][] doublesLike(double[][] shape) {
    int slot = nextSlot();
    double[][] array = zeroed(slots[slot] instanceof double[][] old ? old : null, shape);
    slots[slot] = array;
    return array;
  }

  float[][] floatsLike(float[][] shape) {
    int slot = nextSlot();
    float[][] array = zeroed(slots[slot] instanceof float[][] old ? old : null, shape);
    slots[slot] = array;
    return array;
  }

  double[][][] doublesLike(double[][][] shape) {
    int slot = nextSlot();
    double[][][] array =
        slots[slot] instanceof double[][][] old && old.length == shape.length
            ? old
            : new double[shape.length][][];
    for (int i = 0; i < shape.length; i++) {
      array[i] = shape[i] == null ? null : zeroed(array[i], shape[i]);
    }
    slots[slot] = array;
    return array;
  }

  float[][][] floatsLike(float[][][] shape) {
    int slot = nextSlot();
    float[][][] array =
        slots[slot] instanceof float[][][] old && old.length == shape.length
            ? old
            : new float[shape.length][][];
    for (int i = 0; i < shape.length; i++) {
      array[i] = shape[i] == null ? null : zeroed(array[i], shape[i]);
    }
    slots[slot] = array;
    return array;
  }

  long bytes() {
    return bytesOf(slots);
  }

  private int nextSlot() {
    if (lent == slots.length) {
      slots = Arrays.copyOf(slots, Tape.capacityAfter(slots.length, "scratch"));
    }
    return lent++;
  }

  private static double[] zeroed(double[] old, int length) {
    if (old == null || old.length != length) {
      return new double[length];
    }
    Arrays.fill(old, 0);
    return old;
  }

  private static float[] zeroed(float[] old, int length) {
    if (old == null || old.length != length) {
      return new float[length];
    }
    Arrays.fill(old, 0);
    return old;
  }

  private static double[][] zeroed(double[][] old, double[][] shape) {
    double[][] array = old != null && old.length == shape.length ? old : new double[shape.length][];
    for (int i = 0; i < shape.length; i++) {
      array[i] = shape[i] == null ? null : zeroed(array[i], shape[i].length);
    }
    return array;
  }

  private static float[][] zeroed(float[][] old, float[][] shape) {
    float[][] array = old != null && old.length == shape.length ? old : new float[shape.length][];
    for (int i = 0; i < shape.length; i++) {
      array[i] = shape[i] == null ? null : zeroed(array[i], shape[i].length);
    }
    return array;
  }

  /** The bytes of an array's elements, and of the arrays in it; 0 for anything else. */
  static long bytesOf(Object array) {
    if (array instanceof double[] doubles) {
      return 8L * doubles.length;
    }
    if (array instanceof long[] longs) {
      return 8L * longs.length;
    }
    if (array instanceof float[] floats) {
      return 4L * floats.length;
    }
    if (array instanceof int[] ints) {
      return 4L * ints.length;
    }
    if (array instanceof short[] shorts) {
      return 2L * shorts.length;
    }
    if (array instanceof char[] chars) {
      return 2L * chars.length;
    }
    if (array instanceof byte[] bytes) {
      return bytes.length;
    }
    if (array instanceof boolean[] booleans) {
      return booleans.length;
    }
    if (array instanceof Object[] rows) {
      long bytes = 4L * rows.length;
      for (Object row : rows) {
        bytes += bytesOf(row);
      }
      return bytes;
    }
    return 0;
  }
}
