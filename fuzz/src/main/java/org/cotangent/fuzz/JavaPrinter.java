package org.cotangent.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Prints a program as the Java that a user would have written. The second printing, with {@link
 * Dual} numbers, differs in the methods that {@link DualPrinter} overrides.
 */
class JavaPrinter {
  final Program program;
  private final StringBuilder out = new StringBuilder();
  private int indent;
  private Type result = Type.VOID;

  JavaPrinter(Program program) {
    this.program = program;
  }

  /** The source file, under another class name. */
  static String print(Program program, String className) {
    return new JavaPrinter(program).file(className);
  }

  /** What stands between the braces of the class. */
  static String members(Program program) {
    JavaPrinter printer = new JavaPrinter(program);
    printer.writeMembers("Model");
    return printer.out.toString().strip() + "\n";
  }

  final String file(String className) {
    line("import org.cotangent.*;");
    if (needsImport()) {
      line("import java.util.Arrays;");
    }
    if (mentions(Kind.LAMBDA)) {
      line(functionImport());
    }
    imports();
    line("");
    line("final class " + className + " {");
    indent++;
    writeMembers(className);
    indent--;
    line("}");
    return out.toString();
  }

  String functionImport() {
    return "import java.util.function.DoubleUnaryOperator;";
  }

  private boolean mentions(Kind kind) {
    return program.methods().stream().anyMatch(m -> mentions(m.body(), kind));
  }

  private static boolean mentions(Node node, Kind kind) {
    return node.is(kind) || node.parts().stream().anyMatch(part -> mentions(part, kind));
  }

  private boolean usesPairs() {
    return mentions(Kind.NEW_PAIR)
        || program.methods().stream()
            .flatMap(m -> m.parameters().stream())
            .anyMatch(p -> p.type().equals(ValueObjects.PAIR));
  }

  private boolean needsImport() {
    return program.methods().stream().anyMatch(m -> mentionsArrays(m.body()));
  }

  private static boolean mentionsArrays(Node node) {
    return node.is(Kind.FILL)
        || node.is(Kind.COPY_OF)
        || node.is(Kind.COPY_OF_RANGE)
        || node.parts().stream().anyMatch(JavaPrinter::mentionsArrays);
  }

  private void writeMembers(String className) {
    for (Program.Field constant : program.constants()) {
      String value = stored(constant.value(), constant.type());
      line("static final " + type(constant.type()) + " " + constant.name() + " = " + value + ";");
    }
    if (usesPairs()) {
      String number = type(Type.DOUBLE);
      line("record Pair(" + number + " first, " + number + " second) {}");
    }
    if (!program.fields().isEmpty()) {
      program
          .fields()
          .forEach(
              f ->
                  line(
                      (f.isPrivate() ? "private final " : "final ")
                          + type(f.type())
                          + " "
                          + f.name()
                          + ";"));
      line("");
      line(className + "(" + parameters(program.fields()) + ") {");
      program.fields().forEach(f -> line("  this." + f.name() + " = " + f.name() + ";"));
      line("}");
    }
    // The first annotated method is the first thing to read.
    List<MethodTree> ordered = new ArrayList<>(program.annotated());
    program.methods().stream().filter(m -> !m.annotated()).forEach(ordered::add);
    for (MethodTree method : ordered) {
      line("");
      annotate(method);
      result = method.result();
      line(
          method.modifiers()
              + (method.modifiers().isEmpty() ? "" : " ")
              + type(method.result())
              + " "
              + name(method)
              + "("
              + method.parameters().stream().map(this::parameter).collect(Collectors.joining(", "))
              + ") {");
      indent++;
      method.body().parts().forEach(this::statement);
      indent--;
      line("}");
    }
  }

  private String parameters(List<Program.Field> fields) {
    return fields.stream()
        .map(f -> type(f.type()) + " " + f.name())
        .collect(Collectors.joining(", "));
  }

  void imports() {}

  void annotate(MethodTree method) {
    if (method.constant()) {
      line("@NonDifferentiable");
    }
    if (!method.annotated()) {
      return;
    }
    List<String> settings = new ArrayList<>();
    if (method.needsWrt()) {
      settings.add(
          "wrt = {"
              + method.parameters().stream()
                  .filter(MethodTree.Parameter::differentiated)
                  .map(p -> "\"" + p.name() + "\"")
                  .collect(Collectors.joining(", "))
              + "}");
    }
    if (method.jacobian()) {
      settings.add("modes = Mode.JACOBIAN");
    }
    String text = String.join(", ", settings);
    line("@Differentiable" + (text.isEmpty() ? "" : "(" + text + ")"));
  }

  String parameter(MethodTree.Parameter parameter) {
    String mark = parameter.marked() ? "@NonDifferentiable " : "";
    return mark + type(parameter.type()) + " " + parameter.name();
  }

  String type(Type type) {
    return type.toString();
  }

  final void line(String text) {
    out.append(text.isEmpty() ? "" : "  ".repeat(indent)).append(text).append('\n');
  }

  // ---- statements

  final void statement(Node node) {
    statement(node, "");
  }

  private void statement(Node node, String label) {
    switch (node.kind()) {
      case LOCAL -> local(node);
      case EXPRESSION -> line(expression(node.part(0)) + ";");
      case BLOCK -> {
        line(label + "{");
        inner(node);
        line("}");
      }
      case IF -> conditional(node);
      case COUNTED -> counted(node, label);
      case WHILE, DO -> guarded(node, label);
      case FOREACH -> {
        String variable = type(node.type()) + " " + node.text();
        line(label + "for (" + variable + " : " + expression(node.part(0)) + ") {");
        inner(node.last());
        line("}");
      }
      case SWITCH -> {
        line(label + "switch (" + expression(node.part(0)) + ") {");
        indent++;
        node.parts().subList(1, node.parts().size()).forEach(this::arm);
        indent--;
        line("}");
      }
      case YIELD -> line("yield " + stored(node.part(0), node.type()) + ";");
      case THROW -> line("throw new IllegalStateException(\"" + node.text() + "\");");
      case ASSERT -> line("assert " + expression(node.part(0)) + ";");
      case LABELED -> statement(node.part(0), node.text() + ": ");
      case BREAK -> line(node.text().isEmpty() ? "break;" : "break " + node.text() + ";");
      case CONTINUE -> line(node.text().isEmpty() ? "continue;" : "continue " + node.text() + ";");
      case RETURN ->
          line(node.parts().isEmpty() ? "return;" : "return " + stored(node.part(0), result) + ";");
      default -> throw new IllegalArgumentException("not a statement: " + node.kind());
    }
  }

  private void arm(Node node) {
    String head = node.text().isEmpty() ? "default" : "case " + node.text();
    if (node.part(0).kind().isExpression()) {
      line(head + " -> " + stored(node.part(0), node.type()) + ";");
      return;
    }
    line(head + (node.note().equals("arrow") ? " -> {" : ": {"));
    inner(node.part(0));
    line("}");
    if (node.note().equals("break")) {
      line("  break;");
    }
  }

  private String arms(Node node) {
    JavaPrinter arms = sub();
    arms.indent = indent + 1;
    node.parts().subList(1, node.parts().size()).forEach(arms::arm);
    return arms.out.toString();
  }

  /** A printer of the same program with a page of its own. */
  JavaPrinter sub() {
    return new JavaPrinter(program);
  }

  private void local(Node node) {
    String type = node.note().isEmpty() ? type(node.type()) : node.note();
    if (node.note().equals("final")) {
      type = "final " + type(node.type());
    }
    if (node.parts().isEmpty()) {
      line(type + " " + node.text() + ";");
    } else if (node.part(0).is(Kind.ARRAY_LITERAL)) {
      line(type + " " + node.text() + " = " + bareLiteral(node.part(0)) + ";");
    } else {
      line(type + " " + node.text() + " = " + stored(node.part(0), node.type()) + ";");
    }
  }

  private void inner(Node block) {
    indent++;
    if (block.is(Kind.BLOCK)) {
      block.parts().forEach(this::statement);
    } else {
      statement(block);
    }
    indent--;
  }

  private void conditional(Node node) {
    String head = "if (" + expression(node.part(0)) + ") {";
    Node current = node;
    while (true) {
      line(head);
      inner(current.part(1));
      if (current.parts().size() < 3) {
        break;
      }
      Node otherwise = current.part(2);
      if (!otherwise.is(Kind.IF)) {
        line("} else {");
        inner(otherwise);
        break;
      }
      current = otherwise;
      head = "} else if (" + expression(current.part(0)) + ") {";
    }
    line("}");
  }

  private void counted(Node node, String label) {
    String index = node.text();
    String[] note = node.note().split(" ");
    int step = Integer.parseInt(note[1]);
    String update =
        switch (step) {
          case 1 -> index + "++";
          case -1 -> index + "--";
          default -> index + (step > 0 ? " += " + step : " -= " + -step);
        };
    String condition = index + " " + note[0] + " " + operand(node.part(1), 9);
    String start = type(node.type()) + " " + index + " = " + stored(node.part(0), node.type());
    String mark = note.length > 2 ? note[2] + " " : "";
    line(label + "for (" + mark + start + "; " + condition + "; " + update + ") {");
    inner(node.part(2));
    line("}");
  }

  /**
   * The guard ends the loop after so many trips. Its forms: {@code before} and {@code after} count
   * in the condition, before or after the program's own one; {@code for} declares it in a loop's
   * head; {@code body} counts in the body and leaves with a break.
   */
  private void guarded(Node node, String label) {
    String guard = node.text();
    String limit = expression(node.part(0));
    String own = operand(node.part(1), 3);
    boolean always = node.part(1).is(Kind.LITERAL) && node.part(1).text().equals("true");
    if (node.is(Kind.DO)) {
      line("int " + guard + " = 0;");
      line(label + "do {");
      inner(node.part(2));
      line("} while (++" + guard + " < " + limit + (always ? "" : " && " + own) + ");");
      return;
    }
    String count = guard + "++ < " + limit;
    switch (node.note()) {
      case "before" -> {
        line("int " + guard + " = 0;");
        line(label + "while (" + count + (always ? "" : " && " + own) + ") {");
      }
      case "after" -> {
        line("int " + guard + " = 0;");
        line(label + "while (" + (always ? "" : own + " && ") + count + ") {");
      }
      case "for" -> {
        String condition = guard + " < " + limit + (always ? "" : " && " + own);
        line(label + "for (int " + guard + " = 0; " + condition + "; " + guard + "++) {");
      }
      default -> {
        line("int " + guard + " = 0;");
        line(label + (always ? "for (;;) {" : "while (" + expression(node.part(1)) + ") {"));
        line("  if (" + guard + "++ >= " + limit + ") {");
        line("    break;");
        line("  }");
      }
    }
    inner(node.part(2));
    line("}");
  }

  // ---- expressions

  /** An expression where a value of this type is wanted. */
  String stored(Node node, Type wanted) {
    return expression(node);
  }

  /** An expression in parentheses if it binds less than this. */
  String operand(Node node, int precedence) {
    String text = expression(node);
    return precedence(node) < precedence ? "(" + text + ")" : text;
  }

  static int precedence(Node node) {
    return switch (node.kind()) {
      case ASSIGN -> 0;
      case CONDITIONAL -> 1;
      case BINARY -> precedence(node.text());
      case UNARY, CAST -> 12;
      case STEP -> node.text().endsWith("x") ? 12 : 13;
      // A negative literal is a unary minus.
      case LITERAL -> node.text().startsWith("-") ? 12 : 14;
      default -> 14;
    };
  }

  private static int precedence(String operator) {
    return switch (operator) {
      case "||" -> 2;
      case "&&" -> 3;
      case "|" -> 4;
      case "^" -> 5;
      case "&" -> 6;
      case "==", "!=" -> 7;
      case "<", ">", "<=", ">=" -> 8;
      case "<<", ">>", ">>>" -> 9;
      case "+", "-" -> 10;
      default -> 11;
    };
  }

  String expression(Node node) {
    return switch (node.kind()) {
      case LITERAL, NAME -> node.text();
      case UNARY -> unary(node);
      case BINARY ->
          operand(node.part(0), precedence(node))
              + " "
              + node.text()
              + " "
              + operand(node.part(1), precedence(node) + 1);
      case CONDITIONAL ->
          operand(node.part(0), 2)
              + " ? "
              + stored(node.part(1), node.type())
              + " : "
              + operandStored(node.part(2), node.type());
      case CAST -> "(" + type(node.type()) + ") " + operand(node.part(0), 13);
      case ASSIGN ->
          expression(node.part(0))
              + " "
              + node.text()
              + " "
              + stored(node.part(1), node.part(0).type());
      case STEP -> node.text().replace("x", expression(node.part(0)));
      case ELEMENT -> operand(node.part(0), 14) + "[" + expression(node.part(1)) + "]";
      case LENGTH -> operand(node.part(0), 14) + ".length";
      case MATH -> "Math." + node.text() + "(" + arguments(node.parts()) + ")";
      case STATIC -> node.text() + "(" + arguments(node.parts()) + ")";
      case CALL -> call(node);
      case NEW_ARRAY -> newArray(node);
      case ARRAY_LITERAL -> "new " + type(node.type()) + " " + bareLiteral(node);
      case CLONE -> operand(node.part(0), 14) + ".clone()";
      case COPY_OF -> "Arrays.copyOf(" + arguments(node.parts()) + ")";
      case COPY_OF_RANGE -> "Arrays.copyOfRange(" + arguments(node.parts()) + ")";
      case FILL -> fill(node);
      case SWITCH_VALUE ->
          "switch (" + expression(node.part(0)) + ") {\n" + arms(node) + "  ".repeat(indent) + "}";
      case NEW_PAIR ->
          "new Pair("
              + stored(node.part(0), Type.DOUBLE)
              + ", "
              + stored(node.part(1), Type.DOUBLE)
              + ")";
      case COMPONENT -> operand(node.part(0), 14) + "." + node.text() + "()";
      case LAMBDA -> node.text() + " -> " + stored(node.part(0), Type.DOUBLE);
      case APPLY ->
          expression(node.part(0)) + ".applyAsDouble(" + stored(node.part(1), Type.DOUBLE) + ")";
      case ARRAY_COPY -> "System.arraycopy(" + arguments(node.parts()) + ")";
      default -> throw new IllegalArgumentException("not an expression: " + node.kind());
    };
  }

  private String unary(Node node) {
    String operand = operand(node.part(0), 12);
    // Minus minus would be a decrement.
    return node.text() + (operand.startsWith(node.text()) ? " " : "") + operand;
  }

  private String operandStored(Node node, Type wanted) {
    String text = stored(node, wanted);
    return precedence(node) < 1 ? "(" + text + ")" : text;
  }

  private String fill(Node node) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < node.parts().size() - 1; i++) {
      texts.add(expression(node.part(i)));
    }
    texts.add(stored(node.last(), node.part(0).type().element()));
    return "Arrays.fill(" + String.join(", ", texts) + ")";
  }

  String call(Node node) {
    MethodTree method = program.method(node.text());
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < node.parts().size(); i++) {
      texts.add(argument(node.part(i), method.parameters().get(i)));
    }
    return name(method) + "(" + String.join(", ", texts) + ")";
  }

  String argument(Node node, MethodTree.Parameter parameter) {
    return stored(node, parameter.type());
  }

  /** The method's name as it is printed: overloads share one. */
  static String name(MethodTree method) {
    return method.name().replaceFirst("_.*", "");
  }

  String newArray(Node node) {
    StringBuilder text = new StringBuilder("new " + node.type().name());
    node.parts().forEach(size -> text.append("[").append(expression(size)).append("]"));
    return text + "[]".repeat(node.type().rank() - node.parts().size());
  }

  final String bareLiteral(Node node) {
    List<String> texts = new ArrayList<>();
    for (Node element : node.parts()) {
      texts.add(
          element.is(Kind.ARRAY_LITERAL)
              ? bareLiteral(element)
              : stored(element, node.type().element()));
    }
    return "{" + String.join(", ", texts) + "}";
  }

  final String arguments(List<Node> nodes) {
    return nodes.stream().map(this::expression).collect(Collectors.joining(", "));
  }
}
