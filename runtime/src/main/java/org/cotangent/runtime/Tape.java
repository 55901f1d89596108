package org.cotangent.runtime;

import java.util.Arrays;

/**
 * The memory of a reverse sweep: what the forward sweep overwrites is pushed, and the reverse sweep
 * pops it in the opposite order.
 *
 * <p>There is one stack for each primitive type, so that nothing is boxed and nothing is packed.
 * {@code byte}, {@code short} and {@code char} go to the stack of {@code int}. A stack takes no
 * memory before its first push, doubles when it is full and never shrinks: a tape that is used
 * again allocates nothing. A stack that would pass the tape's {@link #limit} throws {@link
 * OutOfTape}. {@link #doubles}, {@link #floats} and their likes lend zeroed arrays for the adjoints
 * of local arrays, and for local arrays of the method itself; they too are kept and lent again. The
 * tape keeps as many of them as were lent at once, until the tape itself is dropped.
 *
 * <p>A generated method leaves the tape as it found it, also when it is recursive. After an
 * exception call {@link #clear} before the tape is used again.
 *
 * <p>Not thread-safe: one tape belongs to one thread at a time.
 *
 * <p>Griewank and Walther, Evaluating Derivatives, 2nd edition, chapter 4.
 */
public final class Tape extends TapeArrays {

  /** The number of stacks. */
  static final int STACKS = 6;

  /** The place of the stack of arrays among them. */
  static final int ARRAYS = 5;

  private JacobianRows idle;

  /** Makes an empty tape; it takes memory with its first use. */
  public Tape() {}

  /**
   * Sets the memory that the tape may take. A push that needs more throws {@link OutOfTape}; arrays
   * that the tape lends count, but are lent whatever the limit.
   *
   * @param bytes the limit of {@link #bytes}; without a call two thirds of the largest heap
   * @throws IllegalArgumentException when it is negative
   */
  public void limit(long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException("a limit of " + bytes + " bytes");
    }
    limit = bytes;
  }

  /**
   * Notes which loop of the user begins to fill the tape, for the message should it become full.
   * Generated code calls it before the outermost loops.
   *
   * @param place file, line and text of the loop
   */
  public void loop(String place) {
    loop = place;
  }

  /**
   * Pushes a value onto the stack of {@code double}.
   *
   * @param value any value, also NaN
   * @throws OutOfTape when the stack has to grow, and the tape has reached its limit
   */
  public void push(double value) {
    if (doubleCount == doubles.length) {
      growDoubles(1);
    }
    doubles[doubleCount++] = value;
  }

  /**
   * Pushes a value onto the stack of {@code float}.
   *
   * @param value any value, also NaN
   * @throws OutOfTape when the stack has to grow, and the tape has reached its limit
   */
  public void push(float value) {
    if (floatCount == floats.length) {
      growFloats(1);
    }
    floats[floatCount++] = value;
  }

  /**
   * Pushes a value onto the stack of {@code int}.
   *
   * @param value any value
   * @throws OutOfTape when the stack has to grow, and the tape has reached its limit
   */
  public void push(int value) {
    if (intCount == ints.length) {
      growInts(1);
    }
    ints[intCount++] = value;
  }

  /**
   * Pushes a value onto the stack of {@code long}.
   *
   * @param value any value
   * @throws OutOfTape when the stack has to grow, and the tape has reached its limit
   */
  public void push(long value) {
    if (longCount == longs.length) {
      growLongs(1);
    }
    longs[longCount++] = value;
  }

  /**
   * Pushes a value onto the stack of {@code boolean}.
   *
   * @param value any value
   * @throws OutOfTape when the stack has to grow, and the tape has reached its limit
   */
  public void push(boolean value) {
    if (booleanCount == booleans.length) {
      growBooleans(1);
    }
    booleans[booleanCount++] = value;
  }

  /**
   * Pushes a reference to an array; the array is not copied.
   *
   * @param array an array or null
   * @throws OutOfTape when the stack has to grow, and the tape has reached its limit
   */
  public void pushArray(Object array) {
    if (arrayCount == arrays.length) {
      growArrays();
    }
    arrays[arrayCount++] = array;
  }

  /**
   * Takes the value that was pushed last onto the stack of {@code double}.
   *
   * @return that value
   * @throws IllegalStateException when the stack is empty
   */
  public double popDouble() {
    if (doubleCount == 0) {
      throw empty("double");
    }
    return doubles[--doubleCount];
  }

  /**
   * Takes the value that was pushed last onto the stack of {@code float}.
   *
   * @return that value
   * @throws IllegalStateException when the stack is empty
   */
  public float popFloat() {
    if (floatCount == 0) {
      throw empty("float");
    }
    return floats[--floatCount];
  }

  /**
   * Takes the value that was pushed last onto the stack of {@code int}.
   *
   * @return that value
   * @throws IllegalStateException when the stack is empty
   */
  public int popInt() {
    if (intCount == 0) {
      throw empty("int");
    }
    return ints[--intCount];
  }

  /**
   * Takes the value that was pushed last onto the stack of {@code long}.
   *
   * @return that value
   * @throws IllegalStateException when the stack is empty
   */
  public long popLong() {
    if (longCount == 0) {
      throw empty("long");
    }
    return longs[--longCount];
  }

  /**
   * Takes the value that was pushed last onto the stack of {@code boolean}.
   *
   * @return that value
   * @throws IllegalStateException when the stack is empty
   */
  public boolean popBoolean() {
    if (booleanCount == 0) {
      throw empty("boolean");
    }
    return booleans[--booleanCount];
  }

  /**
   * Takes the array that was pushed last; the tape no longer refers to it.
   *
   * @return that array, or null when null was pushed
   * @throws IllegalStateException when the stack is empty
   */
  public Object popArray() {
    if (arrayCount == 0) {
      throw empty("array");
    }
    Object array = arrays[--arrayCount];
    arrays[arrayCount] = null;
    return array;
  }

  /**
   * Lends an array until {@link #release}, for what a loop keeps. It has the elements that whoever
   * had it last left in it.
   *
   * @param length its length at least, 0 or more
   * @return an array of this length or longer, with any elements
   * @throws OutOfTape when there is none yet, and the tape has reached its limit
   */
  public double[] keptDoubles(int length) {
    double[] left = scratch.left(length);
    return left == null ? scratch.last(more(length)) : left;
  }

  /** Pushes all elements of an array. */
  void pushAll(double[] values) {
    int at = pushDoubles(0, values.length);
    System.arraycopy(values, 0, doubles, at, values.length);
  }

  /** Takes as many values as an array has elements back into it. */
  void popAll(double[] values) {
    System.arraycopy(doubles, popDoubles(0, values.length), values, 0, values.length);
  }

  // Several reverse sweeps behind one forward sweep: each takes a copy of what lies on the stacks.

  JacobianRows rows() {
    JacobianRows rows = idle == null ? new JacobianRows(this) : idle;
    idle = null;
    return rows;
  }

  void idle(JacobianRows rows) {
    idle = rows;
  }

  /** Writes how many values lie on each stack. */
  void positions(int[] counts) {
    counts[0] = doubleCount;
    counts[1] = floatCount;
    counts[2] = intCount;
    counts[3] = longCount;
    counts[4] = booleanCount;
    counts[ARRAYS] = arrayCount;
  }

  Object array(int position) {
    return arrays[position];
  }

  /** Pushes a second time what lies between two positions, of which the later is the top. */
  void repeat(int[] start, int[] end) {
    if (end[0] - start[0] > doubles.length - end[0]) {
      growDoubles(2L * end[0] - start[0] - doubleCount);
    }
    doubleCount = copied(doubles, start[0], end[0]);
    if (end[1] - start[1] > floats.length - end[1]) {
      growFloats(2L * end[1] - start[1] - floatCount);
    }
    floatCount = copied(floats, start[1], end[1]);
    if (end[2] - start[2] > ints.length - end[2]) {
      growInts(2L * end[2] - start[2] - intCount);
    }
    intCount = copied(ints, start[2], end[2]);
    if (end[3] - start[3] > longs.length - end[3]) {
      growLongs(2L * end[3] - start[3] - longCount);
    }
    longCount = copied(longs, start[3], end[3]);
    if (end[4] - start[4] > booleans.length - end[4]) {
      growBooleans(2L * end[4] - start[4] - booleanCount);
    }
    booleanCount = copied(booleans, start[4], end[4]);
    while (end[ARRAYS] - start[ARRAYS] > arrays.length - end[ARRAYS]) {
      growArrays();
    }
    arrayCount = copied(arrays, start[ARRAYS], end[ARRAYS]);
  }

  private static int copied(Object stack, int start, int end) {
    if (end > start) {
      System.arraycopy(stack, start, stack, end, end - start);
    }
    return end + (end - start);
  }

  /** Drops everything above a position. */
  void back(int[] start) {
    doubleCount = start[0];
    floatCount = start[1];
    intCount = start[2];
    longCount = start[3];
    booleanCount = start[4];
    Arrays.fill(arrays, start[ARRAYS], arrayCount, null);
    arrayCount = start[ARRAYS];
  }

  /** Empties the stacks and takes back the lent arrays, but keeps the memory for the next use. */
  public void clear() {
    doubleCount = 0;
    floatCount = 0;
    intCount = 0;
    longCount = 0;
    booleanCount = 0;
    Arrays.fill(arrays, 0, arrayCount, null);
    arrayCount = 0;
    scratch.release(0);
    loop = null;
  }

  /**
   * Whether nothing is pushed and nothing is lent.
   *
   * @return true for a new tape, and after {@link #clear}
   */
  public boolean isEmpty() {
    return (doubleCount | floatCount | intCount | longCount | booleanCount | arrayCount) == 0
        && scratch.mark() == 0;
  }

  /**
   * The memory that the tape holds: its stacks, the arrays on them, and the arrays that it lends.
   *
   * @return bytes of array elements, without the headers of objects; 4 for a reference; each array
   *     counts once
   */
  @Override
  public long bytes() {
    return ScratchPool.bytesOf(doubles)
        + ScratchPool.bytesOf(floats)
        + ScratchPool.bytesOf(ints)
        + ScratchPool.bytesOf(longs)
        + ScratchPool.bytesOf(booleans)
        + scratch.bytesWith(arrays, arrayCount);
  }

  /** The capacity that follows a full stack of {@code length} elements. */
  static int capacityAfter(int length, String type) {
    if (length >= MAX_CAPACITY) {
      throw new IllegalStateException(
          "the tape's "
              + type
              + " stack is full: it holds "
              + length
              + " values, the most a Java array can; record less, for instance with @Checkpointed");
    }
    return length < FIRST_CAPACITY ? FIRST_CAPACITY : (int) Math.min(2L * length, MAX_CAPACITY);
  }
}
