package org.cotangent.processor.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;

/** Finds rules by their signature's text and computes their partials at points. */
final class Rules {

  private Rules() {}

  /** The rule of a method such as {@code java.lang.Math.atan2(double,double)}. */
  static Rule named(String method) {
    return RuleTable.standard().all().stream()
        .filter(rule -> rule.method().key().toString().equals(method))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no rule for " + method));
  }

  /** The value of the method; numbers widen to its parameters. */
  static Number value(Rule rule, List<? extends Number> arguments) {
    return (Number) Evaluator.invoke(rule.method(), new ArrayList<>(arguments));
  }

  /** The partial at a point, computed from variables of the parameters' types. */
  static double partial(Rule rule, int index, List<? extends Number> point, boolean strict) {
    return partial(rule, index, point, value(rule, point), strict);
  }

  /** The same for a given value of the method. */
  static double partial(
      Rule rule, int index, List<? extends Number> point, Number value, boolean strict) {
    List<Expr> arguments = new ArrayList<>();
    Map<Variable, Object> values = new HashMap<>();
    for (int i = 0; i < point.size(); i++) {
      Type type = rule.method().parameterTypes().get(i);
      Variable variable = new Variable("argument" + i, type, i);
      arguments.add(new Expr.VariableRead(variable));
      values.put(variable, in(type, point.get(i)));
    }
    Variable result = new Variable("value", rule.method().returnType(), point.size());
    values.put(result, in(rule.method().returnType(), value));
    Expr partial =
        PartialExpressions.partial(rule, index, arguments, new Expr.VariableRead(result), strict);
    return ((Number) new Evaluator(values).value(partial)).doubleValue();
  }

  private static Object in(Type type, Number number) {
    return type == Type.Primitive.DOUBLE
        ? (Object) number.doubleValue()
        : type == Type.Primitive.FLOAT ? (Object) number.floatValue() : (Object) number;
  }
}
