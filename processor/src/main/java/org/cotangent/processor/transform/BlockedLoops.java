package org.cotangent.processor.transform;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.cotangent.processor.analysis.Journal;
import org.cotangent.processor.analysis.Optimization;
import org.cotangent.processor.ir.Fresh;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;

/**
 * Which counted loops of a method keep their values in {@link LoopBlocks}. That shows when both
 * forms of a loop are known: the one of the reverse sweep, which is made first, is replaced later.
 */
final class BlockedLoops {
  private final boolean wanted;
  private final Fresh fresh;
  private final Journal journal;
  private final Map<Stmt, Stmt> backward = new IdentityHashMap<>();
  private final Map<Stmt, LoopBlocks> replaced = new IdentityHashMap<>();

  /**
   * @param wanted whether blocks are to be used at all
   */
  BlockedLoops(boolean wanted, Fresh fresh, Journal journal) {
    this.journal = journal;
    this.wanted = wanted;
    this.fresh = fresh;
  }

  /** Takes note of what a loop becomes in the reverse sweep, and answers it. */
  Stmt reversed(Stmt.CountedFor loop, Stmt back) {
    backward.put(loop, back);
    return back;
  }

  /** What stands in the forward sweep for what a loop has become there. */
  Stmt forward(Stmt loop, Stmt onward) {
    Stmt back = backward.get(loop);
    if (!wanted || back == null) {
      return onward;
    }
    LoopBlocks blocks =
        LoopBlocks.of((Stmt.CountedFor) loop, (Stmt.CountedFor) onward, back, fresh);
    if (blocks == null) {
      LoopBlocks.hindrance((Stmt.CountedFor) loop, (Stmt.CountedFor) onward)
          .ifPresent(why -> journal.decide(loop.span(), Journal.Kind.KEPT, why));
      return onward;
    }
    journal.decide(
        loop.span(),
        Optimization.TAPE_BLOCKS,
        "room is made on the tape for all iterations at once, for "
            + String.join(", ", blocks.names()));
    replaced.put(back, blocks);
    return blocks.forward(onward);
  }

  /** Code of the reverse sweep with the loops replaced whose forward form is known by now. */
  List<Stmt> reverse(List<Stmt> code) {
    if (replaced.isEmpty()) {
      return code;
    }
    Stmt.Block block =
        Stmts.expand(
            Stmt.Block.of(code),
            (original, rebuilt) -> {
              LoopBlocks blocks = replaced.get(original);
              return List.of(blocks == null ? rebuilt : blocks.reverse(rebuilt));
            });
    return new ArrayList<>(block.statements());
  }
}
