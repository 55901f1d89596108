package org.cotangent.fuzz;

import java.util.ArrayList;
import java.util.List;
import org.cotangent.fuzz.Scope.Variable;

/** Random floating-point expressions. What is deep is bounded, so that values stay moderate. */
final class Expressions {
  private final Body body;
  private final Draw draw;
  private final WholeExpressions whole;
  private final CallExpressions calls;
  private final ValueObjects objects;

  Expressions(Body body) {
    this.body = body;
    this.draw = body.draw;
    this.calls = new CallExpressions(body, this);
    this.whole = new WholeExpressions(body, this);
    this.objects = new ValueObjects(body, this);
  }

  WholeExpressions whole() {
    return whole;
  }

  ValueObjects objects() {
    return objects;
  }

  CallExpressions calls() {
    return calls;
  }

  /** An expression that can be assigned to this type. */
  Node of(Type wanted, int depth) {
    Node node = number(depth);
    if (wanted.equals(Type.FLOAT) && !node.type().equals(Type.FLOAT)) {
      return Node.of(Kind.CAST, Type.FLOAT, "", node);
    }
    return node;
  }

  /** The same, with a value that is not large where what it is made of is not. */
  Node bounded(Type wanted, int depth) {
    boolean repeated = !body.loops.isEmpty();
    if (!draw.percent(repeated ? 85 : 40)) {
      return of(wanted, depth);
    }
    Node node = squash(number(depth));
    return wanted.equals(Type.FLOAT) && !node.type().equals(Type.FLOAT)
        ? Node.of(Kind.CAST, Type.FLOAT, "", node)
        : node;
  }

  private Node squash(Node node) {
    return switch (draw.number(5)) {
      case 0 -> math("sin", node);
      case 1 -> math("tanh", node);
      case 2 -> math("atan", node);
      case 3 -> math("cos", node);
      default ->
          Node.binary("/", node, Node.binary("+", decimal("1.0"), Node.binary("*", node, node)));
    };
  }

  private static Node decimal(String text) {
    return Node.literal(Type.DOUBLE, text);
  }

  private static Node math(String name, Node... arguments) {
    return Node.of(Kind.MATH, Type.DOUBLE, name, arguments);
  }

  Node literal() {
    String text = String.valueOf((draw.number(39) - 19) / 8.0);
    return body.singles && draw.percent(40) ? Node.literal(Type.FLOAT, text + "f") : decimal(text);
  }

  private List<Variable> variables() {
    return body.scope.all(v -> v.type().isFloating());
  }

  private List<Variable> assignable() {
    return body.scope.all(v -> v.type().isFloating() && v.assignable());
  }

  private List<Variable> arrays(int rank) {
    return body.scope.all(v -> v.type().isActive() && v.type().rank() == rank);
  }

  /** A floating-point expression. */
  Node number(int depth) {
    boolean deep = depth > 0;
    int d = depth - 1;
    boolean effects = body.sideEffects && deep;
    return draw.<Node>choice()
        .add(Feature.LITERAL, this::literal)
        .add(Feature.VARIABLE, !variables().isEmpty(), () -> draw.of(variables()).reference())
        .add(Feature.ELEMENT, !arrays(1).isEmpty(), () -> element(1, d))
        .add(Feature.MATRIX_ELEMENT, !arrays(2).isEmpty(), () -> element(2, d))
        .add(Feature.CUBE_ELEMENT, !arrays(3).isEmpty(), () -> element(3, d))
        .add(Feature.SUM, deep, () -> Node.binary("+", number(d), number(d)))
        .add(Feature.DIFFERENCE, deep, () -> Node.binary("-", number(d), number(d)))
        .add(Feature.PRODUCT, deep, () -> Node.binary("*", number(d), number(d)))
        .add(Feature.QUOTIENT, deep, () -> Node.binary("/", number(d), positive(d)))
        .add(Feature.REMAINDER, deep, () -> Node.binary("%", number(d), decimal("1.75")))
        .add(Feature.NEGATION, deep, () -> unary("-", number(d)))
        .add(Feature.CHOICE, deep, () -> choice(whole.condition(d), number(d), number(d)))
        .add(Feature.WHOLE_OPERAND, deep, () -> withWhole(d))
        .add(Feature.SMOOTH_FUNCTION, deep, () -> smoothFunction(d))
        .add(Feature.POWER, deep, () -> power(d))
        .add(Feature.KINKED_FUNCTION, deep, () -> kinkedFunction(d))
        .add(Feature.STEP_FUNCTION, deep, () -> math(draw.of("floor", "rint"), number(d)))
        .add(Feature.ASSIGNMENT_INSIDE, effects && !assignable().isEmpty(), () -> assignment(d))
        .add(Feature.STEP_INSIDE, effects && !assignable().isEmpty(), this::step)
        .add(Feature.ELEMENT_ASSIGNMENT_INSIDE, effects && canWrite(), () -> elementAssignment(d))
        .add(Feature.HELPER_CALL, deep && calls.hasScalar(), () -> calls.scalar(d))
        .add(Feature.CONSTANT_CALL, deep && calls.hasConstant(), () -> calls.constant(d))
        .add(Feature.ANNOTATED_CALL, deep && calls.hasAnnotated(), () -> calls.annotated(d))
        .add(Feature.RECURSIVE_CALL, deep && calls.canRecurse(), () -> calls.recursive(d))
        .add(Feature.PAIR_COMPONENT, objects.hasPair(), objects::component)
        .add(Feature.FUNCTION_CALL, deep && objects.hasFunction(), () -> objects.applied(d))
        .add(Feature.MUTUAL_CALL, deep && calls.canCallBack(), () -> calls.callBack(d))
        .add(
            Feature.CAST_TO_FLOAT,
            deep && body.singles,
            () -> Node.of(Kind.CAST, Type.FLOAT, "", number(d)))
        .add(
            Feature.CAST_TO_DOUBLE,
            deep,
            () -> Node.of(Kind.CAST, Type.DOUBLE, "", draw.percent(50) ? number(d) : whole.of(d)))
        .take();
  }

  /** An element of an array of this rank. */
  Node element(int rank, int depth) {
    return element(draw.of(arrays(rank)), depth);
  }

  /** An element of this array. */
  Node element(Variable array, int depth) {
    Node node = array.reference();
    while (node.type().rank() > 0) {
      int max = node.type().rank() == 1 ? 3 : 1;
      node = Node.of(Kind.ELEMENT, node.type().element(), "", node, whole.index(max, depth));
    }
    return node;
  }

  boolean canWrite() {
    return !writable().isEmpty();
  }

  private List<Variable> writable() {
    return body.scope.all(v -> v.type().isActive() && v.type().isArray() && v.assignable());
  }

  /** An element that may be assigned. */
  Node target(int depth) {
    return element(draw.of(writable()), depth);
  }

  private Node unary(String operator, Node operand) {
    return Node.of(Kind.UNARY, operand.type(), draw.percent(95) ? operator : "+", operand);
  }

  private Node choice(Node condition, Node first, Node second) {
    Type type = Type.promote(first.type(), second.type());
    return Node.of(Kind.CONDITIONAL, type, "", condition, first, second);
  }

  private Node withWhole(int depth) {
    String operator = draw.of("*", "+", "-");
    Node number = number(depth);
    Node other = whole.small(depth);
    return draw.percent(50)
        ? Node.binary(operator, number, other)
        : Node.binary(operator, other, number);
  }

  /** An expression that is positive, and not small. */
  private Node positive(int depth) {
    Node node = number(depth);
    Node square = node.size() < 4 ? Node.binary("*", node, node) : math("cosh", math("sin", node));
    if (!draw.smooth() && draw.percent(60)) {
      square = Node.of(Kind.MATH, node.type(), "abs", node);
    }
    return Node.binary("+", decimal(draw.of("1.5", "0.75", "2.0")), square);
  }

  private Node smoothFunction(int d) {
    return switch (draw.number(17)) {
      case 0, 1 -> math("sin", number(d));
      case 2, 3 -> math("cos", number(d));
      case 4 -> math("tanh", number(d));
      case 5 -> math("exp", math("sin", number(d)));
      case 6 -> math("expm1", math("cos", number(d)));
      case 7 -> math("sqrt", positive(d));
      case 8 -> math("log", positive(d));
      case 9 -> math(draw.of("log10", "log1p"), positive(d));
      case 10 -> math("atan", number(d));
      case 11 -> math("atan2", number(d), positive(d));
      case 12 -> math("hypot", number(d), positive(d));
      case 13 -> math("cbrt", positive(d));
      case 14 ->
          math(draw.of("asin", "acos"), Node.binary("*", decimal("0.75"), math("sin", number(d))));
      case 15 -> math(draw.of("sinh", "cosh", "tan"), math("sin", number(d)));
      default -> draw.percent(50) ? math("toRadians", number(d)) : fused(d);
    };
  }

  /** Of the overloads for float and double, the arguments choose. */
  private Node fused(int d) {
    Node x = number(d);
    Node y = number(d);
    Node z = literal();
    Type type = Type.promote(Type.promote(x.type(), y.type()), z.type());
    return Node.of(Kind.MATH, type, "fma", x, y, z);
  }

  private Node power(int d) {
    return switch (draw.number(4)) {
      case 0 -> math("pow", number(d), decimal(draw.of("2.0", "3.0", "1.0", "0.0")));
      case 1 -> math("pow", number(d), Node.literal(1 + draw.number(3)));
      case 2 -> math("pow", positive(d), decimal(draw.of("0.5", "-1.0", "2.5", "-0.5")));
      default -> math("pow", positive(d), math("sin", number(d)));
    };
  }

  private Node kinkedFunction(int d) {
    Node x = number(d);
    if (draw.percent(30)) {
      return Node.of(Kind.MATH, x.type(), "abs", x);
    }
    Node y = number(d);
    String name = draw.of("max", "min", "max", "min", "copySign");
    return Node.of(Kind.MATH, Type.promote(x.type(), y.type()), name, x, y);
  }

  /** An assignment of any form to a floating-point variable. */
  Node assignment(int depth) {
    Variable variable = draw.of(assignable());
    return assign(variable.reference(), depth);
  }

  private Node elementAssignment(int depth) {
    return assign(target(depth), depth);
  }

  /** {@code target = ...} or {@code target op= ...}. */
  Node assign(Node target, int depth) {
    return switch (draw.number(4)) {
      case 0, 1 -> assign(target, "=", bounded(target.type(), depth));
      case 2 -> compound(target, depth);
      default ->
          // What it was is used again: a recurrence.
          assign(
              target,
              "=",
              narrowed(
                  target,
                  squash(Node.binary(draw.of("*", "+", "-"), reread(target), number(depth)))));
    };
  }

  private Node narrowed(Node target, Node value) {
    return target.type().equals(Type.FLOAT) && !value.type().equals(Type.FLOAT)
        ? Node.of(Kind.CAST, Type.FLOAT, "", value)
        : value;
  }

  /** The same place, unless its index has an effect that must not happen twice. */
  private Node reread(Node target) {
    return target.is(Kind.NAME) || draw.percent(70) ? target : number(0);
  }

  Node assign(Node target, String operator, Node value) {
    return Node.of(Kind.ASSIGN, target.type(), operator, target, value);
  }

  /** A compound assignment; a factor is bounded, since it may be repeated. */
  Node compound(Node target, int depth) {
    return switch (draw.number(6)) {
      case 0, 1, 2 ->
          assign(target, "+=", draw.percent(85) ? bounded(Type.DOUBLE, depth) : whole.small(depth));
      case 3 -> assign(target, "-=", bounded(Type.DOUBLE, depth));
      case 4 -> assign(target, "*=", math(draw.of("sin", "cos", "tanh"), number(depth)));
      default ->
          draw.smooth() || draw.percent(70)
              ? assign(target, "/=", positive(depth))
              : assign(target, "%=", decimal("1.75"));
    };
  }

  /** {@code x++} and its like. */
  Node step() {
    return step(draw.of(assignable()).reference());
  }

  Node step(Node target) {
    return Node.of(Kind.STEP, target.type(), draw.of("x++", "++x", "x--", "--x"), target);
  }

  /** Several numbers. */
  List<Node> several(int count, Type type, int depth) {
    List<Node> nodes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      nodes.add(of(type, depth));
    }
    return nodes;
  }
}
