package org.cotangent.runtime.backend;

import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A device that is made of the CPU: it has memory of its own, with a budget, and fails where it is
 * told to. It computes with the bits of {@link CpuBackend}, and stops the test with an {@link
 * AssertionError} when memory is used after it was given back.
 */
public final class FaultyBackend implements Backend {
  /** What goes wrong. */
  public enum Fault {
    /** Nothing. */
    NONE,
    /** One call finds too little memory. */
    SHORT_ONCE,
    /** From that call on nothing that needs memory works. */
    SHORT_ALWAYS,
    /** One call cannot run. */
    REFUSED,
    /** The device is lost; what is in its memory can be read. */
    LOST_READABLE,
    /** The device is lost with its memory. */
    LOST_UNREADABLE,
    /**
     * One operation computes nonsense, and nobody knows until the next copy from the device fails;
     * then the device is lost, and its memory, nonsense included, can be read.
     */
    LOST_LATE
  }

  private final CpuBackend cpu = new CpuBackend();
  private final Fault fault;
  private final int at;
  private final long budget;
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicLong used = new AtomicLong();
  private final Set<Buffer> alive = ConcurrentHashMap.newKeySet();
  private volatile boolean lost;
  private volatile boolean late;
  private volatile boolean shortOfMemory;

  /**
   * A device.
   *
   * @param fault what goes wrong
   * @param at at which call, counted from 0
   * @param budget how many bytes of memory it has
   */
  public FaultyBackend(Fault fault, int at, long budget) {
    this.fault = fault;
    this.at = at;
    this.budget = budget;
  }

  /** How many calls there were. */
  public int calls() {
    return calls.get();
  }

  /** How many buffers have not been given back, apart from the two of the symbolic zero. */
  public int buffersAlive() {
    int count = alive.size();
    for (Precision precision : Precision.values()) {
      Residence zero = Operand.zero(precision).value().residence();
      if (zero != null && alive.contains(zero.buffer())) {
        count--;
      }
    }
    return count;
  }

  /** Makes an engine use this device for all operations. */
  public AutoCloseable install() {
    return Engines.install(this);
  }

  private final class Memory implements Buffer {
    private final HostBuffer elements;

    Memory(HostBuffer elements) {
      this.elements = elements;
    }

    @Override
    public Precision precision() {
      return elements.precision();
    }

    @Override
    public int size() {
      return elements.size();
    }

    long bytes() {
      return (long) size() * precision().bytes();
    }

    @Override
    public void release() {
      if (alive.remove(this)) {
        used.addAndGet(-bytes());
        spoil(elements);
      }
    }
  }

  private static void spoil(HostBuffer elements) {
    if (elements.precision() == Precision.DOUBLE) {
      Arrays.fill(elements.doubles(), Double.NaN);
    } else {
      Arrays.fill(elements.floats(), Float.NaN);
    }
  }

  private HostBuffer inside(Buffer buffer) {
    Memory memory = (Memory) buffer;
    if (!alive.contains(memory)) {
      throw new AssertionError("device memory is used after it was given back");
    }
    return memory.elements;
  }

  private View inside(View view) {
    return view == null
        ? null
        : new View(
            inside(view.buffer()),
            view.offset(),
            view.rows(),
            view.columns(),
            view.rowStride(),
            view.columnStride());
  }

  private View[] inside(View[] views) {
    View[] own = new View[views.length];
    for (int i = 0; i < own.length; i++) {
      own[i] = inside(views[i]);
    }
    return own;
  }

  /** Fails if it is time to. Whether the call is to compute nonsense instead. */
  private boolean call(String what, boolean reads, boolean computes) {
    int number = calls.getAndIncrement();
    boolean now = number == at;
    if (lost && (!reads || fault == Fault.LOST_UNREADABLE)) {
      throw new BackendException(BackendException.Kind.LOST, what + ": still lost", null);
    }
    if (late && reads && !lost) {
      lost = true;
      throw new BackendException(BackendException.Kind.LOST, what + ": lost before", null);
    }
    if (shortOfMemory && !reads) {
      throw new BackendException(BackendException.Kind.RESOURCE, what + ": still short", null);
    }
    if (!now) {
      return false;
    }
    switch (fault) {
      case SHORT_ONCE ->
          throw new BackendException(BackendException.Kind.RESOURCE, what + ": short", null);
      case SHORT_ALWAYS -> {
        shortOfMemory = true;
        throw new BackendException(BackendException.Kind.RESOURCE, what + ": short", null);
      }
      case REFUSED ->
          throw new BackendException(BackendException.Kind.OPERATION, what + ": refused", null);
      case LOST_READABLE, LOST_UNREADABLE -> {
        lost = true;
        throw new BackendException(BackendException.Kind.LOST, what + ": lost", null);
      }
      case LOST_LATE -> {
        late = true;
        return computes;
      }
      case NONE -> {
        return false;
      }
    }
    throw new AssertionError(fault);
  }

  @Override
  public String name() {
    return "faulty device";
  }

  @Override
  public boolean supports(Precision precision) {
    return true;
  }

  @Override
  public Buffer allocate(Precision precision, int size) {
    call("allocate", false, false);
    Memory memory = new Memory(cpu.allocate(precision, size));
    if (used.addAndGet(memory.bytes()) > budget) {
      used.addAndGet(-memory.bytes());
      throw new BackendException(BackendException.Kind.RESOURCE, "over the budget", null);
    }
    spoil(memory.elements);
    alive.add(memory);
    return memory;
  }

  @Override
  public void upload(Object array, int size, Buffer buffer) {
    call("upload", false, false);
    cpu.upload(array, size, inside(buffer));
  }

  @Override
  public void download(Buffer buffer, Object array) {
    call("download", true, false);
    cpu.download(inside(buffer), array);
  }

  @Override
  public void multiply(double alpha, View a, View b, double beta, View addend, View output) {
    if (output.buffer() == a.buffer() || output.buffer() == b.buffer()) {
      throw new AssertionError("a product overwrites its operand");
    }
    if (call("multiply", false, true)) {
      spoil(inside(output.buffer()));
      return;
    }
    cpu.multiply(alpha, inside(a), inside(b), beta, inside(addend), inside(output));
  }

  @Override
  public void map(Formula formula, double[] scalars, View[] inputs, View output) {
    if (call("map", false, true)) {
      spoil(inside(output.buffer()));
      return;
    }
    cpu.map(formula, scalars, inside(inputs), inside(output));
  }

  @Override
  public void reduce(
      Reduction reduction,
      Formula formula,
      double[] scalars,
      View[] inputs,
      int rows,
      int columns,
      View output) {
    if (call("reduce", false, true)) {
      spoil(inside(output.buffer()));
      return;
    }
    cpu.reduce(reduction, formula, scalars, inside(inputs), rows, columns, inside(output));
  }

  @Override
  public void launch(Kernel kernel, View[] inputs, int[] data, double[] scalars, View output) {
    if (call("launch", false, true)) {
      spoil(inside(output.buffer()));
      return;
    }
    cpu.launch(kernel, inside(inputs), data, scalars, inside(output));
  }

  @Override
  public void finish() {
    call("finish", true, false);
  }

  @Override
  public void close() {
    alive.clear();
  }
}
