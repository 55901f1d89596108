package org.cotangent.processor.testing;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Function;

/** The fields that interpreted code reads: constants, taken from the loaded classes. */
final class Fields {
  private final Function<String, Class<?>> loader;
  private final Object self;
  // So that a field which is read twice is one array.
  private final Map<Object, Object> arrays = new IdentityHashMap<>();

  Fields(Function<String, Class<?>> loader, Object self) {
    this.loader = loader;
    this.self = self;
  }

  /** The class; of this compilation, or of the JVM. */
  Class<?> load(String binaryName) {
    return loader.apply(binaryName);
  }

  /** The value of a field of the class, or of the receiver. */
  Object get(Class<?> owner, String name) {
    Field field = find(owner, name);
    try {
      field.trySetAccessible();
      Object value = field.get(Modifier.isStatic(field.getModifiers()) ? null : self);
      return value != null && value.getClass().isArray()
          ? arrays.computeIfAbsent(value, Values::fromJava)
          : Values.fromJava(value);
    } catch (IllegalAccessException e) {
      throw new AssertionError(field.toString(), e);
    }
  }

  /** The field's type as in source. */
  String type(Class<?> owner, String name) {
    return find(owner, name).getType().getTypeName();
  }

  private static Field find(Class<?> owner, String name) {
    try {
      return owner.getDeclaredField(name);
    } catch (NoSuchFieldException e) {
      throw new IllegalArgumentException("no field " + owner.getName() + "." + name, e);
    }
  }
}
