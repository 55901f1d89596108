package org.cotangent.runtime;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * What generated derivatives ask of their array arguments, and the arrays that they make.
 *
 * <p>The checks run before a derivative does anything else: when one throws, no array has been
 * touched. A parameter that is null is left to the method itself.
 */
public final class Adjoints {

  /** Up to this many rows a comparison of all pairs is fast, and needs no memory. */
  private static final int FEW_ROWS = 64;

  private Adjoints() {}

  /**
   * Checks that the adjoint of a parameter has its shape.
   *
   * @param name the parameter's name, for the message; its adjoint is {@code nameAdjoint}
   * @param x the parameter; nothing is checked when it is null
   * @param xAdjoint its adjoint
   * @throws IllegalArgumentException when the adjoint is null or its length differs
   */
  public static void requireSameShape(String name, double[] x, double[] xAdjoint) {
    if (x != null && (xAdjoint == null || xAdjoint.length != x.length)) {
      throw shapes(name, "", x.length, xAdjoint == null ? -1 : xAdjoint.length);
    }
    requireOther(name, x, xAdjoint);
  }

  /**
   * Checks that the adjoint of a parameter has its shape.
   *
   * @param name the parameter's name, for the message; its adjoint is {@code nameAdjoint}
   * @param x the parameter; nothing is checked when it is null
   * @param xAdjoint its adjoint
   * @throws IllegalArgumentException when the adjoint is null or its length differs
   */
  public static void requireSameShape(String name, float[] x, float[] xAdjoint) {
    if (x != null && (xAdjoint == null || xAdjoint.length != x.length)) {
      throw shapes(name, "", x.length, xAdjoint == null ? -1 : xAdjoint.length);
    }
    requireOther(name, x, xAdjoint);
  }

  /**
   * Checks that the adjoint of a parameter has its shape, row by row.
   *
   * @param name the parameter's name, for the message; its adjoint is {@code nameAdjoint}
   * @param x the parameter; nothing is checked when it, or a row, is null
   * @param xAdjoint its adjoint
   * @throws IllegalArgumentException when the adjoint or one of its rows is null or differs in
   *     length
   */
  public static void requireSameShape(String name, double[][] x, double[][] xAdjoint) {
    requireSameShapeOfRows(name, "", x, xAdjoint);
  }

  /**
   * Checks that the adjoint of a parameter has its shape, row by row.
   *
   * @param name the parameter's name, for the message; its adjoint is {@code nameAdjoint}
   * @param x the parameter; nothing is checked when it, or a row, is null
   * @param xAdjoint its adjoint
   * @throws IllegalArgumentException when the adjoint or one of its rows is null or differs in
   *     length
   */
  public static void requireSameShape(String name, float[][] x, float[][] xAdjoint) {
    requireSameShapeOfRows(name, "", x, xAdjoint);
  }

  /**
   * Checks that the adjoint of a parameter has its shape, row by row.
   *
   * @param name the parameter's name, for the message; its adjoint is {@code nameAdjoint}
   * @param x the parameter; nothing is checked when it, or a row, is null
   * @param xAdjoint its adjoint
   * @throws IllegalArgumentException when the adjoint or one of its rows is null or differs in
   *     length
   */
  public static void requireSameShape(String name, double[][][] x, double[][][] xAdjoint) {
    requireSameShapeOfRows(name, "", x, xAdjoint);
  }

  /**
   * Checks that the adjoint of a parameter has its shape, row by row.
   *
   * @param name the parameter's name, for the message; its adjoint is {@code nameAdjoint}
   * @param x the parameter; nothing is checked when it, or a row, is null
   * @param xAdjoint its adjoint
   * @throws IllegalArgumentException when the adjoint or one of its rows is null or differs in
   *     length
   */
  public static void requireSameShape(String name, float[][][] x, float[][][] xAdjoint) {
    requireSameShapeOfRows(name, "", x, xAdjoint);
  }

  /** {@code index} is the path to {@code x} within the parameter, such as {@code [2]}. */
  private static void requireSameShapeOfRows(
      String name, String index, Object[] x, Object[] xAdjoint) {
    if (x == null) {
      return;
    }
    if (xAdjoint == null || xAdjoint.length != x.length) {
      throw shapes(name, index, x.length, xAdjoint == null ? -1 : xAdjoint.length);
    }
    for (int i = 0; i < x.length; i++) {
      if (x[i] instanceof Object[] rows) {
        if (!sameLengths(rows, (Object[]) xAdjoint[i])) {
          requireSameShapeOfRows(name, index + "[" + i + "]", rows, (Object[]) xAdjoint[i]);
        }
      } else if (length(x[i]) >= 0 && length(x[i]) != length(xAdjoint[i])) {
        throw shapes(name, index + "[" + i + "]", length(x[i]), length(xAdjoint[i]));
      }
    }
  }

  /** Whether all rows agree in length: then no path has to be written down for a message. */
  private static boolean sameLengths(Object[] rows, Object[] rowAdjoints) {
    if (rowAdjoints == null || rows.length != rowAdjoints.length) {
      return false;
    }
    for (int i = 0; i < rows.length; i++) {
      if (length(rows[i]) >= 0 && length(rows[i]) != length(rowAdjoints[i])) {
        return false;
      }
    }
    return true;
  }

  /** -1 for null. */
  private static int length(Object row) {
    if (row instanceof double[] doubles) {
      return doubles.length;
    }
    return row instanceof float[] floats ? floats.length : -1;
  }

  private static IllegalArgumentException shapes(
      String name, String index, int length, int adjointLength) {
    String adjoint = name + "Adjoint" + index;
    return new IllegalArgumentException(
        adjointLength < 0
            ? adjoint + " is null, but " + name + index + " has length " + length
            : adjoint
                + " has length "
                + adjointLength
                + ", but "
                + name
                + index
                + " has length "
                + length);
  }

  /**
   * A new array of zeros.
   *
   * @param x the array to be like, only read; may be null
   * @return zeros of the length of {@code x}; null for null
   */
  public static double[] zerosLike(double[] x) {
    return x == null ? null : new double[x.length];
  }

  /**
   * A new array of zeros.
   *
   * @param x the array to be like, only read; may be null
   * @return zeros of the length of {@code x}; null for null
   */
  public static float[] zerosLike(float[] x) {
    return x == null ? null : new float[x.length];
  }

  /**
   * A new array of zeros.
   *
   * @param x the array to be like, only read; may be null, or hold rows that are null
   * @return zeros of the shape of {@code x}; null for null
   */
  public static double[][] zerosLike(double[][] x) {
    if (x == null) {
      return null;
    }
    double[][] zeros = new double[x.length][];
    for (int i = 0; i < x.length; i++) {
      zeros[i] = zerosLike(x[i]);
    }
    return zeros;
  }

  /**
   * A new array of zeros.
   *
   * @param x the array to be like, only read; may be null, or hold rows that are null
   * @return zeros of the shape of {@code x}; null for null
   */
  public static float[][] zerosLike(float[][] x) {
    if (x == null) {
      return null;
    }
    float[][] zeros = new float[x.length][];
    for (int i = 0; i < x.length; i++) {
      zeros[i] = zerosLike(x[i]);
    }
    return zeros;
  }

  /**
   * A new array of zeros.
   *
   * @param x the array to be like, only read; may be null, or hold rows that are null
   * @return zeros of the shape of {@code x}; null for null
   */
  public static double[][][] zerosLike(double[][][] x) {
    if (x == null) {
      return null;
    }
    double[][][] zeros = new double[x.length][][];
    for (int i = 0; i < x.length; i++) {
      zeros[i] = zerosLike(x[i]);
    }
    return zeros;
  }

  /**
   * A new array of zeros.
   *
   * @param x the array to be like, only read; may be null, or hold rows that are null
   * @return zeros of the shape of {@code x}; null for null
   */
  public static float[][][] zerosLike(float[][][] x) {
    if (x == null) {
      return null;
    }
    float[][][] zeros = new float[x.length][][];
    for (int i = 0; i < x.length; i++) {
      zeros[i] = zerosLike(x[i]);
    }
    return zeros;
  }

  /**
   * A new array of zeros, of any rank.
   *
   * @param <E> the type of its rows, arrays of rank 3 or more
   * @param x the array to be like, only read; may be null, or hold rows that are null
   * @return zeros of the shape of {@code x}; null for null
   */
  public static <E> E[] zerosLike(E[] x) {
    E[] zeros = copyOf(x);
    clear(zeros);
    return zeros;
  }

  private static void clear(Object array) {
    if (array instanceof Object[] rows) {
      for (Object row : rows) {
        clear(row);
      }
    } else if (array instanceof double[] doubles) {
      Arrays.fill(doubles, 0);
    } else if (array instanceof float[] floats) {
      Arrays.fill(floats, 0);
    }
  }

  /**
   * Adds each element of an array to the element of another at the same place. Where one array
   * occurs twice among the rows of the target, both places are added to it.
   *
   * @param source numbers, of any rank; nothing is done when it is null
   * @param target an array of the same type and shape; rows that are null are left out
   */
  public static void addInto(Object source, Object target) {
    if (source == null || target == null) {
      return;
    }
    if (source instanceof Object[] rows) {
      for (int i = 0; i < rows.length; i++) {
        addInto(rows[i], ((Object[]) target)[i]);
      }
    } else if (source instanceof double[] doubles) {
      double[] sums = (double[]) target;
      for (int i = 0; i < doubles.length; i++) {
        sums[i] += doubles[i];
      }
    } else if (source instanceof float[] floats) {
      float[] sums = (float[]) target;
      for (int i = 0; i < floats.length; i++) {
        sums[i] += floats[i];
      }
    }
  }

  /**
   * A copy all the way down: the rows of the result, and theirs, are copies too. What is not an
   * array (a string, an enum constant) is shared.
   *
   * @param <T> an array type of any rank, such as {@code double[][]} or {@code int[]}
   * @param array the array to copy, only read; may be null, or hold rows that are null
   * @return the copy; null for null
   */
  @SuppressWarnings("unchecked") // a clone has the class of its original
  public static <T> T copyOf(T array) {
    if (array instanceof double[] doubles) {
      return (T) doubles.clone();
    }
    if (array instanceof float[] floats) {
      return (T) floats.clone();
    }
    if (array instanceof Object[] rows) {
      Object[] copy = rows.clone();
      for (int i = 0; i < copy.length && hasRows(rows); i++) {
        copy[i] = copyOf(copy[i]);
      }
      return (T) copy;
    }
    if (array instanceof int[] ints) {
      return (T) ints.clone();
    }
    if (array instanceof long[] longs) {
      return (T) longs.clone();
    }
    if (array instanceof boolean[] booleans) {
      return (T) booleans.clone();
    }
    if (array instanceof byte[] bytes) {
      return (T) bytes.clone();
    }
    if (array instanceof short[] shorts) {
      return (T) shorts.clone();
    }
    return array instanceof char[] chars ? (T) chars.clone() : array;
  }

  /** A parameter and its adjoint in one array would be overwritten by each other. */
  private static void requireOther(String name, Object x, Object xAdjoint) {
    if (x != null && x == xAdjoint && !isEmpty(x)) {
      throw new IllegalArgumentException(
          name
              + " and "
              + name
              + "Adjoint are the same array: give the adjoint an array of its own");
    }
  }

  /**
   * Checks that a seed has the shape of the array that a method returned.
   *
   * @param result the returned array; nothing is checked when it is null
   * @param seed the adjoint of the result
   * @throws IllegalArgumentException when the seed is null, or its length or that of a row differs
   */
  public static void requireSeed(Object result, Object seed) {
    requireSeed("seed", "the result", result, seed);
  }

  /**
   * Checks that an array of a seed has the shape of its counterpart in the record that a method
   * returned.
   *
   * @param name how the seed is called in the message
   * @param of how the result is called in the message
   * @param result the returned array; nothing is checked when it is null
   * @param seed the adjoint of the result
   * @throws IllegalArgumentException when the seed is null, or its length or that of a row differs
   */
  public static void requireSeed(String name, String of, Object result, Object seed) {
    if (result == null) {
      return;
    }
    int expected = Array.getLength(result);
    if (seed == null || Array.getLength(seed) != expected) {
      throw new IllegalArgumentException(
          name
              + (seed == null ? " is null" : " has length " + Array.getLength(seed))
              + ", but "
              + of
              + " has length "
              + expected);
    }
    if (result instanceof Object[] rows) {
      for (int i = 0; i < rows.length; i++) {
        String row = "[" + i + "]";
        requireSeed(name + row, of + row, rows[i], ((Object[]) seed)[i]);
      }
    }
  }

  /**
   * Copies all elements of an array into another of the same shape, rows into rows. Objects that
   * are no arrays (strings, records) are shared.
   *
   * @param source any array, or array of arrays; nothing is done when it is null
   * @param target an array of the same type and shape
   * @throws IndexOutOfBoundsException when the target, or one of its rows, is shorter
   */
  public static void copyInto(Object source, Object target) {
    if (hasRows(source)) {
      Object[] rows = (Object[]) source;
      for (int i = 0; i < rows.length; i++) {
        copyInto(rows[i], ((Object[]) target)[i]);
      }
    } else if (source != null) {
      System.arraycopy(source, 0, target, 0, Array.getLength(source));
    }
  }

  /**
   * Checks that two parameters are not one array. An array of length 0 may be both.
   *
   * @param first the name of a parameter that the method writes
   * @param a its array, or null
   * @param second the name of another parameter
   * @param b its array, or null
   * @throws IllegalArgumentException when {@code a} and {@code b} are the same array
   */
  public static void requireDistinct(String first, Object a, String second, Object b) {
    if (a == b && !isEmpty(a)) {
      throw new IllegalArgumentException(
          first
              + " and "
              + second
              + " are the same array; this method writes "
              + first
              + ", so the derivative would be wrong: pass a copy");
    }
  }

  /**
   * Checks that two parameters share no array, neither as a whole nor in their rows.
   *
   * @param first the name of a parameter that the method writes
   * @param a an array of any rank, or null
   * @param second the name of another parameter
   * @param b an array of any rank, or null
   * @throws IllegalArgumentException when an array without rows of its own belongs to both
   */
  public static void requireDisjoint(String first, Object a, String second, Object b) {
    Set<Object> leaves = Collections.newSetFromMap(new IdentityHashMap<>());
    collectLeaves(a, leaves);
    if (sharesLeaf(b, leaves)) {
      throw new IllegalArgumentException(
          first
              + " and "
              + second
              + " share an array; this method writes "
              + first
              + ", so the derivative would be wrong: pass a copy");
    }
  }

  /** Whether the elements of an array are arrays themselves, by its type. */
  private static boolean hasRows(Object array) {
    Class<?> element = array == null ? null : array.getClass().getComponentType();
    return element != null && element.isArray();
  }

  static void collectLeaves(Object array, Set<Object> leaves) {
    if (hasRows(array)) {
      for (Object row : (Object[]) array) {
        collectLeaves(row, leaves);
      }
    } else if (array != null && !isEmpty(array)) {
      leaves.add(array);
    }
  }

  static boolean sharesLeaf(Object array, Set<Object> leaves) {
    if (hasRows(array)) {
      for (Object row : (Object[]) array) {
        if (sharesLeaf(row, leaves)) {
          return true;
        }
      }
      return false;
    }
    return array != null && leaves.contains(array);
  }

  /**
   * Checks that no row occurs twice in an array of arrays, at any depth. Takes linear time, and
   * memory only for more than 64 rows or for rank 3. Rows of length 0 may be shared.
   *
   * @param name the name of the parameter
   * @param rows its array, or null; rows may be null
   * @throws IllegalArgumentException when a row occurs twice
   */
  public static void requireDistinctRows(String name, Object[] rows) {
    if (rows == null) {
      return;
    }
    Object twice =
        rows.length > FEW_ROWS || rows instanceof Object[][]
            ? firstTwice(rows, Collections.newSetFromMap(new IdentityHashMap<>()))
            : firstTwiceOfFew(rows);
    if (twice != null) {
      List<String> paths = new ArrayList<>();
      collectPaths(rows, twice, name, paths);
      throw sameArray(paths.get(0), paths.get(1));
    }
  }

  private static Object firstTwiceOfFew(Object[] rows) {
    for (int i = 1; i < rows.length; i++) {
      for (int j = 0; j < i; j++) {
        if (rows[i] == rows[j] && !isEmpty(rows[i])) {
          return rows[i];
        }
      }
    }
    return null;
  }

  private static Object firstTwice(Object[] rows, Set<Object> seen) {
    for (Object row : rows) {
      if (isEmpty(row)) {
        continue;
      }
      if (!seen.add(row)) {
        return row;
      }
      Object twice = hasRows(row) ? firstTwice((Object[]) row, seen) : null;
      if (twice != null) {
        return twice;
      }
    }
    return null;
  }

  private static void collectPaths(Object[] rows, Object row, String path, List<String> paths) {
    for (int i = 0; i < rows.length; i++) {
      String here = path + "[" + i + "]";
      if (rows[i] == row) {
        paths.add(here);
      } else if (rows[i] instanceof Object[] inner) {
        collectPaths(inner, row, here, paths);
      }
    }
  }

  /** Whether there is nothing that two names could share: null, or an array of length 0. */
  private static boolean isEmpty(Object array) {
    return array == null
        || length(array) == 0
        || (array instanceof Object[] rows && rows.length == 0);
  }

  private static IllegalArgumentException sameArray(String first, String second) {
    return new IllegalArgumentException(
        first
            + " and "
            + second
            + " are the same array, so the derivative would be wrong: pass a copy");
  }
}
