package org.cotangent.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.cotangent.fuzz.Scope.Variable;

/** Random loops. Each ends after a few trips, whatever its body does. */
final class Loops {
  private static final Node TRUE = Node.literal(Type.BOOLEAN, "true");

  private final Body body;
  private final Draw draw;
  private final Expressions numbers;
  private final Statements statements;

  Loops(Body body, Expressions numbers, Statements statements) {
    this.body = body;
    this.draw = body.draw;
    this.numbers = numbers;
    this.statements = statements;
  }

  /** The labels of the loops around. */
  List<String> labels() {
    return body.loops.stream().map(Body.Loop::label).filter(l -> !l.isEmpty()).toList();
  }

  Node labeled(Kind kind) {
    return Node.of(kind, Type.VOID, draw.of(labels()));
  }

  /** A loop, made while its body counts as repeated; it may get a label. */
  Node loop(int trips, Supplier<Node> loop) {
    String label = draw.percent(30) ? "loop" + ++body.serial : "";
    long before = body.trips;
    body.trips *= trips;
    body.loops.push(new Body.Loop(label));
    body.scope.enter();
    Node made = loop.get();
    body.scope.leave();
    body.loops.pop();
    body.trips = before;
    return label.isEmpty() ? made : Node.of(Kind.LABELED, Type.VOID, label, made);
  }

  private Node inner(int depth) {
    return statements.block(depth, 1 + draw.number(4));
  }

  /** Declares the index of a loop. */
  void index(Type type, String name, int low, int high) {
    body.scope.add(new Variable(type, name, false, low, high, new Object()));
  }

  /** {@code for (int i = 0; i < n; i++)} over indices of arrays. */
  Node counted(int depth) {
    List<Variable> arrays = body.scope.all(v -> v.type().equals(Type.DOUBLE.array()));
    Node bound =
        switch (draw.number(4)) {
          case 0 -> Node.literal(2 + draw.number(3));
          case 1 -> numbers.whole().masked(numbers.whole().of(1), 3);
          default ->
              arrays.isEmpty()
                  ? Node.literal(4)
                  : Node.binary(
                      "-",
                      Node.of(Kind.LENGTH, Type.INT, "", draw.of(arrays).reference()),
                      Node.literal(2));
        };
    Node first = Node.literal(draw.percent(80) ? 0 : 1);
    return loop(
        4,
        () -> {
          String name = body.scope.fresh();
          index(Type.INT, name, 0, 3);
          return loop(name, first, bound, depth, "< 1");
        });
  }

  /**
   * {@code for (...) { ...; total += e; }} where nothing else from outside is assigned; the total
   * is declared, and read, by the caller.
   */
  Node summing(Node total, int depth) {
    List<List<Variable>> open = body.scope.seal();
    Node bound =
        draw.percent(50)
            ? Node.literal(1 + draw.number(4))
            : numbers.whole().masked(numbers.whole().of(1), 3);
    Node made =
        loop(
            4,
            () -> {
              String name = body.scope.fresh();
              index(Type.INT, name, 0, 3);
              body.scope.enter();
              List<Node> list = new ArrayList<>();
              statements.add(list, depth, 1 + draw.number(5));
              list.add(
                  Node.statement(
                      numbers.assign(
                          total, draw.of("+=", "+=", "-="), numbers.bounded(Type.DOUBLE, 3))));
              body.scope.leave();
              return Node.of(Kind.COUNTED, Type.INT, name, Node.literal(0), bound, Node.block(list))
                  .withNote("< 1");
            });
    body.scope.unseal(open);
    return made;
  }

  Node countedOddly(int depth) {
    return loop(
        4,
        () -> {
          String name = body.scope.fresh();
          Node limit = numbers.whole().masked(numbers.whole().of(1), 1);
          index(Type.INT, name, 0, 3);
          Node four = Node.literal(4);
          Node three = Node.literal(3);
          Node zero = Node.literal(0);
          return switch (draw.number(5)) {
            case 0 -> loop(name, three, zero, depth, ">= -1");
            case 1 -> loop(name, three, limit, depth, "> -1");
            case 2 -> loop(name, three, limit, depth, ">= -2");
            case 3 -> loop(name, limit, four, depth, "< 2");
            default -> loop(name, limit, three, depth, "<= 1");
          };
        });
  }

  private Node loop(String name, Node first, Node bound, int depth, String note) {
    Node body = inner(depth);
    boolean again = draw.percent(12) && !jumps(body);
    if (again) {
      draw.count(Feature.CHECKPOINTED);
    }
    String mark = draw.of("", "(snapshots=1)", "(snapshots=2)", "(snapshots=3)");
    return Node.of(Kind.COUNTED, Type.INT, name, first, bound, body)
        .withNote(again ? note + " @Checkpointed" + mark : note);
  }

  /** Whether anything may leave a loop: then it cannot be run again. */
  private static boolean jumps(Node node) {
    return node.is(Kind.RETURN)
        || node.is(Kind.BREAK)
        || node.is(Kind.CONTINUE)
        || node.parts().stream().anyMatch(Loops::jumps);
  }

  boolean hasIndex() {
    return !indices().isEmpty();
  }

  private List<Variable> indices() {
    return body.scope.all(v -> v.isIndex(3) && !v.assignable());
  }

  /** {@code for (int j = 0; j <= i; j++)} inside of a loop with the index {@code i}. */
  Node triangular(int depth) {
    Node outer = draw.of(indices()).reference();
    return loop(
        3,
        () -> {
          String name = body.scope.fresh();
          index(Type.INT, name, 0, 3);
          Node four = Node.literal(4);
          Node zero = Node.literal(0);
          return switch (draw.number(4)) {
            case 0 -> loop(name, zero, outer, depth, "<= 1");
            case 1 -> loop(name, outer, four, depth, "< 1");
            case 2 -> loop(name, outer, zero, depth, ">= -1");
            default -> loop(name, zero, outer, depth, "< 1");
          };
        });
  }

  /** A loop whose index is negative at first, or that makes no trip at all. */
  Node negative(int depth) {
    return loop(
        4,
        () -> {
          String name = body.scope.fresh();
          int first = -3 + draw.number(3);
          int bound = draw.percent(30) ? first - draw.number(2) : 1 - draw.number(2);
          body.scope.add(new Variable(Type.INT, name, false, -3, 1, new Object()));
          return loop(name, Node.literal(first), Node.literal(bound), depth, "< 1");
        });
  }

  Node countedLong(int depth) {
    return loop(
        3,
        () -> {
          String name = body.scope.fresh();
          index(Type.LONG, name, 0, 3);
          Node trips =
              draw.smooth() || draw.percent(60)
                  ? numbers.whole().of(1)
                  : Node.of(Kind.CAST, Type.LONG, "", numbers.number(1));
          Node bound = numbers.whole().masked(trips, 3);
          return Node.of(Kind.COUNTED, Type.LONG, name, Node.literal(0), bound, inner(depth))
              .withNote("< 1");
        });
  }

  Node foreach(int depth) {
    List<Variable> arrays = body.scope.all(v -> v.type().isArray() && v.type().rank() == 1);
    return loop(
        5,
        () -> {
          if (arrays.isEmpty()) {
            return foreach(
                Node.of(Kind.NEW_ARRAY, Type.DOUBLE.array(), "", Node.literal(4)), depth);
          }
          return foreach(draw.of(arrays).reference(), depth);
        });
  }

  private Node foreach(Node array, int depth) {
    String name = body.scope.fresh();
    Type element = array.type().element();
    if (element.equals(Type.INT)) {
      index(Type.INT, name, 0, 3);
    } else {
      body.scope.declare(element, name, draw.percent(50));
    }
    return Node.of(Kind.FOREACH, element, name, array, inner(depth));
  }

  boolean hasRows() {
    return !rows().isEmpty();
  }

  private List<Variable> rows() {
    return body.scope.all(v -> v.type().isActive() && v.type().rank() > 1);
  }

  Node foreachRows(int depth) {
    return loop(
        3,
        () -> {
          Variable matrix = draw.of(rows());
          String name = body.scope.fresh();
          Type row = matrix.type().element();
          body.scope.declare(row, name, matrix.assignable(), matrix.root());
          return Node.of(Kind.FOREACH, row, name, matrix.reference(), inner(depth));
        });
  }

  Node whileLoop(int depth) {
    return guarded(Kind.WHILE, draw.of("before", "after", "body"), condition(), depth);
  }

  Node generalFor(int depth) {
    return guarded(Kind.WHILE, "for", condition(), depth);
  }

  Node doLoop(int depth) {
    return guarded(Kind.DO, "", draw.percent(50) ? TRUE : condition(), depth);
  }

  Node endless(int depth) {
    return guarded(Kind.WHILE, "body", TRUE, depth);
  }

  private Node condition() {
    if (draw.percent(20)) {
      return TRUE;
    }
    draw.count(Feature.ALTERED_LOOP);
    return numbers.whole().condition(2);
  }

  /** Whether the compiler may know the value: a body that cannot be reached is an error. */
  private boolean isConstant(Node node) {
    boolean constant =
        switch (node.kind()) {
          case LITERAL, UNARY, BINARY, CONDITIONAL, CAST -> true;
          case NAME ->
              body.scope.all(v -> v.name().equals(node.text())).stream()
                  .noneMatch(v -> v.assignable() || v.low() > Integer.MIN_VALUE);
          default -> false;
        };
    return constant && node.parts().stream().allMatch(this::isConstant);
  }

  private Node guarded(Kind kind, String form, Node condition, int depth) {
    String guard = "trips" + ++body.serial;
    body.scope.take(guard);
    return loop(
        4,
        () -> {
          index(Type.INT, guard, 0, 4);
          List<Node> parts = new ArrayList<>();
          parts.add(Node.literal(1 + draw.number(4)));
          parts.add(form.equals("body") && isConstant(condition) ? TRUE : condition);
          parts.add(inner(depth));
          return Node.of(kind, Type.VOID, guard, parts).withNote(form);
        });
  }
}
