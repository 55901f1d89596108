package org.cotangent.processor.emit;

import static org.cotangent.processor.emit.Trees.BOOLEAN;
import static org.cotangent.processor.emit.Trees.DOUBLE;
import static org.cotangent.processor.emit.Trees.FLOAT;
import static org.cotangent.processor.emit.Trees.INT;
import static org.cotangent.processor.emit.Trees.LONG;
import static org.cotangent.processor.emit.Trees.read;
import static org.cotangent.processor.emit.Trees.variable;

import java.util.List;
import java.util.Random;
import org.cotangent.processor.ir.BinaryOp;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.IntrinsicMethod;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Type.Primitive;
import org.cotangent.processor.ir.UnaryOp;
import org.cotangent.processor.ir.Variable;

/** Makes random well-typed trees of scalars, with the values that break careless printers. */
final class RandomTrees {
  static final List<Variable> VARIABLES =
      List.of(
          variable("a", DOUBLE),
          variable("b", DOUBLE),
          variable("f", FLOAT),
          variable("g", FLOAT),
          variable("i", INT),
          variable("j", INT),
          variable("l", LONG),
          variable("yes", BOOLEAN),
          variable("small", Primitive.BYTE),
          variable("letter", Primitive.CHAR));

  private static final List<BinaryOp> ARITHMETIC =
      List.of(BinaryOp.ADD, BinaryOp.SUB, BinaryOp.MUL, BinaryOp.DIV, BinaryOp.REM);
  private static final List<BinaryOp> SHIFTS = List.of(BinaryOp.SHL, BinaryOp.SHR, BinaryOp.USHR);
  private static final List<BinaryOp> BITS = List.of(BinaryOp.AND, BinaryOp.OR, BinaryOp.XOR);
  private static final List<BinaryOp> COMPARISONS =
      List.of(BinaryOp.LT, BinaryOp.LE, BinaryOp.GT, BinaryOp.GE, BinaryOp.EQ, BinaryOp.NE);
  private static final List<BinaryOp> LOGIC =
      List.of(
          BinaryOp.CONDITIONAL_AND,
          BinaryOp.CONDITIONAL_OR,
          BinaryOp.AND,
          BinaryOp.XOR,
          BinaryOp.EQ,
          BinaryOp.NE);
  private static final List<Type> NUMBERS = List.of(DOUBLE, FLOAT, INT, LONG);
  private static final double[] DOUBLES = {
    0,
    -0.0,
    1,
    -1,
    2,
    -2,
    0.5,
    -0.1,
    3,
    1e300,
    1e-310,
    16777217,
    2147483648.0,
    Double.NaN,
    Double.NEGATIVE_INFINITY
  };
  private static final long[] WHOLES = {0, 1, -1, 2, -3, 7, Integer.MIN_VALUE, Integer.MAX_VALUE};

  private final Random random;

  RandomTrees(Random random) {
    this.random = random;
  }

  /** A value for a variable. */
  Object value(Type type) {
    Object wide =
        type == BOOLEAN
            ? (Object) random.nextBoolean()
            : (Object) DOUBLES[random.nextInt(DOUBLES.length)];
    if (type.isFloating() && random.nextBoolean()) {
      wide = random.nextGaussian();
    }
    return Evaluator.convert(wide, type);
  }

  /** A tree with this type; deeper ones for a larger size. */
  Expr expr(Type type, int size) {
    if (size <= 0 || random.nextInt(8) == 0) {
      return random.nextInt(3) > 0 ? leaf(type) : literal(type);
    }
    return type == BOOLEAN ? condition(size - 1) : number(type, size - 1);
  }

  /** A type of number. */
  Type type() {
    return pick(NUMBERS);
  }

  /**
   * An operand for an operation whose result has this type: of the type itself, or of one that is
   * promoted to it.
   */
  Expr operand(Type type, int size) {
    List<Type> narrower = NUMBERS.stream().filter(t -> Type.promote(t, type) == type).toList();
    return expr(random.nextInt(3) > 0 ? type : pick(narrower), size);
  }

  private Expr number(Type type, int size) {
    boolean whole = type.isIntegral();
    return switch (random.nextInt(whole ? 8 : 6)) {
      case 0 ->
          new Expr.Unary(
              random.nextInt(4) > 0 ? UnaryOp.NEGATE : UnaryOp.PLUS, expr(type, size), type);
      case 1 -> new Expr.Cast(type, expr(random.nextInt(4) > 0 ? type() : type, size));
      case 2 -> new Expr.Conditional(expr(BOOLEAN, size), expr(type, size), expr(type, size), type);
      case 3 -> type == DOUBLE || type == INT ? intrinsic(type, size) : arithmetic(type, size);
      case 6 ->
          new Expr.Binary(
              pick(SHIFTS), expr(type, size), expr(random.nextBoolean() ? INT : LONG, size), type);
      case 7 ->
          random.nextInt(3) > 0
              ? new Expr.Binary(pick(BITS), expr(type, size), operand(type, size), type)
              : new Expr.Unary(UnaryOp.COMPLEMENT, expr(type, size), type);
      default -> arithmetic(type, size);
    };
  }

  private Expr arithmetic(Type type, int size) {
    BinaryOp op = pick(ARITHMETIC);
    Expr left = expr(type, size);
    boolean divides = op == BinaryOp.DIV || op == BinaryOp.REM;
    if (divides && type.isIntegral()) {
      // javac warns of a constant zero
      return new Expr.Binary(op, left, leaf(type), type);
    }
    Expr right = operand(type, size);
    return random.nextInt(3) == 0 && !divides
        ? new Expr.Binary(op, right, left, type)
        : new Expr.Binary(op, left, right, type);
  }

  private Expr condition(int size) {
    return switch (random.nextInt(4)) {
      case 0 -> new Expr.Binary(pick(COMPARISONS), expr(type(), size), expr(type(), size), BOOLEAN);
      case 1 -> new Expr.Unary(UnaryOp.NOT, expr(BOOLEAN, size), BOOLEAN);
      case 2 -> new Expr.Binary(pick(LOGIC), expr(BOOLEAN, size), expr(BOOLEAN, size), BOOLEAN);
      default ->
          new Expr.Conditional(
              expr(BOOLEAN, size), expr(BOOLEAN, size), expr(BOOLEAN, size), BOOLEAN);
    };
  }

  private Expr intrinsic(Type type, int size) {
    if (random.nextBoolean()) {
      IntrinsicMethod abs = new IntrinsicMethod("java.lang.Math", "abs", List.of(type), type);
      return new Expr.Intrinsic(abs, List.of(expr(type, size)));
    }
    IntrinsicMethod max = new IntrinsicMethod("java.lang.Math", "max", List.of(type, type), type);
    return new Expr.Intrinsic(max, List.of(expr(type, size), expr(type, size)));
  }

  private Expr leaf(Type type) {
    Expr variable = read(pick(VARIABLES.stream().filter(v -> v.type() == type).toList()));
    if (type == INT && random.nextInt(5) == 0) {
      // a byte or a char, made an int by a sign
      Expr small = read(VARIABLES.get(VARIABLES.size() - 1 - random.nextInt(2)));
      return new Expr.Unary(random.nextBoolean() ? UnaryOp.PLUS : UnaryOp.NEGATE, small, INT);
    }
    return variable;
  }

  private Expr literal(Type type) {
    if (type == BOOLEAN) {
      return Expr.Literal.of(random.nextBoolean(), type);
    }
    Object wide =
        type.isFloating()
            ? (Object) DOUBLES[random.nextInt(DOUBLES.length)]
            : (Object) WHOLES[random.nextInt(WHOLES.length)];
    Object value = Evaluator.convert(wide, type);
    return new Expr.Literal(value, type, random.nextBoolean() ? null : value.toString());
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
