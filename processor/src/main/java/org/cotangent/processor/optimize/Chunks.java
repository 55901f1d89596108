package org.cotangent.processor.optimize;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.cotangent.processor.analysis.CodeSize;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Variable;

/**
 * Chooses the consecutive statements that become a method each.
 *
 * <p>A statement that is too large for one method is cut inside first, an arm of a condition or the
 * body of a loop at a time; if that is not enough, what stands beside each other is gathered from
 * the top, as much as fits. What jumps out of the statements stays where it is, and so does a
 * statement that was cut inside: its variables live in a frame, and only one method at a time may
 * have them as locals.
 */
final class Chunks {
  /** The bytes that a method may have; HotSpot's limit is 8,000. */
  static final int BUDGET = 6_000;

  /** What is left of a block inside another statement, about. */
  private static final int REST = 500;

  /** Fewer bytes than this are not worth a call. */
  private static final int SMALLEST = 200;

  /** Loading a variable from its frame, or storing it. */
  private static final int TRANSFER = 12;

  private final CodeSize sizes = CodeSize.anywhere();
  private final Exits exits = new Exits();
  private final Set<Variable> frames;
  private final List<Stmt.Block> chunks = new ArrayList<>();
  private final Set<Stmt> cut = Collections.newSetFromMap(new IdentityHashMap<>());

  /**
   * Starts a round.
   *
   * @param frames the frames of earlier rounds, whose declarations stay where they are
   */
  Chunks(Set<Variable> frames) {
    this.frames = frames;
  }

  /** The body with each chunk as a block, which {@link #all} lists. */
  Stmt.Block choose(Stmt.Block body) {
    return block(body, BUDGET);
  }

  /** The chunks in textual order: the very blocks of what {@link #choose} answered. */
  List<Stmt.Block> all() {
    return chunks;
  }

  private Stmt.Block block(Stmt.Block block, int limit) {
    if (sizes.of(block) <= limit) {
      return block;
    }
    List<Stmt> out = new ArrayList<>();
    for (Stmt stmt : block.statements()) {
      out.add(sizes.of(stmt) > BUDGET ? inside(stmt) : stmt);
    }
    if (total(out) > limit) {
      for (int k = 0; k < out.size(); k++) {
        Stmt stmt = block.statements().get(k);
        // What is too large has been tried already; twice at each level would take for ever.
        if (sizes.of(stmt) <= BUDGET && exits.leaves(stmt)) {
          out.set(k, inside(stmt));
        }
      }
    }
    return new Stmt.Block(total(out) > limit ? gather(out) : out, block.span());
  }

  private int total(List<Stmt> statements) {
    return statements.stream().mapToInt(sizes::of).sum();
  }

  private Stmt inside(Stmt stmt) {
    int before = chunks.size();
    Stmt rebuilt = Stmts.withBlocks(stmt, inner -> block(inner, REST));
    if (chunks.size() > before) {
      cut.add(rebuilt);
    }
    return rebuilt;
  }

  private List<Stmt> gather(List<Stmt> statements) {
    List<Stmt> out = new ArrayList<>();
    List<Stmt> heads = new ArrayList<>();
    Chunk chunk = new Chunk(out);
    for (Stmt stmt : statements) {
      if (isHead(stmt)) {
        heads.add(stmt);
        continue;
      }
      if (stays(stmt)) {
        chunk.close();
        out.addAll(heads);
        out.add(stmt);
      } else {
        chunk.add(heads, stmt);
      }
      heads.clear();
    }
    chunk.close();
    out.addAll(heads);
    return out;
  }

  /** Stands right before the statement that it belongs to: a comment, {@code double x;}. */
  private static boolean isHead(Stmt stmt) {
    return stmt instanceof Stmt.Comment
        || stmt instanceof Stmt.Declare declare && declare.init() == null;
  }

  private boolean stays(Stmt stmt) {
    return cut.contains(stmt)
        || exits.leaves(stmt)
        || stmt instanceof Stmt.Declare declare
            && (frames.contains(declare.variable()) || CodeSize.isTape(declare.variable().type()));
  }

  /** The chunk that is being gathered. */
  private final class Chunk {
    private final List<Stmt> out;
    private final List<Stmt> statements = new ArrayList<>();
    private final Set<Variable> mentioned = new LinkedHashSet<>();
    private final Set<Variable> declared = new LinkedHashSet<>();
    private final Set<Variable> loaded = new LinkedHashSet<>();
    private final Set<Variable> stored = new LinkedHashSet<>();
    private int size;
    private int count;

    Chunk(List<Stmt> out) {
      this.out = out;
    }

    void add(List<Stmt> heads, Stmt stmt) {
      if (!take(stmt) && !statements.isEmpty()) {
        close();
        take(stmt);
      }
      statements.addAll(heads);
      statements.add(stmt);
      count++;
    }

    /** Whether the statement still fits; what it reads and assigns is counted in any case. */
    private boolean take(Stmt stmt) {
      Set<Variable> reads = Stmts.mentioned(stmt);
      Set<Variable> writes = Stmts.assigned(stmt);
      Set<Variable> inner = Stmts.declared(stmt);
      if (stmt instanceof Stmt.Declare declare) {
        declared.add(declare.variable());
      } else {
        reads.removeAll(inner);
        writes.removeAll(inner);
      }
      reads.stream().filter(v -> !declared.contains(v)).forEach(loaded::add);
      stored.addAll(writes);
      mentioned.addAll(reads);
      int next = size + sizes.of(stmt);
      boolean fits = next + TRANSFER * (loaded.size() + stored.size()) <= BUDGET;
      size = fits || statements.isEmpty() ? next : size;
      return fits;
    }

    void close() {
      // One statement alone gains nothing, unless there is much in it.
      if (size < SMALLEST || count == 1 && size < BUDGET / 4) {
        out.addAll(statements);
      } else {
        Stmt.Block block = Stmt.Block.of(statements);
        sizes.assume(block, 8 + 4 * Math.min(25, mentioned.size()));
        chunks.add(block);
        out.add(block);
      }
      statements.clear();
      List.of(mentioned, declared, loaded, stored).forEach(Set::clear);
      size = 0;
      count = 0;
    }
  }
}
