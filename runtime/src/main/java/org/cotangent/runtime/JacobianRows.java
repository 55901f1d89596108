package org.cotangent.runtime;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * One forward sweep for several reverse sweeps: the state that a forward sweep leaves, put back
 * before each of them. A reverse sweep takes off the tape what the next one needs too, and goes
 * back in time in the arrays that the method overwrites.
 *
 * <p>Generated code asks for one before the forward sweep ({@link #of}), names the arrays that a
 * reverse sweep changes behind it ({@link #keep}), calls {@link #next} before each reverse sweep,
 * and {@link #end} behind the last. Not thread-safe.
 */
public final class JacobianRows {
  private final Tape tape;
  private final int[] start = new int[Tape.STACKS];
  private final int[] end = new int[Tape.STACKS];
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<Object> arrays = new ArrayList<>();
  private final List<Object> contents = new ArrayList<>();
  private boolean ready;

  JacobianRows(Tape tape) {
    this.tape = tape;
  }

  /**
   * Notes where the tape stands before the forward sweep.
   *
   * @param tape the tape of both sweeps
   * @return what the other methods are given
   */
  public static JacobianRows of(Tape tape) {
    JacobianRows rows = tape.rows();
    tape.positions(rows.start);
    return rows;
  }

  /**
   * For sweeps that need no tape.
   *
   * @return what the other methods are given
   */
  public static JacobianRows of() {
    return new JacobianRows(null);
  }

  /**
   * Names an array that the reverse sweeps change, after the forward sweep.
   *
   * @param rows what {@link #of} answered
   * @param array any array, its rows included; or null
   */
  public static void keep(JacobianRows rows, Object array) {
    rows.collect(array);
  }

  /**
   * Puts everything back to what the forward sweep left; the first call notes what that is.
   *
   * @param rows what {@link #of} answered
   * @throws OutOfTape when a copy of what the forward sweep has left on the tape does not fit
   */
  public static void next(JacobianRows rows) {
    if (rows.ready) {
      rows.putBack();
    } else {
      rows.look();
    }
    if (rows.tape != null) {
      rows.tape.repeat(rows.start, rows.end);
    }
  }

  /**
   * Drops what the forward sweep left on the tape. Arrays stay as the last reverse sweep left them.
   *
   * @param rows what {@link #of} answered
   */
  public static void end(JacobianRows rows) {
    rows.seen.clear();
    rows.arrays.clear();
    rows.contents.clear();
    rows.ready = false;
    if (rows.tape != null) {
      rows.tape.back(rows.start);
      rows.tape.idle(rows);
    }
  }

  private void look() {
    if (tape != null) {
      tape.positions(end);
      for (int k = start[Tape.ARRAYS]; k < end[Tape.ARRAYS]; k++) {
        collect(tape.array(k));
      }
    }
    for (Object each : arrays) {
      Object copy = Array.newInstance(each.getClass().getComponentType(), Array.getLength(each));
      System.arraycopy(each, 0, copy, 0, Array.getLength(each));
      contents.add(copy);
    }
    ready = true;
  }

  private void putBack() {
    for (int i = 0; i < arrays.size(); i++) {
      Object copy = contents.get(i);
      System.arraycopy(copy, 0, arrays.get(i), 0, Array.getLength(copy));
    }
  }

  private void collect(Object array) {
    if (array == null || !array.getClass().isArray() || !seen.add(array)) {
      return;
    }
    arrays.add(array);
    if (array instanceof Object[] rows) {
      for (Object row : rows) {
        collect(row);
      }
    }
  }
}
