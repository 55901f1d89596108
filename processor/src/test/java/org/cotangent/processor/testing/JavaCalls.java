package org.cotangent.processor.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Calls of the JDK's methods on strings, enumerations and other data, made by reflection. */
final class JavaCalls {
  private static final Set<String> OWNERS = Set.of("java.lang.String", "java.util.Objects");

  private JavaCalls() {}

  /** Whether static methods of a class are called like this. */
  static boolean knows(String owner) {
    return OWNERS.contains(owner);
  }

  /** Calls a method; the receiver is null for a static one. */
  static Object call(Class<?> owner, Object receiver, String name, List<Object> arguments) {
    Object[] values = arguments.stream().map(Values::toJava).toArray();
    for (boolean widening : new boolean[] {false, true}) {
      for (Method method : owner.getMethods()) {
        boolean fits =
            method.getName().equals(name)
                && (receiver != null || Modifier.isStatic(method.getModifiers()))
                && fits(method, values, widening);
        if (fits) {
          return Values.fromJava(invoke(method, receiver, values));
        }
      }
    }
    throw new IllegalArgumentException("no " + owner + "." + name + Arrays.toString(values));
  }

  private static boolean fits(Method method, Object[] values, boolean widening) {
    Class<?>[] types = method.getParameterTypes();
    if (method.isVarArgs()) {
      return widening && types.length <= values.length + 1;
    }
    if (types.length != values.length) {
      return false;
    }
    for (int i = 0; i < types.length; i++) {
      boolean box = types[i].isPrimitive();
      String type = Values.typeOf(Values.fromJava(values[i]));
      boolean same = box ? type.equals(types[i].getTypeName()) : types[i].isInstance(values[i]);
      boolean widens = widening && box && types[i] == int.class && type.equals("char");
      if (!same && !widens && (box || values[i] != null)) {
        return false;
      }
    }
    return true;
  }

  private static Object invoke(Method method, Object receiver, Object[] values) {
    int fixed = method.getParameterCount() - 1;
    Object[] passed = values.clone();
    if (method.isVarArgs()) {
      passed = Arrays.copyOf(values, fixed + 1);
      passed[fixed] = Arrays.copyOfRange(values, fixed, values.length);
    }
    for (int i = 0; i < passed.length && !method.isVarArgs(); i++) {
      boolean toInt = method.getParameterTypes()[i] == int.class;
      passed[i] = toInt && passed[i] instanceof Character c ? (Object) (int) c : passed[i];
    }
    try {
      method.setAccessible(!method.getDeclaringClass().getName().startsWith("java."));
      return method.invoke(receiver, passed);
    } catch (InvocationTargetException e) {
      throw (RuntimeException) e.getCause();
    } catch (IllegalAccessException e) {
      throw new AssertionError(method.toString(), e);
    }
  }
}
