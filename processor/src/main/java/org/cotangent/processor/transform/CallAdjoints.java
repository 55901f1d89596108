package org.cotangent.processor.transform;

import java.util.List;
import java.util.Set;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Stmt;

/**
 * How calls are differentiated: in two sweeps for methods of the same file, by their companion's
 * method for others.
 */
interface CallAdjoints {

  /**
   * Whether the callee may change which array a name or a row means that carries derivatives here:
   * the adjoints of such arrays travel through the call with them, whatever it computes.
   */
  boolean travels(Stmt.CallStatement call);

  /** Reports what an operation on matrices would lose. */
  void check(OperationCall call);

  /** What the reverse sweep does for a call that carries derivatives. */
  Reverse reverse(Stmt.CallStatement call, Adjoints adjoints, Expr seed);

  /**
   * The adjoint of a call.
   *
   * @param code the call of the backward method; then {@code argumentSeeds} holds its results
   * @param argumentSeeds for each argument the adjoint that is passed on to it, or null
   * @param reads what of the primal's state the code reads besides its own expressions
   * @param readsBefore whether the reads are those of the state before the call (else after it)
   */
  record Reverse(List<Stmt> code, List<Expr> argumentSeeds, Set<Need> reads, boolean readsBefore) {}
}
