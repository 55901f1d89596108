package org.cotangent.processor.transform;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.cotangent.processor.analysis.Storage;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Variable;

/**
 * The lines at which the reverse sweep of a method reads values of the primal: those of adjoints,
 * and of conditions and bounds that it needs again.
 */
final class Readers {
  private static final int MOST = 4;

  private final Storage storage;
  private final Map<Need, Set<Integer>> lines = new HashMap<>();

  Readers(Prepared method, SavePlan plan, SavePlan.CalleeNeeds calls) {
    this.storage = method.storage();
    Stmts.walk(
        method.body(),
        stmt -> {
          if (stmt instanceof Stmt.If choice && plan.hasReverse(choice)) {
            note(Need.of(choice.condition(), storage), stmt);
          } else if (stmt instanceof Stmt.CountedFor loop && plan.hasReverse(loop)) {
            note(Need.of(loop.from(), storage), stmt);
            note(Need.of(loop.bound(), storage), stmt);
          } else if (Stmts.blocks(stmt).isEmpty()) {
            Snippet snippet = method.snippets().of(stmt);
            note(snippet.before(), stmt);
            note(snippet.after(), stmt);
            if (stmt instanceof Stmt.CallStatement call
                && calls.hasReverse(call, plan.kept(call))) {
              calls.readsElements(call).stream()
                  .map(k -> storage.of(call.arguments().get(k)))
                  .filter(Objects::nonNull)
                  .forEach(place -> note(List.of(new Need.Elements(place)), stmt));
            }
            plan.undo(stmt).ifPresent(before -> note(Need.of(before, storage), stmt));
          }
        });
  }

  private void note(Collection<Need> needs, Stmt stmt) {
    if (stmt.span().line() > 0) {
      needs.forEach(
          need -> lines.computeIfAbsent(need, key -> new TreeSet<>()).add(stmt.span().line()));
    }
  }

  /** Who reads a variable, or the elements of an array, as an end of a sentence. */
  String of(Variable variable) {
    Set<Integer> found = new TreeSet<>();
    if (variable.type().isArray() && storage.of(variable) != null) {
      found.addAll(lines.getOrDefault(new Need.Elements(storage.of(variable)), Set.of()));
    } else {
      found.addAll(lines.getOrDefault(new Need.Value(variable), Set.of()));
    }
    if (found.isEmpty()) {
      return " for what comes before this method";
    }
    List<String> shown = found.stream().limit(MOST).map(String::valueOf).toList();
    String more = found.size() > MOST ? " and others" : "";
    String whose = found.size() > 1 ? " for the adjoints of lines " : " for the adjoint of line ";
    return whose + list(shown, more);
  }

  private static String list(List<String> lines, String more) {
    if (lines.size() == 1) {
      return lines.get(0) + more;
    }
    int last = lines.size() - 1;
    return more.isEmpty()
        ? String.join(", ", lines.subList(0, last)) + " and " + lines.get(last)
        : String.join(", ", lines) + more;
  }
}
