package org.cotangent.runtime;

import java.lang.reflect.Array;

/**
 * The stacks of a {@link Tape}, one for each primitive type and one for references, and what works
 * on many values at once.
 *
 * <p>A <i>block</i> holds a value for each index of a loop that counts by one. {@code int at =
 * pushDoubles(from, to)} makes room for it; the loop stores the value of index {@code i} as {@code
 * doubleStack()[at + i]}. {@code popDoubles(from, to)} takes the block off and answers the same
 * number: its values can be read until something else is pushed. A push may replace the array that
 * {@code doubleStack()} answers, so it has to be asked for behind it.
 *
 * <p>Ranges are given as {@code long}, so that no loop is too long to be said: one that does not
 * fit throws {@link OutOfTape}.
 */
abstract sealed class TapeStacks permits TapeCopies {

  static final int FIRST_CAPACITY = 64;
  static final int MAX_CAPACITY = Integer.MAX_VALUE - 8;

  double[] doubles = {};
  float[] floats = {};
  int[] ints = {};
  long[] longs = {};
  boolean[] booleans = {};
  Object[] arrays = {};

  int doubleCount;
  int floatCount;
  int intCount;
  int longCount;
  int booleanCount;
  int arrayCount;

  long limit = Runtime.getRuntime().maxMemory() / 3 * 2;
  String loop;

  /**
   * The memory that the tape holds.
   *
   * @return bytes
   */
  public abstract long bytes();

  // ---------------------------------------------------------------- blocks

  /**
   * Makes room for a {@code double} for each index of a loop.
   *
   * @param from the first index
   * @param to the index behind the last one; there is no room where it is not above {@code from}
   * @return what added to an index gives its place in {@link #doubleStack}; the sum may wrap around
   * @throws OutOfTape when the stack has to grow, and the tape has reached its limit
   */
  public int pushDoubles(long from, long to) {
    int at = doubleCount;
    if (from < to) {
      long size = to - from;
      if (size < 0 || size > doubles.length - at) {
        growDoubles(size);
      }
      doubleCount = at + (int) size;
    }
    return at - (int) from;
  }

  /**
   * Takes the block off that {@link #pushDoubles} made room for.
   *
   * @param from the same as there
   * @param to the same as there
   * @return what added to an index gives its place in {@link #doubleStack}; the sum may wrap around
   * @throws IllegalStateException when the stack holds fewer values
   */
  public int popDoubles(long from, long to) {
    if (from < to) {
      long size = to - from;
      if (size < 0 || size > doubleCount) {
        throw empty("double");
      }
      doubleCount -= (int) size;
    }
    return doubleCount - (int) from;
  }

  /**
   * The array that holds the values of type {@code double}.
   *
   * @return this array itself; the next push may replace it by a larger one
   */
  public double[] doubleStack() {
    return doubles;
  }

  /**
   * Makes room for a {@code float} for each index of a loop.
   *
   * @param from the first index
   * @param to the index behind the last one; there is no room where it is not above {@code from}
   * @return what added to an index gives its place in {@link #floatStack}; the sum may wrap around
   * @throws OutOfTape when the stack has to grow, and the tape has reached its limit
   */
  public int pushFloats(long from, long to) {
    int at = floatCount;
    if (from < to) {
      long size = to - from;
      if (size < 0 || size > floats.length - at) {
        growFloats(size);
      }
      floatCount = at + (int) size;
    }
    return at - (int) from;
  }

  /**
   * Takes the block off that {@link #pushFloats} made room for.
   *
   * @param from the same as there
   * @param to the same as there
   * @return what added to an index gives its place in {@link #floatStack}; the sum may wrap around
   * @throws IllegalStateException when the stack holds fewer values
   */
  public int popFloats(long from, long to) {
    if (from < to) {
      long size = to - from;
      if (size < 0 || size > floatCount) {
        throw empty("float");
      }
      floatCount -= (int) size;
    }
    return floatCount - (int) from;
  }

  /**
   * The array that holds the values of type {@code float}.
   *
   * @return this array itself; the next push may replace it by a larger one
   */
  public float[] floatStack() {
    return floats;
  }

  /**
   * Makes room for an {@code int} for each index of a loop.
   *
   * @param from the first index
   * @param to the index behind the last one; there is no room where it is not above {@code from}
   * @return what added to an index gives its place in {@link #intStack}; the sum may wrap around
   * @throws OutOfTape when the stack has to grow, and the tape has reached its limit
   */
  public int pushInts(long from, long to) {
    int at = intCount;
    if (from < to) {
      long size = to - from;
      if (size < 0 || size > ints.length - at) {
        growInts(size);
      }
      intCount = at + (int) size;
    }
    return at - (int) from;
  }

  /**
   * Takes the block off that {@link #pushInts} made room for.
   *
   * @param from the same as there
   * @param to the same as there
   * @return what added to an index gives its place in {@link #intStack}; the sum may wrap around
   * @throws IllegalStateException when the stack holds fewer values
   */
  public int popInts(long from, long to) {
    if (from < to) {
      long size = to - from;
      if (size < 0 || size > intCount) {
        throw empty("int");
      }
      intCount -= (int) size;
    }
    return intCount - (int) from;
  }

  /**
   * The array that holds the values of type {@code int}.
   *
   * @return this array itself; the next push may replace it by a larger one
   */
  public int[] intStack() {
    return ints;
  }

  /**
   * Makes room for a {@code long} for each index of a loop.
   *
   * @param from the first index
   * @param to the index behind the last one; there is no room where it is not above {@code from}
   * @return what added to an index gives its place in {@link #longStack}; the sum may wrap around
   * @throws OutOfTape when the stack has to grow, and the tape has reached its limit
   */
  public int pushLongs(long from, long to) {
    int at = longCount;
    if (from < to) {
      long size = to - from;
      if (size < 0 || size > longs.length - at) {
        growLongs(size);
      }
      longCount = at + (int) size;
    }
    return at - (int) from;
  }

  /**
   * Takes the block off that {@link #pushLongs} made room for.
   *
   * @param from the same as there
   * @param to the same as there
   * @return what added to an index gives its place in {@link #longStack}; the sum may wrap around
   * @throws IllegalStateException when the stack holds fewer values
   */
  public int popLongs(long from, long to) {
    if (from < to) {
      long size = to - from;
      if (size < 0 || size > longCount) {
        throw empty("long");
      }
      longCount -= (int) size;
    }
    return longCount - (int) from;
  }

  /**
   * The array that holds the values of type {@code long}.
   *
   * @return this array itself; the next push may replace it by a larger one
   */
  public long[] longStack() {
    return longs;
  }

  /**
   * Makes room for a {@code boolean} for each index of a loop.
   *
   * @param from the first index
   * @param to the index behind the last one; there is no room where it is not above {@code from}
   * @return what added to an index gives its place in {@link #booleanStack}; the sum may wrap
   *     around
   * @throws OutOfTape when the stack has to grow, and the tape has reached its limit
   */
  public int pushBooleans(long from, long to) {
    int at = booleanCount;
    if (from < to) {
      long size = to - from;
      if (size < 0 || size > booleans.length - at) {
        growBooleans(size);
      }
      booleanCount = at + (int) size;
    }
    return at - (int) from;
  }

  /**
   * Takes the block off that {@link #pushBooleans} made room for.
   *
   * @param from the same as there
   * @param to the same as there
   * @return what added to an index gives its place in {@link #booleanStack}; the sum may wrap
   *     around
   * @throws IllegalStateException when the stack holds fewer values
   */
  public int popBooleans(long from, long to) {
    if (from < to) {
      long size = to - from;
      if (size < 0 || size > booleanCount) {
        throw empty("boolean");
      }
      booleanCount -= (int) size;
    }
    return booleanCount - (int) from;
  }

  /**
   * The array that holds the values of type {@code boolean}.
   *
   * @return this array itself; the next push may replace it by a larger one
   */
  public boolean[] booleanStack() {
    return booleans;
  }

  // ---------------------------------------------------------------- growth

  // The rare half of each push stands apart, so that the frequent half is small enough to be
  // inlined.

  final void growDoubles(long more) {
    doubles = (double[]) grown(doubles, doubleCount, more, 8, "double");
  }

  final void growFloats(long more) {
    floats = (float[]) grown(floats, floatCount, more, 4, "float");
  }

  final void growInts(long more) {
    ints = (int[]) grown(ints, intCount, more, 4, "int");
  }

  final void growLongs(long more) {
    longs = (long[]) grown(longs, longCount, more, 8, "long");
  }

  final void growBooleans(long more) {
    booleans = (boolean[]) grown(booleans, booleanCount, more, 1, "boolean");
  }

  final void growArrays() {
    arrays = (Object[]) grown(arrays, arrayCount, 1, 4, "array");
  }

  /** A copy of a stack with room for more values than the {@code count} that it has. */
  private Object grown(Object stack, int count, long more, int width, String type) {
    int length = Array.getLength(stack);
    int capacity = capacity(length, count, more, width, type);
    try {
      Object larger = Array.newInstance(stack.getClass().getComponentType(), capacity);
      System.arraycopy(stack, 0, larger, 0, length);
      return larger;
    } catch (OutOfMemoryError e) {
      throw full("the heap has no room for more", e);
    }
  }

  /** How large a full stack may become. */
  private int capacity(int length, int count, long more, int width, String type) {
    if (more < 0 || more > MAX_CAPACITY - count) {
      throw full(
          "its " + type + " stack has the most elements that an array of Java can have", null);
    }
    long needed = count + more;
    long wanted = Math.max(needed, Math.min(2L * length, MAX_CAPACITY));
    wanted = Math.max(wanted, FIRST_CAPACITY);
    long room = (limit - bytes()) / width;
    // a stack that grew in small steps would be copied again and again
    if (wanted - length <= room || room > length / 4 && needed - length <= room) {
      return (int) Math.min(wanted, length + room);
    }
    throw full("its limit is " + OutOfTape.grouped(limit), null);
  }

  /** A new array beside the stacks. */
  final double[] more(int length) {
    if (8L * length > limit - bytes()) {
      throw full("its limit is " + OutOfTape.grouped(limit), null);
    }
    try {
      return new double[length];
    } catch (OutOfMemoryError e) {
      throw full("the heap has no room for more", e);
    }
  }

  private OutOfTape full(String why, Throwable cause) {
    return new OutOfTape(bytes(), why, loop, cause);
  }

  static IllegalStateException empty(String type) {
    return new IllegalStateException(
        "the tape's " + type + " stack is empty: more values were popped than pushed");
  }
}
