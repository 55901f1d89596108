package org.cotangent.processor.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cotangent.processor.ir.BinaryOp;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.UnaryOp;
import org.cotangent.processor.ir.Variable;
import org.cotangent.processor.rules.PartialLexer.Kind;
import org.cotangent.processor.rules.PartialLexer.Token;

/**
 * Reads a partial derivative, written in Java's notation, into the intermediate language: recursive
 * descent, one method for each level of precedence. Types follow Java's rules, so that {@code a >=
 * b ? 1 : 0} is an int that widens where it is used.
 */
final class PartialParser {
  /** Binary operators from the loosest level to the tightest; all of them associate to the left. */
  private static final List<List<BinaryOp>> LEVELS =
      List.of(
          List.of(BinaryOp.CONDITIONAL_OR),
          List.of(BinaryOp.CONDITIONAL_AND),
          List.of(BinaryOp.EQ, BinaryOp.NE),
          List.of(BinaryOp.LT, BinaryOp.LE, BinaryOp.GT, BinaryOp.GE),
          List.of(BinaryOp.ADD, BinaryOp.SUB),
          List.of(BinaryOp.MUL, BinaryOp.DIV));

  private final MethodLookup methods;
  private final Map<String, String> owners;
  private final Map<String, Variable> names;
  private final List<Token> tokens;
  private int next;

  private PartialParser(
      MethodLookup methods,
      Map<String, String> owners,
      Collection<Variable> variables,
      String text) {
    this.methods = methods;
    this.owners = owners;
    this.names = variables.stream().collect(Collectors.toMap(Variable::name, Function.identity()));
    this.tokens = PartialLexer.tokens(text);
  }

  /**
   * Reads one partial.
   *
   * @param methods the methods that it may call
   * @param owners what the class names in it mean
   * @param variables the placeholders that it may mention
   * @throws IllegalArgumentException when it is not well formed or not well typed
   */
  static Expr parse(
      MethodLookup methods,
      Map<String, String> owners,
      Collection<Variable> variables,
      String text) {
    try {
      PartialParser parser = new PartialParser(methods, owners, variables, text);
      Expr expression = parser.expression();
      if (parser.peek().kind() != Kind.END) {
        throw new IllegalArgumentException("unexpected " + parser.peek().text());
      }
      return expression;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("in '" + text + "': " + e.getMessage(), e);
    }
  }

  private Expr expression() {
    Expr condition = binary(0);
    if (!takes("?")) {
      return condition;
    }
    Expr whenTrue = expression();
    expect(":");
    Expr whenFalse = expression();
    requireBoolean(condition);
    return new Expr.Conditional(
        condition, whenTrue, whenFalse, promote(whenTrue.type(), whenFalse.type()));
  }

  private Expr binary(int level) {
    if (level == LEVELS.size()) {
      return unary();
    }
    Expr left = binary(level + 1);
    for (BinaryOp op = operator(level); op != null; op = operator(level)) {
      Expr right = binary(level + 1);
      left = new Expr.Binary(op, left, right, type(op, left, right));
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
      Expr operand = unary();
      return new Expr.Unary(UnaryOp.NEGATE, operand, promote(operand.type(), operand.type()));
    }
    if (takes("!")) {
      Expr operand = unary();
      requireBoolean(operand);
      return new Expr.Unary(UnaryOp.NOT, operand, Type.Primitive.BOOLEAN);
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
      return number(token.text());
    }
    if (token.kind() == Kind.NAME) {
      int dot = token.text().indexOf('.');
      return dot < 0 ? variable(token.text()) : call(token.text(), dot);
    }
    throw new IllegalArgumentException("unexpected " + token.text());
  }

  private Expr variable(String name) {
    Variable variable = names.get(name);
    if (variable == null) {
      throw new IllegalArgumentException("no parameter is called " + name);
    }
    return new Expr.VariableRead(variable);
  }

  private Expr call(String text, int dot) {
    String owner = owners.get(text.substring(0, dot));
    if (owner == null) {
      throw new IllegalArgumentException("unknown class in " + text);
    }
    expect("(");
    List<Expr> arguments = new ArrayList<>();
    do {
      arguments.add(expression());
    } while (takes(","));
    expect(")");
    List<Type> types = arguments.stream().map(Expr::type).toList();
    return new Expr.Intrinsic(methods.resolve(owner, text.substring(dot + 1), types), arguments);
  }

  private static Expr number(String text) {
    if (text.endsWith("f")) {
      return Expr.Literal.of(Float.valueOf(text), Type.Primitive.FLOAT);
    }
    return text.contains(".") || text.contains("e")
        ? Expr.Literal.of(Double.valueOf(text), Type.Primitive.DOUBLE)
        : Expr.Literal.of(Integer.valueOf(text), Type.Primitive.INT);
  }

  private static Type type(BinaryOp op, Expr left, Expr right) {
    if (op == BinaryOp.CONDITIONAL_AND || op == BinaryOp.CONDITIONAL_OR) {
      requireBoolean(left);
      requireBoolean(right);
      return Type.Primitive.BOOLEAN;
    }
    Type promoted = promote(left.type(), right.type());
    return op.isComparison() ? Type.Primitive.BOOLEAN : promoted;
  }

  private static Type promote(Type a, Type b) {
    if (!isNumeric(a) || !isNumeric(b)) {
      throw new IllegalArgumentException("not numbers: " + a + ", " + b);
    }
    return Type.promote(a, b);
  }

  private static boolean isNumeric(Type type) {
    return type.isFloating() || type.isIntegral();
  }

  private static void requireBoolean(Expr expression) {
    if (expression.type() != Type.Primitive.BOOLEAN) {
      throw new IllegalArgumentException("not a condition: " + expression);
    }
  }

  private Token peek() {
    return tokens.get(next);
  }

  private boolean takes(String symbol) {
    boolean matches = peek().kind() == Kind.SYMBOL && peek().text().equals(symbol);
    if (matches) {
      next++;
    }
    return matches;
  }

  private void expect(String symbol) {
    if (!takes(symbol)) {
      throw new IllegalArgumentException("expected " + symbol + " before " + peek().text());
    }
  }
}
