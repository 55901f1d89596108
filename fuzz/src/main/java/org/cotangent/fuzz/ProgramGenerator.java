package org.cotangent.fuzz;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.cotangent.fuzz.MethodTree.Parameter;
import org.cotangent.fuzz.Program.Field;

/**
 * Makes program {@code k} of a campaign: a class with one or two annotated methods and the helpers
 * they call. The program follows from the campaign's seed and its own number alone.
 */
final class ProgramGenerator {
  /** The name of the parameter that ends a recursion. */
  static final String COUNTDOWN = "depth";

  private static final List<Type> PARAMETERS =
      List.of(
          Type.DOUBLE,
          Type.DOUBLE,
          Type.DOUBLE,
          Type.DOUBLE.array(),
          Type.DOUBLE.array(),
          new Type("double", 2),
          Type.INT,
          Type.INT.array(),
          Type.DOUBLE,
          Type.BOOLEAN,
          new Type("double", 3),
          Type.DOUBLE.array());

  private final long id;
  private final Draw draw;
  private final boolean singles;
  private final boolean sideEffects;
  private final boolean instance;
  private final long seed;
  private final List<Field> fields = new ArrayList<>();
  private final List<Field> constants = new ArrayList<>();
  private final List<MethodTree> methods = new ArrayList<>();
  private final Map<String, Long> costs = new HashMap<>();

  private ProgramGenerator(long id, SplittableRandom random) {
    this.id = id;
    boolean smooth = random.nextInt(8) == 0;
    this.singles = !smooth && random.nextInt(6) == 0;
    this.sideEffects = random.nextInt(3) == 0;
    this.instance = random.nextInt(5) == 0;
    this.seed = random.nextLong();
    this.draw = new Draw(random, smooth);
  }

  /** Program {@code id} of the campaign with this seed. */
  static Program program(long campaign, long id) {
    // The golden ratio's bits spread neighbouring numbers over the generator's states.
    SplittableRandom random = new SplittableRandom(campaign + id * 0x9E3779B97F4A7C15L);
    Set<String> without = Optimizations.without(campaign, id);
    return new ProgramGenerator(id, random).generate().without(without);
  }

  private Program generate() {
    if (draw.percent(30)) {
      Node value = Node.literal(Type.DOUBLE, "0.75");
      constants.add(new Field(Type.DOUBLE, "SCALE", value, false));
    }
    if (draw.percent(15)) {
      List<Node> elements = new ArrayList<>();
      for (String text : List.of("0.5", "-0.25", "1.25", "0.875")) {
        elements.add(Node.literal(Type.DOUBLE, text));
      }
      Type type = Type.DOUBLE.array();
      constants.add(
          new Field(type, "TABLE", Node.of(Kind.ARRAY_LITERAL, type, "", elements), false));
    }
    if (instance) {
      field(Type.DOUBLE, "factor");
      field(Type.DOUBLE.array(), "weights");
      field(Type.INT, "order");
    }
    if (draw.percent(10)) {
      constantMethod();
    }
    int helpers = draw.percent(45) ? 0 : 1 + draw.number(3);
    for (int i = 0; i < helpers; i++) {
      helper("h" + i, !instance || draw.percent(50));
    }
    if (draw.percent(12)) {
      draw.count(Feature.SEVERAL_ANNOTATED);
      annotated("g", true);
    }
    annotated("f", !instance);
    methods.forEach(m -> count(m.body()));
    return new Program(
        id,
        seed,
        List.copyOf(fields),
        List.copyOf(constants),
        List.copyOf(methods),
        draw.smooth(),
        draw.counts(),
        Set.of());
  }

  private void field(Type type, String name) {
    boolean isPrivate = draw.percent(50);
    fields.add(new Field(type, name, null, isPrivate));
    if (isPrivate) {
      draw.count(Feature.PRIVATE_FIELD);
    }
  }

  private Type parameterType() {
    Type type = draw.of(PARAMETERS);
    return singles && type.isActive() && type.rank() < 2 && draw.percent(35)
        ? new Type("float", type.rank())
        : type;
  }

  private Body body(Type result, boolean isStatic, String name) {
    List<MethodTree> callable =
        methods.stream()
            .filter(m -> (m.isStatic() || !isStatic) && !m.name().equals(name))
            .toList();
    Body body = new Body(draw, result, singles, sideEffects, callable, costs);
    body.scope.take("depth");
    for (Field constant : constants) {
      body.scope.declare(constant.type(), constant.name(), false);
    }
    for (Field field : fields) {
      body.scope.take(field.name());
      if (!isStatic) {
        body.scope.declare(field.type(), field.name(), false);
      }
    }
    return body;
  }

  private void declare(Body body, List<Parameter> parameters) {
    for (Parameter parameter : parameters) {
      boolean assignable =
          parameter.type().isArray() ? parameter.written() : !parameter.name().equals(COUNTDOWN);
      body.scope.declare(parameter.type(), parameter.name(), assignable);
    }
  }

  private void add(MethodTree method, Body body, boolean recursive) {
    methods.add(method);
    costs.put(method.name(), (body.cost + 2) * (recursive ? 12 : 1));
  }

  /** What is known of a helper before it has a body. */
  private record Head(MethodTree method, Body body, boolean recursive) {}

  /** A helper, or two that call each other; those made before may be called. */
  private void helper(String name, boolean isStatic) {
    Head head = head(name(name), isStatic, false);
    if (!head.recursive() || !draw.percent(40)) {
      add(head.method().withBody(body(head, null)), head.body(), head.recursive());
      return;
    }
    Head partner = head(name + "Back", isStatic, true);
    Node first = body(head, partner.method());
    partner.body().cost += head.body().cost;
    Node second = body(partner, head.method());
    head.body().cost += partner.body().cost;
    add(head.method().withBody(first), head.body(), true);
    add(partner.method().withBody(second), partner.body(), true);
  }

  /** The name, or that of an earlier helper, as an overload. */
  private String name(String name) {
    if (methods.isEmpty() || !draw.percent(12)) {
      return name;
    }
    return JavaPrinter.name(draw.of(methods)) + "_" + name;
  }

  private Head head(String name, boolean isStatic, boolean back) {
    Type result =
        switch (back ? 6 : draw.number(7)) {
          case 0, 1 -> Type.VOID;
          case 2 -> Type.DOUBLE.array();
          default -> singles && draw.percent(30) ? Type.FLOAT : Type.DOUBLE;
        };
    boolean recursive = back || result.isFloating() && draw.percent(30);
    Body body = body(result, isStatic, name);
    List<Parameter> parameters = new ArrayList<>();
    int count = 1 + draw.number(3);
    if (name.contains("_")) {
      // Overloads that differ in their number of parameters are never ambiguous.
      String shared = name.replaceFirst("_.*", "");
      List<Integer> lengths =
          methods.stream()
              .filter(m -> JavaPrinter.name(m).equals(shared))
              .map(m -> m.parameters().size())
              .toList();
      while (lengths.contains(count + (recursive ? 1 : 0))) {
        count++;
      }
      draw.count(Feature.OVERLOAD);
    }
    for (int i = 0; i < count; i++) {
      Type type = i == 0 && result.equals(Type.VOID) ? Type.DOUBLE.array() : parameterType();
      if (i > 0 && !recursive && draw.percent(8)) {
        type = ValueObjects.PAIR;
      }
      boolean written = type.isArray() && (i == 0 && result.equals(Type.VOID) || draw.percent(45));
      parameters.add(new Parameter(type, body.scope.fresh(), written, true, false));
    }
    if (recursive) {
      parameters.add(new Parameter(Type.INT, COUNTDOWN, false, true, false));
    }
    declare(body, parameters);
    String modifiers = isStatic ? draw.of("private static", "static") : "private";
    if (!isStatic) {
      draw.count(Feature.INSTANCE_HELPER);
    }
    return new Head(
        new MethodTree(name, result, parameters, Node.block(), modifiers, false, false, false),
        body,
        recursive);
  }

  private Node body(Head head, MethodTree partner) {
    Body body = head.body();
    boolean small = !head.recursive() && draw.percent(35);
    body.statements = small ? 2 : 7;
    body.calls = 2;
    Statements statements = new Statements(body);
    List<Node> list = new ArrayList<>();
    if (head.recursive()) {
      Node condition = Node.binary("<=", Node.name(Type.INT, COUNTDOWN), Node.literal(0));
      list.add(Node.of(Kind.IF, Type.VOID, "", condition, Node.block(statements.returned())));
      body.self = head.method();
      body.partner = partner;
    }
    Type result = head.method().result();
    if (small) {
      draw.count(Feature.SMALL_HELPER);
      statements.add(list, draw.percent(50) ? 0 : 1, draw.number(result.equals(Type.VOID) ? 3 : 2));
    } else {
      statements.add(list, 2, 2 + draw.number(4));
    }
    if (!small && result.equals(Type.DOUBLE) && draw.percent(20)) {
      list.addAll(sum(body, statements));
    } else if (!result.equals(Type.VOID)) {
      list.add(statements.returned());
    }
    return Node.block(list);
  }

  private void constantMethod() {
    Parameter parameter = new Parameter(Type.DOUBLE, "x", false, true, false);
    Node value = Node.of(Kind.MATH, Type.DOUBLE, "sin", parameter.reference());
    Node result = Node.of(Kind.RETURN, Type.VOID, "", value);
    methods.add(
        new MethodTree(
            "c0",
            Type.DOUBLE,
            List.of(parameter),
            Node.block(result),
            "static",
            false,
            true,
            false));
    costs.put("c0", 2L);
  }

  private Type annotatedResult() {
    return switch (draw.number(8)) {
      case 0 -> Type.VOID;
      case 1 -> Type.DOUBLE.array();
      case 2 -> singles ? Type.FLOAT : Type.DOUBLE;
      default -> Type.DOUBLE;
    };
  }

  private void annotated(String name, boolean isStatic) {
    Type result = annotatedResult();
    Body body = body(result, isStatic, name);
    boolean writes = result.equals(Type.VOID) || draw.percent(40);
    boolean someOnly = draw.percent(20);
    List<Parameter> parameters = new ArrayList<>();
    int count = 2 + draw.number(4);
    for (int i = 0; i < count; i++) {
      boolean must = i == 0 && result.equals(Type.VOID);
      Type type =
          must
              ? Type.DOUBLE.array()
              : i == 1 && parameters.get(0).type().rank() > 0 ? Type.DOUBLE : parameterType();
      if (i == count - 1 && parameters.stream().noneMatch(p -> p.differentiated())) {
        type = Type.DOUBLE;
      }
      boolean active = type.isActive();
      boolean unwanted = active && !must && someOnly && draw.percent(50) && i < count - 1;
      boolean written = type.isArray() && (must || writes && draw.percent(70));
      boolean marked = unwanted && draw.percent(40);
      parameters.add(new Parameter(type, body.scope.fresh(), written, active && !unwanted, marked));
      count(parameters.get(i), unwanted, marked);
    }
    count(result, isStatic);
    boolean recursive = result.isFloating() && draw.percent(6);
    if (recursive) {
      parameters.add(new Parameter(Type.INT, COUNTDOWN, false, false, false));
    }
    declare(body, parameters);
    body.statements = 8 + draw.number(14);
    body.calls = recursive ? 2 : 4 + draw.number(5);
    Statements statements = new Statements(body);
    List<Node> list = new ArrayList<>();
    String modifiers = isStatic ? "static" : "";
    boolean jacobian = result.isArray() && hasRows(parameters) && draw.percent(60);
    if (jacobian) {
      draw.count(Feature.JACOBIAN);
    }
    MethodTree open =
        new MethodTree(name, result, parameters, Node.block(), modifiers, true, false, jacobian);
    if (recursive) {
      Node condition = Node.binary("<=", Node.name(Type.INT, COUNTDOWN), Node.literal(0));
      list.add(Node.of(Kind.IF, Type.VOID, "", condition, Node.block(statements.returned())));
      body.self = open;
    }
    statements.add(list, 3, 3 + draw.number(7));
    if (result.equals(Type.DOUBLE) && draw.percent(35)) {
      list.addAll(sum(body, statements));
    } else if (result.equals(Type.VOID)) {
      Parameter first = parameters.get(0);
      Node element =
          Node.of(
              Kind.ELEMENT,
              first.type().element(),
              "",
              first.reference(),
              Node.literal(draw.number(4)));
      list.add(Node.statement(statements.numbers().assign(element, 2)));
    } else {
      list.add(statements.returned());
    }
    add(open.withBody(Node.block(list)), body, recursive);
  }

  /** Whether a Jacobian has a form for the derivatives by all of these. */
  private static boolean hasRows(List<Parameter> parameters) {
    return parameters.stream().allMatch(p -> !p.differentiated() || p.type().rank() < 2);
  }

  /** A loop that adds to a sum, and a result that takes it in without bending it. */
  private List<Node> sum(Body body, Statements statements) {
    draw.count(Feature.SUM_LOOP);
    String name = body.scope.fresh();
    Node total = Node.name(Type.DOUBLE, name);
    List<Node> list = new ArrayList<>();
    list.add(Node.of(Kind.LOCAL, Type.DOUBLE, name, Node.literal(Type.DOUBLE, "0.0")));
    body.statements += 4;
    list.add(statements.loops().summing(total, 2));
    statements.add(list, 2, draw.number(3));
    Node value = statements.returned().part(0);
    Node share =
        draw.percent(50)
            ? total
            : Node.binary("*", Node.literal(Type.DOUBLE, draw.of("0.5", "-1.25")), total);
    list.add(Node.of(Kind.RETURN, Type.VOID, "", Node.binary("+", value, share)));
    return list;
  }

  private void count(Node node) {
    if (node.is(Kind.NAME)) {
      if (fields.stream().anyMatch(f -> f.name().equals(node.text()))) {
        draw.count(Feature.FIELD);
      } else if (constants.stream().anyMatch(c -> c.name().equals(node.text()))) {
        draw.count(Feature.CONSTANT);
      }
    }
    node.parts().forEach(this::count);
  }

  private void count(Parameter parameter, boolean unwanted, boolean marked) {
    if (marked) {
      draw.count(Feature.MARKED_PARAMETER);
    } else if (unwanted) {
      draw.count(Feature.WRT);
    }
    if (parameter.written() && parameter.type().isActive()) {
      draw.count(Feature.PARAMETER_WRITTEN);
    }
  }

  private void count(Type result, boolean isStatic) {
    if (result.equals(Type.VOID)) {
      draw.count(Feature.VOID_METHOD);
    } else if (result.isArray()) {
      draw.count(Feature.ARRAY_METHOD);
    } else if (result.equals(Type.FLOAT)) {
      draw.count(Feature.FLOAT_METHOD);
    }
    if (!isStatic) {
      draw.count(Feature.INSTANCE);
    }
  }
}
