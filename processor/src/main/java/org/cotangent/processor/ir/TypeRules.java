package org.cotangent.processor.ir;

import java.util.List;

/** Java's rules about which primitive types fit where (JLS 5.1.2, 5.2, 15.17 to 15.24). */
public final class TypeRules {
  private static final List<Type.Primitive> WIDENING =
      List.of(
          Type.Primitive.BYTE,
          Type.Primitive.SHORT,
          Type.Primitive.INT,
          Type.Primitive.LONG,
          Type.Primitive.FLOAT,
          Type.Primitive.DOUBLE);

  private TypeRules() {}

  /** Whether a value of one type may stand where another is asked for, without a cast. */
  public static boolean widens(Type from, Type to) {
    if (from.equals(to)) {
      return true;
    }
    if (from instanceof Type.Primitive && to instanceof Type.Primitive) {
      int start = WIDENING.indexOf(from == Type.Primitive.CHAR ? Type.Primitive.INT : from);
      return start >= 0 && WIDENING.indexOf(to) >= start && WIDENING.indexOf(to) >= 0;
    }
    if (from instanceof Type.ValueType || to instanceof Type.ValueType) {
      return from.equals(NULL) || to.equals(from);
    }
    // references are data: which of them fits which is javac's business, and it has judged already
    return !(from instanceof Type.Primitive)
            && !(to instanceof Type.Primitive)
            && from.leaf() instanceof Type.Primitive == to.leaf() instanceof Type.Primitive
        || from.equals(NULL);
  }

  /** The type of {@code null}. */
  public static final Type NULL = new Type.ReferenceType("java.lang.Object");

  /** The type of text. */
  public static final Type STRING = new Type.ReferenceType("java.lang.String");

  /**
   * Whether a value may be assigned: it widens, or is an int literal that a narrow integral type
   * takes.
   */
  public static boolean assignable(Type target, Expr value) {
    return widens(value.type(), target) || isNarrowLiteral(target, value);
  }

  /**
   * Whether this is an int or char literal, maybe negated, assigned to byte, short or char (JLS
   * 5.2).
   */
  public static boolean isNarrowLiteral(Type target, Expr value) {
    boolean narrow =
        target == Type.Primitive.BYTE
            || target == Type.Primitive.SHORT
            || target == Type.Primitive.CHAR;
    Expr inner = value instanceof Expr.Unary unary ? unary.operand() : value;
    return narrow
        && inner instanceof Expr.Literal literal
        && (literal.value() instanceof Integer || literal.value() instanceof Character);
  }

  /** Whether the operands of a binary expression fit its operator, and its result type follows. */
  static boolean binary(Expr.Binary binary) {
    Type left = binary.left().type();
    Type right = binary.right().type();
    Type result = binary.type();
    boolean numbers = isNumber(left) && isNumber(right);
    boolean booleans = left == Type.Primitive.BOOLEAN && right == Type.Primitive.BOOLEAN;
    switch (binary.op()) {
      case MUL:
      case DIV:
      case REM:
      case ADD:
      case SUB:
        return numbers && result == Type.promote(left, right)
            || binary.op() == BinaryOp.ADD && result.equals(STRING);
      case SHL:
      case SHR:
      case USHR:
        return left.isIntegral()
            && right.isIntegral()
            && result == Type.promote(left, Type.Primitive.INT);
      case LT:
      case LE:
      case GT:
      case GE:
        return numbers && result == Type.Primitive.BOOLEAN;
      case EQ:
      case NE:
        boolean references =
            !(left instanceof Type.Primitive) && !(right instanceof Type.Primitive);
        return (numbers || booleans || references) && result == Type.Primitive.BOOLEAN;
      case AND:
      case XOR:
      case OR:
        return booleans
            ? result == Type.Primitive.BOOLEAN
            : left.isIntegral() && right.isIntegral() && result == Type.promote(left, right);
      case CONDITIONAL_AND:
      case CONDITIONAL_OR:
        return booleans && result == Type.Primitive.BOOLEAN;
      default:
        throw new IllegalStateException("no rule for " + binary.op());
    }
  }

  private static boolean isNumber(Type type) {
    return type.isIntegral() || type.isFloating();
  }
}
