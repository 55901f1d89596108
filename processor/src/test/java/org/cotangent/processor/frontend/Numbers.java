package org.cotangent.processor.frontend;

import java.util.Map;
import org.cotangent.processor.ir.BinaryOp;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.UnaryOp;

/** Java's arithmetic on boxed values. */
final class Numbers {
  static final Map<Type.Primitive, Class<?>> CLASSES =
      Map.of(
          Type.Primitive.BOOLEAN, boolean.class,
          Type.Primitive.BYTE, byte.class,
          Type.Primitive.SHORT, short.class,
          Type.Primitive.CHAR, char.class,
          Type.Primitive.INT, int.class,
          Type.Primitive.LONG, long.class,
          Type.Primitive.FLOAT, float.class,
          Type.Primitive.DOUBLE, double.class);

  private Numbers() {}

  /** The cast to a type; what is no number stays as it is. */
  static Object convert(Object value, Type type) {
    if (!(type instanceof Type.Primitive) || type == Type.Primitive.BOOLEAN || value == null) {
      return value;
    }
    if (value instanceof Double || value instanceof Float) {
      return fromFloating(value, type);
    }
    long whole = value instanceof Character c ? c : ((Number) value).longValue();
    switch ((Type.Primitive) type) {
      case BYTE:
        return (byte) whole;
      case SHORT:
        return (short) whole;
      case CHAR:
        return (char) whole;
      case INT:
        return (int) whole;
      case LONG:
        return whole;
      case FLOAT:
        return (float) whole;
      default:
        return (double) whole;
    }
  }

  private static Object fromFloating(Object value, Type type) {
    if (type == Type.Primitive.DOUBLE) {
      return ((Number) value).doubleValue();
    }
    boolean single = value instanceof Float;
    double number = ((Number) value).doubleValue();
    switch ((Type.Primitive) type) {
      case FLOAT:
        return single ? value : (Object) (float) number;
      case LONG:
        return (long) number;
      case BYTE:
        return (byte) (int) number;
      case SHORT:
        return (short) (int) number;
      case CHAR:
        return (char) (int) number;
      default:
        return (int) number;
    }
  }

  static Object unary(UnaryOp op, Object operand, Type type) {
    if (op == UnaryOp.NOT) {
      return !(boolean) operand;
    }
    Object value = convert(operand, type);
    if (op == UnaryOp.PLUS) {
      return value;
    }
    if (value instanceof Integer number) {
      return op == UnaryOp.NEGATE ? -number : ~number;
    }
    if (value instanceof Long number) {
      return op == UnaryOp.NEGATE ? -number : ~number;
    }
    return value instanceof Float number ? (Object) (-number) : (Object) (-(double) value);
  }

  static Object binary(BinaryOp op, Object left, Object right, Type leftType, Type rightType) {
    if (leftType == Type.Primitive.BOOLEAN) {
      return logic(op, (boolean) left, (boolean) right);
    }
    if (!(leftType instanceof Type.Primitive)) {
      return op == BinaryOp.EQ ? left == right : left != right;
    }
    if (op == BinaryOp.SHL || op == BinaryOp.SHR || op == BinaryOp.USHR) {
      return shift(op, left, ((Number) convert(right, Type.Primitive.LONG)).longValue(), leftType);
    }
    Type type = Type.promote(leftType, rightType);
    Object a = convert(left, type);
    Object b = convert(right, type);
    if (type == Type.Primitive.DOUBLE) {
      return floating(op, (double) a, (double) b);
    }
    if (type == Type.Primitive.FLOAT) {
      return single(op, (float) a, (float) b);
    }
    return type == Type.Primitive.LONG
        ? whole(op, (long) a, (long) b)
        : whole(op, (int) a, (int) b);
  }

  private static Object logic(BinaryOp op, boolean a, boolean b) {
    switch (op) {
      case AND:
        return a & b;
      case OR:
        return a | b;
      case XOR:
      case NE:
        return a ^ b;
      case EQ:
        return a == b;
      default:
        throw new AssertionError(op);
    }
  }

  private static Object shift(BinaryOp op, Object left, long by, Type type) {
    if (type == Type.Primitive.LONG) {
      long a = (long) left;
      return op == BinaryOp.SHL ? a << by : op == BinaryOp.SHR ? a >> by : a >>> by;
    }
    int a = (int) convert(left, Type.Primitive.INT);
    return op == BinaryOp.SHL ? a << by : op == BinaryOp.SHR ? a >> by : a >>> by;
  }

  private static Object floating(BinaryOp op, double a, double b) {
    switch (op) {
      case ADD:
        return a + b;
      case SUB:
        return a - b;
      case MUL:
        return a * b;
      case DIV:
        return a / b;
      case REM:
        return a % b;
      default:
        return compare(op, a < b, a == b, a > b);
    }
  }

  private static Object single(BinaryOp op, float a, float b) {
    switch (op) {
      case ADD:
        return a + b;
      case SUB:
        return a - b;
      case MUL:
        return a * b;
      case DIV:
        return a / b;
      case REM:
        return a % b;
      default:
        return compare(op, a < b, a == b, a > b);
    }
  }

  private static Object whole(BinaryOp op, long a, long b) {
    switch (op) {
      case ADD:
        return a + b;
      case SUB:
        return a - b;
      case MUL:
        return a * b;
      case DIV:
        return a / b;
      case REM:
        return a % b;
      case AND:
        return a & b;
      case OR:
        return a | b;
      case XOR:
        return a ^ b;
      default:
        return compare(op, a < b, a == b, a > b);
    }
  }

  private static Object whole(BinaryOp op, int a, int b) {
    Object result = whole(op, (long) a, (long) b);
    return result instanceof Long number ? (Object) (int) (long) number : result;
  }

  private static boolean compare(BinaryOp op, boolean less, boolean equal, boolean greater) {
    switch (op) {
      case LT:
        return less;
      case LE:
        return less || equal;
      case GT:
        return greater;
      case GE:
        return greater || equal;
      case EQ:
        return equal;
      case NE:
        return !equal;
      default:
        throw new AssertionError(op);
    }
  }
}
