package org.cotangent.fuzz;

import java.util.List;
import java.util.function.Function;
import org.cotangent.fuzz.Scope.Variable;

/** What groups of statements in the shapes that optimisations look for are made of. */
abstract class Patterns {
  final Body body;
  final Draw draw;
  final Expressions numbers;
  final Statements statements;
  private final Loops loops;

  Patterns(Body body, Expressions numbers, Statements statements, Loops loops) {
    this.body = body;
    this.draw = body.draw;
    this.numbers = numbers;
    this.statements = statements;
    this.loops = loops;
  }

  final List<Variable> written() {
    return body.scope.all(v -> v.type().isActive() && v.type().rank() == 1 && v.assignable());
  }

  final List<Variable> read() {
    return body.scope.all(v -> v.type().isActive() && v.type().rank() == 1);
  }

  static Node element(Node array, Node index) {
    return Node.of(Kind.ELEMENT, array.type().element(), "", array, index);
  }

  static Node name(String name) {
    return Node.name(Type.INT, name);
  }

  static Node length(Node array) {
    return Node.of(Kind.LENGTH, Type.INT, "", array);
  }

  final Node set(Node target, String operator, Node value) {
    return Node.statement(numbers.assign(target, operator, value));
  }

  static Node when(Node condition, Node... then) {
    return Node.of(Kind.IF, Type.VOID, "", condition, Node.block(then));
  }

  /** {@code for (int i = ...; i < ...; i++)}, with statements that are made inside of it. */
  final Node counted(Node first, Node bound, String note, Function<Node, List<Node>> made) {
    return loops.loop(
        4,
        () -> {
          String index = body.scope.fresh();
          // No array is longer than five, and all but those made here have four elements.
          loops.index(Type.INT, index, 0, bound.is(Kind.LENGTH) ? 4 : 3);
          body.scope.enter();
          List<Node> list = made.apply(name(index));
          body.scope.leave();
          return Node.of(Kind.COUNTED, Type.INT, index, first, bound, Node.block(list))
              .withNote(note);
        });
  }

  final Node counted(Function<Node, List<Node>> made) {
    Node bound = draw.percent(50) ? Node.literal(4) : Node.literal(2 + draw.number(3));
    return counted(Node.literal(0), bound, "< 1", made);
  }

  /** A few random statements between those of a pattern. */
  final void some(List<Node> list) {
    if (draw.percent(40)) {
      statements.add(list, 0, 1);
    }
  }
}
