package org.cotangent.runtime.backend;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads the text of a {@link Formula} by recursive descent. */
final class FormulaParser {
  private final String text;
  private final List<String> inputs = new ArrayList<>();
  private final List<String> scalars = new ArrayList<>();
  private int at;

  private FormulaParser(String text) {
    this.text = text;
  }

  static Formula parse(String text) {
    return new FormulaParser(text).formula();
  }

  private Formula formula() {
    expect("(");
    names(inputs);
    if (take(";")) {
      names(scalars);
    }
    expect(")");
    expect("->");
    Formula.Node root = number(expression());
    skip();
    if (at < text.length()) {
      throw wrong("nothing more");
    }
    return new Formula(text, inputs, scalars, root);
  }

  private void names(List<String> names) {
    if (isName()) {
      do {
        String name = name();
        if (inputs.contains(name) || scalars.contains(name)) {
          throw wrong("another name than '" + name + "', which is there already");
        }
        names.add(name);
      } while (take(","));
    }
  }

  // An expression is a Node or a Condition; number() and condition() say which is wanted.

  private Object expression() {
    Object first = or();
    if (!take("?")) {
      return first;
    }
    Formula.Node whenTrue = number(expression());
    expect(":");
    return new Formula.Choice(condition(first), whenTrue, number(expression()));
  }

  private Object or() {
    Object left = and();
    while (take("||")) {
      left = new Formula.Junction(false, condition(left), condition(and()));
    }
    return left;
  }

  private Object and() {
    Object left = comparison();
    while (take("&&")) {
      left = new Formula.Junction(true, condition(left), condition(comparison()));
    }
    return left;
  }

  private Object comparison() {
    Object left = sum();
    for (String operator : List.of("<=", ">=", "==", "!=", "<", ">")) {
      if (take(operator)) {
        return new Formula.Comparison(operator, number(left), number(sum()));
      }
    }
    return left;
  }

  private Object sum() {
    Object left = product();
    while (true) {
      if (take("+")) {
        left = new Formula.Arithmetic('+', number(left), number(product()));
      } else if (take("-")) {
        left = new Formula.Arithmetic('-', number(left), number(product()));
      } else {
        return left;
      }
    }
  }

  private Object product() {
    Object left = unary();
    while (true) {
      if (take("*")) {
        left = new Formula.Arithmetic('*', number(left), number(unary()));
      } else if (take("/")) {
        left = new Formula.Arithmetic('/', number(left), number(unary()));
      } else {
        return left;
      }
    }
  }

  private Object unary() {
    if (take("-")) {
      return new Formula.Negate(number(unary()));
    }
    if (!startsWith("!=") && take("!")) {
      return new Formula.Not(condition(unary()));
    }
    return primary();
  }

  private Object primary() {
    if (take("(")) {
      Object inner = expression();
      expect(")");
      return inner;
    }
    if (!isName()) {
      return literal();
    }
    int start = at;
    String name = name();
    if (take("(")) {
      return call(name, start);
    }
    if (inputs.contains(name)) {
      return new Formula.Input(inputs.indexOf(name));
    }
    if (scalars.contains(name)) {
      return new Formula.Scalar(scalars.indexOf(name));
    }
    at = start;
    throw wrong("a name that the formula declares");
  }

  private Formula.Call call(String name, int start) {
    Formula.Function function = null;
    for (Formula.Function each : Formula.Function.values()) {
      if (each.name().toLowerCase(Locale.ROOT).equals(name)) {
        function = each;
      }
    }
    if (function == null) {
      at = start;
      throw wrong("a function");
    }
    List<Formula.Node> arguments = new ArrayList<>();
    do {
      arguments.add(number(expression()));
    } while (take(","));
    expect(")");
    if (arguments.size() != function.arity()) {
      throw wrong(name + " with " + function.arity() + " arguments");
    }
    return new Formula.Call(function, arguments);
  }

  private Formula.Number literal() {
    skip();
    int start = at;
    while (at < text.length() && isNumberPart(start)) {
      at++;
    }
    try {
      return new Formula.Number(Double.parseDouble(text.substring(start, at)));
    } catch (NumberFormatException e) {
      at = start;
      throw wrong("a number, a name or a parenthesis");
    }
  }

  private boolean isNumberPart(int start) {
    char c = text.charAt(at);
    boolean exponent = at > start && Character.toLowerCase(text.charAt(at - 1)) == 'e';
    return Character.isDigit(c)
        || c == '.'
        || (c == 'e' || c == 'E') && at > start
        || (c == '-' || c == '+') && exponent;
  }

  private Formula.Node number(Object expression) {
    if (expression instanceof Formula.Node node) {
      return node;
    }
    throw wrong("a number in front of this, not a condition");
  }

  private Formula.Condition condition(Object expression) {
    if (expression instanceof Formula.Condition condition) {
      return condition;
    }
    throw wrong("a condition in front of this, not a number");
  }

  private boolean isName() {
    skip();
    return at < text.length() && Character.isJavaIdentifierStart(text.charAt(at));
  }

  private String name() {
    if (!isName()) {
      throw wrong("a name");
    }
    int start = at;
    while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  private boolean startsWith(String token) {
    skip();
    return text.startsWith(token, at);
  }

  private boolean take(String token) {
    boolean found = startsWith(token);
    if (found) {
      at += token.length();
    }
    return found;
  }

  private void expect(String token) {
    if (!take(token)) {
      throw wrong("'" + token + "'");
    }
  }

  private void skip() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private IllegalArgumentException wrong(String expected) {
    return new IllegalArgumentException(
        "formula: expected "
            + expected
            + " at the mark: "
            + text.substring(0, at)
            + " <<here>> "
            + text.substring(at));
  }
}
