package org.cotangent.fuzz;

import java.util.ArrayList;
import java.util.List;
import org.cotangent.fuzz.Scope.Variable;

/** Random statements in which names of arrays change their arrays, and arrays their rows. */
final class References {
  private final Body body;
  private final Draw draw;
  private final Expressions numbers;

  References(Body body, Expressions numbers) {
    this.body = body;
    this.draw = body.draw;
    this.numbers = numbers;
  }

  private List<Variable> arrays(Type type) {
    return body.scope.all(v -> v.type().equals(type) && v.assignable());
  }

  private List<Variable> rows() {
    return arrays(Type.DOUBLE.array());
  }

  private List<Variable> matrices() {
    return body.scope.all(
        v -> v.type().equals(new Type("double", 2)) && v.assignable() && body.isLocal(v));
  }

  boolean hasTwo() {
    return rows().size() > 1;
  }

  boolean hasMatrix() {
    return !matrices().isEmpty() && !rows().isEmpty();
  }

  private static Node set(Node target, Node value) {
    return Node.statement(Node.of(Kind.ASSIGN, target.type(), "=", target, value));
  }

  /** {@code t = a; a = b; b = t;}. */
  List<Node> swap() {
    Variable first = draw.of(rows());
    Variable second = draw.of(rows());
    String name = body.scope.fresh();
    body.scope.declare(first.type(), name, true);
    return List.of(
        Node.of(Kind.LOCAL, first.type(), name, first.reference()),
        set(first.reference(), second.reference()),
        set(second.reference(), Node.name(first.type(), name)));
  }

  /** {@code a = b}, or a new array for an old name. */
  List<Node> assign() {
    Variable target = draw.of(rows());
    Node value =
        switch (draw.number(4)) {
          case 0 -> Node.of(Kind.CLONE, target.type(), "", draw.of(rows()).reference());
          case 1 ->
              Node.of(Kind.ARRAY_LITERAL, target.type(), "", numbers.several(4, Type.DOUBLE, 1));
          default -> draw.of(rows()).reference();
        };
    return List.of(set(target.reference(), value));
  }

  /** {@code c ? a : b}. */
  List<Node> choose() {
    Type type = Type.DOUBLE.array();
    Node choice =
        Node.of(
            Kind.CONDITIONAL,
            type,
            "",
            numbers.whole().condition(1),
            draw.of(rows()).reference(),
            draw.of(rows()).reference());
    String name = body.scope.fresh();
    body.scope.declare(type, name, true);
    return List.of(Node.of(Kind.LOCAL, type, name, choice));
  }

  /** A name that gets its array in the arms of an if. */
  List<Node> late() {
    Type type = Type.DOUBLE.array();
    String name = body.scope.fresh();
    Node target = Node.name(type, name);
    Node fresh = Node.of(Kind.NEW_ARRAY, type, "", Node.literal(4));
    Node condition = numbers.whole().condition(1);
    Node first = Node.block(set(target, draw.of(rows()).reference()));
    Node second = Node.block(set(target, draw.percent(50) ? fresh : draw.of(rows()).reference()));
    body.scope.declare(type, name, true);
    return List.of(
        Node.of(Kind.LOCAL, type, name), Node.of(Kind.IF, Type.VOID, "", condition, first, second));
  }

  /** {@code m[i] = row}. */
  List<Node> replaceRow() {
    Node matrix = draw.of(matrices()).reference();
    Node row =
        Node.of(Kind.ELEMENT, matrix.type().element(), "", matrix, numbers.whole().index(1, 1));
    return List.of(set(row, draw.of(rows()).reference()));
  }

  /** {@code {a, b}}: an array whose rows have other names. */
  List<Node> ofRows() {
    Type type = new Type("double", 2);
    List<Node> rows = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      rows.add(draw.of(rows()).reference());
    }
    return declareMatrix(Node.of(Kind.ARRAY_LITERAL, type, "", rows));
  }

  /** {@code new double[2][]} and its rows. */
  List<Node> jagged() {
    Type type = new Type("double", 2);
    List<Node> list =
        new ArrayList<>(declareMatrix(Node.of(Kind.NEW_ARRAY, type, "", Node.literal(2))));
    Node matrix = Node.name(type, list.get(0).text());
    for (int i = 0; i < 2; i++) {
      Node row = Node.of(Kind.ELEMENT, type.element(), "", matrix, Node.literal(i));
      Node fresh = Node.of(Kind.NEW_ARRAY, type.element(), "", Node.literal(4 + draw.number(2)));
      list.add(
          set(row, draw.percent(50) && !rows().isEmpty() ? draw.of(rows()).reference() : fresh));
    }
    return list;
  }

  private List<Node> declareMatrix(Node value) {
    String name = body.scope.fresh();
    body.local(body.scope.declare(value.type(), name, true));
    return List.of(Node.of(Kind.LOCAL, value.type(), name, value));
  }
}
