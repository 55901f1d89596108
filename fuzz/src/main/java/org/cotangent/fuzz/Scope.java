package org.cotangent.fuzz;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The variables that a random statement may use. */
final class Scope {
  /**
   * A variable.
   *
   * @param assignable whether it may be assigned, or, for an array, its elements
   * @param low of a whole number, the least value that it can have
   * @param high of a whole number, the largest
   * @param root of an array, what tells arrays apart that cannot share an element
   */
  record Variable(Type type, String name, boolean assignable, int low, int high, Object root) {

    Node reference() {
      return Node.name(type, name);
    }

    boolean isIndex(int max) {
      return type.equals(Type.INT) && low >= 0 && high <= max;
    }
  }

  /** Among them names that generated sources use themselves. */
  private static final String[] NAMES = {
    "x",
    "y",
    "z",
    "u",
    "v",
    "w",
    "s",
    "t",
    "a",
    "b",
    "c",
    "d",
    "p",
    "q",
    "r",
    "k",
    "i",
    "j",
    "m",
    "e",
    "g",
    "h",
    "rate",
    "sum",
    "area",
    "total",
    "delta",
    "scale",
    "xAdjoint",
    "yAdjoint",
    "sAdjoint",
    "aAdjoint",
    "value",
    "result",
    "seed",
    "tape",
    "mark",
    "trip",
    "taken",
    "iLast",
    "chosen",
    "elementAdjoint",
    "productAdjoint",
    "left",
    "returned",
    "skipped",
    "xBefore",
    "adjoints",
    "backward",
    "exp",
    "self",
    "partial",
    "ret",
    "iStart",
    "xAfter",
    "primal",
    "trips"
  };

  private static final int PLAIN_NAMES = 28;

  private final Draw draw;
  private final Deque<List<Variable>> blocks = new ArrayDeque<>();
  private final Set<String> taken = new HashSet<>();

  Scope(Draw draw) {
    this.draw = draw;
    blocks.push(new ArrayList<>());
  }

  void enter() {
    blocks.push(new ArrayList<>());
  }

  void leave() {
    blocks.pop();
  }

  /** Lets no variable that there is be assigned, until {@link #unseal} is given the answer. */
  List<List<Variable>> seal() {
    List<List<Variable>> open = new ArrayList<>(blocks);
    blocks.clear();
    for (List<Variable> block : open) {
      List<Variable> sealed = new ArrayList<>();
      for (Variable v : block) {
        sealed.add(new Variable(v.type(), v.name(), false, v.low(), v.high(), v.root()));
      }
      blocks.addLast(sealed);
    }
    return open;
  }

  /** Takes a {@link #seal} off; the blocks around must be those of that time. */
  void unseal(List<List<Variable>> open) {
    blocks.clear();
    open.forEach(blocks::addLast);
  }

  void add(Variable variable) {
    taken.add(variable.name());
    blocks.peek().add(variable);
  }

  Variable declare(Type type, String name, boolean assignable) {
    return declare(type, name, assignable, new Object());
  }

  Variable declare(Type type, String name, boolean assignable, Object root) {
    Variable variable =
        new Variable(type, name, assignable, Integer.MIN_VALUE, Integer.MAX_VALUE, root);
    add(variable);
    return variable;
  }

  /** A name that no variable of the method has yet. */
  String fresh() {
    for (int i = 0; i < 12; i++) {
      String name = NAMES[draw.number(draw.percent(80) ? PLAIN_NAMES : NAMES.length)];
      if (taken.add(name)) {
        return name;
      }
    }
    int k = 1;
    while (!taken.add("v" + k)) {
      k++;
    }
    return "v" + k;
  }

  void take(String name) {
    taken.add(name);
  }

  List<Variable> all(Predicate<Variable> wanted) {
    List<Variable> found = new ArrayList<>();
    blocks
        .descendingIterator()
        .forEachRemaining(b -> b.stream().filter(wanted).forEach(found::add));
    return found;
  }

  List<Variable> of(Type type) {
    return all(v -> v.type().equals(type));
  }
}
