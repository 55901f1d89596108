package org.cotangent.runtime;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Arrays, lent in stack order. Slot {@code n} keeps the two arrays that were lent last as the
 * {@code n}-th and differ in type or length; one of them is lent again when both are the same, else
 * the older one is dropped. So the pool never keeps more than twice as many arrays as were lent at
 * once, and none of a length that was not asked for lately.
 *
 * <p>Arrays of rank 2 and 3 are mended row by row.
 */
final class ScratchPool {

  private Object[] slots = {};
  private Object[] spares = {};
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
    if (find(slot, double[].class, length) instanceof double[] old) {
      Arrays.fill(old, 0);
      return old;
    }
    double[] array = new double[length];
    slots[slot] = array;
    return array;
  }

  float[] floats(int length) {
    int slot = nextSlot();
    if (find(slot, float[].class, length) instanceof float[] old) {
      Arrays.fill(old, 0);
      return old;
    }
    float[] array = new float[length];
    slots[slot] = array;
    return array;
  }

  double[][] doublesLike(double[][] shape) {
    int slot = nextSlot();
    double[][] array = zeroed((double[][]) find(slot, double[][].class, shape.length), shape);
    slots[slot] = array;
    return array;
  }

  float[][] floatsLike(float[][] shape) {
    int slot = nextSlot();
    float[][] array = zeroed((float[][]) find(slot, float[][].class, shape.length), shape);
    slots[slot] = array;
    return array;
  }

  double[][][] doublesLike(double[][][] shape) {
    int slot = nextSlot();
    double[][][] array =
        find(slot, double[][][].class, shape.length) instanceof double[][][] old
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
        find(slot, float[][][].class, shape.length) instanceof float[][][] old
            ? old
            : new float[shape.length][][];
    for (int i = 0; i < shape.length; i++) {
      array[i] = shape[i] == null ? null : zeroed(array[i], shape[i]);
    }
    slots[slot] = array;
    return array;
  }

  /** The bytes of the pool and of a stack of references, each array counted once. */
  long bytesWith(Object[] references, int count) {
    long bytes = 4L * references.length + bytesOf(slots) + bytesOf(spares);
    if (count == 0) {
      return bytes;
    }
    Set<Object> counted = Collections.newSetFromMap(new IdentityHashMap<>());
    counted.addAll(Arrays.asList(slots));
    for (int k = 0; k < count; k++) {
      Object array = references[k];
      if (array != null && counted.add(array)) {
        bytes += bytesOf(array);
      }
    }
    return bytes;
  }

  private int nextSlot() {
    if (lent == slots.length) {
      int capacity = Tape.capacityAfter(slots.length, "scratch");
      slots = Arrays.copyOf(slots, capacity);
      spares = Arrays.copyOf(spares, capacity);
    }
    return lent++;
  }

  /** What a slot keeps of a class and length, now in front; or null, with room in front. */
  private Object find(int slot, Class<?> type, int length) {
    Object first = slots[slot];
    if (fits(first, type, length)) {
      return first;
    }
    Object second = spares[slot];
    spares[slot] = first;
    slots[slot] = null;
    if (!fits(second, type, length)) {
      return null;
    }
    slots[slot] = second;
    return second;
  }

  private static boolean fits(Object kept, Class<?> type, int length) {
    return kept != null && kept.getClass() == type && Array.getLength(kept) == length;
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
