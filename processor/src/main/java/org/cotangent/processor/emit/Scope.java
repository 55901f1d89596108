package org.cotangent.processor.emit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javax.lang.model.SourceVersion;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;

/**
 * The names of the variables of one method, scope by scope.
 *
 * <p>A variable keeps its name unless Java forbids that: a local must not shadow another one, nor
 * be a keyword, nor obscure a class that the companion uses. It then gets the first of {@code
 * name2}, {@code name3}, ... that no variable of the method bears.
 */
final class Scope {
  /** Behind a label, so that it is no variable's name. */
  private static final String LABEL = ":";

  private final Set<String> reserved;
  private final Set<String> declared = new LinkedHashSet<>();
  private final Deque<Map<Variable, String>> frames = new ArrayDeque<>();

  /** How many declarations in the open frames have each name. */
  private final Map<String, Integer> taken = new HashMap<>();

  /**
   * The scope of a method.
   *
   * @param reserved names that no variable may have
   * @param wanted the own names of all variables of the method, and its labels
   */
  Scope(Set<String> reserved, Set<String> wanted) {
    this.reserved = reserved;
    this.declared.addAll(wanted);
    open();
  }

  /** Enters an inner scope. */
  void open() {
    frames.push(new LinkedHashMap<>());
  }

  /** Leaves the innermost scope; its names are free again. */
  void close() {
    frames.pop().values().forEach(name -> taken.merge(name, -1, Integer::sum));
  }

  /** Declares a variable in the innermost scope, and answers its name. */
  String declare(Variable variable) {
    declared.add(variable.name());
    String name = variable.name();
    for (int number = 2; !isFree(name); number++) {
      String next = variable.name() + number;
      name = declared.contains(next) ? name : next;
    }
    put(variable, name);
    return name;
  }

  /** Takes note of a label of the user; these differ from one another already. */
  void useLabel(String label) {
    declared.add(label + LABEL);
  }

  /**
   * A label of ours. Labels have a name space of their own, but a label must differ from those
   * around it.
   */
  String declareLabel(String wanted) {
    String label = wanted;
    for (int number = 2; isLabel(label + LABEL); number++) {
      label = wanted + number;
    }
    put(new Variable(label, Type.VoidType.VOID, 0), label + LABEL);
    return label;
  }

  private void put(Variable variable, String name) {
    String old = frames.element().put(variable, name);
    if (old != null) {
      taken.merge(old, -1, Integer::sum);
    }
    taken.merge(name, 1, Integer::sum);
  }

  private boolean isLabel(String label) {
    return declared.contains(label) || taken.getOrDefault(label, 0) > 0;
  }

  /** The name of a variable in scope. */
  String name(Variable variable) {
    for (Map<Variable, String> frame : frames) {
      if (frame.containsKey(variable)) {
        return frame.get(variable);
      }
    }
    throw new IllegalStateException("variable " + variable + " is not declared here");
  }

  /** The name of the innermost variable of some kind. */
  Optional<String> find(Predicate<Variable> kind) {
    return frames.stream()
        .flatMap(frame -> frame.entrySet().stream())
        .filter(entry -> kind.test(entry.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** The names that variables and labels have got so far. */
  Set<String> printed() {
    return taken.keySet();
  }

  /** A label among the names of variables. */
  static String label(String label) {
    return label + LABEL;
  }

  private boolean isFree(String name) {
    return !reserved.contains(name)
        && !name.equals("yield")
        && !SourceVersion.isKeyword(name, SourceVersion.RELEASE_17)
        && taken.getOrDefault(name, 0) == 0;
  }
}
