package org.cotangent.processor.transform;

import java.util.List;
import org.cotangent.processor.analysis.Links;
import org.cotangent.processor.analysis.Storage;
import org.cotangent.processor.ir.Stmt;

/**
 * What is known of names for arrays before a method's body is looked at.
 *
 * @param links what calls do to them
 * @param groups for each parameter the first one that may be the same array; empty when all differ
 */
record Aliases(Links links, List<Integer> groups) {
  Aliases {
    groups = List.copyOf(groups);
  }

  Storage storage(Normal normal, Stmt.Block body) {
    return Storage.of(normal.function(), body, normal.result(), links, groups);
  }

  Storage storage(Normal normal) {
    return storage(normal, normal.body());
  }
}
