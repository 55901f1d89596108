package org.cotangent.fuzz;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A random class: what is generated, compiled, judged and shrunk.
 *
 * @param id tells programs of a campaign apart; part of the class's name
 * @param seed of its arguments
 * @param fields of each object; they are data. No instance methods where there are none
 * @param smooth whether nothing in it decides on a number or has a kink, so that differences can be
 *     taken
 * @param features how often each construct was chosen for it
 * @param without the optimisations that it is compiled without, the second time; empty for none
 */
record Program(
    long id,
    long seed,
    List<Field> fields,
    List<Field> constants,
    List<MethodTree> methods,
    boolean smooth,
    Map<Feature, Integer> features,
    Set<String> without) {

  /** A field, with the value of a constant. */
  record Field(Type type, String name, Node value, boolean isPrivate) {}

  /** The name of the class to differentiate. */
  String className() {
    return "P" + id;
  }

  /** The name of the same class, printed with {@link Dual} numbers. */
  String dualName() {
    return "Q" + id;
  }

  List<MethodTree> annotated() {
    return methods.stream().filter(MethodTree::annotated).toList();
  }

  MethodTree method(String name) {
    return methods.stream()
        .filter(m -> m.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no method " + name));
  }

  Program withMethods(List<MethodTree> changed) {
    return new Program(id, seed, fields, constants, changed, smooth, features, without);
  }

  Program withFields(List<Field> changed) {
    return new Program(id, seed, changed, constants, methods, smooth, features, without);
  }

  Program withConstants(List<Field> changed) {
    return new Program(id, seed, fields, changed, methods, smooth, features, without);
  }

  Program withId(long changed) {
    return new Program(changed, seed, fields, constants, methods, smooth, features, without);
  }

  /** The same program, compiled without other optimisations the second time. */
  Program without(Set<String> changed) {
    return new Program(id, seed, fields, constants, methods, smooth, features, changed);
  }

  /** The number of nodes in all bodies. */
  int size() {
    return methods.stream().mapToInt(m -> m.body().size() + m.parameters().size()).sum();
  }

  boolean hasSingle() {
    return JavaPrinter.print(this, "X").contains("float");
  }
}
