package org.cotangent.processor.rules;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.ExpressionParts;
import org.cotangent.processor.ir.OperationRule;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;

/** Reads the texts of an annotation that says how an operation on matrices is differentiated. */
public final class OperationText {
  private static final Pattern ENTRY = Pattern.compile("\\s*(\\w+)\\s*:(.*)", Pattern.DOTALL);
  private static final Pattern CALL =
      Pattern.compile("\\s*((?:\\w+\\.)+)(\\w+)\\s*\\(([^()]*)\\)\\s*", Pattern.DOTALL);
  private static final Pattern SUMS =
      Pattern.compile("\\s*(sum|rowSums|columnSums)\\s*\\((.*)\\)\\s*", Pattern.DOTALL);

  private final List<Variable> parameters;
  private final Type result;

  private OperationText(List<Variable> parameters, Type result) {
    this.parameters = parameters;
    this.result = result;
  }

  /**
   * The rule that an annotation gives.
   *
   * @param parameters a placeholder for each parameter, the receiver {@code self} first
   * @param result the type of the result
   * @param formula empty for an operation that is not elementwise
   * @param adjoints entries {@code "name: how"}
   * @throws IllegalArgumentException when something is wrong with the texts, with the reason
   */
  public static OperationRule read(
      List<Variable> parameters, Type result, String formula, List<String> adjoints) {
    OperationText text = new OperationText(parameters, result);
    Expr computed = null;
    if (!formula.isBlank()) {
      if (!result.isMatrix()) {
        throw new IllegalArgumentException("a formula gives a Matrix, but the result is " + result);
      }
      computed = text.formula(formula, false);
    }
    Map<Integer, OperationRule.Adjoint> rules = new TreeMap<>();
    for (String adjoint : adjoints) {
      Matcher entry = ENTRY.matcher(adjoint);
      if (!entry.matches()) {
        throw new IllegalArgumentException("'" + adjoint + "' is not of the form 'name: how'");
      }
      int position = text.position(entry.group(1));
      if (rules.put(position, text.adjoint(parameters.get(position), entry.group(2))) != null) {
        throw new IllegalArgumentException("'" + entry.group(1) + "' has two adjoints");
      }
    }
    if (!rules.isEmpty() && !result.isDifferentiable()) {
      throw new IllegalArgumentException("a result of type " + result + " has no adjoint");
    }
    return new OperationRule(parameters, computed, rules);
  }

  private int position(String name) {
    for (int k = 0; k < parameters.size(); k++) {
      if (parameters.get(k).name().equals(name)) {
        return k;
      }
    }
    throw new IllegalArgumentException(
        "'"
            + name
            + "' is no parameter: there are "
            + String.join(", ", parameters.stream().map(Variable::name).toList()));
  }

  private OperationRule.Adjoint adjoint(Variable of, String how) {
    boolean matrix = of.type().isMatrix();
    if (!matrix && !of.type().isFloating()) {
      throw new IllegalArgumentException(
          "'" + of.name() + "' is no Matrix, double or float, so it has no adjoint");
    }
    Matcher call = CALL.matcher(how);
    if (call.matches()) {
      return byMethod(of, call);
    }
    Matcher sums = SUMS.matcher(how);
    boolean reduces = sums.matches() && closesAtEnd(sums.group(2));
    Expr.Reduction reduction =
        !reduces
            ? Expr.Reduction.NONE
            : switch (sums.group(1)) {
              case "sum" -> Expr.Reduction.SUM;
              case "rowSums" -> Expr.Reduction.ROW_SUMS;
              default -> Expr.Reduction.COLUMN_SUMS;
            };
    if (matrix == (reduction == Expr.Reduction.SUM)) {
      throw new IllegalArgumentException(
          matrix
              ? "the adjoint of the Matrix '" + of.name() + "' is no number"
              : "the adjoint of the number '" + of.name() + "' is a number: sum(...)");
    }
    Expr formula = formula(reduces ? sums.group(2) : how, true);
    boolean shaped =
        ExpressionParts.variables(formula).stream().anyMatch(each -> each.type().isMatrix());
    if (!shaped) {
      throw new IllegalArgumentException(
          "the adjoint of '" + of.name() + "' mentions no Matrix, so it has no shape");
    }
    return new OperationRule.ByFormula(formula, reduction);
  }

  /** Whether {@code a) * (b} is not what stands between the parentheses. */
  private static boolean closesAtEnd(String inner) {
    int depth = 0;
    for (char c : inner.toCharArray()) {
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (depth < 0) {
        return false;
      }
    }
    return depth == 0;
  }

  private OperationRule.Adjoint byMethod(Variable of, Matcher call) {
    List<String> arguments =
        call.group(3).isBlank()
            ? List.of()
            : Arrays.stream(call.group(3).split(",")).map(String::strip).toList();
    for (String argument : arguments) {
      boolean own =
          List.of(OperationRule.RESULT, OperationRule.ADJOINT, OperationRule.SUM)
              .contains(argument);
      if (!own) {
        position(argument);
      }
    }
    if (!arguments.contains(OperationRule.ADJOINT)) {
      throw new IllegalArgumentException("the adjoint of '" + of.name() + "' uses no 'adjoint'");
    }
    if (of.type().isMatrix() != arguments.contains(OperationRule.SUM)) {
      throw new IllegalArgumentException(
          of.type().isMatrix()
              ? "the adjoint of the Matrix '" + of.name() + "' has to be given 'sum'"
              : "the adjoint of the number '" + of.name() + "' is not given 'sum'");
    }
    String owner = call.group(1);
    return new OperationRule.ByMethod(
        owner.substring(0, owner.length() - 1), call.group(2), arguments);
  }

  private Expr formula(String text, boolean adjoint) {
    Map<String, Variable> names = new LinkedHashMap<>();
    for (Variable parameter : parameters) {
      if (parameter.type().isMatrix() || parameter.type() instanceof Type.Primitive) {
        names.put(parameter.name(), parameter);
      }
    }
    if (adjoint) {
      names.put(OperationRule.RESULT, placeholder(OperationRule.RESULT, result));
      names.put(OperationRule.ADJOINT, placeholder(OperationRule.ADJOINT, result));
    }
    try {
      return FormulaParser.parse(names, text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("in '" + text.strip() + "': " + e.getMessage(), e);
    }
  }

  /** The variable that stands for something of this name in a rule. */
  public static Variable placeholder(String name, Type type) {
    return new Variable(name, type, -1);
  }
}
