package org.cotangent.processor.report;

import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Span;

/**
 * Something that a method pushes.
 *
 * @param at the statement of the user that it stands beside
 * @param value what is pushed
 * @param term how many bytes that are, in one call of the method
 */
record TapeRow(Span at, Expr value, Why why, TapeTerm term) {

  /** Why it is pushed. */
  enum Why {
    OVERWRITTEN,
    OVERWRITTEN_AS_A_WHOLE,
    END_OF_ITERATION,
    GIVEN_TO_A_CALL,
    HANDED_OVER,
    SNAPSHOT
  }
}
