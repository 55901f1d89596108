package org.cotangent.processor.transform;

import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Fresh;
import org.cotangent.processor.ir.Function;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;

/**
 * A method with a single exit: the body holds no return and no continue, and a break only where it
 * is the last thing that its loop's body does.
 *
 * @param function the method it comes from
 * @param body its statements
 * @param result what is returned after them; null for a void method
 * @param resultSpan the place of the return statement when there is only one; else that of the
 *     method
 * @param fresh makes further variables
 */
record Normal(Function function, Stmt.Block body, Expr result, Span resultSpan, Fresh fresh) {
  Normal withBody(Stmt.Block other) {
    return new Normal(function, other, result, resultSpan, fresh);
  }
}
