package org.cotangent.runtime.backend;

import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Arrays of closed matrices, kept for the next ones: a training loop asks for the same sizes again
 * and again. Large arrays are lent in bins whose sizes have three leading bits, so an array may be
 * an eighth longer than asked for; small ones are made anew, which is faster. About {@code limit}
 * bytes are kept at most. What is in an array is undefined. Any thread may ask and give back.
 */
final class HostArrays {
  /** Below this the Java heap is faster than any pool. */
  static final int SMALLEST = 1024;

  private static final int BINS = 8 * Integer.SIZE;

  private final Bins doubles = new Bins();
  private final Bins floats = new Bins();
  private final AtomicLong held = new AtomicLong();
  private final long limit;

  HostArrays(long limit) {
    this.limit = limit;
  }

  /** An array of at least that size. */
  HostBuffer take(Precision precision, int size) {
    if (size < SMALLEST) {
      return fresh(precision, size, size);
    }
    int bin = binOf(size);
    Object array = bins(precision).of[bin].poll();
    if (array == null) {
      try {
        return fresh(precision, sizeOf(bin), size);
      } catch (OutOfMemoryError e) {
        clear();
        return fresh(precision, size, size);
      }
    }
    held.addAndGet(-bytes(precision, bin));
    return precision == Precision.DOUBLE
        ? HostBuffer.of((double[]) array, size)
        : HostBuffer.of((float[]) array, size);
  }

  /** Keeps an array that nobody uses any more. */
  void give(HostBuffer buffer) {
    Precision precision = buffer.precision();
    int length = precision == Precision.DOUBLE ? buffer.doubles().length : buffer.floats().length;
    if (length < SMALLEST) {
      return;
    }
    int bin = binOf(length);
    long bytes = bytes(precision, bin);
    if (sizeOf(bin) != length) {
      return;
    }
    if (bytes > limit) {
      return;
    }
    if (held.get() + bytes > limit) {
      // Sizes that are not asked for any more would stay forever.
      clear();
    }
    held.addAndGet(bytes);
    bins(precision).of[bin].push(buffer.array());
  }

  /** Leaves everything to the garbage collector. */
  private void clear() {
    for (Precision precision : Precision.values()) {
      for (int bin = 0; bin < BINS; bin++) {
        while (bins(precision).of[bin].poll() != null) {
          held.addAndGet(-bytes(precision, bin));
        }
      }
    }
  }

  /** The bytes of all arrays that are kept. */
  long held() {
    return held.get();
  }

  private Bins bins(Precision precision) {
    return precision == Precision.DOUBLE ? doubles : floats;
  }

  private static HostBuffer fresh(Precision precision, int length, int size) {
    return precision == Precision.DOUBLE
        ? HostBuffer.of(new double[length], size)
        : HostBuffer.of(new float[length], size);
  }

  private static long bytes(Precision precision, int bin) {
    return (long) precision.bytes() * sizeOf(bin);
  }

  /** The number of the smallest bin whose arrays have at least that size, which is 8 or more. */
  static int binOf(int size) {
    int exponent = 31 - Integer.numberOfLeadingZeros(size);
    int bin = 8 * exponent + (size >>> (exponent - 3)) - 8;
    return sizeOf(bin) < size ? bin + 1 : bin;
  }

  /** The size of a bin's arrays. */
  static int sizeOf(int bin) {
    long size = (long) (8 + bin % 8) << (bin / 8 - 3);
    return (int) Math.min(size, Integer.MAX_VALUE - 8);
  }

  private static final class Bins {
    @SuppressWarnings({"unchecked", "rawtypes"})
    private final ConcurrentLinkedDeque<Object>[] of = new ConcurrentLinkedDeque[BINS];

    Bins() {
      for (int i = 0; i < BINS; i++) {
        of[i] = new ConcurrentLinkedDeque<>();
      }
    }
  }
}
