package org.cotangent.fuzz;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import org.cotangent.fuzz.MethodTree.Parameter;
import org.cotangent.runtime.Tape;

/** The generated methods for one method, called as the contract names them. */
final class Companion {
  /**
   * What a generated method returned.
   *
   * @param value the primal's result; null for void
   * @param derivatives by parameter; null where there is none
   */
  record Result(Object value, Object[] derivatives) {}

  /** The contract is broken: a method or a component is missing. */
  static final class ContractException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ContractException(String message) {
      super(message);
    }
  }

  private final Class<?> type;
  private final MethodTree method;
  private final Object self;
  private final String name;

  /**
   * A companion.
   *
   * @param self the receiver, or null
   * @param name what a failure begins with; empty for the companion with all optimisations
   */
  Companion(Class<?> type, MethodTree method, Object self, String name) {
    this.type = type;
    this.method = method;
    this.self = self;
    this.name = name;
  }

  String name() {
    return name;
  }

  boolean hasGradient() {
    return method.result().isFloating();
  }

  /** {@code fGradient}; with the tape where it is not null. */
  Result gradient(Object[] arguments, Tape tape) {
    return called("Gradient", arguments, tape);
  }

  /** {@code fJacobian}: the derivatives are arrays with a row for each element of the result. */
  Result jacobian(Object[] arguments, Tape tape) {
    return called("Jacobian", arguments, tape);
  }

  private Result called(String suffix, Object[] arguments, Tape tape) {
    List<Class<?>> types = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    receiver(types, values);
    List<Integer> wanted = new ArrayList<>();
    for (int i = 0; i < arguments.length; i++) {
      Parameter parameter = method.parameters().get(i);
      types.add(Arguments.javaType(parameter.type()));
      values.add(arguments[i]);
      if (parameter.differentiated()) {
        wanted.add(i);
      }
    }
    return fromRecord(call(suffix, types, values, tape), wanted, arguments.length);
  }

  /**
   * {@code fBackward}.
   *
   * @param adjoints by parameter; only those of differentiated arrays are passed
   * @param seed null for a void method
   */
  Result backward(Object[] arguments, Object[] adjoints, Object seed, Tape tape) {
    List<Class<?>> types = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    receiver(types, values);
    List<Integer> wanted = new ArrayList<>();
    for (int i = 0; i < arguments.length; i++) {
      Parameter parameter = method.parameters().get(i);
      Class<?> javaType = Arguments.javaType(parameter.type());
      types.add(javaType);
      values.add(arguments[i]);
      if (parameter.differentiated() && parameter.type().isArray()) {
        types.add(javaType);
        values.add(adjoints[i]);
      } else if (parameter.differentiated()) {
        wanted.add(i);
      }
    }
    if (!method.result().equals(Type.VOID)) {
      types.add(Arguments.javaType(method.result()));
      values.add(seed);
    }
    Object returned = call("Backward", types, values, tape);
    return wanted.isEmpty()
        ? new Result(returned, new Object[arguments.length])
        : fromRecord(returned, wanted, arguments.length);
  }

  private void receiver(List<Class<?>> types, List<Object> values) {
    if (!method.isStatic()) {
      types.add(self.getClass());
      values.add(self);
    }
  }

  private Object call(String suffix, List<Class<?>> types, List<Object> values, Tape tape) {
    if (tape != null) {
      types.add(Tape.class);
      values.add(tape);
    }
    try {
      Method generated =
          type.getDeclaredMethod(method.name() + suffix, types.toArray(new Class<?>[0]));
      return invoke(generated, null, values.toArray());
    } catch (NoSuchMethodException e) {
      throw new ContractException("no " + method.name() + suffix + types);
    }
  }

  private Result fromRecord(Object found, List<Integer> wanted, int parameters) {
    RecordComponent[] components = found.getClass().getRecordComponents();
    boolean isVoid = method.result().equals(Type.VOID);
    int first = isVoid ? 0 : 1;
    if (components == null || components.length != first + wanted.size()) {
      throw new ContractException("unexpected result: " + found.getClass());
    }
    Object[] derivatives = new Object[parameters];
    for (int i = 0; i < wanted.size(); i++) {
      RecordComponent component = components[first + i];
      Parameter parameter = method.parameters().get(wanted.get(i));
      if (!component.getName().equals(parameter.name())) {
        throw new ContractException(component + " in the place of " + parameter.name());
      }
      derivatives[wanted.get(i)] = read(component, found);
    }
    return new Result(isVoid ? null : read(components[0], found), derivatives);
  }

  private static Object read(RecordComponent component, Object found) {
    return invoke(component.getAccessor(), found, new Object[0]);
  }

  /** Calls a method; what it throws is thrown. */
  static Object invoke(Method method, Object self, Object[] arguments) {
    method.setAccessible(true);
    try {
      return method.invoke(self, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw new IllegalStateException(method.toString(), e);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(method.toString(), e);
    }
  }
}
