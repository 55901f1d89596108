package org.cotangent.processor.testing;

import java.lang.reflect.Array;
import java.util.List;
import java.util.Map;

/**
 * The values of the interpreted program and their types. {@code double} and {@code float} are
 * {@link Dual}, arrays are {@link Cells}, every other value is Java's own box. Types are named as
 * in source.
 */
final class Values {
  /** Java's numeric types in the order of widening. */
  static final List<String> NUMERIC =
      List.of("byte", "short", "char", "int", "long", "float", "double");

  private static final Map<Class<?>, String> BOXES =
      Map.of(
          Byte.class, "byte",
          Short.class, "short",
          Character.class, "char",
          Integer.class, "int",
          Long.class, "long",
          Boolean.class, "boolean",
          String.class, "String");

  private Values() {}

  static String typeOf(Object value) {
    if (value instanceof Dual dual) {
      return dual.single() ? "float" : "double";
    }
    if (value instanceof Cells cells) {
      return cells.elementType + "[]";
    }
    if (value instanceof Lambda lambda && !lambda.type().isEmpty()) {
      return lambda.type();
    }
    if (value instanceof Instance instance) {
      return instance.type();
    }
    return value == null
        ? "null"
        : BOXES.getOrDefault(value.getClass(), value.getClass().getName());
  }

  static boolean isNumeric(String type) {
    return NUMERIC.contains(type);
  }

  /** What a fresh variable of an array or field holds. */
  static Object zero(String type) {
    return switch (type) {
      case "boolean" -> false;
      case "char" -> (char) 0;
      case "byte" -> (byte) 0;
      case "short" -> (short) 0;
      case "int" -> 0;
      case "long" -> 0L;
      case "float" -> Dual.SINGLE_ZERO;
      case "double" -> Dual.ZERO;
      default -> null;
    };
  }

  /** The type of unary numeric promotion. */
  static String promote(String type) {
    return NUMERIC.indexOf(type) < NUMERIC.indexOf("int") ? "int" : type;
  }

  /** The type of binary numeric promotion. */
  static String promote(String a, String b) {
    if (!isNumeric(a) || !isNumeric(b)) {
      throw new IllegalArgumentException("not numbers: " + a + ", " + b);
    }
    return promote(NUMERIC.indexOf(a) > NUMERIC.indexOf(b) ? a : b);
  }

  /** A cast, or the conversion of an assignment: numbers change, references pass. */
  static Object convert(Object value, String type) {
    if (value instanceof Lambda lambda) {
      return lambda.as(type);
    }
    if (!isNumeric(type) || typeOf(value).equals(type)) {
      return value;
    }
    if (value instanceof Dual dual) {
      return switch (type) {
        case "double" -> dual.toDouble();
        case "float" -> dual.toSingle();
        case "long" -> (long) dual.value();
        case "int" -> (int) dual.value();
        case "short" -> (short) dual.value();
        case "byte" -> (byte) dual.value();
        default -> (char) dual.value();
      };
    }
    long number = toLong(value);
    return switch (type) {
      case "double" -> Dual.constant((double) number);
      case "float" -> Dual.constant((float) number);
      case "long" -> number;
      case "int" -> (int) number;
      case "short" -> (short) number;
      case "byte" -> (byte) number;
      default -> (char) number;
    };
  }

  static Dual toDual(Object value) {
    return (Dual) (value instanceof Dual ? value : convert(value, "double"));
  }

  static long toLong(Object value) {
    return value instanceof Character c ? c : ((Number) value).longValue();
  }

  static int toInt(Object value) {
    return (int) toLong(value);
  }

  /** A value of the running JVM as one of the interpreted program: a constant. */
  static Object fromJava(Object value) {
    if (value instanceof Double number) {
      return Dual.constant(number.doubleValue());
    }
    if (value instanceof Float number) {
      return Dual.constant(number.floatValue());
    }
    if (value == null || !value.getClass().isArray()) {
      return value;
    }
    Cells cells =
        new Cells(value.getClass().getComponentType().getTypeName(), Array.getLength(value));
    cells.javaType = value.getClass().getComponentType();
    for (int i = 0; i < cells.items.length; i++) {
      cells.items[i] = fromJava(Array.get(value, i));
    }
    return cells;
  }

  /** The value as the running JVM has it, without its derivatives. */
  static Object toJava(Object value) {
    if (value instanceof Dual dual) {
      if (dual.single()) {
        return dual.floatValue();
      }
      return dual.value();
    }
    if (value instanceof Cells cells) {
      Class<?> type = cells.javaType == null ? javaType(cells.elementType) : cells.javaType;
      Object array = Array.newInstance(type, cells.items.length);
      for (int i = 0; i < cells.items.length; i++) {
        Array.set(array, i, toJava(cells.items[i]));
      }
      return array;
    }
    return value;
  }

  /** The class of a type of numbers, booleans or arrays of them. */
  static Class<?> javaType(String type) {
    if (type.endsWith("[]")) {
      return javaType(type.substring(0, type.length() - 2)).arrayType();
    }
    return switch (type) {
      case "boolean" -> boolean.class;
      case "char" -> char.class;
      case "byte" -> byte.class;
      case "short" -> short.class;
      case "int" -> int.class;
      case "long" -> long.class;
      case "float" -> float.class;
      case "double" -> double.class;
      case "void" -> void.class;
      case "String", "java.lang.String" -> String.class;
      case "Object" -> Object.class;
      case "CharSequence" -> CharSequence.class;
      default -> throw new IllegalArgumentException("not a type of data: " + type);
    };
  }

  /** The same value as data: what {@code @NonDifferentiable} makes of it. Arrays are copied. */
  static Object severed(Object value) {
    if (value instanceof Dual dual) {
      return dual.severed();
    }
    if (value instanceof Cells cells) {
      Cells copy = new Cells(cells.elementType, cells.items.length);
      copy.javaType = cells.javaType;
      for (int i = 0; i < cells.items.length; i++) {
        copy.items[i] = severed(cells.items[i]);
      }
      return copy;
    }
    return value;
  }
}
