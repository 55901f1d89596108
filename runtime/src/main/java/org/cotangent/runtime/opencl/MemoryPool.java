package org.cotangent.runtime.opencl;

import java.lang.ref.Cleaner;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.cotangent.runtime.backend.BackendException;
import org.cotangent.runtime.backend.BackendException.Kind;
import org.cotangent.runtime.backend.Precision;

/**
 * Device memory that is given out, taken back and given out again. Sizes are rounded up to four
 * steps within each power of two, so that what comes back fits what is asked for next. The pool
 * keeps a budget of its own: drivers promise more memory than there is, and fail when it is used.
 */
final class MemoryPool {
  private static final long SMALLEST = 256;

  private final ClDevice device;
  private final long budget;
  private final boolean touching;
  private final Cleaner cleaner = Cleaner.create();
  private final Queue<ClMemory> forgotten = new ConcurrentLinkedQueue<>();
  private final TreeMap<Long, ArrayDeque<ClMemory>> free = new TreeMap<>();
  private long held;
  private long unused;
  private long peak;
  private long requests;
  private long hits;
  private long trims;

  /**
   * What a pool has done.
   *
   * @param budget the most bytes it may hold
   * @param held bytes taken from the driver
   * @param used those of them that are given out
   * @param peak the largest value of {@code held}
   * @param requests how many allocations were asked for
   * @param hits how many of them the driver did not hear of
   * @param trims how often unused memory went back to the driver
   */
  record Statistics(
      long budget, long held, long used, long peak, long requests, long hits, long trims) {}

  MemoryPool(ClDevice device, long budget) {
    this.device = device;
    this.budget = budget;
    this.touching = !device.info().wantsVectors();
  }

  /**
   * Memory for {@code size} elements.
   *
   * @throws BackendException RESOURCE, if the budget is used up or the driver has none
   */
  ClBuffer allocate(Precision precision, int size) {
    if (size < 0) {
      throw new IllegalArgumentException("a buffer of " + size + " elements");
    }
    return new ClBuffer(this, take((long) size * precision.bytes()), precision, size, cleaner);
  }

  private synchronized ClMemory take(long wanted) {
    takeForgotten();
    requests++;
    long bytes = rounded(wanted);
    ArrayDeque<ClMemory> bin = free.get(bytes);
    if (bin != null && !bin.isEmpty()) {
      hits++;
      unused -= bytes;
      return bin.pop();
    }
    if (bytes > device.info().largest()) {
      bytes = wanted; // rounding may have gone beyond what is allowed
      if (bytes > device.info().largest()) {
        throw shortage(wanted, "its largest allocation is " + device.info().largest() + " bytes");
      }
    }
    if (held + bytes > budget) {
      trim(held + bytes - budget);
      if (held + bytes > budget) {
        throw shortage(wanted, (held - unused) + " of its budget of " + budget + " are in use");
      }
    }
    ClMemory memory;
    try {
      memory = create(bytes);
    } catch (BackendException e) {
      if (e.kind() != Kind.RESOURCE || unused == 0) {
        throw e;
      }
      trim(Long.MAX_VALUE);
      memory = create(bytes);
    }
    held += bytes;
    peak = Math.max(peak, held);
    return memory;
  }

  private ClMemory create(long bytes) {
    ClMemory memory = device.create(bytes);
    if (touching) {
      try {
        device.touch(memory);
      } catch (BackendException e) {
        device.release(memory);
        throw e;
      }
    }
    return memory;
  }

  private BackendException shortage(long wanted, String why) {
    return new BackendException(
        Kind.RESOURCE,
        "no memory for " + wanted + " bytes on " + device.info().label() + ": " + why,
        null);
  }

  /** Takes memory back, for the next who asks. */
  synchronized void takeBack(ClMemory memory) {
    free.computeIfAbsent(memory.bytes(), b -> new ArrayDeque<>()).push(memory);
    unused += memory.bytes();
  }

  /** The same from a thread that must not wait. */
  void takeBackLater(ClMemory memory) {
    forgotten.add(memory);
  }

  private void takeForgotten() {
    for (ClMemory memory = forgotten.poll(); memory != null; memory = forgotten.poll()) {
      takeBack(memory);
    }
  }

  /** Gives at least so many unused bytes back to the driver, the largest pieces first. */
  synchronized void trim(long bytes) {
    takeForgotten();
    long given = 0;
    while (given < bytes && !free.isEmpty()) {
      ArrayDeque<ClMemory> bin = free.lastEntry().getValue();
      while (given < bytes && !bin.isEmpty()) {
        ClMemory memory = bin.pop();
        device.release(memory);
        given += memory.bytes();
      }
      if (bin.isEmpty()) {
        free.pollLastEntry();
      }
    }
    if (given > 0) {
      trims++;
      held -= given;
      unused -= given;
    }
  }

  /** What it has done so far. */
  synchronized Statistics statistics() {
    takeForgotten();
    return new Statistics(budget, held, held - unused, peak, requests, hits, trims);
  }

  /** Rounded up to the next number with three leading binary digits. */
  static long rounded(long bytes) {
    if (bytes <= SMALLEST) {
      return SMALLEST;
    }
    long step = Long.highestOneBit(bytes) >> 2;
    return (bytes + step - 1) / step * step;
  }
}
