package org.cotangent.fuzz;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.cotangent.fuzz.MethodTree.Parameter;

/** All programs that are one step smaller than a program, those with the largest step first. */
final class Reductions {
  private final Program program;
  private final List<Program> found = new ArrayList<>();

  private Reductions(Program program) {
    this.program = program;
  }

  static List<Program> of(Program program) {
    Reductions reductions = new Reductions(program);
    reductions.methods();
    reductions.fields();
    List<Program> sorted = new ArrayList<>(reductions.found);
    sorted.removeIf(p -> p.annotated().isEmpty() || !callsExist(p));
    sorted.sort(Comparator.comparingInt(Program::size));
    return sorted;
  }

  private static boolean callsExist(Program program) {
    return program.methods().stream().allMatch(m -> callsExist(program, m.body()));
  }

  private static boolean callsExist(Program program, Node node) {
    boolean exists =
        !node.is(Kind.CALL)
            || program.methods().stream().anyMatch(m -> m.name().equals(node.text()));
    return exists && node.parts().stream().allMatch(part -> callsExist(program, part));
  }

  private void methods() {
    List<MethodTree> methods = program.methods();
    for (int i = 0; i < methods.size(); i++) {
      MethodTree method = methods.get(i);
      List<MethodTree> others = new ArrayList<>(methods);
      others.remove(i);
      found.add(program.withMethods(others));
      for (Node body : bodies(method.body())) {
        replace(i, method.withBody(body));
      }
      parameters(i, method);
    }
  }

  private void replace(int index, MethodTree method) {
    found.add(with(program.methods(), index, method));
  }

  private Program with(List<MethodTree> methods, int index, MethodTree method) {
    List<MethodTree> copy = new ArrayList<>(methods);
    copy.set(index, method);
    return program.withMethods(copy);
  }

  /** A method without one parameter, and its calls without that argument. */
  private void parameters(int index, MethodTree method) {
    for (int p = 0; p < method.parameters().size(); p++) {
      int gone = p;
      List<Parameter> fewer = new ArrayList<>(method.parameters());
      fewer.remove(p);
      List<MethodTree> changed = new ArrayList<>();
      for (MethodTree each : program.methods()) {
        Node body = each.body().map(node -> withoutArgument(node, method.name(), gone));
        changed.add(each.withBody(body));
      }
      found.add(with(changed, index, changed.get(index).withParameters(fewer)));
    }
  }

  private static Node withoutArgument(Node node, String method, int gone) {
    if (!node.is(Kind.CALL) || !node.text().equals(method)) {
      return node;
    }
    List<Node> arguments = new ArrayList<>(node.parts());
    arguments.remove(gone);
    return node.withParts(arguments);
  }

  private void fields() {
    if (!program.fields().isEmpty()) {
      found.add(program.withFields(List.of()));
    }
    for (int i = 0; i < program.constants().size(); i++) {
      List<Program.Field> fewer = new ArrayList<>(program.constants());
      fewer.remove(i);
      found.add(program.withConstants(fewer));
    }
  }

  /** All trees in which one node is smaller. */
  private static List<Node> bodies(Node node) {
    List<Node> smaller = new ArrayList<>(node.kind().isExpression() ? values(node) : List.of());
    if (node.is(Kind.BLOCK)) {
      smaller.addAll(blocks(node));
    } else if (node.is(Kind.SWITCH) || node.is(Kind.SWITCH_VALUE)) {
      for (int i = 1; i < node.parts().size(); i++) {
        List<Node> fewer = new ArrayList<>(node.parts());
        fewer.remove(i);
        smaller.add(node.withParts(fewer));
      }
    } else if (node.is(Kind.IF) && node.parts().size() == 3) {
      smaller.add(node.withParts(node.parts().subList(0, 2)));
    } else if (node.is(Kind.LOCAL) && !node.note().isEmpty() && !node.note().equals("var")) {
      smaller.add(node.withNote(""));
    }
    for (int i = 0; i < node.parts().size(); i++) {
      for (Node part : bodies(node.part(i))) {
        smaller.add(node.withPart(i, part));
      }
    }
    return smaller;
  }

  /** Blocks with fewer statements, or with what is inside of one in its place. */
  private static List<Node> blocks(Node block) {
    List<Node> smaller = new ArrayList<>();
    List<Node> statements = block.parts();
    int count = statements.size();
    for (int length = count / 2; length > 1; length /= 2) {
      for (int from = 0; from + length <= count; from += length) {
        smaller.add(block.withParts(spliced(statements, from, length, List.of())));
      }
    }
    for (int i = 0; i < count; i++) {
      smaller.add(block.withParts(spliced(statements, i, 1, List.of())));
      for (List<Node> inside : insides(statements.get(i))) {
        smaller.add(block.withParts(spliced(statements, i, 1, inside)));
      }
    }
    return smaller;
  }

  private static List<Node> spliced(
      List<Node> statements, int from, int length, List<Node> replacement) {
    List<Node> spliced = new ArrayList<>(statements.subList(0, from));
    spliced.addAll(replacement);
    spliced.addAll(statements.subList(from + length, statements.size()));
    return spliced;
  }

  /** What could stand in the place of a statement: the blocks, the statement, in it. */
  private static List<List<Node>> insides(Node statement) {
    List<List<Node>> insides = new ArrayList<>();
    for (Node part : statement.parts()) {
      if (part.is(Kind.BLOCK)) {
        insides.add(part.parts());
      } else if (part.is(Kind.CASE)) {
        insides.addAll(insides(part));
      } else if (!part.kind().isExpression()) {
        insides.add(List.of(part));
      }
    }
    return insides;
  }

  /** Expressions that could stand in the place of one. */
  private static List<Node> values(Node node) {
    List<Node> values = new ArrayList<>();
    for (Node part : node.parts()) {
      // The arm of a switch stands in for the whole switch; a block cannot.
      Node value = part.is(Kind.CASE) ? part.part(0) : part;
      if (value.kind().isExpression() && fits(value.type(), node.type())) {
        values.add(value);
      }
    }
    if (node.is(Kind.LITERAL)) {
      return node.type().isFloating() && node.text().length() > 3 && node.type().equals(Type.DOUBLE)
          ? List.of(Node.literal(Type.DOUBLE, "0.5"))
          : List.of();
    }
    if (node.type().isFloating() || node.type().isWhole()) {
      if (!node.is(Kind.NAME)) {
        values.add(literal(node.type(), "1"));
      } else if (node.type().isFloating()) {
        values.add(literal(node.type(), "0.5"));
      }
      if (node.type().isWhole()) {
        values.add(literal(node.type(), "0"));
      }
    } else if (node.type().equals(Type.BOOLEAN)) {
      values.add(Node.literal(Type.BOOLEAN, "true"));
      values.add(Node.literal(Type.BOOLEAN, "false"));
    }
    return values;
  }

  private static boolean fits(Type part, Type whole) {
    return part.equals(whole)
        || part.equals(Type.INT) && (whole.isFloating() || whole.isWhole())
        || part.equals(Type.FLOAT) && whole.equals(Type.DOUBLE);
  }

  private static Node literal(Type type, String text) {
    boolean whole = type.isWhole();
    String written = whole || text.contains(".") ? text : text + ".0";
    return Node.literal(type, type.equals(Type.FLOAT) ? written + "f" : written);
  }
}
