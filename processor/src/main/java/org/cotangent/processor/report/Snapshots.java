package org.cotangent.processor.report;

import org.cotangent.processor.ir.Callee;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Span;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.report.TapeTerm.Trips;

/**
 * The snapshots that a loop leaves on the tape which runs again.
 *
 * @param code what puts one there
 * @param most how many there are at once
 */
record Snapshots(Stmt.Block code, Trips most) {
  private static final String CHECKPOINTS = "org.cotangent.runtime.Checkpoints";

  /** The snapshots of a loop, which begins with {@code if (i == due && stored < 5)}; or null. */
  static Snapshots of(Stmt stmt) {
    if (stmt instanceof Stmt.CountedFor loop
        && !loop.body().isEmpty()
        && loop.body().statements().get(0) instanceof Stmt.If due
        && due.condition() instanceof Expr.Binary both
        && both.right() instanceof Expr.Binary fits
        && due.then().statements().stream()
            .anyMatch(each -> each instanceof Stmt.CallStatement call && isSave(call))) {
      Expr most = TripCount.constant(fits.right()) == null ? null : fits.right();
      return new Snapshots(due.then(), new Trips(most, null, null, Span.NONE, "snapshots"));
    }
    return null;
  }

  /** Whether a call copies an array onto the tape. */
  static boolean isSave(Stmt.CallStatement call) {
    return call.callee() instanceof Callee.Generated generated
        && generated.owner().equals(CHECKPOINTS)
        && generated.name().equals("save");
  }
}
