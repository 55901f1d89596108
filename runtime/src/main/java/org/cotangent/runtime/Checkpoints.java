package org.cotangent.runtime;

/**
 * The schedule of a checkpointed loop, and its snapshots on the tape. Generated code calls it.
 *
 * <p>A loop whose reverse sweep runs its iterations again keeps few of its states. With {@code s}
 * snapshots and at most {@code r} runs of each iteration, {@code C(s + r, s)} iterations can be
 * reversed, and no schedule can reverse more: with 100 snapshots and 4 runs each, 4.6 million.
 * {@link #next} places the snapshots so that as few iterations run as is possible.
 *
 * <p>Griewank and Walther, Algorithm 799: revolve, ACM Transactions on Mathematical Software 26(1),
 * 2000.
 */
public final class Checkpoints {

  /** How often an iteration runs again at most, when the number of snapshots is not given. */
  private static final int RUNS = 3;

  private Checkpoints() {}

  /**
   * Where the next snapshot is to be taken, when the states from one iteration to a later one are
   * asked for in opposite order.
   *
   * @param at the number of an iteration whose state is kept
   * @param last the number of the last iteration whose state is asked for, not before {@code at}
   * @param room how many more snapshots may be kept, at least 0
   * @return the number of the iteration to go on to: one after {@code at} up to {@code last}; where
   *     it is {@code last}, or {@code room} is 0, it is {@code last}
   */
  public static long next(long at, long last, int room) {
    long steps = last - at + 1;
    if (room <= 0 || steps <= 2) {
      return last;
    }
    long slots = room + 1L;
    // the fewest runs with which so many steps can be reversed
    long runs = 1;
    while (reversible(slots, runs) < steps) {
      runs++;
    }
    long left = Math.min(reversible(slots, runs - 1), steps - reversible(slots - 1, runs - 1));
    return at + left;
  }

  /**
   * Where the next snapshot is to be taken: the same for a loop over {@code int}.
   *
   * @param at the number of an iteration whose state is kept
   * @param last the number of the last iteration whose state is asked for
   * @param room how many more snapshots may be kept, at least 0
   * @return the number of the iteration to go on to
   */
  public static int next(int at, int last, int room) {
    return (int) next((long) at, (long) last, room);
  }

  /** How many steps can be reversed with so many snapshots and runs: C(slots + runs, slots). */
  static long reversible(long slots, long runs) {
    long small = Math.min(slots, runs);
    long large = Math.max(slots, runs);
    long product = 1;
    for (long k = 1; k <= small; k++) {
      long high = Math.multiplyHigh(product, large + k);
      long low = product * (large + k);
      if (high != 0 || low < 0) {
        return Long.MAX_VALUE;
      }
      product = low / k;
    }
    return product;
  }

  /**
   * How many snapshots a loop keeps that does not say so: the fewest with which its iterations run
   * three times without a tape, that of the forward sweep among them.
   *
   * @param trips the number of its iterations
   * @return at least 1; 180 for a million, 1,817 for a billion
   */
  public static int snapshotsFor(long trips) {
    int snapshots = 1;
    while (reversible(snapshots, RUNS) < trips) {
      snapshots++;
    }
    return snapshots;
  }

  /**
   * How often a counted loop runs.
   *
   * @param from the first value of its index
   * @param bound what its index is compared with
   * @param step what is added to the index, not 0
   * @param inclusive whether the index may reach the bound
   * @param isLong whether the index is a {@code long}, else an {@code int}
   * @return at least 0
   * @throws ArithmeticException when the index leaves its type on the way, so that the loop would
   *     start anew
   */
  public static long trips(long from, long bound, int step, boolean inclusive, boolean isLong) {
    boolean runs = step > 0 ? from < bound : from > bound;
    if (!runs && !(inclusive && from == bound)) {
      return 0;
    }
    long distance = step > 0 ? Math.subtractExact(bound, from) : Math.subtractExact(from, bound);
    long stride = Math.abs((long) step);
    long whole = distance / stride;
    long trips = inclusive || whole * stride < distance ? Math.addExact(whole, 1) : whole;
    long end = Math.addExact(from, Math.multiplyExact(trips, (long) step));
    if (!isLong && end != (int) end) {
      throw new ArithmeticException("the index of the loop overflows: it would start anew");
    }
    return trips;
  }

  /**
   * Puts a copy of an array's elements on the tape.
   *
   * @param array an array of numbers or booleans, or of such arrays; null is passed over
   * @param tape where to
   */
  public static void save(Object array, Tape tape) {
    if (array instanceof double[] values) {
      tape.pushAll(values);
    } else if (array instanceof Object[] rows) {
      for (Object row : rows) {
        save(row, tape);
      }
    } else if (array instanceof int[] values) {
      for (int value : values) {
        tape.push(value);
      }
    } else if (array instanceof float[] values) {
      for (float value : values) {
        tape.push(value);
      }
    } else if (array instanceof long[] values) {
      for (long value : values) {
        tape.push(value);
      }
    } else if (array instanceof boolean[] values) {
      for (boolean value : values) {
        tape.push(value);
      }
    } else {
      saveSmall(array, tape);
    }
  }

  private static void saveSmall(Object array, Tape tape) {
    if (array instanceof byte[] values) {
      for (byte value : values) {
        tape.push(value);
      }
    } else if (array instanceof short[] values) {
      for (short value : values) {
        tape.push(value);
      }
    } else if (array instanceof char[] values) {
      for (char value : values) {
        tape.push(value);
      }
    } else if (array != null) {
      throw new IllegalArgumentException("no copy of " + array.getClass() + " fits on the tape");
    }
  }

  /**
   * Takes what {@link #save} put on the tape back into the array.
   *
   * @param array the same array
   * @param tape where from
   */
  public static void restore(Object array, Tape tape) {
    if (array instanceof double[] values) {
      tape.popAll(values);
    } else if (array instanceof Object[] rows) {
      for (int k = rows.length - 1; k >= 0; k--) {
        restore(rows[k], tape);
      }
    } else if (array instanceof int[] values) {
      for (int k = values.length - 1; k >= 0; k--) {
        values[k] = tape.popInt();
      }
    } else if (array instanceof float[] values) {
      for (int k = values.length - 1; k >= 0; k--) {
        values[k] = tape.popFloat();
      }
    } else if (array instanceof long[] values) {
      for (int k = values.length - 1; k >= 0; k--) {
        values[k] = tape.popLong();
      }
    } else if (array instanceof boolean[] values) {
      for (int k = values.length - 1; k >= 0; k--) {
        values[k] = tape.popBoolean();
      }
    } else {
      restoreSmall(array, tape);
    }
  }

  private static void restoreSmall(Object array, Tape tape) {
    if (array instanceof byte[] values) {
      for (int k = values.length - 1; k >= 0; k--) {
        values[k] = (byte) tape.popInt();
      }
    } else if (array instanceof short[] values) {
      for (int k = values.length - 1; k >= 0; k--) {
        values[k] = (short) tape.popInt();
      }
    } else if (array instanceof char[] values) {
      for (int k = values.length - 1; k >= 0; k--) {
        values[k] = (char) tape.popInt();
      }
    } else if (array != null) {
      throw new IllegalArgumentException("no copy of " + array.getClass() + " fits on the tape");
    }
  }
}
