package org.cotangent.runtime;

import java.util.Objects;

/**
 * Copies of ranges of arrays on the stacks of a {@link Tape}.
 *
 * <p>A loop that overwrites {@code a[from]} to {@code a[to - 1]}, each at its own index, needs what
 * was there before only if it completes. So {@code pushElements(a, from, to)} in front of it copies
 * those elements that exist, and never throws for the others: the loop does, at the element where
 * it always did. {@code popElements(a, from, to)} puts them back; the loop has completed then, so
 * all of them exist.
 */
abstract sealed class TapeCopies extends TapeStacks permits TapeArrays {

  /** A range that is shorter is copied one by one: a call takes longer. */
  private static final int SHORT = 9;

  /** The index behind the last element of a range that an array has. */
  private static int behind(int length, long to) {
    return (int) Math.min(to, length);
  }

  /**
   * Pushes the elements of a range, the first one first.
   *
   * @param array the array; null only where the range is empty, or where nobody pops it
   * @param from the first index; below 0 only where nobody pops the range
   * @param to the index behind the last one; the range is empty where it is not above {@code from},
   *     and ends with the array where it is beyond
   * @throws OutOfTape when the stack has to grow, and the tape has reached its limit
   */
  public void pushElements(double[] array, long from, long to) {
    if (from < 0 || from >= to || array == null || from >= array.length) {
      return;
    }
    int first = (int) from;
    int size = behind(array.length, to) - first;
    int at = doubleCount;
    if (size > doubles.length - at) {
      growDoubles(size);
    }
    if (size < SHORT) {
      double[] stack = doubles;
      for (int k = 0; k < size; k++) {
        stack[at + k] = array[first + k];
      }
    } else {
      System.arraycopy(array, first, doubles, at, size);
    }
    doubleCount = at + size;
  }

  /**
   * Puts the elements of a range back that {@link #pushElements(double[], long, long)} pushed.
   *
   * @param array an array of the same length, or the same array
   * @param from the same as there
   * @param to the same as there, and not beyond the end of the array
   * @throws IllegalStateException when the stack holds fewer values
   * @throws IndexOutOfBoundsException when the range is not empty and the array does not have it
   * @throws NullPointerException when the range is not empty and the array is null
   */
  public void popElements(double[] array, long from, long to) {
    if (from >= to) {
      return;
    }
    long many = to - from;
    if (many < 0 || many > doubleCount) {
      throw empty("double");
    }
    int size = (int) many;
    int at = doubleCount - size;
    int first = (int) Objects.checkFromIndexSize(from, (long) size, (long) array.length);
    if (size < SHORT) {
      double[] stack = doubles;
      for (int k = 0; k < size; k++) {
        array[first + k] = stack[at + k];
      }
    } else {
      System.arraycopy(doubles, at, array, first, size);
    }
    doubleCount = at;
  }

  /**
   * Pushes the elements of a range, the first one first.
   *
   * @param array the array; null only where the range is empty, or where nobody pops it
   * @param from the first index; below 0 only where nobody pops the range
   * @param to the index behind the last one; the range is empty where it is not above {@code from},
   *     and ends with the array where it is beyond
   * @throws OutOfTape when the stack has to grow, and the tape has reached its limit
   */
  public void pushElements(float[] array, long from, long to) {
    if (from < 0 || from >= to || array == null || from >= array.length) {
      return;
    }
    int first = (int) from;
    int size = behind(array.length, to) - first;
    int at = floatCount;
    if (size > floats.length - at) {
      growFloats(size);
    }
    if (size < SHORT) {
      float[] stack = floats;
      for (int k = 0; k < size; k++) {
        stack[at + k] = array[first + k];
      }
    } else {
      System.arraycopy(array, first, floats, at, size);
    }
    floatCount = at + size;
  }

  /**
   * Puts the elements of a range back that {@link #pushElements(float[], long, long)} pushed.
   *
   * @param array an array of the same length, or the same array
   * @param from the same as there
   * @param to the same as there, and not beyond the end of the array
   * @throws IllegalStateException when the stack holds fewer values
   * @throws IndexOutOfBoundsException when the range is not empty and the array does not have it
   * @throws NullPointerException when the range is not empty and the array is null
   */
  public void popElements(float[] array, long from, long to) {
    if (from >= to) {
      return;
    }
    long many = to - from;
    if (many < 0 || many > floatCount) {
      throw empty("float");
    }
    int size = (int) many;
    int at = floatCount - size;
    int first = (int) Objects.checkFromIndexSize(from, (long) size, (long) array.length);
    if (size < SHORT) {
      float[] stack = floats;
      for (int k = 0; k < size; k++) {
        array[first + k] = stack[at + k];
      }
    } else {
      System.arraycopy(floats, at, array, first, size);
    }
    floatCount = at;
  }

  /**
   * Pushes the elements of a range, the first one first.
   *
   * @param array the array; null only where the range is empty, or where nobody pops it
   * @param from the first index; below 0 only where nobody pops the range
   * @param to the index behind the last one; the range is empty where it is not above {@code from},
   *     and ends with the array where it is beyond
   * @throws OutOfTape when the stack has to grow, and the tape has reached its limit
   */
  public void pushElements(int[] array, long from, long to) {
    if (from < 0 || from >= to || array == null || from >= array.length) {
      return;
    }
    int first = (int) from;
    int size = behind(array.length, to) - first;
    int at = intCount;
    if (size > ints.length - at) {
      growInts(size);
    }
    if (size < SHORT) {
      int[] stack = ints;
      for (int k = 0; k < size; k++) {
        stack[at + k] = array[first + k];
      }
    } else {
      System.arraycopy(array, first, ints, at, size);
    }
    intCount = at + size;
  }

  /**
   * Puts the elements of a range back that {@link #pushElements(int[], long, long)} pushed.
   *
   * @param array an array of the same length, or the same array
   * @param from the same as there
   * @param to the same as there, and not beyond the end of the array
   * @throws IllegalStateException when the stack holds fewer values
   * @throws IndexOutOfBoundsException when the range is not empty and the array does not have it
   * @throws NullPointerException when the range is not empty and the array is null
   */
  public void popElements(int[] array, long from, long to) {
    if (from >= to) {
      return;
    }
    long many = to - from;
    if (many < 0 || many > intCount) {
      throw empty("int");
    }
    int size = (int) many;
    int at = intCount - size;
    int first = (int) Objects.checkFromIndexSize(from, (long) size, (long) array.length);
    if (size < SHORT) {
      int[] stack = ints;
      for (int k = 0; k < size; k++) {
        array[first + k] = stack[at + k];
      }
    } else {
      System.arraycopy(ints, at, array, first, size);
    }
    intCount = at;
  }

  /**
   * Pushes the elements of a range, the first one first.
   *
   * @param array the array; null only where the range is empty, or where nobody pops it
   * @param from the first index; below 0 only where nobody pops the range
   * @param to the index behind the last one; the range is empty where it is not above {@code from},
   *     and ends with the array where it is beyond
   * @throws OutOfTape when the stack has to grow, and the tape has reached its limit
   */
  public void pushElements(long[] array, long from, long to) {
    if (from < 0 || from >= to || array == null || from >= array.length) {
      return;
    }
    int first = (int) from;
    int size = behind(array.length, to) - first;
    int at = longCount;
    if (size > longs.length - at) {
      growLongs(size);
    }
    if (size < SHORT) {
      long[] stack = longs;
      for (int k = 0; k < size; k++) {
        stack[at + k] = array[first + k];
      }
    } else {
      System.arraycopy(array, first, longs, at, size);
    }
    longCount = at + size;
  }

  /**
   * Puts the elements of a range back that {@link #pushElements(long[], long, long)} pushed.
   *
   * @param array an array of the same length, or the same array
   * @param from the same as there
   * @param to the same as there, and not beyond the end of the array
   * @throws IllegalStateException when the stack holds fewer values
   * @throws IndexOutOfBoundsException when the range is not empty and the array does not have it
   * @throws NullPointerException when the range is not empty and the array is null
   */
  public void popElements(long[] array, long from, long to) {
    if (from >= to) {
      return;
    }
    long many = to - from;
    if (many < 0 || many > longCount) {
      throw empty("long");
    }
    int size = (int) many;
    int at = longCount - size;
    int first = (int) Objects.checkFromIndexSize(from, (long) size, (long) array.length);
    if (size < SHORT) {
      long[] stack = longs;
      for (int k = 0; k < size; k++) {
        array[first + k] = stack[at + k];
      }
    } else {
      System.arraycopy(longs, at, array, first, size);
    }
    longCount = at;
  }

  /**
   * Pushes the elements of a range, the first one first.
   *
   * @param array the array; null only where the range is empty, or where nobody pops it
   * @param from the first index; below 0 only where nobody pops the range
   * @param to the index behind the last one; the range is empty where it is not above {@code from},
   *     and ends with the array where it is beyond
   * @throws OutOfTape when the stack has to grow, and the tape has reached its limit
   */
  public void pushElements(boolean[] array, long from, long to) {
    if (from < 0 || from >= to || array == null || from >= array.length) {
      return;
    }
    int first = (int) from;
    int size = behind(array.length, to) - first;
    int at = booleanCount;
    if (size > booleans.length - at) {
      growBooleans(size);
    }
    if (size < SHORT) {
      boolean[] stack = booleans;
      for (int k = 0; k < size; k++) {
        stack[at + k] = array[first + k];
      }
    } else {
      System.arraycopy(array, first, booleans, at, size);
    }
    booleanCount = at + size;
  }

  /**
   * Puts the elements of a range back that {@link #pushElements(boolean[], long, long)} pushed.
   *
   * @param array an array of the same length, or the same array
   * @param from the same as there
   * @param to the same as there, and not beyond the end of the array
   * @throws IllegalStateException when the stack holds fewer values
   * @throws IndexOutOfBoundsException when the range is not empty and the array does not have it
   * @throws NullPointerException when the range is not empty and the array is null
   */
  public void popElements(boolean[] array, long from, long to) {
    if (from >= to) {
      return;
    }
    long many = to - from;
    if (many < 0 || many > booleanCount) {
      throw empty("boolean");
    }
    int size = (int) many;
    int at = booleanCount - size;
    int first = (int) Objects.checkFromIndexSize(from, (long) size, (long) array.length);
    if (size < SHORT) {
      boolean[] stack = booleans;
      for (int k = 0; k < size; k++) {
        array[first + k] = stack[at + k];
      }
    } else {
      System.arraycopy(booleans, at, array, first, size);
    }
    booleanCount = at;
  }
}
