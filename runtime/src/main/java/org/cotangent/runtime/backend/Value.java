package org.cotangent.runtime.backend;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The elements of one or more matrices, which never change once they are there: in the Java heap,
 * in the memory of a device, or in both. Matrices and running operations <em>hold</em> a value;
 * when the last one lets go, its memory is used again.
 *
 * <p>A value that is only on a device knows its origin, so that it can be computed again when the
 * device is lost. What its origin reads is <em>needed</em>: it stays recoverable after it was let
 * go, from its array or from its own origin.
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

  /** How a value was made, and by which device. */
  record Origin(Task task, Offload owner) {}

  private final Precision precision;
  private final int size;
  private volatile int holders = 1;

  // These are written under the value's monitor, once others can know the value.
  private volatile HostBuffer host;
  private volatile Residence residence;
  private volatile Origin origin;
  private volatile Offload neededBy;

  /** A value whose elements are in an array; the maker holds it. */
  Value(HostBuffer host) {
    this.precision = host.precision();
    this.size = host.size();
    this.host = host;
  }

  /** A value that a device is computing; the maker holds it, and says where it resides. */
  Value(Origin origin) {
    this.precision = origin.task().precision();
    this.size = origin.task().size();
    this.origin = origin;
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

  /** The bytes of the elements. */
  long bytes() {
    return (long) size * precision.bytes();
  }

  /** The elements, for reading; they are brought to the host if they are not there. */
  public HostBuffer host() {
    HostBuffer here = host;
    return here != null ? here : Offload.fetch(this);
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
   * nobody can hold it.
   */
  boolean claim(int ofCaller) {
    return HOLDERS.compareAndSet(this, ofCaller, 0);
  }

  /** Gives a claimed value back to one holder. */
  void unclaim() {
    holders = 1;
  }

  /** The elements if they are on the host, else null. */
  HostBuffer hostIfThere() {
    return host;
  }

  /** Where it is on a device, or null. */
  Residence residence() {
    return residence;
  }

  /** How it was made, if it is nowhere but on a device, else null. */
  Origin origin() {
    return origin;
  }

  /** Says where the value is on a device; null if it is not any more. Under the monitor. */
  void reside(Residence where) {
    residence = where;
  }

  /** The elements have come to the host; if they are there already these are given back. */
  synchronized void arrive(HostBuffer elements) {
    if (host == null) {
      host = elements;
      origin = null;
    } else {
      ARRAYS.give(elements);
    }
  }

  /** Something that the device computes can only be computed again from this value. */
  void need(Offload owner) {
    if (neededBy == null) {
      neededBy = owner;
    }
  }

  /**
   * The array of a claimed value, which gives it up to be written to; null if it has none, or is
   * needed.
   */
  HostBuffer takeHost() {
    if (neededBy != null) {
      return null;
    }
    HostBuffer taken = host;
    host = null;
    return taken;
  }

  /** Gives back the memory of a value that nobody holds. */
  void dispose() {
    if (residence != null || neededBy != null) {
      disposeShared();
      return;
    }
    HostBuffer freed = host;
    host = null;
    if (freed != null) {
      ARRAYS.give(freed);
    }
  }

  private synchronized void disposeShared() {
    Residence there = residence;
    if (there != null) {
      residence = null;
      there.owner().residences().release(there);
    }
    if (host != null && neededBy != null) {
      neededBy.retain(bytes());
    } else if (host != null) {
      ARRAYS.give(host);
      host = null;
    }
  }
}
