package org.cotangent.fuzz;

import java.util.ArrayList;
import java.util.List;
import org.cotangent.fuzz.Scope.Variable;

/**
 * Random statements on arrays. Every array of rank 1 has 4 elements or more, every array of a
 * higher rank 2 rows or more, so that masked indices are always right.
 */
final class ArrayStatements {
  private final Body body;
  private final Draw draw;
  private final Expressions numbers;

  ArrayStatements(Body body, Expressions numbers) {
    this.body = body;
    this.draw = body.draw;
    this.numbers = numbers;
  }

  private Type floating() {
    return body.singles && draw.percent(35) ? Type.FLOAT : Type.DOUBLE;
  }

  private List<Variable> arrays(int rank) {
    return body.scope.all(v -> v.type().isActive() && v.type().rank() == rank);
  }

  boolean has(int rank) {
    return !arrays(rank).isEmpty();
  }

  private List<Node> declare(Type type, Node value, boolean writable, Object root) {
    String name = body.scope.fresh();
    body.scope.declare(type, name, writable, root);
    return List.of(Node.of(Kind.LOCAL, type, name, value));
  }

  private List<Node> declare(Node value) {
    return declare(value.type(), value, true, new Object());
  }

  private List<Node> declareLocal(Node value) {
    String name = body.scope.fresh();
    body.local(body.scope.declare(value.type(), name, true));
    return List.of(Node.of(Kind.LOCAL, value.type(), name, value));
  }

  private Node length() {
    List<Variable> arrays = arrays(1);
    return arrays.isEmpty() || draw.percent(50)
        ? Node.literal(4 + draw.number(2))
        : Node.of(Kind.LENGTH, Type.INT, "", draw.of(arrays).reference());
  }

  List<Node> newArray() {
    return declare(Node.of(Kind.NEW_ARRAY, floating().array(), "", length()));
  }

  List<Node> newMatrix() {
    Type type = floating().array().array();
    return declareLocal(Node.of(Kind.NEW_ARRAY, type, "", Node.literal(2), length()));
  }

  List<Node> newCube() {
    return declare(
        Node.of(
            Kind.NEW_ARRAY,
            new Type("double", 3),
            "",
            Node.literal(2),
            Node.literal(2),
            Node.literal(4)));
  }

  private Node literal(int depth) {
    Type type = floating().array();
    return Node.of(
        Kind.ARRAY_LITERAL, type, "", numbers.several(4 + draw.number(2), type.element(), depth));
  }

  List<Node> literal() {
    return declare(literal(2));
  }

  List<Node> matrixLiteral() {
    List<Node> rows = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      rows.add(
          Node.of(Kind.ARRAY_LITERAL, Type.DOUBLE.array(), "", numbers.several(4, Type.DOUBLE, 1)));
    }
    return declareLocal(Node.of(Kind.ARRAY_LITERAL, new Type("double", 2), "", rows));
  }

  List<Node> cloned() {
    Node array = draw.of(arrays(1)).reference();
    return declare(Node.of(Kind.CLONE, array.type(), "", array));
  }

  List<Node> copyOf() {
    Node array = draw.of(arrays(1)).reference();
    return declare(Node.of(Kind.COPY_OF, array.type(), "", array, length()));
  }

  List<Node> alias() {
    Variable array = draw.of(arrays(1));
    return declare(array.type(), array.reference(), array.assignable(), array.root());
  }

  List<Node> row() {
    Variable matrix = draw.of(arrays(2));
    Type type = matrix.type().element();
    Node row = Node.of(Kind.ELEMENT, type, "", matrix.reference(), numbers.whole().index(1, 2));
    return declare(type, row, matrix.assignable(), matrix.root());
  }

  boolean canWriteRow() {
    return body.scope.all(this::holdsRows).stream().anyMatch(Variable::assignable);
  }

  private boolean holdsRows(Variable v) {
    return v.type().isActive() && (v.type().rank() == 1 || v.type().rank() == 2);
  }

  /** An array of rank 1. */
  private Node row(Variable variable) {
    return variable.type().rank() == 1
        ? variable.reference()
        : Node.of(
            Kind.ELEMENT,
            variable.type().element(),
            "",
            variable.reference(),
            numbers.whole().index(1, 1));
  }

  private Node writtenRow() {
    return row(draw.of(body.scope.all(v -> holdsRows(v) && v.assignable())));
  }

  List<Node> fill() {
    Node row = writtenRow();
    return Statements.plain(
        Node.of(Kind.FILL, Type.VOID, "", row, numbers.bounded(row.type().element(), 2)));
  }

  List<Node> fillRange() {
    Node row = writtenRow();
    Node from = numbers.whole().index(1, 1);
    Node to = Node.binary("+", Node.literal(1 + draw.number(3)), numbers.whole().index(1, 0));
    if (draw.percent(50)) {
      from = Node.literal(draw.number(2));
    }
    return Statements.plain(
        Node.of(Kind.FILL, Type.VOID, "", row, from, to, numbers.bounded(row.type().element(), 2)));
  }

  private List<Node> copy(Node source, Node target) {
    Node from = Node.literal(draw.number(2));
    Node to = numbers.whole().index(1, 1);
    Node count = Node.binary("+", Node.literal(1), numbers.whole().index(1, 1));
    if (draw.percent(60)) {
      int length = 1 + draw.number(3);
      from = Node.literal(draw.number(5 - length));
      to = Node.literal(draw.number(5 - length));
      count = Node.literal(length);
    }
    return Statements.plain(
        Node.of(Kind.ARRAY_COPY, Type.VOID, "", source, from, target, to, count));
  }

  List<Node> copy() {
    Node target = writtenRow();
    List<Variable> sources =
        body.scope.all(v -> holdsRows(v) && v.type().name().equals(target.type().name()));
    return copy(row(draw.of(sources)), target);
  }

  List<Node> overlappingCopy() {
    Node target = writtenRow();
    return copy(target, target);
  }

  boolean hasIntArray() {
    return !intArrays().isEmpty();
  }

  private List<Variable> intArrays() {
    return body.scope.all(v -> v.type().equals(Type.INT.array()) && v.assignable());
  }

  List<Node> wholeElementWrite() {
    Node array = draw.of(intArrays()).reference();
    Node element = Node.of(Kind.ELEMENT, Type.INT, "", array, numbers.whole().index(3, 1));
    return Statements.plain(numbers.assign(element, "=", numbers.whole().index(3, 2)));
  }

  List<Node> intArray() {
    Type type = Type.INT.array();
    List<Variable> arrays = intArrays();
    if (!arrays.isEmpty() && draw.percent(40)) {
      Node array = draw.of(arrays).reference();
      return declare(Node.of(Kind.CLONE, type, "", array));
    }
    if (draw.percent(20)) {
      return declare(Node.of(Kind.NEW_ARRAY, type, "", Node.literal(4)));
    }
    List<Node> indices = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      indices.add(numbers.whole().index(3, draw.percent(80) ? 0 : 1));
    }
    return declare(Node.of(Kind.ARRAY_LITERAL, type, "", indices));
  }

  List<Node> intBulk() {
    Node target = draw.of(intArrays()).reference();
    if (draw.percent(50)) {
      return Statements.plain(
          Node.of(Kind.FILL, Type.VOID, "", target, numbers.whole().index(3, 1)));
    }
    return copy(draw.of(intArrays()).reference(), target);
  }

  List<Node> called() {
    return declare(numbers.calls().array(2));
  }

  /** What a method with an array result returns: an array of its own. */
  Node result() {
    if (draw.percent(50)) {
      List<Variable> arrays = body.scope.of(body.result);
      if (!arrays.isEmpty()) {
        return Node.of(Kind.CLONE, body.result, "", draw.of(arrays).reference());
      }
    }
    return Node.of(
        Kind.ARRAY_LITERAL,
        body.result,
        "",
        numbers.several(4 + draw.number(2), body.result.element(), 2));
  }
}
