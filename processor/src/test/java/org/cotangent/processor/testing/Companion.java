package org.cotangent.processor.testing;

import static com.google.common.truth.Truth.assertWithMessage;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.cotangent.processor.testing.Parsed.ParsedMethod;
import org.cotangent.runtime.Tape;

/**
 * The generated methods for one method, found and called exactly as the contract names them: a
 * missing method, a record with other components or another order is a failure here.
 */
final class Companion {

  /**
   * What a generated method returned.
   *
   * @param value the primal's result; null for void
   * @param derivatives by parameter: the component of a gradient, or the adjoint of a scalar; null
   *     where there is none
   */
  record Result(Object value, Object[] derivatives) {}

  private final Subject subject;
  private final ParsedMethod method;
  private final Receiver receiver;

  Companion(Subject subject, ParsedMethod method, Receiver receiver) {
    this.subject = subject;
    this.method = method;
    this.receiver = receiver;
  }

  boolean hasGradient() {
    return method.returnType().equals("double") || method.returnType().equals("float");
  }

  private boolean isVoid() {
    return method.returnType().equals("void");
  }

  /** Calls {@code fGradient}; with the tape where it is not null. */
  Result gradient(Object[] arguments, Tape tape) {
    List<Class<?>> types = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    receiver(types, values, arguments);
    types.addAll(Arrays.asList(subject.types(method.plain())));
    values.addAll(Arrays.asList(arguments).subList(method.fields(), arguments.length));
    Method generated = find("Gradient", types, values, tape);
    boolean[] wanted = new boolean[arguments.length];
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = method.wrt().get(i);
    }
    return fromRecord(generated, Subject.invoke(generated, null, values.toArray()), wanted);
  }

  /**
   * Calls {@code fBackward}.
   *
   * @param adjoints by parameter; only those of differentiated arrays are passed
   * @param seed null for a void method
   */
  Result backward(Object[] arguments, Object[] adjoints, Object seed, Tape tape) {
    List<Class<?>> types = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    receiver(types, values, arguments);
    boolean[] wanted = new boolean[arguments.length];
    boolean any = false;
    for (int i = 0; i < arguments.length; i++) {
      Class<?> type = subject.types(method)[i];
      if (i >= method.fields()) {
        types.add(type);
        values.add(arguments[i]);
      }
      if (method.wrt().get(i) && type.isArray()) {
        types.add(type);
        values.add(adjoints[i]);
      }
      wanted[i] = method.wrt().get(i) && !type.isArray();
      any |= wanted[i];
    }
    if (!isVoid()) {
      types.add(Values.javaType(method.returnType()));
      values.add(seed);
    }
    Method generated = find("Backward", types, values, tape);
    Object returned = Subject.invoke(generated, null, values.toArray());
    if (any) {
      return fromRecord(generated, returned, wanted);
    }
    assertWithMessage("result type of %s", generated)
        .that(generated.getReturnType())
        .isEqualTo(Values.javaType(method.returnType()));
    return new Result(returned, new Object[arguments.length]);
  }

  boolean hasJacobian() {
    return Arrays.stream(subject.companion().getDeclaredMethods())
        .anyMatch(each -> each.getName().equals(method.name() + "Jacobian"));
  }

  /** Calls {@code fJacobian}; with the tape where it is not null. */
  Result jacobian(Object[] arguments, Tape tape) {
    List<Class<?>> types = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    receiver(types, values, arguments);
    types.addAll(Arrays.asList(subject.types(method.plain())));
    values.addAll(Arrays.asList(arguments).subList(method.fields(), arguments.length));
    Method generated = find("Jacobian", types, values, tape);
    boolean[] wanted = new boolean[arguments.length];
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = method.wrt().get(i);
    }
    Object record = Subject.invoke(generated, null, values.toArray());
    return fromRecord(generated, record, wanted, true);
  }

  /**
   * Calls {@code fJacobianInto}.
   *
   * @param jacobians by parameter; only those of differentiated parameters are passed
   */
  void jacobianInto(Object[] arguments, Object[] jacobians, Object value, Tape tape) {
    List<Class<?>> types = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    receiver(types, values, arguments);
    for (int i = 0; i < arguments.length; i++) {
      Class<?> type = subject.types(method)[i];
      if (i >= method.fields()) {
        types.add(type);
        values.add(arguments[i]);
      }
      if (method.wrt().get(i)) {
        types.add(type.arrayType());
        values.add(jacobians[i]);
      }
    }
    types.add(Values.javaType(method.returnType()));
    values.add(value);
    Method generated = find("JacobianInto", types, values, tape);
    Subject.invoke(generated, null, values.toArray());
  }

  private void receiver(List<Class<?>> types, List<Object> values, Object[] arguments) {
    if (!method.isStatic()) {
      types.add(subject.original());
      values.add(receiver.with(method.fieldNames(), arguments));
    }
  }

  private Method find(String suffix, List<Class<?>> types, List<Object> values, Tape tape) {
    if (tape != null) {
      types.add(Tape.class);
      values.add(tape);
    }
    String name = method.name() + suffix;
    try {
      return subject.companion().getDeclaredMethod(name, types.toArray(new Class<?>[0]));
    } catch (NoSuchMethodException e) {
      throw new AssertionError("no " + name + types + " in\n" + subject.compiled().report(), e);
    }
  }

  private Result fromRecord(Method generated, Object record, boolean[] wanted) {
    return fromRecord(generated, record, wanted, false);
  }

  private Result fromRecord(Method generated, Object record, boolean[] wanted, boolean jacobian) {
    Class<?> type = generated.getReturnType();
    assertWithMessage("result of %s is a record", generated).that(type.isRecord()).isTrue();
    if (!subject.isOverloaded(method)) {
      String name = generated.getName();
      assertWithMessage("name of the record of %s", name)
          .that(type.getSimpleName())
          .isEqualTo(name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1));
    }
    List<String> names = new ArrayList<>();
    List<Class<?>> types = new ArrayList<>();
    if (!isVoid()) {
      names.add(primalName(wanted));
      types.add(Values.javaType(method.returnType()));
    }
    for (int i = 0; i < wanted.length; i++) {
      if (wanted[i]) {
        names.add(method.names().get(i));
        Class<?> own = subject.types(method)[i];
        types.add(jacobian ? own.arrayType() : own);
      }
    }
    RecordComponent[] components = type.getRecordComponents();
    assertWithMessage("components of %s", type)
        .that(Arrays.stream(components).map(RecordComponent::getName).toList())
        .isEqualTo(names);
    assertWithMessage("component types of %s", type)
        .that(Arrays.stream(components).map(RecordComponent::getType).toList())
        .isEqualTo(types);
    Object[] derivatives = new Object[wanted.length];
    int next = isVoid() ? 0 : 1;
    for (int i = 0; i < wanted.length; i++) {
      if (wanted[i]) {
        derivatives[i] = read(components[next++], record);
      }
    }
    return new Result(isVoid() ? null : read(components[0], record), derivatives);
  }

  /** A differentiated parameter keeps its name; the primal's component yields. */
  private String primalName(boolean[] wanted) {
    if (!hasWanted("value", wanted)) {
      return "value";
    }
    return hasWanted("result", wanted) ? "primal" : "result";
  }

  private boolean hasWanted(String name, boolean[] wanted) {
    int index = method.names().indexOf(name);
    return index >= 0 && wanted[index];
  }

  private static Object read(RecordComponent component, Object record) {
    return Subject.invoke(component.getAccessor(), record, new Object[0]);
  }
}
