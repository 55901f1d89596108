package org.cotangent.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.cotangent.fuzz.MethodTree.Parameter;
import org.cotangent.fuzz.Scope.Variable;

/**
 * Random calls of the program's own methods. No array is passed twice to a method that writes to
 * one of its arrays: that is refused, at compile time or at run time.
 */
final class CallExpressions {
  private final Body body;
  private final Draw draw;
  private final Expressions numbers;

  CallExpressions(Body body, Expressions numbers) {
    this.body = body;
    this.draw = body.draw;
    this.numbers = numbers;
  }

  private List<MethodTree> callable(Predicate<MethodTree> wanted) {
    return body.callable.stream().filter(wanted).filter(body::canCall).toList();
  }

  private List<MethodTree> helpers(Predicate<Type> result) {
    return callable(m -> !m.constant() && !m.annotated() && result.test(m.result()));
  }

  boolean hasScalar() {
    return !helpers(Type::isFloating).isEmpty();
  }

  Node scalar(int depth) {
    return call(draw.of(helpers(Type::isFloating)), depth);
  }

  boolean hasConstant() {
    return !callable(MethodTree::constant).isEmpty();
  }

  Node constant(int depth) {
    return call(draw.of(callable(MethodTree::constant)), depth);
  }

  /** Annotated methods with a number as result; what an array is that is data, is not modelled. */
  private List<MethodTree> annotated() {
    return callable(
        m ->
            m.annotated()
                && m.result().isFloating()
                && m.parameters().stream().noneMatch(p -> p.marked() && p.type().isArray()));
  }

  boolean hasAnnotated() {
    return !annotated().isEmpty();
  }

  Node annotated(int depth) {
    return call(draw.of(annotated()), depth);
  }

  boolean hasVoid() {
    return !helpers(Type.VOID::equals).isEmpty();
  }

  Node ofVoid(int depth) {
    return call(draw.of(helpers(Type.VOID::equals)), depth);
  }

  boolean hasArray() {
    return !helpers(Type::isArray).isEmpty();
  }

  Node array(int depth) {
    return call(draw.of(helpers(Type::isArray)), depth);
  }

  boolean canRecurse() {
    return body.self != null
        && body.calls > 0
        && body.loops.isEmpty()
        && body.self.result().isFloating()
        && body.self.parameters().stream().noneMatch(p -> p.marked() && p.type().isArray());
  }

  boolean canCallBack() {
    return canRecurse() && body.partner != null;
  }

  /** A call of the method itself; its last parameter counts down. */
  Node recursive(int depth) {
    body.calls--;
    return call(body.self, depth, true);
  }

  /** A call of the method that calls this one. */
  Node callBack(int depth) {
    body.calls--;
    return call(body.partner, depth, true);
  }

  private Node call(MethodTree method, int depth) {
    body.called(method);
    return call(method, depth, false);
  }

  private Node call(MethodTree method, int depth, boolean recursive) {
    List<Node> arguments = new ArrayList<>();
    List<Object> roots = new ArrayList<>();
    boolean writes = method.parameters().stream().anyMatch(Parameter::written);
    for (int i = 0; i < method.parameters().size(); i++) {
      Parameter parameter = method.parameters().get(i);
      Type type = parameter.type();
      if (parameter.name().equals(ProgramGenerator.COUNTDOWN)) {
        arguments.add(
            recursive
                ? Node.binary("-", Node.name(Type.INT, ProgramGenerator.COUNTDOWN), Node.literal(1))
                : Node.literal(draw.number(4)));
      } else if (type.isFloating()) {
        arguments.add(numbers.of(type, Math.min(depth, 2)));
      } else if (type.equals(Type.INT)) {
        arguments.add(numbers.whole().of(depth));
      } else if (type.equals(Type.BOOLEAN)) {
        arguments.add(numbers.whole().condition(depth));
      } else if (type.equals(ValueObjects.PAIR)) {
        arguments.add(numbers.objects().argument(depth));
      } else {
        arguments.add(array(parameter, roots, writes, depth));
      }
    }
    return Node.of(Kind.CALL, method.result(), method.name(), arguments);
  }

  private Node array(Parameter parameter, List<Object> roots, boolean writes, int depth) {
    List<Variable> candidates = candidates(parameter, roots, writes);
    if (candidates.isEmpty()) {
      return fresh(parameter.type());
    }
    Variable chosen = draw.of(candidates);
    roots.add(chosen.root());
    Node node = chosen.reference();
    if (node.type().rank() > parameter.type().rank()) {
      draw.count(Feature.ROW_ARGUMENT);
    }
    while (node.type().rank() > parameter.type().rank()) {
      node =
          Node.of(Kind.ELEMENT, node.type().element(), "", node, numbers.whole().index(1, depth));
    }
    return node;
  }

  private Node fresh(Type type) {
    if (type.rank() == 1 && !type.isActive()) {
      List<Node> indices = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        indices.add(Node.literal(draw.number(4)));
      }
      return Node.of(Kind.ARRAY_LITERAL, type, "", indices);
    }
    if (type.rank() == 1 && draw.percent(60)) {
      return Node.of(Kind.ARRAY_LITERAL, type, "", numbers.several(4, type.element(), 1));
    }
    List<Node> sizes = new ArrayList<>();
    for (int i = 1; i < type.rank(); i++) {
      sizes.add(Node.literal(2));
    }
    sizes.add(Node.literal(4));
    return Node.of(Kind.NEW_ARRAY, type, "", sizes);
  }

  /** Arrays of the type, and arrays whose rows are of the type. */
  private List<Variable> candidates(Parameter parameter, List<Object> roots, boolean writes) {
    Type type = parameter.type();
    // Helpers may get one array twice; it is seldom what they are made for.
    boolean distinct = !draw.percent(15);
    return body.scope.all(
        v ->
            v.type().name().equals(type.name())
                && v.type().rank() >= type.rank()
                && (type.isActive() || v.type().rank() == type.rank())
                && (v.assignable() || !parameter.written())
                && !(writes && distinct && roots.contains(v.root())));
  }
}
