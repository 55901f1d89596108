package org.cotangent.processor.testing;

import java.lang.reflect.Array;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;

/** Arrays of any rank, and scalars, as rows of numbers. */
public final class Flat {
  private Flat() {}

  /** How many {@code double}s or {@code float}s a value holds. */
  public static int count(Object value) {
    return numbers(value).length;
  }

  /** The numbers of a scalar or array, row by row; empty for null. */
  public static double[] numbers(Object value) {
    if (value == null) {
      return new double[0];
    }
    if (value instanceof Number number) {
      return new double[] {number.doubleValue()};
    }
    double[] all = new double[0];
    for (int i = 0; i < Array.getLength(value); i++) {
      double[] part = numbers(Array.get(value, i));
      int at = all.length;
      all = java.util.Arrays.copyOf(all, at + part.length);
      System.arraycopy(part, 0, all, at, part.length);
    }
    return all;
  }

  /** A value of the same type and shape, with fresh arrays and these numbers. */
  public static Object like(Object shape, DoubleSupplier numbers) {
    if (shape == null) {
      return null;
    }
    if (shape instanceof Float) {
      return (float) numbers.getAsDouble();
    }
    if (shape instanceof Double) {
      return numbers.getAsDouble();
    }
    int length = Array.getLength(shape);
    Object array = Array.newInstance(shape.getClass().getComponentType(), length);
    for (int i = 0; i < length; i++) {
      Array.set(array, i, like(Array.get(shape, i), numbers));
    }
    return array;
  }

  /** Like {@link #like}, with the numbers in a row. */
  public static Object like(Object shape, double[] numbers) {
    int[] next = {0};
    return like(shape, () -> numbers[next[0]++]);
  }

  /** A value of the same type and shape, of zeros. */
  public static Object zeros(Object shape) {
    return like(shape, () -> 0);
  }

  /** A value of the same type and shape, of numbers between -1 and 1 that a float can hold. */
  public static Object random(Object shape, RandomGenerator random) {
    return like(shape, () -> (float) (2 * random.nextDouble() - 1));
  }

  /** Deep copies; what is one array among the originals is one array among the copies. */
  public static Object[] copy(Object... values) {
    Map<Object, Object> copies = new IdentityHashMap<>();
    Object[] result = new Object[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = copy(values[i], copies);
    }
    return result;
  }

  private static Object copy(Object value, Map<Object, Object> copies) {
    if (value == null || !value.getClass().isArray()) {
      return value;
    }
    Object known = copies.get(value);
    if (known != null) {
      return known;
    }
    int length = Array.getLength(value);
    Object array = Array.newInstance(value.getClass().getComponentType(), length);
    copies.put(value, array);
    for (int i = 0; i < length; i++) {
      Array.set(array, i, copy(Array.get(value, i), copies));
    }
    return array;
  }

  /** A copy of an array with another length; rows behind its end are empty. */
  static Object resized(Object array, int length) {
    Class<?> component = array.getClass().getComponentType();
    Object result = Array.newInstance(component, length);
    for (int i = 0; i < length; i++) {
      if (i < Array.getLength(array)) {
        Array.set(result, i, Array.get(array, i));
      } else if (component.isArray()) {
        Array.set(result, i, Array.newInstance(component.getComponentType(), 0));
      }
    }
    return result;
  }

  /** The sum of products of two values of one shape. */
  public static double dot(Object a, Object b) {
    double[] x = numbers(a);
    double[] y = numbers(b);
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }
}
