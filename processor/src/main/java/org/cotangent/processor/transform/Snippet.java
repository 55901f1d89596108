package org.cotangent.processor.transform;

import java.util.List;
import java.util.Set;
import org.cotangent.processor.ir.Stmt;

/**
 * The adjoint of one statement.
 *
 * @param code what the reverse sweep does for it; empty for a statement without an adjoint
 * @param before what the code reads of the primal's state before the statement
 * @param after what it reads of the state after the statement; when this is not empty the code runs
 *     before the statement's old value is put back
 */
record Snippet(List<Stmt> code, Set<Need> before, Set<Need> after) {
  static final Snippet NONE = new Snippet(List.of(), Set.of(), Set.of());

  boolean isEmpty() {
    return code.isEmpty();
  }
}
