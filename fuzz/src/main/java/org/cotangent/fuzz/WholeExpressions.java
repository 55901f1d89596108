package org.cotangent.fuzz;

import java.util.List;
import org.cotangent.fuzz.Scope.Variable;

/** Random whole numbers, indices and conditions. */
final class WholeExpressions {
  private final Body body;
  private final Draw draw;
  private final Expressions numbers;

  WholeExpressions(Body body, Expressions numbers) {
    this.body = body;
    this.draw = body.draw;
    this.numbers = numbers;
  }

  private List<Variable> ints() {
    return body.scope.of(Type.INT);
  }

  private List<Variable> assignable() {
    return body.scope.all(v -> v.type().equals(Type.INT) && v.assignable());
  }

  private List<Variable> intArrays() {
    return body.scope.of(Type.INT.array());
  }

  private List<Variable> arrays() {
    return body.scope.all(v -> v.type().isArray());
  }

  /** An expression of type int with any value. */
  Node of(int depth) {
    boolean deep = depth > 0;
    int d = depth - 1;
    boolean effects = body.sideEffects && deep && !assignable().isEmpty();
    if (!deep || draw.percent(30)) {
      return leaf();
    }
    return draw.<Node>choice()
        .add(Feature.WHOLE_ARITHMETIC, () -> arithmetic(d))
        .add(Feature.WHOLE_BITS, () -> bits(d))
        .add(Feature.WHOLE_ELEMENT, !intArrays().isEmpty(), () -> element(d))
        .add(Feature.ARRAY_LENGTH, !arrays().isEmpty(), this::length)
        .add(Feature.WHOLE_CHOICE, () -> choice(condition(d), of(d), of(d)))
        .add(Feature.STATIC_WHOLE, () -> function(d))
        .add(Feature.WHOLE_STEP, effects, this::step)
        .add(Feature.WHOLE_ASSIGNMENT, effects, () -> assignment(d))
        .add(Feature.WHOLE_CUT, () -> Node.of(Kind.CAST, Type.INT, "", numbers.number(d)))
        .take();
  }

  private Node leaf() {
    List<Variable> ints = ints();
    return ints.isEmpty() || draw.percent(35)
        ? Node.literal(draw.number(5))
        : draw.of(ints).reference();
  }

  /** A whole number that is small, since a floating-point number is made of it. */
  Node small(int depth) {
    List<Variable> indices = body.scope.all(v -> v.isIndex(7));
    if (!indices.isEmpty() && draw.percent(50)) {
      return draw.of(indices).reference();
    }
    return draw.percent(25)
        ? Node.literal(1 + draw.number(4))
        : masked(of(depth), draw.of(1, 3, 7));
  }

  Node masked(Node node, int mask) {
    if (draw.percent(20)) {
      return Node.of(Kind.STATIC, Type.INT, "Math.floorMod", node, Node.literal(mask + 1));
    }
    return Node.binary("&", node, Node.literal(mask));
  }

  /** An index between 0 and a largest one, 1 or 3. */
  Node index(int max, int depth) {
    List<Variable> indices = body.scope.all(v -> v.isIndex(max));
    if (!indices.isEmpty() && draw.percent(60)) {
      Node index = draw.of(indices).reference();
      return draw.percent(20) ? Node.binary("-", Node.literal(max), index) : index;
    }
    if (draw.percent(30)) {
      return Node.literal(draw.number(max + 1));
    }
    if (max == 3 && !intArrays().isEmpty() && draw.percent(35)) {
      draw.count(Feature.WHOLE_ELEMENT);
      return element(depth - 1);
    }
    if (body.sideEffects && !assignable().isEmpty() && draw.percent(20)) {
      draw.count(Feature.INDEX_SIDE_EFFECT);
      return masked(step(), max);
    }
    return masked(of(depth), max);
  }

  /** An element of an int array: these arrays hold indices between 0 and 3. */
  Node element(int depth) {
    Node array = draw.of(intArrays()).reference();
    return Node.of(Kind.ELEMENT, Type.INT, "", array, index(3, depth));
  }

  private Node length() {
    Node array = draw.of(arrays()).reference();
    while (array.type().rank() > 1 && draw.percent(50)) {
      array = Node.of(Kind.ELEMENT, array.type().element(), "", array, index(1, 0));
    }
    return Node.of(Kind.LENGTH, Type.INT, "", array);
  }

  private Node arithmetic(int d) {
    return switch (draw.number(6)) {
      case 0, 1 -> Node.binary("+", of(d), of(d));
      case 2 -> Node.binary("-", of(d), of(d));
      case 3 -> Node.binary("*", of(d), of(d));
      case 4 ->
          Node.binary(
              draw.of("/", "%"), of(d), Node.binary("+", Node.literal(1), masked(of(d), 3)));
      default -> Node.of(Kind.UNARY, Type.INT, "-", of(d));
    };
  }

  private Node bits(int d) {
    return switch (draw.number(3)) {
      case 0 -> Node.binary(draw.of("&", "|", "^"), of(d), of(d));
      case 1 -> Node.binary(draw.of("<<", ">>", ">>>"), of(d), Node.literal(draw.number(4)));
      default -> Node.of(Kind.UNARY, Type.INT, "~", of(d));
    };
  }

  private Node function(int d) {
    return switch (draw.number(4)) {
      case 0 -> Node.of(Kind.STATIC, Type.INT, "Integer.bitCount", of(d));
      case 1 -> Node.of(Kind.STATIC, Type.INT, draw.of("Math.max", "Math.min"), of(d), of(d));
      case 2 -> Node.of(Kind.STATIC, Type.INT, "Math.abs", of(d));
      default -> Node.of(Kind.STATIC, Type.INT, "Integer.signum", of(d));
    };
  }

  private Node choice(Node condition, Node first, Node second) {
    return Node.of(Kind.CONDITIONAL, Type.INT, "", condition, first, second);
  }

  Node step() {
    return numbers.step(draw.of(assignable()).reference());
  }

  /** An assignment; what is assigned stays small. */
  Node assignment(int depth) {
    Node target = draw.of(assignable()).reference();
    return switch (draw.number(5)) {
      case 0, 1 -> numbers.assign(target, "=", masked(of(depth), 7));
      case 2 -> numbers.assign(target, draw.of("+=", "-="), masked(of(depth), 3));
      case 3 -> numbers.assign(target, draw.of("&=", "|=", "^="), masked(of(depth), 7));
      default -> numbers.assign(target, draw.of(">>=", "<<=", ">>>="), Node.literal(1));
    };
  }

  /** A condition. */
  Node condition(int depth) {
    boolean deep = depth > 0;
    int d = depth - 1;
    List<Variable> booleans = body.scope.of(Type.BOOLEAN);
    List<Variable> assignable = body.scope.all(v -> v.type().isFloating() && v.assignable());
    return draw.<Node>choice()
        .add(Feature.COMPARISON, () -> comparison(d))
        .add(Feature.WHOLE_COMPARISON, () -> wholeComparison(d))
        .add(Feature.BOOLEAN_VARIABLE, !booleans.isEmpty(), () -> draw.of(booleans).reference())
        .add(
            Feature.CONJUNCTION,
            deep,
            () -> Node.binary(draw.of("&&", "||"), condition(d), condition(d)))
        .add(
            Feature.BOOLEAN_BITS,
            deep,
            () -> Node.binary(draw.of("&", "|", "^"), condition(d), condition(d)))
        .add(Feature.COMPLEMENT, deep, () -> Node.of(Kind.UNARY, Type.BOOLEAN, "!", condition(d)))
        .add(
            Feature.ASSIGNMENT_IN_CONDITION,
            deep && body.sideEffects && !assignable.isEmpty(),
            () -> Node.binary(draw.of("<", ">"), numbers.assignment(d), numbers.literal()))
        .take();
  }

  private Node comparison(int d) {
    String operator = draw.percent(90) ? draw.of("<", ">", "<=", ">=") : draw.of("==", "!=");
    return Node.binary(operator, numbers.number(d), numbers.number(draw.percent(60) ? 0 : d));
  }

  private Node wholeComparison(int d) {
    return Node.binary(draw.of("<", ">", "<=", ">=", "==", "!="), of(d), of(0));
  }
}
