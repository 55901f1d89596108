package org.cotangent.runtime;

/**
 * The arrays that a {@link Tape} lends: adjoints of local arrays, and the local arrays of a method
 * themselves, where nobody can have them any more when the call is over.
 *
 * <p>They are lent in stack order, and keep being lent until {@link #release} goes back to a {@link
 * #mark} before them. Then the tape keeps them for the next call: as many as were lent at once.
 */
abstract sealed class TapeArrays extends TapeCopies permits Tape {

  final ScratchPool scratch = new ScratchPool();

  /**
   * Marks the place in the order of the lent arrays to which {@link #release} goes back.
   *
   * @return the number of arrays that are lent
   */
  public int mark() {
    return scratch.mark();
  }

  /**
   * Takes back all arrays lent since a mark. They must not be used any more: they are lent again.
   *
   * @param mark what {@link #mark} answered
   * @throws IllegalArgumentException when fewer arrays are lent than at the mark
   */
  public void release(int mark) {
    scratch.release(mark);
  }

  /**
   * Lends a zeroed array until {@link #release}.
   *
   * @param length its length, at least 0
   * @return an array of exactly this length, filled with 0
   * @throws NegativeArraySizeException when the length is negative
   */
  public double[] doubles(int length) {
    return scratch.doubles(length);
  }

  /**
   * Lends a zeroed array until {@link #release}.
   *
   * @param length its length, at least 0
   * @return an array of exactly this length, filled with 0
   * @throws NegativeArraySizeException when the length is negative
   */
  public float[] floats(int length) {
    return scratch.floats(length);
  }

  /**
   * Lends a zeroed array until {@link #release}, as {@code new int[length]} would make one.
   *
   * @param length its length, at least 0
   * @return an array of exactly this length, filled with 0
   * @throws NegativeArraySizeException when the length is negative
   */
  public int[] ints(int length) {
    return scratch.ints(length);
  }

  /**
   * Lends a zeroed array until {@link #release}, as {@code new long[length]} would make one.
   *
   * @param length its length, at least 0
   * @return an array of exactly this length, filled with 0
   * @throws NegativeArraySizeException when the length is negative
   */
  public long[] longs(int length) {
    return scratch.longs(length);
  }

  /**
   * Lends an array until {@link #release}, as {@code new boolean[length]} would make one.
   *
   * @param length its length, at least 0
   * @return an array of exactly this length, filled with false
   * @throws NegativeArraySizeException when the length is negative
   */
  public boolean[] booleans(int length) {
    return scratch.booleans(length);
  }

  /**
   * Lends an array without rows until {@link #release}, as {@code new double[length][]} would make
   * one. Any array may become a row of it.
   *
   * @param length its length, at least 0
   * @return an array of exactly this length, filled with null
   * @throws NegativeArraySizeException when the length is negative
   */
  public double[][] doubleRows(int length) {
    return scratch.rows(length);
  }

  /**
   * Lends zeroed rows until {@link #release}, as {@code new double[rows][columns]} would make them.
   * They may be replaced by any other.
   *
   * @param rows how many, at least 0
   * @param columns the length of each, at least 0
   * @return an array of {@code rows} different arrays of {@code columns} elements, filled with 0
   * @throws NegativeArraySizeException when one of the two is negative
   */
  public double[][] doubles(int rows, int columns) {
    if (rows < 0 || columns < 0) {
      return new double[rows][columns];
    }
    double[][] array = scratch.rows(rows);
    for (int i = 0; i < rows; i++) {
      array[i] = scratch.doubles(columns);
    }
    return array;
  }

  /**
   * Lends a copy of an array until {@link #release}.
   *
   * @param values an array, only read; not null
   * @return an array of the same length with the same elements
   */
  public double[] copyOf(double[] values) {
    return scratch.copyOf(values);
  }

  /**
   * Lends a copy of an array until {@link #release}.
   *
   * @param values an array, only read; not null
   * @return an array of the same length with the same elements
   */
  public float[] copyOf(float[] values) {
    return scratch.copyOf(values);
  }

  /**
   * Lends a copy of an array until {@link #release}.
   *
   * @param values an array, only read; not null
   * @return an array of the same length with the same elements
   */
  public int[] copyOf(int[] values) {
    return scratch.copyOf(values);
  }

  /**
   * Lends a zeroed array until {@link #release}.
   *
   * @param shape an array, only read; may be null
   * @return an array of the same length, filled with 0; null for null
   */
  public double[] doublesLike(double[] shape) {
    return shape == null ? null : scratch.doubles(shape.length);
  }

  /**
   * Lends a zeroed array until {@link #release}. Its rows must not be replaced by others.
   *
   * @param shape an array, only read; its rows may differ in length; it and they may be null
   * @return an array of the same shape, filled with 0; null where the shape is null
   */
  public double[][] doublesLike(double[][] shape) {
    return shape == null ? null : scratch.doublesLike(shape);
  }

  /**
   * Lends a zeroed array until {@link #release}. Its rows must not be replaced by others.
   *
   * @param shape an array, only read; its rows may differ in length; it and they may be null
   * @return an array of the same shape, filled with 0; null where the shape is null
   */
  public double[][][] doublesLike(double[][][] shape) {
    return shape == null ? null : scratch.doublesLike(shape);
  }

  /**
   * Lends a zeroed array until {@link #release}.
   *
   * @param shape an array, only read; may be null
   * @return an array of the same length, filled with 0; null for null
   */
  public float[] floatsLike(float[] shape) {
    return shape == null ? null : scratch.floats(shape.length);
  }

  /**
   * Lends a zeroed array until {@link #release}. Its rows must not be replaced by others.
   *
   * @param shape an array, only read; its rows may differ in length; it and they may be null
   * @return an array of the same shape, filled with 0; null where the shape is null
   */
  public float[][] floatsLike(float[][] shape) {
    return shape == null ? null : scratch.floatsLike(shape);
  }

  /**
   * Lends a zeroed array until {@link #release}. Its rows must not be replaced by others.
   *
   * @param shape an array, only read; its rows may differ in length; it and they may be null
   * @return an array of the same shape, filled with 0; null where the shape is null
   */
  public float[][][] floatsLike(float[][][] shape) {
    return shape == null ? null : scratch.floatsLike(shape);
  }
}
