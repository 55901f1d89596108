package org.cotangent.runtime.backend;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The elements of one or more matrices, which never change once they are there. Matrices and
 * running operations <em>hold</em> a value; when the last one lets go, its memory is used again.
 */
public final class Value {
  private static final VarHandle HOLDERS;

  static {
    try {
      HOLDERS = MethodHandles.lookup().findVarHandle(Value.class, "holders", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Arrays of values that nobody holds any more: at most an eighth of the heap. */
  static final HostArrays ARRAYS = new HostArrays(Runtime.getRuntime().maxMemory() / 8);

  private final Precision precision;
  private final int size;
  private volatile int holders = 1;
  private volatile HostBuffer host;

  /** A value whose elements are in an array; the maker holds it. */
  Value(HostBuffer host) {
    this.precision = host.precision();
    this.size = host.size();
    this.host = host;
  }

  /**
   * A value of these elements.
   *
   * @param elements a {@code double[]} or {@code float[]} of at least {@code size} elements, which
   *     belongs to the value from now on
   */
  public static Value of(Object elements, int size) {
    return new Value(
        elements instanceof double[] doubles
            ? HostBuffer.of(doubles, size)
            : HostBuffer.of((float[]) elements, size));
  }

  /** An array for a new value, at least that long: its contents are undefined. */
  public static Object array(Precision precision, int size) {
    return ARRAYS.take(precision, size).array();
  }

  /** The type of the elements. */
  public Precision precision() {
    return precision;
  }

  /** How many elements there are. */
  public int size() {
    return size;
  }

  /** The elements, for reading; they are brought to the host if they are not there. */
  public HostBuffer host() {
    return host;
  }

  /** Whether it could be held: false if nobody holds it any more. */
  public boolean hold() {
    while (true) {
      int now = holders;
      if (now == 0) {
        return false;
      }
      if (HOLDERS.compareAndSet(this, now, now + 1)) {
        return true;
      }
    }
  }

  /** Lets go of what was held. */
  public void release() {
    if ((int) HOLDERS.getAndAdd(this, -1) == 1) {
      dispose();
    }
  }

  /**
   * Takes the value away from its holders, if there are no others than the caller's: from now on
   * nobody can hold it, and its memory may be written to.
   */
  boolean claim(int ofCaller) {
    return HOLDERS.compareAndSet(this, ofCaller, 0);
  }

  /** The array of a claimed value, which gives it up. */
  HostBuffer takeHost() {
    HostBuffer taken = host;
    host = null;
    return taken;
  }

  private void dispose() {
    HostBuffer freed = host;
    host = null;
    ARRAYS.give(freed);
  }
}
