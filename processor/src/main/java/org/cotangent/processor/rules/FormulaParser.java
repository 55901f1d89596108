package org.cotangent.processor.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cotangent.processor.ir.BinaryOp;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.IntrinsicMethod;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.UnaryOp;
import org.cotangent.processor.ir.Variable;
import org.cotangent.processor.rules.PartialLexer.Kind;
import org.cotangent.processor.rules.PartialLexer.Token;

/**
 * Reads the formula of an elementwise operation, {@code "max(self, 0) + row"}, into the
 * intermediate language. It is the language of the runtime's formulas: numbers, {@code + - * /},
 * comparisons, {@code && || !}, {@code ?:} and a fixed set of functions.
 */
final class FormulaParser {
  /** The functions, with the number of their arguments. */
  static final Map<String, Integer> FUNCTIONS =
      Map.ofEntries(
          Map.entry("abs", 1),
          Map.entry("acos", 1),
          Map.entry("asin", 1),
          Map.entry("atan", 1),
          Map.entry("atan2", 2),
          Map.entry("cbrt", 1),
          Map.entry("ceil", 1),
          Map.entry("cos", 1),
          Map.entry("cosh", 1),
          Map.entry("exp", 1),
          Map.entry("expm1", 1),
          Map.entry("floor", 1),
          Map.entry("fma", 3),
          Map.entry("hypot", 2),
          Map.entry("log", 1),
          Map.entry("log10", 1),
          Map.entry("log1p", 1),
          Map.entry("max", 2),
          Map.entry("min", 2),
          Map.entry("pow", 2),
          Map.entry("rint", 1),
          Map.entry("signum", 1),
          Map.entry("sin", 1),
          Map.entry("sinh", 1),
          Map.entry("sqrt", 1),
          Map.entry("tan", 1),
          Map.entry("tanh", 1),
          Map.entry("uniform", 1));

  /** Binary operators from the loosest level to the tightest; all of them associate to the left. */
  private static final List<List<BinaryOp>> LEVELS =
      List.of(
          List.of(BinaryOp.CONDITIONAL_OR),
          List.of(BinaryOp.CONDITIONAL_AND),
          List.of(BinaryOp.EQ, BinaryOp.NE, BinaryOp.LT, BinaryOp.LE, BinaryOp.GT, BinaryOp.GE),
          List.of(BinaryOp.ADD, BinaryOp.SUB),
          List.of(BinaryOp.MUL, BinaryOp.DIV));

  private final Map<String, Variable> names;
  private final List<Token> tokens;
  private int next;

  private FormulaParser(Map<String, Variable> names, String text) {
    this.names = names;
    this.tokens = PartialLexer.tokens(text);
  }

  /**
   * Reads a formula.
   *
   * @param names what it may mention
   * @throws IllegalArgumentException when it is not well formed, with the reason
   */
  static Expr parse(Map<String, Variable> names, String text) {
    FormulaParser parser = new FormulaParser(names, text);
    Expr formula = parser.number(parser.expression());
    if (parser.peek().kind() != Kind.END) {
      throw new IllegalArgumentException("unexpected '" + parser.peek().text() + "'");
    }
    return formula;
  }

  private Expr expression() {
    Expr first = binary(0);
    if (!takes("?")) {
      return first;
    }
    Expr whenTrue = number(expression());
    expect(":");
    Expr whenFalse = number(expression());
    return new Expr.Conditional(condition(first), whenTrue, whenFalse, Type.Primitive.DOUBLE);
  }

  private Expr binary(int level) {
    if (level == LEVELS.size()) {
      return unary();
    }
    Expr left = binary(level + 1);
    for (BinaryOp op = operator(level); op != null; op = operator(level)) {
      Expr right = binary(level + 1);
      left =
          switch (op) {
            case CONDITIONAL_AND, CONDITIONAL_OR ->
                new Expr.Binary(op, condition(left), condition(right), Type.Primitive.BOOLEAN);
            case ADD, SUB, MUL, DIV ->
                new Expr.Binary(op, number(left), number(right), Type.Primitive.DOUBLE);
            default -> new Expr.Binary(op, number(left), number(right), Type.Primitive.BOOLEAN);
          };
    }
    return left;
  }

  private BinaryOp operator(int level) {
    for (BinaryOp op : LEVELS.get(level)) {
      if (takes(op.symbol())) {
        return op;
      }
    }
    return null;
  }

  private Expr unary() {
    if (takes("-")) {
      return new Expr.Unary(UnaryOp.NEGATE, number(unary()), Type.Primitive.DOUBLE);
    }
    if (takes("!")) {
      return new Expr.Unary(UnaryOp.NOT, condition(unary()), Type.Primitive.BOOLEAN);
    }
    return primary();
  }

  private Expr primary() {
    if (takes("(")) {
      Expr inner = expression();
      expect(")");
      return inner;
    }
    Token token = tokens.get(next++);
    if (token.kind() == Kind.NUMBER) {
      return Expr.Literal.of(Double.parseDouble(token.text()), Type.Primitive.DOUBLE);
    }
    if (token.kind() != Kind.NAME) {
      throw new IllegalArgumentException("unexpected '" + token.text() + "'");
    }
    if (takes("(")) {
      return call(token.text());
    }
    Variable variable = names.get(token.text());
    if (variable == null) {
      throw new IllegalArgumentException(
          "'"
              + token.text()
              + "' is none of "
              + String.join(", ", names.keySet().stream().sorted().toList()));
    }
    return new Expr.VariableRead(variable);
  }

  private Expr call(String name) {
    List<Expr> arguments = new ArrayList<>();
    do {
      arguments.add(number(expression()));
    } while (takes(","));
    expect(")");
    if (!FUNCTIONS.containsKey(name)) {
      throw new IllegalArgumentException("'" + name + "' is no function of formulas");
    }
    if (FUNCTIONS.get(name) != arguments.size()) {
      throw new IllegalArgumentException(
          "'" + name + "' takes " + FUNCTIONS.get(name) + " arguments");
    }
    List<Type> types = arguments.stream().<Type>map(each -> Type.Primitive.DOUBLE).toList();
    return new Expr.Intrinsic(
        new IntrinsicMethod(Expr.Elementwise.FUNCTIONS, name, types, Type.Primitive.DOUBLE),
        arguments);
  }

  private Expr number(Expr expr) {
    if (expr.type() == Type.Primitive.BOOLEAN) {
      throw new IllegalArgumentException("a condition where a number is wanted");
    }
    return expr;
  }

  private Expr condition(Expr expr) {
    if (expr.type() != Type.Primitive.BOOLEAN) {
      throw new IllegalArgumentException("a number where a condition is wanted");
    }
    return expr;
  }

  private Token peek() {
    return tokens.get(next);
  }

  private boolean takes(String symbol) {
    boolean found = peek().kind() == Kind.SYMBOL && peek().text().equals(symbol);
    if (found) {
      next++;
    }
    return found;
  }

  private void expect(String symbol) {
    if (!takes(symbol)) {
      throw new IllegalArgumentException("'" + symbol + "' is missing");
    }
  }
}
