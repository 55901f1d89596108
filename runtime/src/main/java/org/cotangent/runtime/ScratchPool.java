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
 * <p>Adjoints of rank 2 and 3 lie in one slot and are mended row by row. Arrays whose rows may be
 * replaced by any other have each row in a slot of its own, and forget their rows when they are
 * given back.
 */
final class ScratchPool {

  /** An array whose rows are not its own. */
  private record Rows(double[][] array) {}

  private Object[] slots = {};
  private Object[] spares = {};
  private int lent;
  private int rowsLent;

  int mark() {
    return lent;
  }

  void release(int mark) {
    if (mark < 0 || mark > lent) {
      throw new IllegalArgumentException(
          "mark " + mark + " is not one of this tape's: " + lent + " arrays are lent");
    }
    if (rowsLent > 0) {
      forget(mark);
    }
    lent = mark;
  }

  /** Lets go of the rows of arrays that are given back: they may be arrays of anybody. */
  private void forget(int mark) {
    for (int slot = mark; slot < lent; slot++) {
      if (slots[slot] instanceof Rows rows) {
        Arrays.fill(rows.array(), null);
        rowsLent--;
      }
    }
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

  /** An array as it was left, if the next slot keeps one that is long enough; else null. */
  double[] left(int length) {
    int slot = nextSlot();
    Object first = slots[slot];
    if (first instanceof double[] old && old.length >= length) {
      return old;
    }
    double[] spare = spares[slot] instanceof double[] old && old.length >= length ? old : null;
    slots[slot] = spare;
    spares[slot] = first;
    return spare;
  }

  /** Puts an array into the slot that was lent last. */
  double[] last(double[] array) {
    slots[lent - 1] = array;
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

  int[] ints(int length) {
    int slot = nextSlot();
    if (find(slot, int[].class, length) instanceof int[] old) {
      Arrays.fill(old, 0);
      return old;
    }
    int[] array = new int[length];
    slots[slot] = array;
    return array;
  }

  long[] longs(int length) {
    int slot = nextSlot();
    if (find(slot, long[].class, length) instanceof long[] old) {
      Arrays.fill(old, 0);
      return old;
    }
    long[] array = new long[length];
    slots[slot] = array;
    return array;
  }

  boolean[] booleans(int length) {
    int slot = nextSlot();
    if (find(slot, boolean[].class, length) instanceof boolean[] old) {
      Arrays.fill(old, false);
      return old;
    }
    boolean[] array = new boolean[length];
    slots[slot] = array;
    return array;
  }

  double[][] rows(int length) {
    int slot = nextSlot();
    Rows rows = (Rows) find(slot, Rows.class, length);
    if (rows == null) {
      rows = new Rows(new double[length][]);
      slots[slot] = rows;
    }
    rowsLent++;
    return rows.array();
  }

  double[] copyOf(double[] values) {
    double[] array = doubles(values.length);
    System.arraycopy(values, 0, array, 0, values.length);
    return array;
  }

  float[] copyOf(float[] values) {
    float[] array = floats(values.length);
    System.arraycopy(values, 0, array, 0, values.length);
    return array;
  }

  int[] copyOf(int[] values) {
    int[] array = ints(values.length);
    System.arraycopy(values, 0, array, 0, values.length);
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
    if (kept == null || kept.getClass() != type) {
      return false;
    }
    return (kept instanceof Rows rows ? rows.array().length : Array.getLength(kept)) == length;
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
    if (array instanceof Rows rows) {
      return 4L * rows.array().length;
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
