package org.cotangent.processor.frontend;

import java.util.List;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Stmt;

/**
 * An expression without side effects, and the statements with its side effects, which run before
 * it.
 */
record Lowered(List<Stmt> before, Expr value) {
  Lowered {
    before = List.copyOf(before);
  }
}
