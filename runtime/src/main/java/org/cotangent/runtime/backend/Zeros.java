package org.cotangent.runtime.backend;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A formula some of whose inputs are the symbolic zero: what is left of it. The zero is a strong
 * one, as for adjoints everywhere: zero times anything is zero, even infinity, and so is zero
 * divided by anything. What is left mentions the other inputs only, so these alone give the result
 * its shape: of {@code x + zero / row} only {@code x} is left, whose shape the result has.
 */
final class Zeros {
  private final Formula formula;
  private final BitSet zeros;

  /** The new position of each input. */
  private final int[] position;

  private Zeros(Formula formula, BitSet zeros, int[] position) {
    this.formula = formula;
    this.zeros = zeros;
    this.position = position;
  }

  /** The formula in the other inputs that still matter; its value is the number 0 if it is zero. */
  static Formula simplify(Formula formula, BitSet zeros) {
    int[] identity = new int[formula.inputs().size()];
    for (int i = 0; i < identity.length; i++) {
      identity[i] = i;
    }
    Formula.Node left = new Zeros(formula, zeros, identity).node(formula.root());
    BitSet used = new BitSet();
    mentioned(left, used);
    List<String> inputs = new ArrayList<>();
    int[] position = new int[identity.length];
    for (int i = used.nextSetBit(0); i >= 0; i = used.nextSetBit(i + 1)) {
      position[i] = inputs.size();
      inputs.add(formula.inputs().get(i));
    }
    Formula.Node root = new Zeros(formula, new BitSet(), position).node(left);
    return new Formula(text(formula, zeros), inputs, formula.scalars(), root);
  }

  private static String text(Formula formula, BitSet zeros) {
    StringBuilder text = new StringBuilder(formula.text()).append(" where");
    for (int i = zeros.nextSetBit(0); i >= 0; i = zeros.nextSetBit(i + 1)) {
      text.append(' ').append(formula.inputs().get(i)).append(" = 0");
    }
    return text.toString();
  }

  /** Whether it is the number 0. */
  static boolean isZero(Formula.Node node) {
    return node instanceof Formula.Number number && number.value() == 0;
  }

  private Formula.Node node(Formula.Node node) {
    if (node instanceof Formula.Input input) {
      return zeros.get(input.index())
          ? new Formula.Number(0)
          : new Formula.Input(position[input.index()]);
    }
    if (node instanceof Formula.Negate negate) {
      Formula.Node operand = node(negate.operand());
      return isZero(operand) ? operand : new Formula.Negate(operand);
    }
    if (node instanceof Formula.Arithmetic arithmetic) {
      return arithmetic(arithmetic, node(arithmetic.left()), node(arithmetic.right()));
    }
    if (node instanceof Formula.Call call) {
      return call(call, call.arguments().stream().map(this::node).toList());
    }
    if (node instanceof Formula.Choice choice) {
      Object condition = condition(choice.condition());
      if (condition instanceof Boolean known) {
        return node(known ? choice.whenTrue() : choice.whenFalse());
      }
      Formula.Node whenTrue = node(choice.whenTrue());
      Formula.Node whenFalse = node(choice.whenFalse());
      return isZero(whenTrue) && isZero(whenFalse)
          ? whenTrue
          : new Formula.Choice((Formula.Condition) condition, whenTrue, whenFalse);
    }
    return node;
  }

  private static Formula.Node arithmetic(
      Formula.Arithmetic arithmetic, Formula.Node left, Formula.Node right) {
    switch (arithmetic.operator()) {
      case '+':
        if (isZero(left)) {
          return right;
        }
        if (isZero(right)) {
          return left;
        }
        break;
      case '-':
        if (isZero(right)) {
          return left;
        }
        if (isZero(left)) {
          return new Formula.Negate(right);
        }
        break;
      case '*':
        if (isZero(left) || isZero(right)) {
          return new Formula.Number(0);
        }
        break;
      default:
        if (isZero(left)) {
          return left;
        }
    }
    return new Formula.Arithmetic(arithmetic.operator(), left, right);
  }

  private static Formula.Node call(Formula.Call call, List<Formula.Node> arguments) {
    if (call.function() == Formula.Function.FMA
        && (isZero(arguments.get(0)) || isZero(arguments.get(1)))) {
      return arguments.get(2);
    }
    return new Formula.Call(call.function(), arguments);
  }

  /** A {@link Boolean} if it is known, else a condition. */
  private Object condition(Formula.Condition condition) {
    if (condition instanceof Formula.Comparison comparison) {
      Formula.Node left = node(comparison.left());
      Formula.Node right = node(comparison.right());
      if (left instanceof Formula.Number a && right instanceof Formula.Number b) {
        return compare(comparison.operator(), a.value(), b.value());
      }
      return new Formula.Comparison(comparison.operator(), left, right);
    }
    if (condition instanceof Formula.Not not) {
      Object operand = condition(not.operand());
      return operand instanceof Boolean known
          ? (Object) !known
          : new Formula.Not((Formula.Condition) operand);
    }
    Formula.Junction junction = (Formula.Junction) condition;
    Object left = condition(junction.left());
    Object right = condition(junction.right());
    if (left instanceof Boolean known) {
      return known == junction.and() ? right : left;
    }
    if (right instanceof Boolean known) {
      return known == junction.and() ? left : right;
    }
    return new Formula.Junction(
        junction.and(), (Formula.Condition) left, (Formula.Condition) right);
  }

  private boolean compare(String operator, double a, double b) {
    return switch (operator) {
      case "<" -> a < b;
      case "<=" -> a <= b;
      case ">" -> a > b;
      case ">=" -> a >= b;
      case "==" -> a == b;
      case "!=" -> a != b;
      default -> throw new IllegalStateException(operator + " in " + formula);
    };
  }

  private static void mentioned(Formula.Node node, BitSet used) {
    if (node instanceof Formula.Input input) {
      used.set(input.index());
    } else if (node instanceof Formula.Negate negate) {
      mentioned(negate.operand(), used);
    } else if (node instanceof Formula.Arithmetic arithmetic) {
      mentioned(arithmetic.left(), used);
      mentioned(arithmetic.right(), used);
    } else if (node instanceof Formula.Call call) {
      call.arguments().forEach(argument -> mentioned(argument, used));
    } else if (node instanceof Formula.Choice choice) {
      mentioned(choice.condition(), used);
      mentioned(choice.whenTrue(), used);
      mentioned(choice.whenFalse(), used);
    }
  }

  private static void mentioned(Formula.Condition condition, BitSet used) {
    if (condition instanceof Formula.Comparison comparison) {
      mentioned(comparison.left(), used);
      mentioned(comparison.right(), used);
    } else if (condition instanceof Formula.Not not) {
      mentioned(not.operand(), used);
    } else if (condition instanceof Formula.Junction junction) {
      mentioned(junction.left(), used);
      mentioned(junction.right(), used);
    }
  }
}
