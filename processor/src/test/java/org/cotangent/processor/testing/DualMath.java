package org.cotangent.processor.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;

/**
 * The static methods of {@code Math}, {@code StrictMath} and their like on interpreted values. The
 * value is that of the method itself, called by reflection; the partial derivatives are written
 * down here from the textbook, with the conventions of the documentation at singular points.
 */
final class DualMath {
  private final boolean strict;

  DualMath(boolean strict) {
    this.strict = strict;
  }

  /** Calls a static method of a class of the JVM. */
  Object call(Class<?> owner, String name, List<Object> arguments) {
    Method method = resolve(owner, name, arguments);
    Object[] converted = new Object[arguments.size()];
    Object[] plain = new Object[arguments.size()];
    for (int i = 0; i < plain.length; i++) {
      converted[i] = Values.convert(arguments.get(i), method.getParameterTypes()[i].getTypeName());
      plain[i] = Values.toJava(converted[i]);
    }
    Object value = Values.fromJava(invoke(method, plain));
    if (!(value instanceof Dual result)) {
      return value;
    }
    for (int i = 0; i < converted.length; i++) {
      if (converted[i] instanceof Dual argument && argument.gradient() != null) {
        result = result.plus(partial(name, i, converted, result.value()), argument, strict);
      }
    }
    return result;
  }

  private static Object invoke(Method method, Object[] arguments) {
    try {
      return method.invoke(null, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new AssertionError(method.toString(), e);
    } catch (IllegalAccessException e) {
      throw new AssertionError(method.toString(), e);
    }
  }

  /** Java's choice among overloads of primitives: the narrowest that every argument widens to. */
  private static Method resolve(Class<?> owner, String name, List<Object> arguments) {
    Method best = null;
    int bestWidth = Integer.MAX_VALUE;
    for (Method method : owner.getMethods()) {
      if (!method.getName().equals(name)
          || !Modifier.isStatic(method.getModifiers())
          || method.getParameterCount() != arguments.size()) {
        continue;
      }
      int width = 0;
      for (int i = 0; i < arguments.size() && width >= 0; i++) {
        int from = Values.NUMERIC.indexOf(Values.typeOf(arguments.get(i)));
        int to = Values.NUMERIC.indexOf(method.getParameterTypes()[i].getTypeName());
        width = from < 0 || to < from ? -1 : width + to;
      }
      if (width >= 0 && width < bestWidth) {
        best = method;
        bestWidth = width;
      }
    }
    if (best == null) {
      throw new IllegalArgumentException(
          "no method " + owner.getName() + "." + name + " for " + arguments);
    }
    return best;
  }

  /**
   * The type of the method's result for arguments of these types; for typing what is not executed.
   */
  static String resultType(Class<?> owner, String name, List<String> types) {
    Object[] zeros = types.stream().map(Values::zero).toArray();
    return resolve(owner, name, Arrays.asList(zeros)).getReturnType().getTypeName();
  }

  private double partial(String name, int index, Object[] arguments, double result) {
    double x = Values.toDual(arguments[0]).value();
    if (arguments.length == 1) {
      return ofOne(name, x, result);
    }
    double y = Values.toDual(arguments[1]).value();
    return switch (name) {
      case "pow" -> index == 0 ? powByBase(x, y) : powByExponent(x, y, result);
      case "atan2" -> atan2(index == 0 ? y : -x, x, y);
      case "hypot" -> result == 0 && !strict ? 0 : (index == 0 ? x : y) / result;
      // A tie is the first argument's.
      case "max" -> (x >= y || Double.isNaN(x)) == (index == 0) ? 1 : 0;
      case "min" -> (x <= y || Double.isNaN(x)) == (index == 0) ? 1 : 0;
      case "copySign" -> index == 0 ? Math.copySign(1, x) * Math.copySign(1, y) : 0;
      case "IEEEremainder" -> index == 0 ? 1 : -Math.rint((x - result) / y);
      case "scalb" -> Math.scalb(1.0, Values.toInt(arguments[1]));
      case "fma" -> index == 0 ? y : index == 1 ? x : 1;
      default -> throw new IllegalArgumentException("no derivative of " + name);
    };
  }

  private double ofOne(String name, double x, double result) {
    return switch (name) {
      case "sin" -> Math.cos(x);
      case "cos" -> -Math.sin(x);
      case "tan" -> 1 / (Math.cos(x) * Math.cos(x));
      case "asin" -> pole((1 - x) * (1 + x), 0.5);
      case "acos" -> -pole((1 - x) * (1 + x), 0.5);
      case "atan" -> 1 / (1 + x * x);
      case "sinh" -> Math.cosh(x);
      case "cosh" -> Math.sinh(x);
      case "tanh" -> 1 / Math.cosh(x) / Math.cosh(x);
      case "exp", "expm1" -> Math.exp(x);
      case "log" -> 1 / x;
      case "log10" -> 1 / (x * Math.log(10));
      case "log1p" -> 1 / (1 + x);
      case "sqrt" -> 0.5 * pole(x, 0.5);
      case "cbrt" -> x == 0 ? pole(0, 1) : 1 / (3 * result * result);
      case "abs" -> x > 0 ? 1 : x < 0 ? -1 : Double.isNaN(x) ? Double.NaN : 0;
      case "toRadians" -> Math.PI / 180;
      case "toDegrees" -> 180 / Math.PI;
      case "floor", "ceil", "rint", "signum", "ulp" -> 0;
      default -> throw new IllegalArgumentException("no derivative of " + name);
    };
  }

  /** {@code 1 / pow(u, exponent)}, with 0 for the infinity at 0 unless strict. */
  private double pole(double u, double exponent) {
    return u == 0 && !strict ? 0 : 1 / Math.pow(u, exponent);
  }

  private double powByBase(double x, double y) {
    if (y == 0) {
      return 0;
    }
    double partial = y * Math.pow(x, y - 1);
    return x == 0 && Double.isInfinite(partial) && !strict ? 0 : partial;
  }

  private double powByExponent(double x, double y, double result) {
    boolean constant = x < 0 || x == 0 && y > 0;
    return constant && !strict ? 0 : result * Math.log(x);
  }

  private double atan2(double numerator, double y, double x) {
    double square = x * x + y * y;
    return square == 0 && !strict ? 0 : numerator / square;
  }
}
