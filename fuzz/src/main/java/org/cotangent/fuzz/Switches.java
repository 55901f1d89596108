package org.cotangent.fuzz;

import java.util.ArrayList;
import java.util.List;

/** Random switches: of both forms, with and without fall-through, as statements and as values. */
final class Switches {
  private final Body body;
  private final Draw draw;
  private final Expressions numbers;
  private final Statements statements;

  Switches(Body body, Expressions numbers, Statements statements) {
    this.body = body;
    this.draw = body.draw;
    this.numbers = numbers;
    this.statements = statements;
  }

  private Node selector() {
    return numbers.whole().masked(numbers.whole().of(2), 3);
  }

  /** The labels of the cases; an empty one is the default. */
  private List<String> labels(boolean withDefault) {
    List<String> labels = new ArrayList<>(draw.of(LABELS));
    if (withDefault || draw.percent(60)) {
      labels.add(draw.number(labels.size() + 1), "");
    }
    return labels;
  }

  private static final List<List<String>> LABELS =
      List.of(List.of("0", "1"), List.of("1", "0, 2"), List.of("3"), List.of("2", "1", "0"));

  /** {@code switch (i) { case 0: ...; break; default: ... }}. */
  Node old(int depth) {
    List<Node> parts = new ArrayList<>();
    parts.add(selector());
    for (String label : labels(false)) {
      String end = draw.percent(35) ? "fall" : "break";
      Node block = statements.block(depth, 1 + draw.number(2));
      parts.add(Node.of(Kind.CASE, Type.VOID, label, block).withNote(end));
    }
    return Node.of(Kind.SWITCH, Type.VOID, "", parts).withNote("old");
  }

  /** {@code switch (i) { case 0 -> ...; default -> ... }}. */
  Node arrow(int depth) {
    List<Node> parts = new ArrayList<>();
    parts.add(selector());
    for (String label : labels(false)) {
      Node block = statements.block(depth, 1 + draw.number(2));
      parts.add(Node.of(Kind.CASE, Type.VOID, label, block).withNote("arrow"));
    }
    return Node.of(Kind.SWITCH, Type.VOID, "", parts).withNote("arrow");
  }

  /** A variable whose value a switch gives. */
  List<Node> value() {
    Type type = statements.floating();
    List<Node> parts = new ArrayList<>();
    parts.add(selector());
    for (String label : labels(true)) {
      Node arm;
      if (draw.percent(30)) {
        body.scope.enter();
        List<Node> list = new ArrayList<>();
        statements.add(list, 0, 1);
        list.add(Node.of(Kind.YIELD, type, "", numbers.bounded(type, 2)));
        body.scope.leave();
        arm = Node.block(list);
      } else {
        arm = numbers.bounded(type, 2);
      }
      parts.add(Node.of(Kind.CASE, type, label, arm).withNote("arrow"));
    }
    String name = body.scope.fresh();
    body.scope.declare(type, name, true);
    Node value = Node.of(Kind.SWITCH_VALUE, type, "", parts);
    return List.of(Node.of(Kind.LOCAL, type, name, value));
  }

  /** A block that may be left in the middle. */
  Node labeledBlock(int depth) {
    String label = "block" + ++body.serial;
    body.scope.enter();
    List<Node> list = new ArrayList<>();
    statements.add(list, depth, 1 + draw.number(2));
    Node leave = Node.block(Node.of(Kind.BREAK, Type.VOID, label));
    list.add(Node.of(Kind.IF, Type.VOID, "", numbers.whole().condition(2), leave));
    statements.add(list, depth, 1 + draw.number(2));
    body.scope.leave();
    return Node.of(Kind.LABELED, Type.VOID, label, Node.block(list));
  }

  /** A check that may throw. */
  Node check() {
    Node limit = Node.literal(Type.DOUBLE, draw.of("1.25", "9.0", "1e6"));
    Node condition = Node.binary(draw.of(">", ">="), numbers.number(1), limit);
    Node thrown = Node.block(Node.of(Kind.THROW, Type.VOID, "out of range"));
    return Node.of(Kind.IF, Type.VOID, "", condition, thrown);
  }

  Node assertion() {
    return Node.of(Kind.ASSERT, Type.VOID, "", numbers.whole().condition(0));
  }
}
