package org.cotangent.fuzz;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/**
 * Random arguments, and what is done with values of any type: scalars, arrays, arrays of arrays.
 */
final class Arguments {
  private Arguments() {}

  static Object random(Type type, SplittableRandom random) {
    if (type.rank() > 0) {
      int length =
          type.rank() == 1 ? 4 + random.nextInt(2) : 2 + random.nextInt(2) / (type.rank() - 1);
      if (type.equals(Type.INT.array())) {
        length = 4;
      }
      Object array = Array.newInstance(javaType(type.element()), length);
      for (int i = 0; i < length; i++) {
        Object element =
            type.equals(Type.INT.array())
                ? (Object) random.nextInt(4)
                : random(type.element(), random);
        Array.set(array, i, element);
      }
      return array;
    }
    return switch (type.name()) {
      case "double" -> number(random);
      case "float" -> (float) number(random);
      case "int" -> random.nextInt(5);
      case "long" -> (long) random.nextInt(5);
      case "boolean" -> random.nextBoolean();
      default -> throw new IllegalArgumentException(type.toString());
    };
  }

  /** Between -1.5 and 1.5; few digits, so that it reads well in a test. */
  private static double number(SplittableRandom random) {
    return (random.nextInt(3001) - 1500) / 1000.0;
  }

  static Class<?> javaType(Type type) {
    Class<?> base =
        switch (type.name()) {
          case "double" -> double.class;
          case "float" -> float.class;
          case "int" -> int.class;
          case "long" -> long.class;
          case "boolean" -> boolean.class;
          case "void" -> void.class;
          default -> throw new IllegalArgumentException(type.toString());
        };
    return arrays(base, type.rank());
  }

  /** The type in the program of dual numbers. */
  static Class<?> dualType(Type type) {
    return type.isActive() ? arrays(Dual.class, type.rank()) : javaType(type);
  }

  private static Class<?> arrays(Class<?> base, int rank) {
    Class<?> type = base;
    for (int i = 0; i < rank; i++) {
      type = type.arrayType();
    }
    return type;
  }

  /** A deep copy, in which every number is another one. */
  static Object map(Object value, DoubleUnaryOperator change) {
    if (value instanceof Double number) {
      return change.applyAsDouble(number);
    }
    if (value instanceof Float number) {
      return (float) change.applyAsDouble(number);
    }
    if (value == null || !value.getClass().isArray()) {
      return value;
    }
    int length = Array.getLength(value);
    Object copy = Array.newInstance(value.getClass().getComponentType(), length);
    for (int i = 0; i < length; i++) {
      Array.set(copy, i, map(Array.get(value, i), change));
    }
    return copy;
  }

  static Object copy(Object value) {
    return map(value, x -> x);
  }

  static Object[] copy(Object[] values) {
    Object[] copies = values.clone();
    for (int i = 0; i < copies.length; i++) {
      copies[i] = copy(copies[i]);
    }
    return copies;
  }

  /** All floating-point numbers, in order. */
  static List<Double> numbers(Object value) {
    List<Double> found = new ArrayList<>();
    numbers(value, found);
    return found;
  }

  private static void numbers(Object value, List<Double> found) {
    if (value instanceof Double || value instanceof Float) {
      found.add(((Number) value).doubleValue());
    } else if (value != null && value.getClass().isArray()) {
      for (int i = 0; i < Array.getLength(value); i++) {
        numbers(Array.get(value, i), found);
      }
    }
  }

  /** A text that is the same for two values only if they are the same, bit for bit. */
  static String bits(Object value) {
    if (value instanceof Double number) {
      return Double.isNaN(number) ? "NaN" : Double.toHexString(number);
    }
    if (value instanceof Float number) {
      return Float.isNaN(number) ? "NaN" : Float.toHexString(number);
    }
    if (value instanceof Dual number) {
      return bits(number.single ? (Object) number.f() : (Object) number.v);
    }
    if (value == null || !value.getClass().isArray()) {
      return String.valueOf(value);
    }
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < Array.getLength(value); i++) {
      text.append(i > 0 ? ", " : "").append(bits(Array.get(value, i)));
    }
    return text.append('}').toString();
  }

  static String bits(Object[] values) {
    StringBuilder text = new StringBuilder();
    for (Object value : values) {
      text.append(bits(value)).append(' ');
    }
    return text.toString();
  }

  /** As it is written in a test. */
  static String literal(Object value) {
    if (value instanceof Float number) {
      return number + "f";
    }
    if (value instanceof Long number) {
      return number + "L";
    }
    if (value == null || !value.getClass().isArray()) {
      return String.valueOf(value);
    }
    return "new " + value.getClass().getSimpleName() + " " + elements(value);
  }

  private static String elements(Object array) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < Array.getLength(array); i++) {
      Object element = Array.get(array, i);
      texts.add(element.getClass().isArray() ? elements(element) : literal(element));
    }
    return "{" + String.join(", ", texts) + "}";
  }
}
