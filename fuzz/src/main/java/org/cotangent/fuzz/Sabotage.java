package org.cotangent.fuzz;

import java.util.Set;

/** Changes generated sources before they are judged: what judges them must find it out. */
@FunctionalInterface
interface Sabotage {
  /** Changes nothing. */
  Sabotage NONE = (source, without) -> source;

  /**
   * What is compiled in the place of a generated source.
   *
   * @param without the optimisations that were switched off
   */
  String apply(String source, Set<String> without);
}
