package org.cotangent.runtime.backend;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;

/**
 * A value's copy in the memory of a device. It does not keep the value alive: when the garbage
 * collector takes a value that nobody closed, its device memory is given back. What can change is
 * guarded by the value's monitor.
 */
final class Residence extends WeakReference<Value> {
  private final Offload owner;
  private final Buffer buffer;
  private final Lane lane;
  private final long number;

  /** When it was used last. */
  volatile long stamp;

  /** How many running operations use it. */
  int pins;

  private boolean released;

  /**
   * A copy of a value.
   *
   * @param number the operation in the lane that makes the copy
   */
  Residence(
      Value value,
      Offload owner,
      Buffer buffer,
      Lane lane,
      long number,
      ReferenceQueue<Value> collected) {
    super(value, collected);
    this.owner = owner;
    this.buffer = buffer;
    this.lane = lane;
    this.number = number;
  }

  Offload owner() {
    return owner;
  }

  Buffer buffer() {
    return buffer;
  }

  long bytes() {
    return (long) buffer.size() * buffer.precision().bytes();
  }

  /** Whether the device has certainly computed it. */
  boolean isConfirmed() {
    return lane.isConfirmed(number);
  }

  /** The device has answered for it, and so for all that its lane was asked before. */
  void confirm() {
    lane.confirm(number);
  }

  /** Whether it is given up now, and not before: the caller gives the buffer back, or takes it. */
  synchronized boolean giveUp() {
    boolean first = !released;
    released = true;
    return first;
  }
}
