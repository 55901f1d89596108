package org.cotangent.processor.rules;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.cotangent.processor.ir.IntrinsicMethod;
import org.cotangent.processor.ir.Type;

/** Chooses among the overloads that the table knows, as javac would for primitive arguments. */
final class MethodLookup {
  private final Map<String, List<IntrinsicMethod>> byName;

  MethodLookup(Collection<IntrinsicMethod> methods) {
    byName =
        methods.stream()
            .collect(
                Collectors.groupingBy(
                    method -> method.owner() + "." + method.name(),
                    LinkedHashMap::new,
                    Collectors.toList()));
  }

  /**
   * The method that a call with arguments of these types means (JLS 15.12.2.2 and 15.12.2.5).
   *
   * @throws IllegalArgumentException when there is none
   */
  IntrinsicMethod resolve(String owner, String name, List<Type> arguments) {
    IntrinsicMethod best = null;
    for (IntrinsicMethod candidate : byName.getOrDefault(owner + "." + name, List.of())) {
      if (accepts(candidate.parameterTypes(), arguments)
          && (best == null || accepts(best.parameterTypes(), candidate.parameterTypes()))) {
        best = candidate;
      }
    }
    if (best == null) {
      throw new IllegalArgumentException("no method " + owner + "." + name + arguments);
    }
    return best;
  }

  /** Whether arguments of other types could make the same text mean another method. */
  boolean isOverloaded(IntrinsicMethod method) {
    return byName.get(method.owner() + "." + method.name()).size() > 1;
  }

  private static boolean accepts(List<Type> parameters, List<Type> arguments) {
    if (parameters.size() != arguments.size()) {
      return false;
    }
    for (int i = 0; i < parameters.size(); i++) {
      if (!widens(arguments.get(i), parameters.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean widens(Type from, Type to) {
    return from == to
        || ((from.isIntegral() || from.isFloating())
            && (to.isIntegral() || to.isFloating())
            && Type.promote(from, to) == to);
  }
}
