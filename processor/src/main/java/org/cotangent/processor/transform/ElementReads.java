package org.cotangent.processor.transform;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.cotangent.processor.ir.Function;
import org.cotangent.processor.ir.Variable;

/**
 * Which parameters the reverse sweep of a version reads. Of arrays these are the ones whose
 * elements it reads as the method has left them: the caller has to leave these alone, or to put
 * them back. Of numbers these are the ones that the caller may give again.
 *
 * <p>For recursive methods the least sets that agree with each other: what a call of depth n reads
 * is what its own statements read and what a call of depth n - 1 reads, and the innermost call
 * reads what its own statements read.
 */
final class ElementReads {
  private final Variants variants;
  private final boolean exact;
  private final boolean numbers;
  private final Map<Variants.Version, Set<Integer>> known = new HashMap<>();
  private final Map<Variants.Version, Set<Integer>> assumed = new HashMap<>();
  private final Set<Variants.Version> visited = new HashSet<>();
  private final Set<Variants.Version> open = new HashSet<>();
  private boolean recursive;
  private boolean grown;

  /**
   * @param exact whether recursive calls are looked into; else they read all arrays that they are
   *     given
   * @param numbers whether it is also told which numbers are read
   */
  ElementReads(Variants variants, boolean exact, boolean numbers) {
    this.variants = variants;
    this.exact = exact;
    this.numbers = numbers;
  }

  /** The positions of the parameters. */
  Set<Integer> of(Variants.Version version) {
    Set<Integer> answer = known.get(version);
    if (answer != null) {
      return answer;
    }
    if (!open.isEmpty()) {
      return pass(version);
    }
    do {
      visited.clear();
      recursive = false;
      grown = false;
      pass(version);
    } while (exact && recursive && grown);
    known.putAll(assumed);
    assumed.clear();
    return known.get(version);
  }

  private Set<Integer> pass(Variants.Version version) {
    if (!visited.add(version)) {
      recursive |= open.contains(version);
      return assumed.get(version);
    }
    assumed.putIfAbsent(version, exact ? Set.of() : arrays(version));
    open.add(version);
    Set<Integer> found = look(version);
    open.remove(version);
    if (exact) {
      found.addAll(assumed.get(version)); // more is always safe, and so this ends
    }
    if (!found.equals(assumed.put(version, found))) {
      grown = true;
    }
    return found;
  }

  private Set<Integer> arrays(Variants.Version version) {
    Function function = variants.function(version.method());
    Set<Integer> arrays = new TreeSet<>();
    for (int k = 0; k < function.parameters().size(); k++) {
      if (function.parameters().get(k).variable().type().isArray()) {
        arrays.add(k);
      }
    }
    return arrays;
  }

  private Set<Integer> look(Variants.Version version) {
    Set<Integer> found = arrays(version);
    Set<Integer> written = variants.effects().writes(version.method());
    if (variants.replay(version.method()) != null) {
      // it runs again from a copy of what it writes, and from all else as it was
      found.removeAll(written);
      return found;
    }
    SavePlan plan = variants.plan(version, written);
    Prepared method = variants.prepare(version);
    found.removeIf(
        k -> {
          Variable parameter = method.function().parameters().get(k).variable();
          Variable place = method.storage().of(parameter);
          return !plan.neededAtEnd().contains(new Need.Elements(place));
        });
    for (int k = 0; numbers && k < method.function().parameters().size(); k++) {
      Variable parameter = method.function().parameters().get(k).variable();
      if (variants.mayBeRepeated(method.function(), k)
          && plan.neededAtEnd().contains(new Need.Value(parameter))) {
        found.add(k);
      }
    }
    return found;
  }
}
