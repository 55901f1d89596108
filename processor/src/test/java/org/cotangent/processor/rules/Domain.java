package org.cotangent.processor.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.cotangent.processor.ir.Type;

/**
 * Where a rule is checked against differences: a box, less the neighbourhood of kinks and poles.
 *
 * @param low the least value of each argument
 * @param high the greatest value of each argument
 * @param smooth whether the function has a derivative near the point, with room for differences
 */
record Domain(List<Double> low, List<Double> high, Predicate<List<Double>> smooth) {

  /** The domain of a rule. Values that the generated code passes along are left to the caller. */
  static Domain of(Rule rule) {
    return switch (function(rule)) {
      case "asin", "acos", "atanh" -> box(-0.95, 0.95);
      case "log" -> rule.parameters().size() == 1 ? box(1e-3, 100) : box(1.5, 10);
      case "log10", "sqrt" -> box(1e-3, 100);
      case "acosh" -> box(1.1, 20);
      case "logGamma", "digamma" -> box(0.5, 20);
      case "gamma" -> box(0.5, 6);
      case "logGamma1p", "invGamma1pm1" -> box(-0.4, 1.4);
      case "erf", "erfc" -> box(-3, 3);
      case "erfInv" -> box(-0.9, 0.9);
      case "erfcInv" -> box(0.1, 1.9);
      case "log1p" -> box(-0.95, 20);
      case "tan" -> box(-5, 5).except(point -> Math.abs(Math.cos(point.get(0))) < 0.1);
      case "cbrt", "abs" -> box(-20, 20).except(point -> Math.abs(point.get(0)) < 0.1);
      case "tanh" -> box(-4, 4);
      case "sinh", "cosh", "exp", "expm1" -> box(-10, 10);
      case "pow", "powByBase", "powByBaseStrict", "powByExponent", "powByExponentStrict" ->
          new Domain(List.of(0.1, -4.0, 0.0), List.of(8.0, 4.0, 0.0), point -> true);
      case "atan2", "atan2ByY", "atan2ByX", "hypot" ->
          box(-10, 10).except(point -> Math.hypot(point.get(0), point.get(1)) < 0.5);
      case "max", "min" -> box(-10, 10).except(point -> near(point.get(0), point.get(1)));
      case "clamp" ->
          new Domain(List.of(-5.0, -3.0, 1.0), List.of(5.0, -1.0, 3.0), point -> true)
              .except(
                  point -> near(point.get(0), point.get(1)) || near(point.get(0), point.get(2)));
      case "copySign" -> box(-10, 10).except(point -> Math.abs(point.get(0)) < 0.2);
      case "IEEEremainder" ->
          box(-10, 10)
              .except(
                  point -> {
                    double quotient = point.get(0) / point.get(1);
                    return Math.abs(point.get(1)) < 1
                        || Math.abs(Math.abs(quotient - Math.rint(quotient)) - 0.5) < 0.1;
                  });
      default -> box(-10, 10);
    };
  }

  /** What a method computes; Commons Numbers has a class for each function. */
  static String function(Rule rule) {
    String owner = rule.method().owner();
    if (!owner.startsWith("org.apache.commons.numbers.")) {
      return rule.method().name();
    }
    return switch (owner.substring(owner.lastIndexOf('.') + 1)) {
      case "LogGamma" -> "logGamma";
      case "Gamma" -> "gamma";
      case "Digamma" -> "digamma";
      case "Erf", "ErfDifference" -> "erf";
      case "Erfc" -> "erfc";
      case "InverseErf" -> "erfInv";
      case "InverseErfc" -> "erfcInv";
      default -> throw new IllegalArgumentException(owner);
    };
  }

  /** A random point of the domain, of the types of the rule's parameters. */
  List<Number> point(Rule rule, Random random) {
    while (true) {
      List<Number> point = new ArrayList<>();
      for (int i = 0; i < rule.parameters().size(); i++) {
        double value = low.get(i) + random.nextDouble() * (high.get(i) - low.get(i));
        Type type = rule.parameters().get(i).type();
        point.add(
            type == Type.Primitive.DOUBLE
                ? (Number) value
                : type == Type.Primitive.FLOAT
                    ? (Number) (float) value
                    : type == Type.Primitive.LONG ? (Number) (long) value : (int) value);
      }
      if (smooth.test(point.stream().map(Number::doubleValue).toList())) {
        return point;
      }
    }
  }

  private Domain except(Predicate<List<Double>> singular) {
    return new Domain(low, high, smooth.and(singular.negate()));
  }

  private static Domain box(double low, double high) {
    return new Domain(List.of(low, low, low), List.of(high, high, high), point -> true);
  }

  private static boolean near(double a, double b) {
    return Math.abs(a - b) < 0.3;
  }
}
