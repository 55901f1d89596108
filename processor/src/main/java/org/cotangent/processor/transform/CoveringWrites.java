package org.cotangent.processor.transform;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cotangent.processor.analysis.Layout;
import org.cotangent.processor.analysis.Storage;
import org.cotangent.processor.ir.BinaryOp;
import org.cotangent.processor.ir.Expr;
import org.cotangent.processor.ir.Exprs;
import org.cotangent.processor.ir.Stmt;
import org.cotangent.processor.ir.Stmts;
import org.cotangent.processor.ir.Type;
import org.cotangent.processor.ir.Variable;

/**
 * Statements of a block that together overwrite every element of an array.
 *
 * <p>{@code for (int j = 0; j < a.length; j++) a[j] = ...;} is one, and so are {@code
 * Arrays.fill(a, 0)} and {@code a[0] = ...; for (int j = 1; j < a.length; j++) a[j] = ...;}. What
 * the reverse sweep needs of the elements from before is kept there, element by element, and put
 * back there, so nothing that comes later has to take care of it.
 *
 * <p>Only what can be read off the text counts: one name for one array of one dimension, a loop
 * that counts by one from end to end and is not left early, and a write at its index in each trip.
 */
final class CoveringWrites {
  /** Statements that overwrite an array from end to end; each is itself only. */
  static final class Run {
    private final Variable array;

    private Run(Variable array) {
      this.array = array;
    }

    /** The array, which is its own place. */
    Variable array() {
      return array;
    }
  }

  /** How many elements beside a loop may be written one by one. */
  private static final int SINGLE = 4;

  /** How many statements before and behind a loop are looked at for them. */
  private static final int NEAR = 8;

  private final Layout layout;
  private final Storage storage;
  private final ArraySizes sizes;
  private final Map<Stmt, List<Run>> starts = new IdentityHashMap<>();
  private final Map<Stmt, List<Run>> ends = new IdentityHashMap<>();
  private final Set<Stmt.Block> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  /**
   * @param wanted whether any are looked for
   */
  CoveringWrites(Stmt.Block body, Layout layout, Storage storage, boolean wanted) {
    this.layout = layout;
    this.storage = storage;
    this.sizes = new ArraySizes(layout, storage);
    if (wanted) {
      Stmts.walk(body, stmt -> Stmts.blocks(stmt).forEach(this::lookOnce));
    }
  }

  /** What begins with a statement. */
  List<Run> startingAt(Stmt stmt) {
    return starts.getOrDefault(stmt, List.of());
  }

  /** What is complete when a statement has been executed. */
  List<Run> endingAt(Stmt stmt) {
    return ends.getOrDefault(stmt, List.of());
  }

  private void lookOnce(Stmt.Block block) {
    if (seen.add(block)) { // a block is met as a statement, and as a part of itself
      look(block);
    }
  }

  private void look(Stmt.Block block) {
    List<Stmt> statements = block.statements();
    for (int k = 0; k < statements.size(); k++) {
      Stmt stmt = statements.get(k);
      if (stmt instanceof Stmt.Fill fill) {
        range(fill, fill.array(), fill.from(), fill.to());
      } else if (stmt instanceof Stmt.ArrayCopy copy) {
        range(copy, copy.target(), copy.targetPosition(), copy.length());
      } else if (stmt instanceof Stmt.CountedFor loop && !Stmts.hasBreak(loop.body())) {
        loop(statements, k, loop);
      }
    }
  }

  private void add(Variable array, Stmt first, Stmt last) {
    Run run = new Run(array);
    starts.computeIfAbsent(first, key -> new ArrayList<>()).add(run);
    ends.computeIfAbsent(last, key -> new ArrayList<>()).add(run);
  }

  /** From 0, as long as the array is; both null for the whole array. */
  private void range(Stmt stmt, Expr array, Expr from, Expr length) {
    if (!(array instanceof Expr.VariableRead read) || !isOneArray(read.variable())) {
      return;
    }
    boolean whole = from == null && length == null;
    if (whole
        || Exprs.isNumber(from, 0) && isSame(sizes.of(length), sizes.lengthOf(read.variable()))) {
      add(read.variable(), stmt, stmt);
    }
  }

  private static boolean isSame(ArraySizes.Size a, ArraySizes.Size b) {
    return a != null && a.equals(b);
  }

  /** Whether a variable is the only name of an array of numbers, and always of the same one. */
  private boolean isOneArray(Variable array) {
    return array.type().rank() == 1
        && storage.isOnlyName(array)
        && !storage.moves(array)
        && !storage.holdsField(array);
  }

  // ---------------------------------------------------------------- loops

  private void loop(List<Stmt> statements, int at, Stmt.CountedFor loop) {
    ArraySizes.Size first = end(loop, loop.step() < 0);
    ArraySizes.Size behind = end(loop, loop.step() > 0);
    if (first == null || behind == null || !first.isNumber()) {
      return;
    }
    int low = first.constant();
    if (low < 0 || low > SINGLE) {
      return;
    }
    List<Variable> written = new ArrayList<>();
    written(loop.body(), loop, written);
    for (Variable array : written) {
      ArraySizes.Size length = sizes.lengthOf(array);
      if (length != null && length.terms().equals(behind.terms())) {
        int missing = length.constant() - behind.constant();
        if (missing >= 0 && missing <= SINGLE) {
          complete(statements, at, array, low, length, missing);
        }
      }
    }
  }

  /**
   * The smallest index of a loop, or, {@code behind} it, the largest one and one more; null when
   * the loop does not count by one.
   */
  private ArraySizes.Size end(Stmt.CountedFor loop, boolean bound) {
    boolean up = loop.step() == 1;
    if (!up && loop.step() != -1 || loop.index().type() != Type.Primitive.INT) {
      return null;
    }
    boolean inclusive = loop.relation() == BinaryOp.LE || loop.relation() == BinaryOp.GE;
    ArraySizes.Size size = sizes.of(bound ? loop.bound() : loop.from());
    if (size == null) {
      return null;
    }
    if (bound) {
      return inclusive == up ? size.plus(1) : size;
    }
    return up ? size : size.plus(1);
  }

  /** The arrays that are written at the index in each trip. */
  private void written(Stmt.Block body, Stmt.CountedFor loop, List<Variable> found) {
    for (Stmt stmt : body.statements()) {
      if (stmt instanceof Stmt.Block inner) {
        written(inner, loop, found);
      } else if (stmt instanceof Stmt.Assign assign
          && assign.target() instanceof Expr.ArrayRead element
          && element.array() instanceof Expr.VariableRead read
          && element.index().equals(Exprs.read(loop.index()))
          && isOneArray(read.variable())
          && isDeclaredBefore(read.variable(), loop)
          && !found.contains(read.variable())) {
        found.add(read.variable());
      }
    }
  }

  private boolean isDeclaredBefore(Variable array, Stmt stmt) {
    Stmt declaration = layout.declaration(array);
    return declaration == null || layout.start(declaration) < layout.start(stmt);
  }

  /** Adds the writes that a loop leaves out at both ends, if they stand near it. */
  private void complete(
      List<Stmt> statements, int at, Variable array, int low, ArraySizes.Size length, int missing) {
    int from = at;
    int to = at;
    for (int k = 0; k < low + missing; k++) {
      ArraySizes.Size index = k < low ? ArraySizes.Size.of(k) : length.plus(low - k - 1);
      int found = near(statements, at, array, index);
      if (found < 0) {
        return;
      }
      from = Math.min(from, found);
      to = Math.max(to, found);
    }
    for (int k = from; k <= to; k++) {
      if (k != at && Stmts.hasBreak(Stmt.Block.of(List.of(statements.get(k))))) {
        return;
      }
    }
    add(array, statements.get(from), statements.get(to));
  }

  private int near(List<Stmt> statements, int at, Variable array, ArraySizes.Size index) {
    for (int distance = 1; distance <= NEAR; distance++) {
      for (int k : new int[] {at - distance, at + distance}) {
        if (k >= 0
            && k < statements.size()
            && statements.get(k) instanceof Stmt.Assign assign
            && assign.target() instanceof Expr.ArrayRead element
            && element.array().equals(Exprs.read(array))
            && index.equals(sizes.of(element.index()))) {
          return k;
        }
      }
    }
    return -1;
  }
}
