package org.cotangent.runtime;

import java.util.Arrays;

/**
 * The arrays that a generated Jacobian is written into: made, or given by the caller and then
 * checked. Row {@code i} of {@code xJacobian} is the gradient of element {@code i} of the result by
 * {@code x}.
 */
public final class JacobianArrays {
  private JacobianArrays() {}

  /**
   * The rows for an array parameter, filled with 0.
   *
   * @param name the parameter
   * @param x the parameter's array
   * @param xJacobian what the caller gives, or null to have it made
   * @param rows the length of the result
   * @return {@code double[rows][x.length]}
   * @throws IllegalArgumentException when the given array has another shape
   */
  public static double[][] rows(String name, double[] x, double[][] xJacobian, int rows) {
    if (xJacobian == null) {
      return new double[rows][x.length];
    }
    requireRows(name, xJacobian.length, rows);
    for (int i = 0; i < rows; i++) {
      if (xJacobian[i].length != x.length) {
        throw columns(name, i, xJacobian[i].length, x.length);
      }
      Arrays.fill(xJacobian[i], 0);
    }
    return xJacobian;
  }

  /**
   * The rows for an array parameter, filled with 0.
   *
   * @param name the parameter
   * @param x the parameter's array
   * @param xJacobian what the caller gives, or null to have it made
   * @param rows the length of the result
   * @return {@code float[rows][x.length]}
   * @throws IllegalArgumentException when the given array has another shape
   */
  public static float[][] rows(String name, float[] x, float[][] xJacobian, int rows) {
    if (xJacobian == null) {
      return new float[rows][x.length];
    }
    requireRows(name, xJacobian.length, rows);
    for (int i = 0; i < rows; i++) {
      if (xJacobian[i].length != x.length) {
        throw columns(name, i, xJacobian[i].length, x.length);
      }
      Arrays.fill(xJacobian[i], 0);
    }
    return xJacobian;
  }

  /**
   * Checks the rows for an array parameter of which the first elements are going to be stored, and
   * fills the others with 0.
   *
   * @param name the parameter
   * @param x the parameter's array
   * @param xJacobian {@code double[rows][x.length]}, what the caller gives
   * @param rows the length of the result
   * @param stored how many elements of each row are stored, at most {@code x.length}
   * @throws IllegalArgumentException when the given array has another shape
   */
  public static void requireRows(
      String name, double[] x, double[][] xJacobian, int rows, int stored) {
    requireRows(name, xJacobian.length, rows);
    for (int i = 0; i < rows; i++) {
      if (xJacobian[i].length != x.length) {
        throw columns(name, i, xJacobian[i].length, x.length);
      }
      if (stored < x.length) {
        Arrays.fill(xJacobian[i], stored, x.length, 0);
      }
    }
  }

  /**
   * Checks the rows for an array parameter of which the first elements are going to be stored, and
   * fills the others with 0.
   *
   * @param name the parameter
   * @param x the parameter's array
   * @param xJacobian {@code float[rows][x.length]}, what the caller gives
   * @param rows the length of the result
   * @param stored how many elements of each row are stored, at most {@code x.length}
   * @throws IllegalArgumentException when the given array has another shape
   */
  public static void requireRows(
      String name, float[] x, float[][] xJacobian, int rows, int stored) {
    requireRows(name, xJacobian.length, rows);
    for (int i = 0; i < rows; i++) {
      if (xJacobian[i].length != x.length) {
        throw columns(name, i, xJacobian[i].length, x.length);
      }
      if (stored < x.length) {
        Arrays.fill(xJacobian[i], stored, x.length, 0);
      }
    }
  }

  /**
   * The column for a parameter that is a number.
   *
   * @param name the parameter
   * @param xJacobian what the caller gives, or null to have it made
   * @param rows the length of the result
   * @return {@code double[rows]}
   * @throws IllegalArgumentException when the given array has another length
   */
  public static double[] column(String name, double[] xJacobian, int rows) {
    if (xJacobian == null) {
      return new double[rows];
    }
    requireRows(name, xJacobian.length, rows);
    return xJacobian;
  }

  /**
   * The column for a parameter that is a number.
   *
   * @param name the parameter
   * @param xJacobian what the caller gives, or null to have it made
   * @param rows the length of the result
   * @return {@code float[rows]}
   * @throws IllegalArgumentException when the given array has another length
   */
  public static float[] column(String name, float[] xJacobian, int rows) {
    if (xJacobian == null) {
      return new float[rows];
    }
    requireRows(name, xJacobian.length, rows);
    return xJacobian;
  }

  /**
   * The result in the array that the caller gives.
   *
   * @param value what the caller gives, or null
   * @param result what the method returns
   * @return {@code value} with the elements of {@code result}; {@code result} itself for null
   * @throws IllegalArgumentException when the lengths differ
   */
  public static double[] value(double[] value, double[] result) {
    if (value == null) {
      return result;
    }
    requireValue(value.length, result.length);
    System.arraycopy(result, 0, value, 0, result.length);
    return value;
  }

  /**
   * The result in the array that the caller gives.
   *
   * @param value what the caller gives, or null
   * @param result what the method returns
   * @return {@code value} with the elements of {@code result}; {@code result} itself for null
   * @throws IllegalArgumentException when the lengths differ
   */
  public static float[] value(float[] value, float[] result) {
    if (value == null) {
      return result;
    }
    requireValue(value.length, result.length);
    System.arraycopy(result, 0, value, 0, result.length);
    return value;
  }

  /**
   * Checks the length of the array for the result.
   *
   * @param given the length of what the caller gives
   * @param rows the length of the result
   * @throws IllegalArgumentException when they differ
   */
  public static void requireValue(int given, int rows) {
    if (given != rows) {
      throw new IllegalArgumentException(
          "value has length " + given + ", but the result has length " + rows);
    }
  }

  /**
   * Checks that no two rows are one array.
   *
   * @param name what the caller calls them
   * @param rows the rows
   * @throws IllegalArgumentException when two are; rows of length 0 may be
   */
  public static void requireApart(String name, Object[] rows) {
    if (rows.length == 2 && rows[0] != rows[1]) {
      return; // as below, but without loops: called for each observation
    }
    for (int i = 1; i < rows.length; i++) {
      for (int k = 0; k < i; k++) {
        if (rows[i] == rows[k]) {
          refuse(name + "[" + k + "]", rows[k], name + "[" + i + "]");
        }
      }
    }
  }

  /**
   * Checks that none of the rows is a certain array.
   *
   * @param name what the caller calls the rows
   * @param rows the rows
   * @param other what the caller calls the array
   * @param array the array
   * @throws IllegalArgumentException when one is; arrays of length 0 may be
   */
  public static void requireApart(String name, Object[] rows, String other, Object array) {
    if (!isIn(rows, array)) {
      return;
    }
    for (int i = 0; i < rows.length; i++) {
      if (rows[i] == array) {
        refuse(name + "[" + i + "]", array, other);
      }
    }
  }

  /**
   * Checks that no row is one of other rows.
   *
   * @param name what the caller calls the rows
   * @param rows the rows
   * @param other what the caller calls the others
   * @param others the others, at any depth
   * @throws IllegalArgumentException when one is; rows of length 0 may be
   */
  public static void requireApart(String name, Object[] rows, String other, Object[] others) {
    for (int i = 0; i < others.length; i++) {
      if (others[i] instanceof Object[] deeper) {
        requireApart(name, rows, other + "[" + i + "]", deeper);
      } else if (isIn(rows, others[i])) {
        requireApart(name, rows, other + "[" + i + "]", others[i]);
      }
    }
  }

  /**
   * Checks that no row is one of other rows.
   *
   * @param name what the caller calls the rows
   * @param rows the rows
   * @param other what the caller calls the others
   * @param others the others
   * @throws IllegalArgumentException when one is; rows of length 0 may be
   */
  public static void requireApart(String name, double[][] rows, String other, double[][] others) {
    if (others.length == 2 && !isIn(rows, others[0]) && !isIn(rows, others[1])) {
      return;
    }
    requireApart(name, rows, other, (Object[]) others);
  }

  /** Without a loop for the few rows that are usual, since it is asked for each observation. */
  private static boolean isIn(Object[] rows, Object array) {
    switch (rows.length) {
      case 1:
        return rows[0] == array;
      case 2:
        return rows[0] == array || rows[1] == array;
      case 3:
        return rows[0] == array || rows[1] == array || rows[2] == array;
      default:
        for (Object row : rows) {
          if (row == array) {
            return true;
          }
        }
        return false;
    }
  }

  /**
   * Checks that two arrays of numbers are not one.
   *
   * @param name what the caller calls the one that is written
   * @param array the one that is written
   * @param other what the caller calls the other
   * @param second the other
   * @throws IllegalArgumentException when they are; arrays of length 0 may be
   */
  public static void requireApart(String name, Object array, String other, Object second) {
    if (array == second) {
      refuse(name, array, other);
    }
  }

  private static void refuse(String name, Object array, String other) {
    boolean empty =
        array == null
            || array instanceof double[] doubles && doubles.length == 0
            || array instanceof float[] floats && floats.length == 0;
    if (!empty) {
      throw new IllegalArgumentException(
          name + " and " + other + " are the same array: the Jacobian would be wrong");
    }
  }

  private static void requireRows(String name, int given, int rows) {
    if (given != rows) {
      throw new IllegalArgumentException(
          name + "Jacobian has " + given + " rows, but the result has length " + rows);
    }
  }

  private static IllegalArgumentException columns(String name, int row, int given, int length) {
    return new IllegalArgumentException(
        name
            + "Jacobian["
            + row
            + "] has length "
            + given
            + ", but "
            + name
            + " has length "
            + length);
  }
}
