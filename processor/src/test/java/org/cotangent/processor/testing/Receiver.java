package org.cotangent.processor.testing;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.List;

/**
 * The object that an instance method is called on, made anew for each call: with the same
 * constructor arguments, and with other values in the fields that are differentiated by.
 */
final class Receiver {
  private final Class<?> type;
  private final Object[] arguments;

  /**
   * @param arguments of the constructor; null for a static method
   */
  Receiver(Class<?> type, Object[] arguments) {
    this.type = type;
    this.arguments = arguments;
  }

  /** A new object; null for a static method. */
  Object make() {
    return arguments == null ? null : construct(type, arguments);
  }

  /** A new object with other values in some fields; a record is made from its components. */
  Object with(List<String> fields, Object[] values) {
    if (arguments == null) {
      return null;
    }
    Object[] changed = arguments.clone();
    if (type.isRecord()) {
      RecordComponent[] components = type.getRecordComponents();
      for (int i = 0; i < components.length; i++) {
        int at = fields.indexOf(components[i].getName());
        changed[i] = at < 0 ? changed[i] : values[at];
      }
      return construct(type, changed);
    }
    Object object = construct(type, changed);
    for (int i = 0; i < fields.size(); i++) {
      try {
        Field field = Fields.find(type, fields.get(i));
        field.setAccessible(true);
        field.set(object, values[i]);
      } catch (IllegalAccessException e) {
        throw new AssertionError(fields.get(i), e);
      }
    }
    return object;
  }

  /** The values of fields of a new object. */
  Object[] values(List<String> fields) {
    Object object = make();
    return fields.stream().map(name -> Fields.read(Fields.find(type, name), object)).toArray();
  }

  /** Calls the constructor that takes as many arguments. */
  static Object construct(Class<?> type, Object... arguments) {
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (constructor.getParameterCount() == arguments.length) {
        constructor.setAccessible(true);
        try {
          return constructor.newInstance(arguments);
        } catch (ReflectiveOperationException e) {
          throw new AssertionError(constructor.toString(), e);
        }
      }
    }
    throw new AssertionError("no constructor of " + arguments.length + " parameters: " + type);
  }
}
