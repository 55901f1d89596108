package org.cotangent.runtime.backend;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs operations on a device and sees to it that none of its faults is felt:
 *
 * <ul>
 *   <li>memory is short: values that were not used for long go to the host, and it is tried again;
 *       if that does not help, the CPU does this one operation;
 *   <li>an operation cannot run: the CPU does operations of this kind from now on;
 *   <li>the device is lost: what it has certainly computed is read, if it can be, everything else
 *       is computed again on the CPU, which goes on alone.
 * </ul>
 *
 * <p>Each cause is logged once, as a warning. A device that the user demands stops with an {@link
 * IllegalStateException} instead.
 */
final class Offload {
  private static final System.Logger LOG = System.getLogger("org.cotangent.runtime");
  private static final int ATTEMPTS = 8;

  private final Backend backend;
  private final CostModel costs;
  private final boolean required;
  private final Backend cpu;
  private final Counters counters;
  private final Residences residences;
  private final Set<Object> refused = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean shortageLogged = new AtomicBoolean();
  private final AtomicBoolean saving = new AtomicBoolean();
  private final Lineage lineage;
  private volatile BackendException lost;

  /**
   * A device.
   *
   * @param lineage says when results are to be saved
   */
  Offload(DeviceFactory.Device device, Backend cpu, Counters counters, Lineage lineage) {
    this.backend = device.backend();
    this.costs = device.costs();
    this.required = device.required();
    this.cpu = cpu;
    this.counters = counters;
    this.residences = new Residences(this, backend, counters);
    this.lineage = lineage;
  }

  String name() {
    return backend.name();
  }

  boolean isLost() {
    return lost != null;
  }

  Residences residences() {
    return residences;
  }

  /** Whether an operation is to run here. */
  boolean wants(Task task) {
    if (lost != null) {
      refuseIfRequired();
      return false;
    }
    if (!backend.supports(task.precision())
        || !refused.isEmpty() && refused.contains(task.program())) {
      return false;
    }
    long uploaded = 0;
    long downloaded = 0;
    for (Operand input : task.inputs()) {
      if (input.size() == 0) {
        return false;
      }
      Value value = input.value();
      Residence there = value.residence();
      if (there == null || there.owner() != this) {
        uploaded += value.bytes();
      }
      if (value.hostIfThere() == null) {
        downloaded += value.bytes();
      }
    }
    return costs.prefersDevice(
            task.work(), task.precision(), task.operations(), task.elements(), uploaded, downloaded)
        && (required || task.isReady(backend));
  }

  /**
   * Runs an operation whose inputs are held.
   *
   * @param reusable a claimed value whose memory may be used for the result, or null
   * @return the result, or null if the CPU is to do it
   */
  Value run(Task task, Value reusable) {
    for (int attempt = 0; lost == null; attempt++) {
      try {
        Value made = attempt(task, reusable);
        counters.onDevice.increment();
        if (lineage.record(task.operations())) {
          save();
        }
        return made;
      } catch (BackendException e) {
        if (!isWorthAnotherAttempt(e, task, attempt)) {
          return null;
        }
      }
    }
    refuseIfRequired();
    return null;
  }

  private Value attempt(Task task, Value reusable) {
    Operand[] inputs = task.inputs();
    Residence[] pinned = new Residence[inputs.length];
    View[] views = new View[inputs.length];
    Residence target = null;
    try {
      for (int i = 0; i < inputs.length; i++) {
        pinned[i] = residences.pin(inputs[i].value());
        views[i] = inputs[i].view(pinned[i].buffer());
      }
      target = reusable == null ? null : residences.pinIfThere(reusable);
      Buffer output =
          target != null
              ? target.buffer()
              : residences.allocate(task.precision(), task.rows() * task.columns());
      Value made = new Value(new Value.Origin(task.frozen(), this));
      // From here on the inputs are needed, whatever becomes of the operation.
      for (Operand input : inputs) {
        input.value().need(this);
      }
      long number = residences.nextNumber();
      boolean asked = false;
      try {
        task.run(backend, views, Operand.of(made, task.rows(), task.columns()).view(output));
        asked = true;
      } finally {
        if (!asked && target == null) {
          output.release();
        }
        if (target != null) {
          // Right or wrong, the old contents are gone.
          leave(reusable, target, !asked);
        }
      }
      residences.put(made, output, number);
      return made;
    } finally {
      for (Residence each : pinned) {
        if (each != null) {
          residences.unpin(each);
        }
      }
      if (target != null) {
        residences.unpin(target);
      }
    }
  }

  private void leave(Value value, Residence from, boolean release) {
    synchronized (value) {
      value.reside(null);
      if (release) {
        residences.release(from);
      } else {
        residences.take(from);
      }
    }
  }

  private boolean isWorthAnotherAttempt(BackendException e, Task task, int attempt) {
    counters.faults.increment();
    switch (e.kind()) {
      case RESOURCE -> {
        if (attempt < ATTEMPTS && makeRoom(task, attempt)) {
          return true;
        }
        refuseIfRequired(e);
        if (lost == null && shortageLogged.compareAndSet(false, true)) {
          warn("is short of memory; the CPU does what does not fit", e);
        }
      }
      case OPERATION -> {
        refuseIfRequired(e);
        if (refused.add(task.program())) {
          warn("cannot run '" + task.program() + "'; the CPU does it from now on", e);
        }
      }
      case LOST -> lose(e);
    }
    return false;
  }

  /** Whether anything could be moved away: as much as the operation needs, later more. */
  private boolean makeRoom(Task task, int attempt) {
    long wanted = (long) task.size() * task.precision().bytes();
    for (Operand input : task.inputs()) {
      wanted += input.value().bytes();
    }
    try {
      return residences.spill(Math.max(wanted, 1) << attempt);
    } catch (BackendException e) {
      counters.faults.increment();
      if (e.kind() != BackendException.Kind.RESOURCE) {
        lose(e);
      }
      return false;
    }
  }

  /** Whether a value can be read from a device. */
  static boolean canRead(Value value) {
    Residence there = value.residence();
    return there != null && !there.owner().isLost();
  }

  /** Brings a value to the host that is not there. */
  static HostBuffer fetch(Value value) {
    for (int attempt = 0; ; attempt++) {
      Value.Origin origin = value.origin();
      HostBuffer host = value.hostIfThere();
      if (host != null) {
        return host;
      }
      Residence there = value.residence();
      if (there != null && !there.owner().isLost()) {
        there.owner().read(value, there, attempt);
      } else if (origin != null) {
        origin.owner().refuseIfRequired();
        Recovery.run(List.of(value), origin.owner().cpu, origin.owner().counters);
      } else if (value.hostIfThere() == null) {
        throw new IllegalStateException("a matrix was closed while it was computed with");
      }
    }
  }

  private void read(Value value, Residence from, int attempt) {
    try {
      residences.download(value, from);
    } catch (BackendException e) {
      counters.faults.increment();
      // What cannot be read in the end is as good as lost.
      if (e.kind() != BackendException.Kind.RESOURCE || attempt >= ATTEMPTS) {
        lose(e);
      }
    }
  }

  /** A closed value's array is kept, because something could not be computed again without it. */
  void retain(long bytes) {
    lineage.retain(bytes);
  }

  /** A good moment to save results, if it is going to be necessary soon. */
  void rest() {
    if (lost == null && lineage.isHalfFull()) {
      save();
    }
  }

  /**
   * Copies what is only here to the host: nothing that was computed before has to be computed again
   * then, and what it was computed from is forgotten.
   */
  private void save() {
    if (!saving.compareAndSet(false, true)) {
      return;
    }
    lineage.clear();
    List<Value> unsaved = residences.holdUnsaved();
    try {
      for (Value value : unsaved) {
        value.host();
        counters.savedBytes.add(value.bytes());
      }
    } finally {
      release(unsaved);
      saving.set(false);
    }
  }

  private void lose(BackendException e) {
    synchronized (this) {
      if (lost != null) {
        return;
      }
      lost = e;
    }
    if (required) {
      return;
    }
    warn("was lost; the computation goes on with the CPU", e);
    List<Value> unsaved = residences.holdUnsaved();
    try {
      rescue(unsaved);
      Recovery.run(unsaved, cpu, counters);
    } finally {
      release(unsaved);
    }
  }

  /** Reads what the device has certainly computed, as long as it answers. */
  private void rescue(List<Value> unsaved) {
    for (Value value : unsaved) {
      Residence there = value.residence();
      if (there != null && there.owner() == this && there.isConfirmed()) {
        try {
          residences.download(value, there);
        } catch (BackendException e) {
          LOG.log(System.Logger.Level.DEBUG, backend.name() + " cannot be read any more", e);
          return;
        }
      }
    }
  }

  private static void release(List<Value> values) {
    for (Value value : values) {
      value.release();
    }
  }

  private void refuseIfRequired() {
    if (lost != null) {
      refuseIfRequired(lost);
    }
  }

  private void refuseIfRequired(BackendException cause) {
    if (required) {
      throw new IllegalStateException(
          backend.name()
              + " is required by cotangent.opencl and failed: "
              + cause.getMessage()
              + "; with cotangent.opencl=auto the CPU would go on",
          cause);
    }
  }

  private void warn(String what, BackendException cause) {
    LOG.log(System.Logger.Level.WARNING, backend.name() + " " + what + ": " + cause.getMessage());
  }
}
