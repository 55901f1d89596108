package org.cotangent.runtime.opencl;

import java.lang.ref.Cleaner;
import org.cotangent.runtime.backend.Buffer;
import org.cotangent.runtime.backend.Precision;

/** Elements in device memory that was taken from a {@link MemoryPool}. */
final class ClBuffer implements Buffer {
  private final MemoryPool pool;
  private final ClMemory memory;
  private final Precision precision;
  private final int size;
  private final Cleaner.Cleanable lost;
  private final Ticket ticket;

  /** Says whether the memory has gone back; knows nothing of the buffer, so that it can be lost. */
  static final class Ticket implements Runnable {
    private final MemoryPool pool;
    private final ClMemory memory;
    private boolean used;

    private Ticket(MemoryPool pool, ClMemory memory) {
      this.pool = pool;
      this.memory = memory;
    }

    private synchronized boolean take() {
      boolean first = !used;
      used = true;
      return first;
    }

    private synchronized boolean isUsed() {
      return used;
    }

    /** The buffer was forgotten without a release: the pool takes it back when it next works. */
    @Override
    public void run() {
      if (take()) {
        pool.takeBackLater(memory);
      }
    }
  }

  ClBuffer(MemoryPool pool, ClMemory memory, Precision precision, int size, Cleaner cleaner) {
    this.pool = pool;
    this.memory = memory;
    this.precision = precision;
    this.size = size;
    this.ticket = new Ticket(pool, memory);
    this.lost = cleaner.register(this, ticket);
  }

  /**
   * The memory.
   *
   * @throws IllegalStateException if it was given back
   */
  ClMemory memory() {
    if (ticket.isUsed()) {
      throw new IllegalStateException("a buffer on the device is used after its release");
    }
    return memory;
  }

  @Override
  public Precision precision() {
    return precision;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public void release() {
    if (ticket.take()) {
      pool.takeBack(memory);
      lost.clean();
    }
  }
}
