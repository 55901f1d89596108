package org.cotangent.runtime.backend;

/**
 * Evaluates a formula for one element, in the plainest way. Floats are computed as doubles and
 * rounded each time.
 */
final class FormulaOracle {
  private final double[] scalars;
  private final View[] inputs;
  private final int columns;
  private final boolean single;
  private int i;
  private int j;

  FormulaOracle(double[] scalars, View[] inputs, int columns, Precision precision) {
    this.scalars = scalars;
    this.inputs = inputs;
    this.columns = columns;
    this.single = precision == Precision.FLOAT;
  }

  double value(Formula formula, int i, int j) {
    this.i = i;
    this.j = j;
    return value(formula.root());
  }

  private double value(Formula.Node node) {
    double value = exact(node);
    return single ? (float) value : value;
  }

  private double exact(Formula.Node node) {
    if (node instanceof Formula.Number number) {
      return number.value();
    }
    if (node instanceof Formula.Input input) {
      View view = inputs[input.index()];
      int index = view.offset() + i * view.rowStride() + j * view.columnStride();
      HostBuffer buffer = (HostBuffer) view.buffer();
      return buffer.precision() == Precision.DOUBLE
          ? buffer.doubles()[index]
          : buffer.floats()[index];
    }
    if (node instanceof Formula.Scalar scalar) {
      return scalars[scalar.index()];
    }
    if (node instanceof Formula.Negate negate) {
      return -value(negate.operand());
    }
    if (node instanceof Formula.Arithmetic arithmetic) {
      double left = value(arithmetic.left());
      double right = value(arithmetic.right());
      return switch (arithmetic.operator()) {
        case '+' -> left + right;
        case '-' -> left - right;
        case '*' -> left * right;
        default -> left / right;
      };
    }
    if (node instanceof Formula.Choice choice) {
      return value(holds(choice.condition()) ? choice.whenTrue() : choice.whenFalse());
    }
    Formula.Call call = (Formula.Call) node;
    double[] arguments = new double[call.arguments().size()];
    for (int k = 0; k < arguments.length; k++) {
      arguments[k] = value(call.arguments().get(k));
    }
    return call(call.function(), arguments);
  }

  private boolean holds(Formula.Condition condition) {
    if (condition instanceof Formula.Junction junction) {
      return junction.and()
          ? holds(junction.left()) && holds(junction.right())
          : holds(junction.left()) || holds(junction.right());
    }
    if (condition instanceof Formula.Not not) {
      return !holds(not.operand());
    }
    Formula.Comparison comparison = (Formula.Comparison) condition;
    double left = value(comparison.left());
    double right = value(comparison.right());
    return switch (comparison.operator()) {
      case "<" -> left < right;
      case "<=" -> left <= right;
      case ">" -> left > right;
      case ">=" -> left >= right;
      case "==" -> left == right;
      default -> left != right;
    };
  }

  private double call(Formula.Function function, double[] a) {
    return switch (function) {
      case ABS -> Math.abs(a[0]);
      case ACOS -> Math.acos(a[0]);
      case ASIN -> Math.asin(a[0]);
      case ATAN -> Math.atan(a[0]);
      case ATAN2 -> Math.atan2(a[0], a[1]);
      case CBRT -> Math.cbrt(a[0]);
      case CEIL -> Math.ceil(a[0]);
      case COS -> Math.cos(a[0]);
      case COSH -> Math.cosh(a[0]);
      case EXP -> Math.exp(a[0]);
      case EXPM1 -> Math.expm1(a[0]);
      case FLOOR -> Math.floor(a[0]);
      case FMA ->
          single ? Math.fma((float) a[0], (float) a[1], (float) a[2]) : Math.fma(a[0], a[1], a[2]);
      case HYPOT -> Math.hypot(a[0], a[1]);
      case LOG -> Math.log(a[0]);
      case LOG10 -> Math.log10(a[0]);
      case LOG1P -> Math.log1p(a[0]);
      case MAX -> Math.max(a[0], a[1]);
      case MIN -> Math.min(a[0], a[1]);
      case POW -> Math.pow(a[0], a[1]);
      case RINT -> Math.rint(a[0]);
      case SIGNUM -> Math.signum(a[0]);
      case SIN -> Math.sin(a[0]);
      case SINH -> Math.sinh(a[0]);
      case SQRT -> Math.sqrt(a[0]);
      case TAN -> Math.tan(a[0]);
      case TANH -> Math.tanh(a[0]);
      case UNIFORM -> Formula.uniform((int) a[0], i * columns + j);
    };
  }
}
