package org.cotangent.fuzz;

import java.util.Arrays;

/** What programs do with arrays, for arrays of {@link Dual}. */
public final class DualArrays {
  private DualArrays() {}

  /** {@code new double[n]}. */
  public static Dual[] doubles(int length) {
    Dual[] array = new Dual[length];
    Arrays.fill(array, Dual.of(0.0));
    return array;
  }

  /** {@code new float[n]}. */
  public static Dual[] floats(int length) {
    Dual[] array = new Dual[length];
    Arrays.fill(array, Dual.of(0f));
    return array;
  }

  /** {@code new double[n][m]}. */
  public static Dual[][] doubles(int rows, int columns) {
    Dual[][] array = new Dual[rows][];
    for (int i = 0; i < rows; i++) {
      array[i] = doubles(columns);
    }
    return array;
  }

  /** {@code new float[n][m]}. */
  public static Dual[][] floats(int rows, int columns) {
    Dual[][] array = new Dual[rows][];
    for (int i = 0; i < rows; i++) {
      array[i] = floats(columns);
    }
    return array;
  }

  /** {@code new double[n][m][k]}. */
  public static Dual[][][] doubles(int planes, int rows, int columns) {
    Dual[][][] array = new Dual[planes][][];
    for (int i = 0; i < planes; i++) {
      array[i] = doubles(rows, columns);
    }
    return array;
  }

  /** {@code Arrays.copyOf} of an array of {@code double}. */
  public static Dual[] copyOf(Dual[] array, int length) {
    Dual[] copy = Arrays.copyOf(array, length);
    for (int i = array.length; i < length; i++) {
      copy[i] = array.length > 0 && array[0].single ? Dual.of(0f) : Dual.of(0.0);
    }
    return copy;
  }

  /** {@code Arrays.copyOfRange} of an array of {@code double}. */
  public static Dual[] copyOfRange(Dual[] array, int from, int to) {
    Dual[] copy = Arrays.copyOfRange(array, from, to);
    for (int i = Math.max(0, array.length - from); i < copy.length; i++) {
      copy[i] = array.length > 0 && array[0].single ? Dual.of(0f) : Dual.of(0.0);
    }
    return copy;
  }

  /**
   * The element of a compound assignment: array and index are evaluated once, and the old value is
   * read before the right side is evaluated (JLS 15.26.2).
   */
  public static Slot at(Dual[] array, int index) {
    return new Slot(array, index, array[index]);
  }

  /** An element that is about to be changed. */
  public record Slot(Dual[] array, int index, Dual old) {

    /** {@code a[i] op= y}. */
    public Dual compound(char operator, Dual y) {
      array[index] = Dual.compound(old, operator, y);
      return array[index];
    }

    /** {@code ++a[i]} and {@code --a[i]}. */
    public Dual step(int by) {
      array[index] = Dual.step(old, by);
      return array[index];
    }

    /** {@code a[i]++} and {@code a[i]--}. */
    public Dual stepAfter(int by) {
      array[index] = Dual.step(old, by);
      return old;
    }
  }
}
