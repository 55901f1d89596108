package org.cotangent.processor.transform;

import java.util.List;
import java.util.Set;
import org.cotangent.processor.analysis.Links;
import org.cotangent.processor.analysis.Storage;
import org.cotangent.processor.ir.Stmt;

/**
 * What is known of names for arrays before a method's body is looked at.
 *
 * @param links what calls do to them
 * @param groups for each parameter the first one that may be the same array; empty when all differ
 * @param sharedRows the parameters in which two rows may be one array
 */
record Aliases(Links links, List<Integer> groups, Set<Integer> sharedRows) {
  Aliases {
    groups = List.copyOf(groups);
    sharedRows = Set.copyOf(sharedRows);
  }

  /** All parameters are different arrays of different rows: checked on entry. */
  static Aliases none(Links links) {
    return new Aliases(links, List.of(), Set.of());
  }

  Storage storage(Normal normal, Stmt.Block body) {
    return Storage.of(normal.function(), body, normal.result(), links, groups, sharedRows);
  }

  Storage storage(Normal normal) {
    return storage(normal, normal.body());
  }
}
