package org.cotangent.runtime;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cotangent.runtime.OperationSource.Declared;

/**
 * Computes adjoints as {@link Operation} says them, with no knowledge of any operation: what
 * generated code does.
 */
final class OperationAdjoints {
  private static final Pattern CALL = Pattern.compile("([\\w.]+)\\.(\\w+)\\((.*)\\)");
  private static final Pattern REDUCED = Pattern.compile("(sum|rowSums|columnSums)\\((.*)\\)");
  private static final Pattern NAME = Pattern.compile("[a-zA-Z]\\w*");

  private OperationAdjoints() {}

  /** The operation's value: a Matrix or a Double. */
  static Object value(Declared operation, Matrix self, Object... arguments) {
    return invoke(operation.method(), self, arguments);
  }

  /**
   * The adjoint of a parameter.
   *
   * @param sum what it was so far; not used for numbers
   * @return a Matrix or a Double
   */
  static Object adjoint(
      Declared operation,
      String parameter,
      Matrix self,
      Object[] arguments,
      Object result,
      Object adjoint,
      Matrix sum) {
    Map<String, Object> names = new HashMap<>();
    names.put("self", self);
    for (int i = 0; i < arguments.length; i++) {
      names.put(operation.parameters().get(i), arguments[i]);
    }
    names.put("result", result);
    names.put("adjoint", adjoint);
    String how = operation.adjoints().get(parameter);
    if (operation.operation().formula().isEmpty()) {
      names.put("sum", sum);
      return call(how, names);
    }
    Object share = formula(how, names);
    return share instanceof Matrix matrix ? Elementwise.plus(sum, matrix) : share;
  }

  /** A formula, or a sum of one, over these names. */
  static Object formula(String how, Map<String, Object> names) {
    Matcher reduced = REDUCED.matcher(how);
    boolean whole = reduced.matches();
    String expression = whole ? reduced.group(2) : how;
    List<String> matrixNames = new ArrayList<>();
    List<String> numberNames = new ArrayList<>();
    List<Matrix> matrices = new ArrayList<>();
    List<Double> numbers = new ArrayList<>();
    Matcher matcher = NAME.matcher(expression);
    while (matcher.find()) {
      Object value = names.get(matcher.group());
      if (value instanceof Matrix matrix && !matrixNames.contains(matcher.group())) {
        matrixNames.add(matcher.group());
        matrices.add(matrix);
      } else if (value instanceof Number number && !numberNames.contains(matcher.group())) {
        numberNames.add(matcher.group());
        numbers.add(number.doubleValue());
      }
    }
    String text =
        "("
            + String.join(", ", matrixNames)
            + "; "
            + String.join(", ", numberNames)
            + ") -> "
            + expression;
    double[] scalars = numbers.stream().mapToDouble(Double::doubleValue).toArray();
    Matrix[] inputs = matrices.toArray(new Matrix[0]);
    if (!whole) {
      return Elementwise.of(text, scalars, inputs);
    }
    return switch (reduced.group(1)) {
      case "sum" -> (Object) Elementwise.sum(text, scalars, inputs);
      case "rowSums" -> Elementwise.rowSums(text, scalars, inputs);
      default -> Elementwise.columnSums(text, scalars, inputs);
    };
  }

  private static Object call(String how, Map<String, Object> names) {
    Matcher matcher = CALL.matcher(how);
    if (!matcher.matches()) {
      throw new AssertionError("not a call: " + how);
    }
    List<Object> values = new ArrayList<>();
    for (String name : matcher.group(3).split(",")) {
      if (!names.containsKey(name.trim())) {
        throw new AssertionError("unknown name '" + name.trim() + "' in " + how);
      }
      values.add(names.get(name.trim()));
    }
    return invoke(find(matcher.group(1), matcher.group(2), values), null, values.toArray());
  }

  private static Method find(String type, String name, List<Object> values) {
    try {
      for (Method method : Class.forName(type).getMethods()) {
        if (method.getName().equals(name) && fits(method.getParameterTypes(), values)) {
          return method;
        }
      }
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
    throw new AssertionError("no public method " + type + "." + name + " for " + values);
  }

  private static boolean fits(Class<?>[] types, List<Object> values) {
    boolean fits = types.length == values.size();
    for (int i = 0; fits && i < types.length; i++) {
      Class<?> type = types[i];
      Object value = values.get(i);
      fits =
          type == double.class && value instanceof Double
              || type == int.class && value instanceof Integer
              || type == long.class && value instanceof Long
              || type.isInstance(value);
    }
    return fits;
  }

  private static Object invoke(Method method, Object self, Object... arguments) {
    try {
      return method.invoke(self, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException thrown) {
        throw thrown;
      }
      throw new AssertionError(e.getCause());
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
