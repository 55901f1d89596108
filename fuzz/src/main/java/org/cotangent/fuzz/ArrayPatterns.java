package org.cotangent.fuzz;

import java.util.ArrayList;
import java.util.List;

/**
 * Random loops on arrays in the shapes that optimisations look for, and in shapes that are almost
 * these: a loop that overwrites an array but for one element, or in most of its trips.
 */
final class ArrayPatterns extends Patterns {

  ArrayPatterns(Body body, Expressions numbers, Statements statements, Loops loops) {
    super(body, numbers, statements, loops);
  }

  boolean canWrite() {
    return !written().isEmpty();
  }

  boolean canRead() {
    return !read().isEmpty();
  }

  /** A loop that overwrites an array, all of it or almost. */
  Node overwriting() {
    Node array = draw.of(written()).reference();
    Node first = Node.literal(draw.percent(80) ? 0 : 1);
    Node all = length(array);
    Node bound =
        switch (draw.number(6)) {
          case 0 -> Node.literal(4);
          case 1 -> Node.binary("-", all, Node.literal(1));
          case 2 -> numbers.whole().masked(numbers.whole().of(1), 3);
          default -> all;
        };
    int kind = draw.number(8);
    return counted(
        first,
        bound,
        "< 1",
        index -> {
          List<Node> list = new ArrayList<>();
          some(list);
          Node target = element(array, index);
          Node write = set(target, "=", numbers.bounded(target.type(), 2));
          switch (kind) {
            case 0 ->
                list.add(when(numbers.whole().condition(1), Node.of(Kind.BREAK, Type.VOID, "")));
            case 1 -> write = when(numbers.whole().condition(1), write);
            case 2 -> write = set(target, "+=", numbers.bounded(Type.DOUBLE, 2));
            case 3 ->
                list.add(when(numbers.whole().condition(1), Node.of(Kind.CONTINUE, Type.VOID, "")));
            default -> {}
          }
          list.add(write);
          some(list);
          return list;
        });
  }

  /** A loop around one that overwrites an array and one that adds to it. */
  Node overwrittenAgain() {
    Node array = draw.of(written()).reference();
    return counted(
        outer -> {
          List<Node> list = new ArrayList<>();
          some(list);
          Node all = length(array);
          list.add(
              counted(
                  Node.literal(0),
                  draw.percent(80) ? all : Node.binary("-", all, Node.literal(1)),
                  "< 1",
                  index -> {
                    Node target = element(array, index);
                    return List.of(set(target, "=", numbers.bounded(target.type(), 1)));
                  }));
          list.add(
              counted(
                  index -> {
                    Node target = element(array, index);
                    return List.of(set(target, "+=", numbers.bounded(Type.DOUBLE, 2)));
                  }));
          some(list);
          return list;
        });
  }

  /** An array that lives for one iteration, or less; its length may be 0. */
  List<Node> shortLived() {
    String array = body.scope.fresh();
    String total = body.scope.fresh();
    Type type = Type.DOUBLE.array();
    Node size =
        draw.percent(40)
            ? Node.literal(draw.number(4))
            : numbers.whole().masked(numbers.whole().of(1), 3);
    List<Node> list = new ArrayList<>();
    list.add(Node.of(Kind.LOCAL, Type.DOUBLE, total, Node.literal(Type.DOUBLE, "0.5")));
    Node local = Node.of(Kind.LOCAL, type, array, Node.of(Kind.NEW_ARRAY, type, "", size));
    Node sum = Node.name(Type.DOUBLE, total);
    boolean inside = draw.percent(60);
    if (inside) {
      list.add(
          counted(
              index -> {
                List<Node> inner = new ArrayList<>(List.of(local));
                useShortLived(inner, Node.name(type, array), sum);
                return inner;
              }));
    } else {
      list.add(local);
      useShortLived(list, Node.name(type, array), sum);
    }
    body.scope.declare(Type.DOUBLE, total, true);
    return list;
  }

  private void useShortLived(List<Node> list, Node array, Node sum) {
    Node zero = Node.literal(0);
    list.add(
        counted(
            zero,
            length(array),
            "< 1",
            i -> List.of(set(element(array, i), "=", numbers.bounded(Type.DOUBLE, 2)))));
    if (draw.percent(50)) {
      some(list);
    }
    list.add(
        counted(
            zero,
            length(array),
            "< 1",
            i ->
                List.of(
                    draw.percent(70)
                        ? set(
                            sum,
                            "+=",
                            Node.binary("*", element(array, i), numbers.bounded(Type.DOUBLE, 1)))
                        : set(element(array, i), "*=", Node.of(Kind.MATH, Type.DOUBLE, "sin", sum)),
                    set(sum, "+=", element(array, i)))));
  }

  /** An element that an inner loop adds to, and others that it reads; they may be one. */
  Node accumulating() {
    Node target = draw.of(written()).reference();
    return counted(
        i -> {
          List<Node> outer = new ArrayList<>();
          some(outer);
          outer.add(
              counted(
                  j -> {
                    List<Node> list = new ArrayList<>();
                    Node place = element(target, draw.percent(75) ? i : j);
                    Node first = element(draw.of(read()).reference(), draw.of(i, j, j));
                    Node second = element(draw.of(read()).reference(), draw.of(i, i, j));
                    Node product = Node.binary("*", first, second);
                    Node value =
                        draw.percent(75)
                            ? Node.of(Kind.MATH, Type.DOUBLE, "sin", product)
                            : Node.binary("*", Node.literal(Type.DOUBLE, "0.03125"), product);
                    list.add(set(place, draw.of("+=", "+=", "-="), value));
                    some(list);
                    return list;
                  }));
          some(outer);
          return outer;
        });
  }
}
