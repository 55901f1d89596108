package org.cotangent.runtime.opencl;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.cotangent.runtime.backend.Formula;
import org.cotangent.runtime.backend.Precision;

/**
 * Writes a formula as a function of OpenCL C, for one element ({@code value1}) or for a vector of
 * {@code n} ({@code value<n>}). Its parameters are an element (vector) of each input, the scalars,
 * and the place of the element (the places of the vector's elements) in row-major order.
 */
final class FormulaCode {
  private final Precision precision;
  private final int width;
  private final Set<Formula.Function> functions = EnumSet.noneOf(Formula.Function.class);
  private boolean division;

  private FormulaCode(Precision precision, int width) {
    this.precision = precision;
    this.width = width;
  }

  /** The function, and those that it needs, {@code more} among them. */
  static String function(
      Formula formula,
      Precision precision,
      int width,
      DeviceInfo info,
      Set<Formula.Function> more) {
    FormulaCode code = new FormulaCode(precision, width);
    String expression = code.node(formula.root());
    code.functions.addAll(more);
    StringBuilder text = new StringBuilder();
    text.append(FormulaFunctions.text(code.functions, code.division, precision, width, info));
    text.append("static ").append(code.type()).append(" value").append(width).append('(');
    for (int k = 0; k < formula.inputs().size(); k++) {
      text.append(code.type()).append(" x").append(k).append(", ");
    }
    for (int k = 0; k < formula.scalars().size(); k++) {
      text.append("REAL s").append(k).append(", ");
    }
    text.append("uint").append(width == 1 ? "" : width).append(" place) {\n  return ");
    return text.append(expression).append(";\n}\n").toString();
  }

  /** {@code REAL} or {@code REAL16}. */
  static String type(int width) {
    return width == 1 ? "REAL" : "REAL" + width;
  }

  private String type() {
    return type(width);
  }

  private String node(Formula.Node node) {
    if (node instanceof Formula.Number number) {
      return splat(literal(number.value()));
    }
    if (node instanceof Formula.Input input) {
      return "x" + input.index();
    }
    if (node instanceof Formula.Scalar scalar) {
      return splat("s" + scalar.index());
    }
    if (node instanceof Formula.Negate negate) {
      return "(-" + node(negate.operand()) + ")";
    }
    if (node instanceof Formula.Arithmetic arithmetic) {
      String left = node(arithmetic.left());
      String right = node(arithmetic.right());
      division |= arithmetic.operator() == '/';
      return arithmetic.operator() == '/'
          ? "divide" + width + "(" + left + ", " + right + ")"
          : "(" + left + " " + arithmetic.operator() + " " + right + ")";
    }
    if (node instanceof Formula.Choice choice) {
      return "("
          + condition(choice.condition())
          + " ? "
          + node(choice.whenTrue())
          + " : "
          + node(choice.whenFalse())
          + ")";
    }
    return call((Formula.Call) node);
  }

  private String call(Formula.Call call) {
    functions.add(call.function());
    StringBuilder text = new StringBuilder();
    text.append(call.function().name().toLowerCase(Locale.ROOT)).append('_').append(width);
    String separator = "(";
    for (Formula.Node argument : call.arguments()) {
      text.append(separator).append(node(argument));
      separator = ", ";
    }
    if (call.function() == Formula.Function.UNIFORM) {
      text.append(", place");
    }
    return text.append(')').toString();
  }

  // comparisons of vectors are all bits or none, those of numbers 1 or 0: & and | suit both

  private String condition(Formula.Condition condition) {
    if (condition instanceof Formula.Junction junction) {
      return "("
          + condition(junction.left())
          + (junction.and() ? " & " : " | ")
          + condition(junction.right())
          + ")";
    }
    if (condition instanceof Formula.Not not) {
      return "(" + condition(not.operand()) + " == 0)";
    }
    Formula.Comparison comparison = (Formula.Comparison) condition;
    return "("
        + node(comparison.left())
        + " "
        + comparison.operator()
        + " "
        + node(comparison.right())
        + ")";
  }

  private String splat(String number) {
    return "((" + type() + ")(" + number + "))";
  }

  private String literal(double value) {
    if (precision == Precision.DOUBLE) {
      return Double.isInfinite(value) ? "(double)INFINITY" : Double.toHexString(value);
    }
    float rounded = (float) value;
    return Float.isInfinite(rounded) ? "INFINITY" : Float.toHexString(rounded) + "f";
  }
}
