package org.cotangent.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A piece of a random program: an expression or a statement. One class for all, so that what goes
 * through a tree (the shrinker, above all) need not know the language; see {@link Kind}.
 *
 * @param type of an expression its type, of a declaration that of the variable, else void
 * @param text as {@link Kind} says
 * @param note a second text
 */
record Node(Kind kind, Type type, String text, String note, List<Node> parts) {

  Node {
    parts = List.copyOf(parts);
  }

  static Node of(Kind kind, Type type, String text, Node... parts) {
    return new Node(kind, type, text, "", List.of(parts));
  }

  static Node of(Kind kind, Type type, String text, List<Node> parts) {
    return new Node(kind, type, text, "", parts);
  }

  static Node literal(Type type, String text) {
    return of(Kind.LITERAL, type, text);
  }

  static Node literal(int value) {
    return literal(Type.INT, String.valueOf(value));
  }

  static Node name(Type type, String name) {
    return of(Kind.NAME, type, name);
  }

  static Node binary(String operator, Node left, Node right) {
    Type type =
        switch (operator) {
          case "<", ">", "<=", ">=", "==", "!=", "&&", "||" -> Type.BOOLEAN;
          case "<<", ">>", ">>>" -> Type.promote(left.type, Type.INT);
          default ->
              left.type.equals(Type.BOOLEAN) ? Type.BOOLEAN : Type.promote(left.type, right.type);
        };
    return of(Kind.BINARY, type, operator, left, right);
  }

  static Node statement(Node expression) {
    return of(Kind.EXPRESSION, Type.VOID, "", expression);
  }

  static Node block(List<Node> statements) {
    return of(Kind.BLOCK, Type.VOID, "", statements);
  }

  static Node block(Node... statements) {
    return block(List.of(statements));
  }

  Node part(int index) {
    return parts.get(index);
  }

  Node last() {
    return parts.get(parts.size() - 1);
  }

  boolean is(Kind other) {
    return kind == other;
  }

  Node withParts(List<Node> changed) {
    return new Node(kind, type, text, note, changed);
  }

  Node withPart(int index, Node changed) {
    List<Node> copy = new ArrayList<>(parts);
    copy.set(index, changed);
    return withParts(copy);
  }

  Node withText(String changed) {
    return new Node(kind, type, changed, note, parts);
  }

  Node withNote(String changed) {
    return new Node(kind, type, text, changed, parts);
  }

  /** The number of nodes. */
  int size() {
    int size = 1;
    for (Node part : parts) {
      size += part.size();
    }
    return size;
  }

  /** This tree with each node replaced, the innermost first. */
  Node map(UnaryOperator<Node> change) {
    List<Node> changed = new ArrayList<>();
    for (Node part : parts) {
      changed.add(part.map(change));
    }
    return change.apply(withParts(changed));
  }
}
