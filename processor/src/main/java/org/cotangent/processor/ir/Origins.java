package org.cotangent.processor.ir;

import java.util.List;
import org.cotangent.processor.ir.Origin.Part;

/**
 * Where the statements of one block come from.
 *
 * <p>A statement of the user comes from itself. A comment that says where code comes from heads
 * what follows it. Any other generated statement stands beside the user's statement that follows
 * it, or else belongs to what is around the block.
 */
public final class Origins {
  private final List<Stmt> statements;
  private final Origin around;
  private Origin head;

  /**
   * Looks at the statements of a block.
   *
   * @param around where the statement comes from that the block is part of
   */
  public Origins(List<Stmt> statements, Origin around) {
    this.statements = statements;
    this.around = around;
  }

  /** Where the block itself comes from. */
  public Origin around() {
    return around;
  }

  /** The origin of a statement; to be asked for in order. */
  public Origin of(int at) {
    Stmt stmt = statements.get(at);
    if (stmt instanceof Stmt.Comment && isKnown(stmt.span())) {
      head = around.at(stmt.span(), Part.ADJOINT);
      return head;
    }
    if (isKnown(stmt.span())) {
      return around.at(stmt.span(), Part.PRIMAL);
    }
    if (stmt instanceof Stmt.Return) {
      return around;
    }
    return head != null ? head : next(at);
  }

  private Origin next(int at) {
    for (Stmt stmt : statements.subList(at, statements.size())) {
      if (isKnown(stmt.span())) {
        return stmt instanceof Stmt.Comment ? around : around.at(stmt.span(), Part.PRIMAL);
      }
    }
    return around;
  }

  private static boolean isKnown(Span span) {
    return span.line() > 0;
  }
}
