package org.cotangent.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Prints the same program with {@link Dual} numbers in the place of {@code double} and {@code
 * float}. It is the oracle: no derivative is thought about here, only Java's conversions and order
 * of evaluation, and the latter is Java's own, since the printed program has the shape of the
 * original.
 */
final class DualPrinter extends JavaPrinter {

  DualPrinter(Program program) {
    super(program);
  }

  static String print(Program program) {
    return new DualPrinter(program).file(program.dualName());
  }

  @Override
  void imports() {
    line("import org.cotangent.Checkpointed;");
    line("import org.cotangent.fuzz.Dual;");
    line("import org.cotangent.fuzz.DualArrays;");
    line("import org.cotangent.fuzz.DualMath;");
  }

  @Override
  void annotate(MethodTree method) {}

  @Override
  String parameter(MethodTree.Parameter parameter) {
    return type(parameter.type()) + " " + parameter.name();
  }

  @Override
  JavaPrinter sub() {
    return new DualPrinter(program);
  }

  @Override
  String functionImport() {
    return "import java.util.function.UnaryOperator;";
  }

  @Override
  String type(Type type) {
    if (type.equals(ValueObjects.FUNCTION)) {
      return "UnaryOperator<Dual>";
    }
    return type.isActive() ? "Dual" + "[]".repeat(type.rank()) : type.toString();
  }

  /** Java's assignment conversions, spelled out. */
  @Override
  String stored(Node node, Type wanted) {
    return wanted.isFloating() ? converted(node, wanted) : expression(node);
  }

  private String converted(Node node, Type wanted) {
    String text = expression(node);
    if (node.type().equals(wanted)) {
      return text;
    }
    if (node.type().isFloating()) {
      return (wanted.equals(Type.DOUBLE) ? "Dual.widen(" : "Dual.narrow(") + text + ")";
    }
    return "Dual.of((" + wanted + ") (" + text + "))";
  }

  /** A number as a primitive, converted to a type: what is compared or cast. */
  private String primitive(Node node, Type wanted) {
    if (!node.type().isFloating()) {
      return wanted.isFloating()
          ? "(" + wanted + ") (" + expression(node) + ")"
          : operand(node, 13);
    }
    String text = expression(node);
    return "(" + text + ")" + (node.type().equals(Type.FLOAT) ? ".f()" : ".v");
  }

  @Override
  String expression(Node node) {
    boolean floating = node.type().isFloating();
    return switch (node.kind()) {
      case LITERAL -> floating ? "Dual.of(" + node.text() + ")" : node.text();
      case UNARY ->
          floating
              ? (node.text().equals("-") ? "Dual.neg(" : "(") + expression(node.part(0)) + ")"
              : super.expression(node);
      case BINARY -> binary(node);
      case APPLY -> expression(node.part(0)) + ".apply(" + stored(node.part(1), Type.DOUBLE) + ")";
      // In parentheses: a step is printed as an assignment.
      case CONDITIONAL ->
          floating
              ? operand(node.part(0), 2)
                  + " ? ("
                  + stored(node.part(1), node.type())
                  + ") : ("
                  + stored(node.part(2), node.type())
                  + ")"
              : super.expression(node);
      case CAST -> cast(node);
      case ASSIGN -> assign(node);
      case STEP -> floating ? step(node) : super.expression(node);
      case MATH ->
          floating ? "DualMath." + node.text() + mathArguments(node) : super.expression(node);
      case COPY_OF, COPY_OF_RANGE ->
          node.type().isActive()
              ? super.expression(node).replaceFirst("Arrays", "DualArrays")
              : super.expression(node);
      default -> super.expression(node);
    };
  }

  private String binary(Node node) {
    Type left = node.part(0).type();
    Type right = node.part(1).type();
    if (!left.isFloating() && !right.isFloating()) {
      return super.expression(node);
    }
    Type promoted = Type.promote(left, right);
    if (!node.type().isFloating()) {
      return primitive(node.part(0), promoted)
          + " "
          + node.text()
          + " "
          + primitive(node.part(1), promoted);
    }
    return function(node.text())
        + "("
        + converted(node.part(0), promoted)
        + ", "
        + converted(node.part(1), promoted)
        + ")";
  }

  private static String function(String operator) {
    return switch (operator) {
      case "+" -> "Dual.add";
      case "-" -> "Dual.sub";
      case "*" -> "Dual.mul";
      case "/" -> "Dual.div";
      case "%" -> "Dual.rem";
      default -> throw new IllegalArgumentException("operator " + operator);
    };
  }

  private String cast(Node node) {
    Node operand = node.part(0);
    if (node.type().isFloating()) {
      return converted(operand, node.type());
    }
    return operand.type().isFloating()
        ? "(" + node.type() + ") " + primitive(operand, operand.type())
        : super.expression(node);
  }

  private String assign(Node node) {
    Node target = node.part(0);
    Node value = node.part(1);
    if (node.text().equals("=")) {
      return super.expression(node);
    }
    if (!target.type().isFloating()) {
      // A whole number takes a floating-point value by a compound assignment: the primitive will
      // do.
      return value.type().isFloating()
          ? expression(target) + " " + node.text() + " " + primitive(value, value.type())
          : super.expression(node);
    }
    String operator = "'" + node.text().charAt(0) + "', ";
    String right = converted(value, Type.promote(target.type(), value.type()));
    if (target.is(Kind.ELEMENT)) {
      return slot(target) + ".compound(" + operator + right + ")";
    }
    String variable = expression(target);
    return variable + " = Dual.compound(" + variable + ", " + operator + right + ")";
  }

  private String slot(Node element) {
    return "DualArrays.at("
        + expression(element.part(0))
        + ", "
        + expression(element.part(1))
        + ")";
  }

  private String step(Node node) {
    Node target = node.part(0);
    int by = node.text().contains("+") ? 1 : -1;
    boolean after = node.text().startsWith("x");
    if (target.is(Kind.ELEMENT)) {
      return slot(target) + (after ? ".stepAfter(" : ".step(") + by + ")";
    }
    String variable = expression(target);
    String change = variable + " = Dual.step(" + variable + ", " + by + ")";
    return after ? "Dual.first(" + variable + ", " + change + ")" : change;
  }

  /** Of the overloads of a function, the parts' types say which is meant. */
  private String mathArguments(Node node) {
    return "("
        + node.parts().stream()
            .map(part -> converted(part, node.type()))
            .collect(Collectors.joining(", "))
        + ")";
  }

  /** The argument of a parameter that is marked as not differentiable is data. */
  @Override
  String argument(Node node, MethodTree.Parameter parameter) {
    String text = super.argument(node, parameter);
    return parameter.marked() && parameter.type().isFloating() ? "Dual.cut(" + text + ")" : text;
  }

  @Override
  String call(Node node) {
    String call = super.call(node);
    return program.method(node.text()).constant() && node.type().isFloating()
        ? "Dual.cut(" + call + ")"
        : call;
  }

  @Override
  String newArray(Node node) {
    if (!node.type().isActive()) {
      return super.newArray(node);
    }
    List<String> sizes = new ArrayList<>();
    node.parts().forEach(size -> sizes.add(expression(size)));
    if (node.parts().size() < node.type().rank()) {
      return "new Dual["
          + String.join("][", sizes)
          + "]"
          + "[]".repeat(node.type().rank() - sizes.size());
    }
    return "DualArrays." + node.type().name() + "s(" + String.join(", ", sizes) + ")";
  }

  /** Assignments are printed as such, calls as calls: all else in the place of a method's owner. */
  @Override
  String operand(Node node, int precedence) {
    if (node.type().isFloating() && !node.is(Kind.NAME) && !node.is(Kind.ELEMENT)) {
      return "(" + expression(node) + ")";
    }
    return super.operand(node, precedence);
  }
}
