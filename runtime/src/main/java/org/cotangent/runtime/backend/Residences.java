package org.cotangent.runtime.backend;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The values that are on a device: brings them there and back, and makes room for others. While an
 * operation is being asked for, its operands are pinned: they stay. No monitor of a value is held
 * while another one is asked for.
 */
final class Residences {
  private final Offload owner;
  private final Backend backend;
  private final Counters counters;
  private final Set<Residence> all = ConcurrentHashMap.newKeySet();
  private final ReferenceQueue<Value> collected = new ReferenceQueue<>();
  private final ThreadLocal<Lane> lanes = ThreadLocal.withInitial(Lane::new);
  private final AtomicLong clock = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private final Object reading = new Object();

  /** Whether a read has found the device lost; guarded by {@code reading}. */
  private boolean failed;

  Residences(Offload owner, Backend backend, Counters counters) {
    this.owner = owner;
    this.backend = backend;
    this.counters = counters;
  }

  /** The bytes of all values that are on the device. */
  long bytes() {
    releaseCollected();
    return bytes.get();
  }

  /** How many values are on the device. */
  int count() {
    releaseCollected();
    return all.size();
  }

  /** A value's place on the device, pinned, if it is there; else null. */
  Residence pinIfThere(Value value) {
    synchronized (value) {
      Residence there = value.residence();
      if (there == null || there.owner() != owner) {
        return null;
      }
      there.pins++;
      there.stamp = clock.incrementAndGet();
      return there;
    }
  }

  /** A value's place on the device, pinned; it is copied there if it is not. */
  Residence pin(Value value) {
    Residence there = pinIfThere(value);
    if (there != null) {
      return there;
    }
    HostBuffer host = value.host();
    Buffer buffer = allocate(value.precision(), value.size());
    boolean copied = false;
    try {
      backend.upload(host.array(), value.size(), buffer);
      copied = true;
    } finally {
      if (!copied) {
        buffer.release();
      }
    }
    counters.uploads.increment();
    counters.uploadedBytes.add(value.bytes());
    synchronized (value) {
      there = pinIfThere(value);
      if (there != null) {
        // Another thread was faster.
        buffer.release();
        return there;
      }
      Lane lane = lanes.get();
      there = add(value, buffer, lane, lane.next());
      there.pins++;
      return there;
    }
  }

  /** Ends a {@link #pin}. */
  void unpin(Residence pinned) {
    Value value = pinned.get();
    // Whoever pins holds the value.
    synchronized (value) {
      pinned.pins--;
    }
  }

  /** Memory for a new value. */
  Buffer allocate(Precision precision, int size) {
    releaseCollected();
    return backend.allocate(precision, size);
  }

  /** Notes that a value is being computed into a buffer by this thread's latest operation. */
  void put(Value value, Buffer buffer, long number) {
    synchronized (value) {
      add(value, buffer, lanes.get(), number);
    }
  }

  /** The number of this thread's next operation. */
  long nextNumber() {
    return lanes.get().next();
  }

  private Residence add(Value value, Buffer buffer, Lane lane, long number) {
    Residence added = new Residence(value, owner, buffer, lane, number, collected);
    added.stamp = clock.incrementAndGet();
    all.add(added);
    bytes.addAndGet(added.bytes());
    value.reside(added);
    return added;
  }

  /** Takes the buffer of a value that nobody else uses; its contents are going to change. */
  Buffer take(Residence residence) {
    return forget(residence) ? residence.buffer() : null;
  }

  /** Gives back the memory of a value that has left the device. */
  void release(Residence residence) {
    if (forget(residence)) {
      residence.buffer().release();
    }
  }

  private boolean forget(Residence residence) {
    if (!residence.giveUp()) {
      return false;
    }
    all.remove(residence);
    bytes.addAndGet(-residence.bytes());
    return true;
  }

  /** Gives back the memory of values that were never closed and that nobody can reach. */
  private void releaseCollected() {
    for (Reference<?> next = collected.poll(); next != null; next = collected.poll()) {
      release((Residence) next);
    }
  }

  /** Copies a value to the host, unless it has left the device meanwhile. */
  void download(Value value, Residence from) {
    synchronized (value) {
      if (value.hostIfThere() != null || value.residence() != from) {
        return;
      }
      HostBuffer array = Value.ARRAYS.take(value.precision(), value.size());
      boolean copied = false;
      try {
        read(from, array);
        copied = true;
      } finally {
        if (!copied) {
          Value.ARRAYS.give(array);
        }
      }
      counters.downloads.increment();
      counters.downloadedBytes.add(value.bytes());
      value.arrive(array);
    }
  }

  /**
   * Reads one value after the other: when a read finds the device lost, no other thread reads what
   * may be nonsense before that is known.
   */
  private void read(Residence from, HostBuffer array) {
    synchronized (reading) {
      if (failed && !from.isConfirmed()) {
        throw new BackendException(
            BackendException.Kind.LOST, "an earlier read found the device lost", null);
      }
      try {
        backend.download(from.buffer(), array.array());
      } catch (BackendException e) {
        failed |= e.kind() == BackendException.Kind.LOST;
        throw e;
      }
      from.confirm();
    }
  }

  /**
   * Makes room: the values that were not used for the longest time leave the device, until so many
   * bytes are free.
   *
   * @return whether anything has left
   */
  boolean spill(long wanted) {
    long freed = 0;
    for (Residence each : leastRecentFirst()) {
      if (freed >= wanted) {
        break;
      }
      Value value = each.get();
      if (value == null || isPinned(value, each) || !value.hold()) {
        continue;
      }
      try {
        download(value, each);
        synchronized (value) {
          if (value.residence() == each && each.pins == 0) {
            value.reside(null);
            release(each);
            counters.spills.increment();
            freed += each.bytes();
          }
        }
      } finally {
        value.release();
      }
    }
    return freed > 0;
  }

  private static boolean isPinned(Value value, Residence residence) {
    synchronized (value) {
      return residence.pins > 0;
    }
  }

  private List<Residence> leastRecentFirst() {
    // Stamps change while others work, which sorting does not like.
    record Stamped(long stamp, Residence residence) {}
    List<Stamped> stamped = new ArrayList<>();
    for (Residence each : all) {
      stamped.add(new Stamped(each.stamp, each));
    }
    stamped.sort(Comparator.comparingLong(Stamped::stamp));
    List<Residence> sorted = new ArrayList<>();
    for (Stamped each : stamped) {
      sorted.add(each.residence());
    }
    return sorted;
  }

  /** The values that are on the device only; the caller releases each. */
  List<Value> holdUnsaved() {
    List<Value> unsaved = new ArrayList<>();
    for (Residence each : all) {
      Value value = each.get();
      if (value != null && value.hostIfThere() == null && value.hold()) {
        unsaved.add(value);
      }
    }
    return unsaved;
  }
}
