package org.cotangent.processor.analysis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.cotangent.processor.analysis.Definitions.Definition;
import org.cotangent.processor.analysis.MethodFacts.Step;
import org.cotangent.processor.analysis.MethodFacts.VariableFacts;
import org.cotangent.processor.analysis.MethodFacts.Verdict;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Function;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;

/**
 * Why a variable carries a derivative, or why not: the shortest way from a parameter to it, and
 * from it to the result, along values that the analyses call varied and useful.
 */
final class Reasons {
  private final Storage storage;
  private final Activity activity;
  private final Definitions definitions;
  private final Set<Variable> independent;

  /** For each varied value the one it comes from by the shortest way; -1 at a parameter. */
  private final Map<Integer, Integer> from = new HashMap<>();

  /** For each useful value the one that is computed from it next; -1 at the end. */
  private final Map<Integer, Integer> to = new HashMap<>();

  Reasons(
      Storage storage,
      Activity activity,
      Definitions definitions,
      Set<Variable> independent,
      Set<Variable> dependent) {
    this.storage = storage;
    this.activity = activity;
    this.definitions = definitions;
    this.independent = independent;
    findVaried();
    findUseful(dependent);
  }

  private void findVaried() {
    Deque<Integer> next = new ArrayDeque<>();
    for (Variable place : independent) {
      Definition entry = definitions.entry(place);
      if (entry != null && from.putIfAbsent(entry.id(), -1) == null) {
        next.add(entry.id());
      }
    }
    Map<Integer, Set<Integer>> readers = new HashMap<>();
    for (Definition each : definitions.all()) {
      each.carried()
          .forEach(read -> readers.computeIfAbsent(read, k -> new TreeSet<>()).add(each.id()));
    }
    while (!next.isEmpty()) {
      int id = next.removeFirst();
      Variable place = definitions.all().get(id).place();
      for (int reader : readers.getOrDefault(id, Set.of())) {
        Stmt stmt = definitions.all().get(reader).stmt();
        if (activity.isVaried(stmt, place) && from.putIfAbsent(reader, id) == null) {
          next.add(reader);
        }
      }
    }
  }

  private void findUseful(Set<Variable> dependent) {
    Deque<Integer> next = new ArrayDeque<>();
    for (Variable place : dependent) {
      for (int id : definitions.atEnd(place)) {
        if (to.putIfAbsent(id, -1) == null) {
          next.add(id);
        }
      }
    }
    while (!next.isEmpty()) {
      int id = next.removeFirst();
      for (int read : definitions.all().get(id).carried()) {
        if (to.putIfAbsent(read, id) == null) {
          next.add(read);
        }
      }
    }
  }

  /** Whether a value carries a derivative. */
  boolean isActive(Definition definition) {
    return from.containsKey(definition.id()) && to.containsKey(definition.id());
  }

  /** Whether a derivative flows from one value into a statement. */
  boolean carries(int id, Stmt reader) {
    return from.containsKey(id)
        && definitions.of(reader).stream()
            .anyMatch(made -> made.carried().contains(id) && to.containsKey(made.id()));
  }

  /** The facts of a variable. */
  VariableFacts of(Variable variable, Span span, Function.Parameter parameter) {
    Variable place = storage.of(variable);
    Type type = variable.type();
    List<Definition> values = new ArrayList<>();
    for (Definition each : definitions.all()) {
      boolean own = each.place().equals(place);
      if (own && (each.stmt() != null || parameter != null)) {
        values.add(each);
      }
    }
    Definition both = best(values, true, true);
    Definition varied = both != null ? both : best(values, true, false);
    Definition useful = both != null ? both : best(values, false, true);
    Verdict verdict = verdict(type, both, varied, useful);
    if (parameter != null
        && !parameter.differentiated()
        && both == null
        && verdict != Verdict.NO_DERIVATIVE) {
      verdict = Verdict.DATA;
    }
    return new VariableFacts(
        variable.name(),
        type,
        place.name(),
        span,
        parameter != null,
        verdict,
        varied == null ? List.of() : backwards(varied.id()),
        useful == null ? List.of() : forwards(useful.id()));
  }

  private static Verdict verdict(Type type, Definition both, Definition varied, Definition useful) {
    if (!type.isDifferentiable()) {
      return Verdict.NO_DERIVATIVE;
    }
    if (both != null) {
      return Verdict.ACTIVE;
    }
    if (varied != null) {
      return Verdict.NOT_USEFUL;
    }
    return useful != null ? Verdict.NOT_VARIED : Verdict.NEITHER;
  }

  /** The value with the shortest ways. */
  private Definition best(Collection<Definition> values, boolean varied, boolean useful) {
    Definition best = null;
    int shortest = Integer.MAX_VALUE;
    for (Definition each : values) {
      if (varied && !from.containsKey(each.id()) || useful && !to.containsKey(each.id())) {
        continue;
      }
      int length =
          (varied ? backwards(each.id()).size() : 0) + (useful ? forwards(each.id()).size() : 0);
      if (length < shortest) {
        shortest = length;
        best = each;
      }
    }
    return best;
  }

  private List<Step> backwards(int id) {
    List<Step> steps = new ArrayList<>();
    for (int at = id; at >= 0; at = from.get(at)) {
      steps.add(0, step(at));
    }
    return steps;
  }

  private List<Step> forwards(int id) {
    List<Step> steps = new ArrayList<>();
    for (int at = id; at >= 0; at = to.get(at)) {
      steps.add(step(at));
    }
    return steps;
  }

  private Step step(int id) {
    Definition definition = definitions.all().get(id);
    return new Step(
        name(definition), definition.stmt() == null ? Span.NONE : definition.stmt().span());
  }

  /** A statement that writes through another name of the place is told by that name. */
  private String name(Definition definition) {
    if (definition.stmt() instanceof Stmt.Declare declare) {
      return declare.variable().name();
    }
    if (definition.stmt() instanceof Stmt.Assign assign) {
      Variable root = Exprs.root(assign.target());
      return root == null ? definition.place().name() : root.name();
    }
    return definition.place().name();
  }
}
