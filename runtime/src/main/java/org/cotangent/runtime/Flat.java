package org.cotangent.runtime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One view of everything that derivatives are taken of: the numbers of a scalar, of an array of any
 * rank, or of a list of these, one behind the other.
 *
 * <p>{@code List.of(2.0, new double[] {3, 4})} is {@code {2, 3, 4}}. A {@code float} is rounded
 * when numbers are put back, so what is read afterwards is what the function really saw.
 */
final class Flat {
  private Flat() {}

  /** How many numbers there are; null counts as none. */
  static int size(Object value) {
    if (value == null) {
      return 0;
    }
    if (value instanceof Double || value instanceof Float) {
      return 1;
    }
    if (value instanceof double[] array) {
      return array.length;
    }
    if (value instanceof float[] array) {
      return array.length;
    }
    int size = 0;
    for (Object part : parts(value)) {
      size += size(part);
    }
    return size;
  }

  /** All numbers, in order. */
  static double[] read(Object value) {
    double[] numbers = new double[size(value)];
    read(value, numbers, 0);
    return numbers;
  }

  private static int read(Object value, double[] into, int at) {
    int next = at;
    if (value instanceof Double number) {
      into[next++] = number;
    } else if (value instanceof Float number) {
      into[next++] = number;
    } else if (value instanceof double[] array) {
      System.arraycopy(array, 0, into, at, array.length);
      next += array.length;
    } else if (value instanceof float[] array) {
      for (float number : array) {
        into[next++] = number;
      }
    } else if (value != null) {
      for (Object part : parts(value)) {
        next = read(part, into, next);
      }
    }
    return next;
  }

  /** A fresh value of the same shape and types, with these numbers. */
  static Object write(Object shape, double[] numbers) {
    return new Writer(numbers).write(shape);
  }

  /** A deep copy. */
  static Object copy(Object value) {
    return write(value, read(value));
  }

  /** Whether any of the numbers is a {@code float}. */
  static boolean hasFloats(Object value) {
    if (value == null || value instanceof Double || value instanceof double[]) {
      return false;
    }
    if (value instanceof Float || value instanceof float[]) {
      return true;
    }
    return parts(value).stream().anyMatch(Flat::hasFloats);
  }

  /** Where the number with this index stands, such as {@code [2][0]}; empty for a scalar. */
  static String path(Object value, int index) {
    if (value instanceof double[] || value instanceof float[]) {
      return "[" + index + "]";
    }
    if (value == null || value instanceof Double || value instanceof Float) {
      return "";
    }
    int rest = index;
    List<?> parts = parts(value);
    for (int k = 0; k < parts.size(); k++) {
      int size = size(parts.get(k));
      if (rest < size) {
        String inner = path(parts.get(k), rest);
        if (value instanceof Object[]) {
          return "[" + k + "]" + inner;
        }
        return "argument " + k + (inner.isEmpty() ? "" : ", " + inner);
      }
      rest -= size;
    }
    throw new IndexOutOfBoundsException("number " + index + " of " + size(value));
  }

  /** The parts of a list, of several arguments, or the rows of an array. */
  private static List<?> parts(Object value) {
    if (value instanceof List<?> list) {
      return list;
    }
    if (value instanceof Object[] rows) {
      return Arrays.asList(rows);
    }
    if (value instanceof GradientCheck.Arguments arguments) {
      return arguments.all();
    }
    throw new IllegalArgumentException(
        "GradientCheck knows double, float, their arrays of any rank, and lists of these, not "
            + value.getClass().getTypeName());
  }

  /** Puts numbers into a copy of a shape. */
  private static final class Writer {
    private final double[] numbers;
    private int next;

    Writer(double[] numbers) {
      this.numbers = numbers;
    }

    Object write(Object shape) {
      if (shape == null) {
        return null;
      }
      if (shape instanceof Double) {
        return numbers[next++];
      }
      if (shape instanceof Float) {
        return (float) numbers[next++];
      }
      if (shape instanceof double[] array) {
        double[] made = new double[array.length];
        System.arraycopy(numbers, next, made, 0, made.length);
        next += made.length;
        return made;
      }
      if (shape instanceof float[] array) {
        float[] made = new float[array.length];
        for (int k = 0; k < made.length; k++) {
          made[k] = (float) numbers[next++];
        }
        return made;
      }
      if (shape instanceof Object[] rows) {
        Object[] made = rows.clone();
        for (int k = 0; k < made.length; k++) {
          made[k] = write(made[k]);
        }
        return made;
      }
      List<Object> made = new ArrayList<>();
      for (Object part : parts(shape)) {
        made.add(write(part));
      }
      return shape instanceof GradientCheck.Arguments
          ? new GradientCheck.Arguments(List.copyOf(made))
          : made;
    }
  }
}
