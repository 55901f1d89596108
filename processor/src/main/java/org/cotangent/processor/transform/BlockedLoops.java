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
  private final ArrayCopies copies;
  private final Fresh fresh;
  private final Journal journal;
  private final Map<Stmt, Stmt> backward = new IdentityHashMap<>();
  private final Map<Stmt, LoopBlocks> replaced = new IdentityHashMap<>();

  /**
   * @param wanted whether blocks are to be used at all
   * @param copies finds the arrays that are copied as a whole
   */
  BlockedLoops(boolean wanted, ArrayCopies copies, Fresh fresh, Journal journal) {
    this.journal = journal;
    this.wanted = wanted;
    this.copies = copies;
    this.fresh = fresh;
  }

  /** Takes note of what a loop becomes in the reverse sweep, and answers it. */
  Stmt reversed(Stmt.CountedFor loop, Stmt back) {
    backward.put(loop, back);
    return back;
  }

  /** What stands in the forward sweep for what a loop has become there. */
  List<Stmt> forward(Stmt loop, Stmt onward) {
    Stmt back = backward.get(loop);
    if (!wanted || back == null) {
      return List.of(onward);
    }
    LoopBlocks blocks =
        LoopBlocks.of((Stmt.CountedFor) loop, (Stmt.CountedFor) onward, back, copies, fresh);
    if (blocks == null) {
      LoopBlocks.hindrance((Stmt.CountedFor) loop, (Stmt.CountedFor) onward)
          .ifPresent(why -> journal.decide(loop.span(), Journal.Kind.KEPT, why));
      return List.of(onward);
    }
    note(
        loop,
        Optimization.TAPE_BLOCKS,
        "room is made on the tape for all iterations at once, for ",
        blocks.names());
    note(
        loop,
        Optimization.ARRAY_COPIES,
        "what the loop overwrites is copied onto the tape in front of it, as a whole: ",
        blocks.copied());
    replaced.put(back, blocks);
    return blocks.forward(onward);
  }

  private void note(Stmt loop, Optimization why, String what, List<String> names) {
    if (!names.isEmpty()) {
      journal.decide(loop.span(), why, what + String.join(", ", names));
    }
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
              return blocks == null ? List.of(rebuilt) : blocks.reverse(rebuilt);
            });
    return new ArrayList<>(block.statements());
  }
}
