package org.cotangent.processor.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cotangent.processor.ir.BinaryOp;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.UnaryOp;
import org.cotangent.processor.ir.Variable;

/**
 * Puts the arguments of a call in the place of a rule's placeholders.
 *
 * <p>A call widens its arguments, an operator need not: in {@code Math.atan(n)} with an int {@code
 * n} the partial's {@code x * x} is a product of doubles. So where an argument is narrower than its
 * parameter and the arithmetic would notice, a cast is added.
 */
final class Substitution {
  private final MethodLookup methods;
  private final Map<Variable, Expr> replacements;

  Substitution(MethodLookup methods, Map<Variable, Expr> replacements) {
    this.methods = methods;
    this.replacements = Map.copyOf(replacements);
  }

  Expr apply(Expr expression) {
    if (expression instanceof Expr.Literal) {
      return expression;
    }
    if (expression instanceof Expr.VariableRead read) {
      return replacements.getOrDefault(read.variable(), read);
    }
    if (expression instanceof Expr.Unary unary) {
      return unary(unary);
    }
    if (expression instanceof Expr.Binary binary) {
      return binary(binary);
    }
    if (expression instanceof Expr.Conditional conditional) {
      return conditional(conditional);
    }
    if (expression instanceof Expr.Intrinsic call) {
      return call(call);
    }
    throw new IllegalArgumentException("not part of a partial: " + expression);
  }

  private Expr unary(Expr.Unary unary) {
    Expr operand = apply(unary.operand());
    if (unary.op() == UnaryOp.NEGATE && unary.type().isFloating() && !operand.type().isFloating()) {
      // The minus of an integer has no -0 and may overflow.
      operand = widen(operand, unary.type());
    }
    Type type = unary.op() == UnaryOp.NOT ? unary.type() : operand.type();
    return new Expr.Unary(unary.op(), operand, type);
  }

  private Expr binary(Expr.Binary binary) {
    Expr left = apply(binary.left());
    Expr right = apply(binary.right());
    if (binary.op() == BinaryOp.CONDITIONAL_AND || binary.op() == BinaryOp.CONDITIONAL_OR) {
      return new Expr.Binary(binary.op(), left, right, binary.type());
    }
    Type wanted = Type.promote(binary.left().type(), binary.right().type());
    Type actual = Type.promote(left.type(), right.type());
    // Comparing floats, or ints, gives the same answer without widening them; comparing longs may
    // not.
    boolean notices = !binary.op().isComparison() || actual == Type.Primitive.LONG;
    if (actual != wanted && notices) {
      if (left.type() != binary.left().type()) {
        left = widen(left, wanted);
      } else {
        right = widen(right, wanted);
      }
    }
    return new Expr.Binary(binary.op(), left, right, binary.type());
  }

  private Expr conditional(Expr.Conditional conditional) {
    Expr whenTrue = apply(conditional.whenTrue());
    Expr whenFalse = apply(conditional.whenFalse());
    return new Expr.Conditional(
        apply(conditional.condition()),
        whenTrue,
        whenFalse,
        Type.promote(whenTrue.type(), whenFalse.type()));
  }

  private Expr call(Expr.Intrinsic call) {
    boolean overloaded = methods.isOverloaded(call.method());
    List<Expr> arguments = new ArrayList<>();
    for (int i = 0; i < call.arguments().size(); i++) {
      Expr original = call.arguments().get(i);
      Expr argument = apply(original);
      // With another type the printed call could mean another overload.
      arguments.add(
          overloaded && argument.type() != original.type()
              ? widen(argument, call.method().parameterTypes().get(i))
              : argument);
    }
    return new Expr.Intrinsic(call.method(), arguments);
  }

  private static Expr widen(Expr expression, Type type) {
    if (expression instanceof Expr.Literal literal && literal.value() instanceof Number number) {
      return type == Type.Primitive.DOUBLE
          ? Expr.Literal.of(number.doubleValue(), type)
          : Expr.Literal.of(number.floatValue(), type);
    }
    return new Expr.Cast(type, expression);
  }
}
