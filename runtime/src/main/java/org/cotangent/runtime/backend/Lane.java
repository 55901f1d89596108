package org.cotangent.runtime.backend;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The operations that one thread has asked a device for, in order. A device says only afterwards
 * that an operation went wrong; so what is in its memory counts as right once the device has
 * answered a question that was asked later.
 */
final class Lane {
  private final AtomicLong confirmed = new AtomicLong();
  private long asked;

  /** The number of the operation that is asked for next. Only for the lane's thread. */
  long next() {
    return ++asked;
  }

  /** Everything up to this operation has been done. */
  void confirm(long number) {
    confirmed.accumulateAndGet(number, Math::max);
  }

  /** Whether the operation has certainly been done. */
  boolean isConfirmed(long number) {
    return number <= confirmed.get();
  }
}
