package org.cotangent.runtime.backend;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much would have to be computed again, at most, if the device were lost, and how much memory
 * is kept for it. When either gets large, what is on the device is saved on the host.
 */
final class Lineage {
  private final long most;
  private final long mostWork;
  private final long fewest;
  private final long mostBytes;
  private final AtomicLong recorded = new AtomicLong();
  private final AtomicLong work = new AtomicLong();
  private final AtomicLong retained = new AtomicLong();

  /**
   * Limits.
   *
   * @param most the most operations
   * @param mostWork the most arithmetic operations in them, unless they are few
   * @param fewest how many are few
   * @param mostBytes the most bytes of closed matrices that are kept
   */
  Lineage(long most, long mostWork, long fewest, long mostBytes) {
    this.most = most;
    this.mostWork = mostWork;
    this.fewest = fewest;
    this.mostBytes = mostBytes;
  }

  /** About ten seconds of work of a CPU, and an eighth of the heap. */
  static Lineage usual() {
    return new Lineage(
        8192, 200_000_000_000L, 256, Math.min(1L << 29, Runtime.getRuntime().maxMemory() / 8));
  }

  /** An operation was run. Whether it is time to save results. */
  boolean record(long operations) {
    long now = recorded.incrementAndGet();
    long done = work.addAndGet(operations);
    return now > most || now > fewest && done > mostWork || retained.get() > mostBytes;
  }

  /** A closed matrix was kept. */
  void retain(long bytes) {
    retained.addAndGet(bytes);
  }

  /** Whether it is time to save results at a moment when that is cheap. */
  boolean isHalfFull() {
    long now = recorded.get();
    return now > most / 2
        || now > fewest && work.get() > mostWork / 2
        || retained.get() > mostBytes / 2;
  }

  /** Results have been saved. */
  void clear() {
    recorded.set(0);
    work.set(0);
    retained.set(0);
  }
}
