package org.cotangent.processor.emit;

import java.util.List;
import java.util.Map;
import org.cotangent.processor.ir.BinaryOp;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Type.Primitive;
import org.cotangent.processor.ir.Variable;

/**
 * Evaluates trees of scalars directly, by the rules of the Java language: the oracle for what is
 * printed.
 */
final class Evaluator {
  private final Map<Variable, Object> values;

  Evaluator(Map<Variable, Object> values) {
    this.values = values;
  }

  Object evaluate(Expr expr) {
    if (expr instanceof Expr.Literal literal) {
      return literal.value();
    } else if (expr instanceof Expr.VariableRead read) {
      return values.get(read.variable());
    } else if (expr instanceof Expr.Cast cast) {
      return convert(evaluate(cast.operand()), cast.type());
    } else if (expr instanceof Expr.Conditional choice) {
      boolean condition = (Boolean) evaluate(choice.condition());
      Object value = evaluate(condition ? choice.whenTrue() : choice.whenFalse());
      return convert(value, choice.type());
    } else if (expr instanceof Expr.Unary unary) {
      return unary(unary);
    } else if (expr instanceof Expr.Binary binary) {
      return binary(binary);
    } else if (expr instanceof Expr.Intrinsic intrinsic) {
      List<Object> arguments =
          intrinsic.arguments().stream()
              .map(argument -> convert(evaluate(argument), intrinsic.type()))
              .toList();
      return intrinsic(intrinsic.method().name(), arguments);
    }
    throw new IllegalArgumentException(expr.toString());
  }

  /** Java's primitive conversions, widening and narrowing. */
  static Object convert(Object value, Type type) {
    if (value instanceof Boolean) {
      return value;
    }
    if (value instanceof Character character) {
      return type == Primitive.CHAR ? value : convert((int) character, type);
    }
    Number number = (Number) value;
    boolean floating = number instanceof Double || number instanceof Float;
    // Java narrows floating-point numbers to the small types by way of int.
    int whole =
        number instanceof Double d
            ? (int) (double) d
            : number instanceof Float f ? (int) (float) f : number.intValue();
    return switch ((Primitive) type) {
      case BOOLEAN -> value;
      case BYTE -> (byte) whole;
      case SHORT -> (short) whole;
      case CHAR -> (char) whole;
      case INT -> whole;
      case LONG -> floating ? (Object) (long) number.doubleValue() : (Object) number.longValue();
      case FLOAT -> number.floatValue();
      case DOUBLE -> number.doubleValue();
    };
  }

  private Object unary(Expr.Unary unary) {
    Object value = convert(evaluate(unary.operand()), unary.type());
    return switch (unary.op()) {
      case PLUS -> value;
      case NOT -> !(Boolean) value;
      case COMPLEMENT -> value instanceof Long l ? (Object) ~l : (Object) ~(Integer) value;
      case NEGATE ->
          value instanceof Double d
              ? (Object) (-d)
              : value instanceof Float f
                  ? (Object) (-f)
                  : value instanceof Long l ? (Object) (-l) : (Object) (-(Integer) value);
    };
  }

  private Object binary(Expr.Binary binary) {
    BinaryOp op = binary.op();
    Object left = evaluate(binary.left());
    if (op == BinaryOp.CONDITIONAL_AND || op == BinaryOp.CONDITIONAL_OR) {
      boolean first = (Boolean) left;
      return first == (op == BinaryOp.CONDITIONAL_OR) ? first : evaluate(binary.right());
    }
    Object right = evaluate(binary.right());
    if (left instanceof Boolean first && right instanceof Boolean second) {
      return logical(op, first, second);
    }
    if (op.precedence() == BinaryOp.SHL.precedence()) {
      int distance = ((Number) convert(right, Primitive.LONG)).intValue();
      return shift(op, convert(left, binary.type()), distance);
    }
    Type type = Type.promote(binary.left().type(), binary.right().type());
    Object first = convert(left, type);
    Object second = convert(right, type);
    if (type == Primitive.DOUBLE) {
      return doubles(op, (Double) first, (Double) second);
    } else if (type == Primitive.FLOAT) {
      return floats(op, (Float) first, (Float) second);
    } else if (type == Primitive.LONG) {
      return longs(op, (Long) first, (Long) second);
    }
    return ints(op, (Integer) first, (Integer) second);
  }

  private static Object logical(BinaryOp op, boolean a, boolean b) {
    return switch (op) {
      case AND -> a & b;
      case OR -> a | b;
      case XOR, NE -> a ^ b;
      case EQ -> a == b;
      default -> throw new IllegalArgumentException(op.name());
    };
  }

  private static Object shift(BinaryOp op, Object value, int distance) {
    if (value instanceof Long l) {
      return op == BinaryOp.SHL
          ? l << distance
          : op == BinaryOp.SHR ? l >> distance : l >>> distance;
    }
    int i = (Integer) value;
    return op == BinaryOp.SHL ? i << distance : op == BinaryOp.SHR ? i >> distance : i >>> distance;
  }

  private static Object doubles(BinaryOp op, double a, double b) {
    return switch (op) {
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      case DIV -> a / b;
      case REM -> a % b;
      case LT -> a < b;
      case LE -> a <= b;
      case GT -> a > b;
      case GE -> a >= b;
      case EQ -> a == b;
      case NE -> a != b;
      default -> throw new IllegalArgumentException(op.name());
    };
  }

  private static Object floats(BinaryOp op, float a, float b) {
    return switch (op) {
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      case DIV -> a / b;
      case REM -> a % b;
      default -> doubles(op, a, b);
    };
  }

  private static Object longs(BinaryOp op, long a, long b) {
    return switch (op) {
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      case DIV -> a / b;
      case REM -> a % b;
      case AND -> a & b;
      case OR -> a | b;
      case XOR -> a ^ b;
      case LT -> a < b;
      case LE -> a <= b;
      case GT -> a > b;
      case GE -> a >= b;
      case EQ -> a == b;
      case NE -> a != b;
      default -> throw new IllegalArgumentException(op.name());
    };
  }

  private static Object ints(BinaryOp op, int a, int b) {
    Object result = longs(op, a, b);
    return result instanceof Long l ? (Object) (int) (long) l : result;
  }

  private static Object intrinsic(String name, List<Object> arguments) {
    Object first = arguments.get(0);
    if (name.equals("abs")) {
      return first instanceof Double d ? (Object) Math.abs(d) : (Object) Math.abs((Integer) first);
    }
    Object second = arguments.get(1);
    return first instanceof Double d
        ? (Object) Math.max(d, (Double) second)
        : (Object) Math.max((Integer) first, (Integer) second);
  }
}
