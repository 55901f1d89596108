package org.cotangent.fuzz;

import java.util.List;
import org.cotangent.fuzz.Scope.Variable;

/** Random uses of the record {@code Pair} and of local functions of one number. */
final class ValueObjects {
  /** {@code record Pair(double first, double second)}. */
  static final Type PAIR = new Type("Pair", 0);

  /** {@code java.util.function.DoubleUnaryOperator}. */
  static final Type FUNCTION = new Type("DoubleUnaryOperator", 0);

  private final Body body;
  private final Draw draw;
  private final Expressions numbers;

  ValueObjects(Body body, Expressions numbers) {
    this.body = body;
    this.draw = body.draw;
    this.numbers = numbers;
  }

  boolean hasPair() {
    return !body.scope.of(PAIR).isEmpty();
  }

  /** {@code p.first()}. */
  Node component() {
    Node pair = draw.of(body.scope.of(PAIR)).reference();
    return Node.of(Kind.COMPONENT, Type.DOUBLE, draw.of("first", "second"), pair);
  }

  private Node pair(int depth) {
    return Node.of(
        Kind.NEW_PAIR,
        PAIR,
        "",
        numbers.bounded(Type.DOUBLE, depth),
        numbers.bounded(Type.DOUBLE, depth));
  }

  /** A pair for a parameter. */
  Node argument(int depth) {
    List<Variable> pairs = body.scope.of(PAIR);
    return pairs.isEmpty() || draw.percent(40) ? pair(depth) : draw.of(pairs).reference();
  }

  List<Node> declarePair() {
    Node value = argument(2);
    String name = body.scope.fresh();
    body.scope.declare(PAIR, name, true);
    return List.of(Node.of(Kind.LOCAL, PAIR, name, value));
  }

  List<Node> assignPair() {
    List<Variable> pairs = body.scope.all(v -> v.type().equals(PAIR) && v.assignable());
    if (pairs.isEmpty()) {
      return declarePair();
    }
    Node target = draw.of(pairs).reference();
    return List.of(Node.statement(numbers.assign(target, "=", pair(2))));
  }

  boolean hasFunction() {
    return !body.scope.of(FUNCTION).isEmpty();
  }

  /** A call of a local function. */
  Node applied(int depth) {
    Node function = draw.of(body.scope.of(FUNCTION)).reference();
    return Node.of(Kind.APPLY, Type.DOUBLE, "", function, numbers.of(Type.DOUBLE, depth));
  }

  /** {@code DoubleUnaryOperator g = t -> ...}: of its parameter and of what never changes. */
  List<Node> declareFunction() {
    String name = body.scope.fresh();
    String parameter = body.scope.fresh();
    Scope outer = body.scope;
    Scope inner = new Scope(draw);
    outer.all(v -> v.type().isFloating() && !v.assignable() && body.isFinal(v)).forEach(inner::add);
    inner.declare(Type.DOUBLE, parameter, false);
    inner.take("x");
    body.scope = inner;
    Node result = squashed(numbers.number(3));
    body.scope = outer;
    Node lambda = Node.of(Kind.LAMBDA, FUNCTION, parameter, result);
    body.scope.declare(FUNCTION, name, false);
    return List.of(Node.of(Kind.LOCAL, FUNCTION, name, lambda));
  }

  private static Node squashed(Node node) {
    return Node.of(Kind.MATH, Type.DOUBLE, "sin", node);
  }
}
