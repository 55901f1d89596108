package org.cotangent.processor.testing;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The fields that interpreted code reads, taken from the loaded classes and from the objects of the
 * running JVM; those of the receiver that are differentiated by are inputs.
 */
final class Fields {
  private final Function<String, Class<?>> loader;
  // So that a field which is read twice is one array.
  private final Map<Object, Object> arrays = new IdentityHashMap<>();
  private final Map<Object, Map<Field, Object>> inputs = new IdentityHashMap<>();

  Fields(Function<String, Class<?>> loader) {
    this.loader = loader;
  }

  /** The class; of this compilation, or of the JVM. */
  Class<?> load(String binaryName) {
    return loader.apply(binaryName);
  }

  /** Gives a field of an object another value. */
  void set(Object object, String name, Object value) {
    inputs
        .computeIfAbsent(object, key -> new HashMap<>())
        .put(find(object.getClass(), name), value);
  }

  /** The value of a static field, or of a field of the object. */
  Object get(Class<?> owner, String name, Object object) {
    Field field = find(owner, name);
    boolean isStatic = Modifier.isStatic(field.getModifiers());
    if (!isStatic && object == null) {
      throw new NullPointerException(field.toString());
    }
    Map<Field, Object> known = isStatic ? null : inputs.get(object);
    if (known != null && known.containsKey(field)) {
      return known.get(field);
    }
    Object value = read(field, isStatic ? null : object);
    return value != null && value.getClass().isArray()
        ? arrays.computeIfAbsent(value, Values::fromJava)
        : Values.fromJava(value);
  }

  static Object read(Field field, Object object) {
    try {
      field.trySetAccessible();
      return field.get(object);
    } catch (IllegalAccessException e) {
      throw new AssertionError(field.toString(), e);
    }
  }

  /** The field's type as in source. */
  String type(Class<?> owner, String name) {
    return find(owner, name).getType().getTypeName();
  }

  /** Whether a simple name means a field here. */
  static boolean has(Class<?> owner, String name) {
    return findOrNull(owner, name) != null;
  }

  static Field find(Class<?> owner, String name) {
    Field field = findOrNull(owner, name);
    if (field == null) {
      throw new IllegalArgumentException("no field " + owner.getName() + "." + name);
    }
    return field;
  }

  /** The field of the class, of what it extends, or of the class around it. */
  private static Field findOrNull(Class<?> owner, String name) {
    for (Class<?> type = owner; type != null; type = type.getSuperclass()) {
      Field field = declared(type, name);
      for (Class<?> each : type.getInterfaces()) {
        field = field == null ? findOrNull(each, name) : field;
      }
      if (field != null) {
        return field;
      }
    }
    return owner.getEnclosingClass() == null ? null : findOrNull(owner.getEnclosingClass(), name);
  }

  private static Field declared(Class<?> type, String name) {
    try {
      return type.getDeclaredField(name);
    } catch (NoSuchFieldException e) {
      return null;
    }
  }
}
