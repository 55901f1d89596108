package org.cotangent.fuzz;

import java.lang.reflect.Method;
import java.util.Arrays;
import org.cotangent.fuzz.MethodTree.Parameter;

/** The program as it was printed, and as it was printed with dual numbers. */
final class Original {
  private final Class<?> plain;
  private final Object self;
  private final Class<?> dual;
  private final Object dualSelf;

  Original(Class<?> plain, Object self, Class<?> dual, Object dualSelf) {
    this.plain = plain;
    this.self = self;
    this.dual = dual;
    this.dualSelf = dualSelf;
  }

  /** Calls the method itself. */
  Object call(MethodTree method, Object[] arguments) {
    Class<?>[] types =
        method.parameters().stream()
            .map(p -> Arguments.javaType(p.type()))
            .toArray(Class<?>[]::new);
    return Companion.invoke(find(plain, method, types), method.isStatic() ? null : self, arguments);
  }

  /** Runs the program of dual numbers. */
  Jacobian differentiate(MethodTree method, Object[] arguments) {
    int count = 0;
    Object[] seen = new Object[arguments.length];
    for (int i = 0; i < arguments.length; i++) {
      Object argument = arguments[i];
      boolean known =
          Arrays.stream(seen).anyMatch(s -> s == argument) && argument.getClass().isArray();
      seen[i] = argument;
      if (method.parameters().get(i).differentiated() && !known) {
        count += Arguments.numbers(argument).size();
      }
    }
    Jacobian.Builder builder = new Jacobian.Builder(count);
    int[] inputs = new int[arguments.length];
    Object[] duals = new Object[arguments.length];
    Class<?>[] types = new Class<?>[arguments.length];
    for (int i = 0; i < arguments.length; i++) {
      Parameter parameter = method.parameters().get(i);
      inputs[i] = parameter.differentiated() ? builder.next() : -1;
      for (int k = 0; k < i; k++) {
        if (parameter.type().isArray() && arguments[k] == arguments[i]) {
          inputs[i] = inputs[k];
        }
      }
      duals[i] =
          parameter.differentiated() ? builder.active(arguments[i]) : builder.data(arguments[i]);
      types[i] = Arguments.dualType(parameter.type());
    }
    Object value =
        Companion.invoke(find(dual, method, types), method.isStatic() ? null : dualSelf, duals);
    return new Jacobian(value, duals, inputs, count);
  }

  private static Method find(Class<?> owner, MethodTree method, Class<?>[] types) {
    try {
      return owner.getDeclaredMethod(method.name(), types);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(owner + "." + method.name() + Arrays.toString(types), e);
    }
  }
}
