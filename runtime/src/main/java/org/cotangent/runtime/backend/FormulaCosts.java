package org.cotangent.runtime.backend;

/** About how many arithmetic operations a formula takes for one element. */
final class FormulaCosts {
  private static final int TRANSCENDENTAL = 16;

  private FormulaCosts() {}

  static int of(Formula.Node node) {
    if (node instanceof Formula.Negate negate) {
      return 1 + of(negate.operand());
    }
    if (node instanceof Formula.Arithmetic arithmetic) {
      return 1 + of(arithmetic.left()) + of(arithmetic.right());
    }
    if (node instanceof Formula.Choice choice) {
      return 1 + of(choice.condition()) + of(choice.whenTrue()) + of(choice.whenFalse());
    }
    if (node instanceof Formula.Call call) {
      int cost = of(call.function());
      for (Formula.Node argument : call.arguments()) {
        cost += of(argument);
      }
      return cost;
    }
    return 0;
  }

  private static int of(Formula.Condition condition) {
    if (condition instanceof Formula.Comparison comparison) {
      return 1 + of(comparison.left()) + of(comparison.right());
    }
    if (condition instanceof Formula.Junction junction) {
      return 1 + of(junction.left()) + of(junction.right());
    }
    return condition instanceof Formula.Not not ? 1 + of(not.operand()) : 0;
  }

  private static int of(Formula.Function function) {
    return switch (function) {
      case ABS, CEIL, FLOOR, FMA, MAX, MIN, RINT, SIGNUM -> 1;
      case SQRT, UNIFORM -> 4;
      default -> TRANSCENDENTAL;
    };
  }
}
