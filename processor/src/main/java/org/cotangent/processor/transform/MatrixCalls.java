package org.cotangent.processor.transform;

import java.util.List;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;

/** Calls of the runtime about the adjoints of matrices that callers give. */
final class MatrixCalls {
  private static final String OWNER = "org.cotangent.runtime.MatrixAdjoints";

  private MatrixCalls() {}

  /** A check, or what adds to an adjoint. */
  static Stmt call(String method, Expr... arguments) {
    return new Stmt.RuntimeCall(OWNER, method, List.of(arguments), Span.NONE);
  }
}
