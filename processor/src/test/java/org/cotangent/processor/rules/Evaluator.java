package org.cotangent.processor.rules;

import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Map;
import org.cotangent.processor.ir.BinaryOp;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.IntrinsicMethod;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.UnaryOp;
import org.cotangent.processor.ir.Variable;

/** Computes scalar expressions as Java would: every operation in its own type. */
final class Evaluator {
  private final Map<Variable, Object> values;

  Evaluator(Map<Variable, Object> values) {
    this.values = values;
  }

  /** The boxed value. */
  Object value(Expr expression) {
    if (expression instanceof Expr.Literal literal) {
      return literal.value();
    }
    if (expression instanceof Expr.Constant constant) {
      return constant.value();
    }
    if (expression instanceof Expr.VariableRead read) {
      return values.get(read.variable());
    }
    if (expression instanceof Expr.Cast cast) {
      return convert(value(cast.operand()), cast.type());
    }
    if (expression instanceof Expr.Unary unary) {
      return unary(unary);
    }
    if (expression instanceof Expr.Binary binary) {
      return binary(binary);
    }
    if (expression instanceof Expr.Conditional conditional) {
      Expr branch =
          (Boolean) value(conditional.condition())
              ? conditional.whenTrue()
              : conditional.whenFalse();
      return convert(value(branch), conditional.type());
    }
    if (expression instanceof Expr.Intrinsic call) {
      return invoke(call.method(), call.arguments().stream().map(this::value).toList());
    }
    throw new IllegalArgumentException("not a scalar expression: " + expression);
  }

  /** Calls a static method; the arguments widen to its parameters. */
  static Object invoke(IntrinsicMethod method, List<Object> arguments) {
    Object[] converted = new Object[arguments.size()];
    for (int i = 0; i < converted.length; i++) {
      converted[i] = convert(arguments.get(i), method.parameterTypes().get(i));
    }
    try {
      return Class.forName(method.owner())
          .getMethod(
              method.name(),
              method.parameterTypes().stream().map(Evaluator::javaType).toArray(Class<?>[]::new))
          .invoke(null, converted);
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(method + " failed for " + arguments, e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  static Class<?> javaType(Type type) {
    return switch ((Type.Primitive) type) {
      case BOOLEAN -> boolean.class;
      case BYTE -> byte.class;
      case SHORT -> short.class;
      case CHAR -> char.class;
      case INT -> int.class;
      case LONG -> long.class;
      case FLOAT -> float.class;
      case DOUBLE -> double.class;
    };
  }

  private Object unary(Expr.Unary unary) {
    Object operand = value(unary.operand());
    if (unary.op() == UnaryOp.NOT) {
      return !(Boolean) operand;
    }
    Number number = (Number) convert(operand, unary.type());
    if (number instanceof Double value) {
      return -value;
    }
    if (number instanceof Float value) {
      return -value;
    }
    return number instanceof Long value ? (Object) (-value) : (Object) (-number.intValue());
  }

  private Object binary(Expr.Binary binary) {
    Object left = value(binary.left());
    if (binary.op() == BinaryOp.CONDITIONAL_AND) {
      return (Boolean) left && (Boolean) value(binary.right());
    }
    if (binary.op() == BinaryOp.CONDITIONAL_OR) {
      return (Boolean) left || (Boolean) value(binary.right());
    }
    Type type = Type.promote(binary.left().type(), binary.right().type());
    Object a = convert(left, type);
    Object b = convert(value(binary.right()), type);
    if (a instanceof Double x && b instanceof Double y) {
      return doubles(binary.op(), x, y);
    }
    if (a instanceof Float x && b instanceof Float y) {
      // Comparing floats as doubles is exact; rounding the double result of one operation gives the
      // float one.
      Object result = doubles(binary.op(), x, y);
      return result instanceof Double number ? (Object) number.floatValue() : result;
    }
    if (a instanceof Integer x && b instanceof Integer y) {
      Object result = longs(binary.op(), x, y);
      return result instanceof Long number ? (Object) number.intValue() : result;
    }
    return longs(binary.op(), (Long) a, (Long) b);
  }

  private static Object doubles(BinaryOp op, double a, double b) {
    return switch (op) {
      case MUL -> a * b;
      case DIV -> a / b;
      case ADD -> a + b;
      case SUB -> a - b;
      case LT -> a < b;
      case LE -> a <= b;
      case GT -> a > b;
      case GE -> a >= b;
      case EQ -> a == b;
      case NE -> a != b;
      default -> throw new IllegalArgumentException(op.symbol());
    };
  }

  private static Object longs(BinaryOp op, long a, long b) {
    return switch (op) {
      case MUL -> a * b;
      case DIV -> a / b;
      case ADD -> a + b;
      case SUB -> a - b;
      case LT -> a < b;
      case LE -> a <= b;
      case GT -> a > b;
      case GE -> a >= b;
      case EQ -> a == b;
      case NE -> a != b;
      default -> throw new IllegalArgumentException(op.symbol());
    };
  }

  private static Object convert(Object value, Type type) {
    if (!(value instanceof Number number) || !(type instanceof Type.Primitive primitive)) {
      return value;
    }
    return switch (primitive) {
      case DOUBLE -> (Object) number.doubleValue();
      case FLOAT -> (Object) number.floatValue();
      case LONG -> (Object) number.longValue();
      case INT -> (Object) number.intValue();
      default -> value;
    };
  }
}
