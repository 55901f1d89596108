package org.cotangent.fuzz;

import java.util.ArrayList;
import java.util.List;
import org.cotangent.fuzz.Scope.Variable;

/**
 * Random groups of statements on scalars in the shapes that optimisations look for, and in shapes
 * that are almost these: counters, alternating signs, running maxima, links, repeated functions.
 */
final class ScalarPatterns extends Patterns {

  ScalarPatterns(Body body, Expressions numbers, Statements statements, Loops loops) {
    super(body, numbers, statements, loops);
  }

  /** A counter beside the index of a loop: it steps on, is set back, wraps around. */
  List<Node> counter() {
    String counter = body.scope.fresh();
    Node p = name(counter);
    String start = draw.of("0", "0", "0", "3", "2147483646", "-2147483647");
    Node target = draw.of(written()).reference();
    body.scope.declare(Type.INT, counter, draw.percent(20));
    Node masked = Node.binary("&", p, Node.literal(3));
    boolean back = draw.percent(30);
    Node loop =
        counted(
            i -> {
              List<Node> outer = new ArrayList<>();
              if (back && draw.percent(50)) {
                outer.add(set(p, "=", Node.literal(draw.number(3))));
              }
              Node inner =
                  counted(
                      Node.literal(0),
                      draw.percent(60) ? Node.binary("+", i, Node.literal(1)) : i,
                      "< 1",
                      j -> {
                        List<Node> list = new ArrayList<>();
                        Node place = element(target, draw.percent(60) ? masked : j);
                        Node factor = element(draw.of(read()).reference(), draw.of(masked, i, j));
                        list.add(
                            set(
                                place,
                                draw.of("+=", "=", "-="),
                                Node.of(
                                    Kind.MATH,
                                    Type.DOUBLE,
                                    "sin",
                                    Node.binary("*", factor, numbers.number(1)))));
                        narrow(list, place);
                        list.add(step(p));
                        some(list);
                        return list;
                      });
              outer.add(inner);
              if (draw.percent(30)) {
                outer.add(step(p));
              }
              if (back && draw.percent(50)) {
                outer.add(set(p, "=", draw.percent(50) ? Node.literal(0) : i));
              }
              return outer;
            });
    List<Node> list = new ArrayList<>();
    list.add(Node.of(Kind.LOCAL, Type.INT, counter, Node.literal(Type.INT, start)));
    list.add(loop);
    return list;
  }

  /** A plain assignment of a double to a float needs a cast. */
  private static void narrow(List<Node> list, Node place) {
    Node assign = list.get(list.size() - 1).part(0);
    if (place.type().equals(Type.FLOAT) && assign.text().equals("=")) {
      Node cast = Node.of(Kind.CAST, Type.FLOAT, "", assign.part(1));
      list.set(list.size() - 1, Node.statement(assign.withPart(1, cast)));
    }
  }

  private Node step(Node p) {
    return switch (draw.number(9)) {
      case 0, 1, 2 -> Node.statement(Node.of(Kind.STEP, Type.INT, draw.of("x++", "++x"), p));
      case 3 -> Node.statement(Node.of(Kind.STEP, Type.INT, draw.of("x--", "--x"), p));
      case 4 -> set(p, "+=", Node.literal(2 + draw.number(2)));
      case 5 -> set(p, "=", Node.binary("+", p, Node.literal(1)));
      case 6 ->
          set(p, "=", Node.binary("&", Node.binary("+", p, Node.literal(1)), Node.literal(3)));
      case 7 -> when(numbers.whole().condition(1), set(p, "+=", Node.literal(1)));
      default -> set(p, draw.of("-=", "*=", "^="), Node.literal(1 + draw.number(3)));
    };
  }

  /** {@code sign = -sign}, and what is like it. */
  List<Node> sign() {
    boolean whole = draw.percent(30);
    Type type = whole ? Type.INT : Type.DOUBLE;
    String sign = body.scope.fresh();
    String total = body.scope.fresh();
    Node one = whole ? Node.literal(1) : Node.literal(Type.DOUBLE, draw.of("1.0", "-1.0", "0.5"));
    Node s = Node.name(type, sign);
    body.scope.declare(type, sign, false);
    Node sum = Node.name(Type.DOUBLE, total);
    Node loop =
        counted(
            i -> {
              List<Node> list = new ArrayList<>();
              Node turn = set(s, "=", Node.of(Kind.UNARY, type, "-", s));
              if (!whole && draw.percent(20)) {
                turn = set(s, "*=", Node.literal(Type.DOUBLE, draw.of("-1.0", "-0.5")));
              }
              list.add(draw.percent(20) ? when(numbers.whole().condition(1), turn) : turn);
              list.add(
                  draw.number(2),
                  set(sum, "+=", Node.binary("*", s, numbers.bounded(Type.DOUBLE, 2))));
              some(list);
              return list;
            });
    body.scope.declare(Type.DOUBLE, total, true);
    return List.of(
        Node.of(Kind.LOCAL, type, sign, one),
        Node.of(Kind.LOCAL, Type.DOUBLE, total, Node.literal(Type.DOUBLE, "0.25")),
        loop);
  }

  /** The largest of the elements so far, or the least; some may be the same. */
  List<Node> running() {
    Node array = draw.of(read()).reference();
    Type type = array.type().element();
    String most = body.scope.fresh();
    String at = body.scope.fresh();
    Node best = Node.name(type, most);
    boolean greater = draw.percent(50);
    String operator = (greater ? ">" : "<") + (draw.percent(40) ? "=" : "");
    List<Node> list = new ArrayList<>();
    boolean canWrite = body.scope.all(v -> v.name().equals(array.text())).get(0).assignable();
    if (canWrite && draw.percent(50)) {
      list.add(
          set(element(array, Node.literal(draw.number(4))), "=", element(array, Node.literal(2))));
    }
    list.add(Node.of(Kind.LOCAL, type, most, element(array, Node.literal(0))));
    list.add(Node.of(Kind.LOCAL, Type.INT, at, Node.literal(0)));
    int form = draw.number(5);
    list.add(
        counted(
            Node.literal(draw.number(2)),
            draw.percent(50) ? length(array) : Node.literal(4),
            "< 1",
            i -> {
              List<Node> inner = new ArrayList<>();
              Node each = element(array, i);
              Node better = Node.binary(operator, each, best);
              switch (form) {
                case 0 -> inner.add(when(better, set(best, "=", each)));
                case 1 -> inner.add(when(better, set(best, "=", each), set(name(at), "=", i)));
                case 2 ->
                    inner.add(
                        set(best, "=", Node.of(Kind.CONDITIONAL, type, "", better, each, best)));
                default ->
                    inner.add(
                        set(
                            best,
                            "=",
                            Node.of(
                                Kind.MATH,
                                type,
                                greater ? "max" : "min",
                                draw.percent(70) ? best : each,
                                draw.percent(70) ? each : best)));
              }
              some(inner);
              return inner;
            }));
    body.scope.declare(type, most, draw.percent(50));
    body.scope.add(new Variable(Type.INT, at, false, 0, 4, new Object()));
    return list;
  }

  /** Functions of one argument, again and again; it may change between them. */
  List<Node> repeatedFunction() {
    List<Variable> variables = body.scope.all(v -> v.type().equals(Type.DOUBLE));
    String name = body.scope.fresh();
    List<Node> list = new ArrayList<>();
    if (variables.isEmpty() || draw.percent(30)) {
      list.add(Node.of(Kind.LOCAL, Type.DOUBLE, name, numbers.bounded(Type.DOUBLE, 2)));
      body.scope.declare(Type.DOUBLE, name, true);
      name = body.scope.fresh();
      variables = body.scope.all(v -> v.type().equals(Type.DOUBLE));
    }
    Variable argument = draw.of(variables);
    list.add(Node.of(Kind.LOCAL, Type.DOUBLE, name, function(argument.reference())));
    Node result = Node.name(Type.DOUBLE, name);
    for (int i = 0; i < 2 + draw.number(2); i++) {
      if (argument.assignable() && draw.percent(20)) {
        list.add(set(argument.reference(), "=", numbers.bounded(Type.DOUBLE, 1)));
      }
      list.add(set(result, draw.of("+=", "*=", "-="), function(argument.reference())));
    }
    body.scope.declare(Type.DOUBLE, name, true);
    return list;
  }

  private Node function(Node argument) {
    Node sine = Node.of(Kind.MATH, Type.DOUBLE, "sin", argument);
    return switch (draw.number(5)) {
      case 0 -> sine;
      case 1 -> Node.of(Kind.MATH, Type.DOUBLE, "cos", argument);
      case 2 -> Node.of(Kind.MATH, Type.DOUBLE, "tanh", argument);
      default -> Node.of(Kind.MATH, Type.DOUBLE, "exp", draw.percent(60) ? sine : square(argument));
    };
  }

  private static Node square(Node x) {
    return Node.of(Kind.UNARY, Type.DOUBLE, "-", Node.binary("*", x, x));
  }

  boolean hasLinks() {
    return !links().isEmpty();
  }

  private List<Variable> links() {
    return body.scope.all(v -> v.type().equals(Type.INT.array()) && v.assignable());
  }

  /** A walk along links, which are taken out and put back. */
  List<Node> linked() {
    Node links = draw.of(links()).reference();
    String now = body.scope.fresh();
    String before = body.scope.fresh();
    Node at = name(now);
    Node last = name(before);
    boolean putBack = draw.percent(70);
    body.scope.add(new Variable(Type.INT, now, false, 0, 3, new Object()));
    body.scope.add(new Variable(Type.INT, before, false, 0, 3, new Object()));
    Node loop =
        counted(
            i -> {
              List<Node> list = new ArrayList<>();
              list.add(set(last, "=", at));
              list.add(set(at, "=", element(links, at)));
              list.add(set(element(links, last), "=", element(links, at)));
              statements.add(list, 0, 1 + draw.number(2));
              if (putBack) {
                list.add(set(element(links, last), "=", at));
              }
              return list;
            });
    return List.of(
        Node.of(Kind.LOCAL, Type.INT, now, Node.literal(draw.number(4))),
        Node.of(Kind.LOCAL, Type.INT, before, Node.literal(0)),
        loop);
  }
}
